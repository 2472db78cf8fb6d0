"""A person is taken out of an assessment: what is asked before, and what there is to say afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator

from compact_core.assessment.records.paths import MEETING, ROUND
from compact_core.assessment.records.reading import Assessment
from compact_core.assessment.records.removal import Erased, erase
from compact_core.assessment.results.result_page import was_shown
from compact_core.assessment.tasks.publishing import withdraw_person, withdrawn_lines
from compact_core.errors import CompactsError
from compact_core.text import clean, count, joined, readable

_OUT_OF_REACH = (
    "What no program can reach: files that were sent or printed, answers files that people kept, copies that a shared"
    " drive, a backup or git keeps, and what readers remember. Ask whoever has them."
)
WHAT = (
    "The answers and comments, earlier versions of them, forms and mails for the person, the line that asks the person,"
    " and reports in the folder that hold the answers are removed. The last person of an organisation takes"
    " its votes and statements along."
)
"""What erasing somebody removes."""


def question(code: str) -> str:
    """What is asked before somebody is erased."""
    return f"Erase everything of {code}, and reports made from it? This cannot be taken back."


def erased_lines(code: str, erased: Erased) -> Iterator[str]:
    """What was removed, and what somebody has to look at."""
    yield f"Erased: {code}"
    for path in erased.removed:
        done = "Taken out of" if os.path.basename(path) in {MEETING, ROUND} else "Removed"
        yield f"{done}: {readable(path)}"
    for left in erased.left:
        yield f"Look at it yourself: {readable(left.path)}. {clean(left.why)}"


def advice(assessment: Assessment, code: str, erased: Erased) -> Iterator[str]:
    """What to do next."""
    if erased.left:
        files = count(len(erased.left), "place")
        yield f"{files} to look at. Take out what tells of the person, or remove the file; then empty the bin."
    if others := _others(assessment, code):
        yield f"In other rounds the same person has another code. Is it one of these? {joined(others)}"
    yield _OUT_OF_REACH


def erase_person(assessment: Assessment, code: str, also: tuple[str, ...] = ()) -> tuple[Erased, list[str]]:
    """Take a person out, and take back what was published of the person's rounds; with what there is to say."""
    earlier = list(compared(assessment, code))
    try:
        lines = [line for written in withdraw_person(assessment, code) for line in withdrawn_lines(written)]
    except CompactsError as error:  # it must not keep the person in
        lines = [f"What was published could not be withdrawn: {error}"]
    erased = erase(assessment.folder, code, also)
    return erased, [*lines, *advice(assessment, code, erased), *earlier]


def compared(assessment: Assessment, invitee: str) -> Iterator[str]:
    """Where a result without the person would give away what the person answered; asked before anything is removed."""
    for record in assessment.rounds:
        asked = record.asked
        if (
            asked.closed
            and any(person.code == invitee for person in asked.invitees)
            and was_shown(assessment, record, invitee)
        ):
            yield (
                f"The result of round {asked.number} could be read. Whoever takes a new one from one of before can"
                " work out what the person answered: give no new one to anybody who has the earlier one."
            )


def _others(assessment: Assessment, code: str) -> list[str]:
    """The codes of people of the same organisation in other rounds, by the order of the rounds."""
    asked = [record.asked.invitees for record in assessment.rounds]
    homes = {person.organisation for people in asked for person in people if person.code == code}
    elsewhere = [people for people in asked if all(person.code != code for person in people)]
    return [person.code for people in elsewhere for person in people if person.organisation in homes]
