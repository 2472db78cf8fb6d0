"""``compacts assess erase``: take a person out of an assessment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.assessment.records.paths import ROUND
from compact_core.cli.assess.common import folder_argument, opened
from compact_core.cli.output import DONE, FILE, PROBLEMS, echo, echo_json, json_option, message
from compact_core.cli.prompts import can_ask
from compact_core.text import clean, count, joined, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.assessment.records.erasing import Erased
    from compact_core.assessment.records.reading import Assessment

_OUT_OF_REACH = (
    "What no program can reach: files that were sent or printed, answers files that people kept, copies that a shared"
    " drive, a backup or git keeps, and what readers remember. Ask whoever has them."
)


@click.command("erase")
@folder_argument
@click.argument("invitee")
@click.option("--yes", is_flag=True, help="Do not ask whether to erase; needed where there is no terminal.")
@click.option(
    "--also",
    multiple=True,
    metavar="PATH",
    type=FILE,
    help="Also remove this report, which lies outside the folder. Repeatable; --yes alone removes nothing there.",
)
@json_option
def erase(folder: str, invitee: str, *, yes: bool, also: tuple[str, ...], as_json: bool) -> int:
    """Take a person out: answers, earlier versions, the line that asks the person, and reports that hold the answers.

    INVITEE is the person's code in a round. In another round the same person has another code: erase that too. This
    cannot be taken back. Only files that the program wrote are removed; what else may tell of the person is named,
    and the exit code is 1.
    """
    from compact_core.assessment.records.erasing import erase as erase_person

    assessment = opened(folder)
    code = clean(invitee).strip().lower()
    if not yes and not can_ask():
        raise click.UsageError("No terminal to ask whether to erase: pass --yes.")
    if not yes:
        what = f"Erase everything of {code}, and reports made from it? This cannot be taken back."
        click.confirm(what, default=False, abort=True, err=True)
        also = (*also, *_asked_for(folder, code, also))
    compared = list(_compared(assessment, code))
    erased = erase_person(folder, code, also)
    if as_json:
        left = [{"path": leftover.path, "why": clean(leftover.why)} for leftover in erased.left]
        echo_json({"invitee": code, "removed": erased.removed, "left": left})
    else:
        for line in _lines(code, erased):
            echo(line)
    for line in _advice(assessment, code, erased):
        message(line)
    for line in compared:
        message(line)
    return PROBLEMS if erased.left else DONE


def _asked_for(folder: str, code: str, named: tuple[str, ...]) -> Iterator[str]:
    """The files outside the folder that somebody at the terminal wants to be removed too, asked for one by one."""
    from compact_core.assessment.records.erasing import written_elsewhere
    from compact_core.assessment.records.paths import real_place

    known = {real_place(leftover) for leftover in named}
    for path in written_elsewhere(folder, code):
        question = f"{readable(path)} lies outside the folder. Remove it too?"
        if real_place(path) not in known and click.confirm(question, default=False, err=True):
            yield path


def _advice(assessment: Assessment, code: str, erased: Erased) -> Iterator[str]:
    """What to do next."""
    if erased.left:
        files = count(len(erased.left), "place")
        yield f"{files} to look at. Take out what tells of the person, or remove the file; then empty the bin."
    if others := _others(assessment, code):
        yield f"In other rounds the same person has another code. Is it one of these? {joined(others)}"
    yield _OUT_OF_REACH


def _compared(assessment: Assessment, invitee: str) -> Iterator[str]:
    """Where a result without the person would give away what the person answered."""
    from compact_core.assessment.results.result_page import was_shown

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


def _lines(code: str, erased: Erased) -> Iterator[str]:
    """What was removed, and what somebody has to look at."""
    yield f"Erased: {code}"
    for path in erased.removed:
        done = "Taken out of" if os.path.basename(path) == ROUND else "Removed"
        yield f"{done}: {readable(path)}"
    for left in erased.left:
        yield f"Look at it yourself: {readable(left.path)}. {clean(left.why)}"
