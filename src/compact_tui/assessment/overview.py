"""An assessment at a glance: who is asked, how far everybody is, what can be done next. Never what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compact_core.assessment.findings.progress import described, how_far, progress
from compact_core.assessment.findings.visibility import as_asked
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.reading import Assessment, RoundRecord, open_assessment
from compact_core.text import count


class ListLine(NamedTuple):
    """A line of the list: a side, an organisation, or somebody who is asked."""

    text: str
    """What the line says."""
    invitee: Invitee | None = None
    """Who can answer from here; None for a side or an organisation."""


def facts(assessment: Assessment, record: RoundRecord) -> Iterator[str]:
    """What the round is, and where it stands."""
    partnership, asked = assessment.partnership, record.asked
    yield f"{partnership.name}: round {asked.number} of {len(assessment.rounds)}"
    yield f"{_dates(record)} {count(len(asked.rows), 'item')} of {asked.code}."
    yield f"Collected by {asked.collector}, who can read every answer. {_kept(assessment, record)}".strip()


def lines(assessment: Assessment, record: RoundRecord, *, read: bool = True) -> Iterator[ListLine]:
    """Everybody who is asked, by side and organisation. Before the answers are read, nothing says who answered."""
    items = len(record.asked.rows)
    for side in progress(assessment.partnership, record.asked, record.responses, record.unread):
        answering = sum(organisation.answered for organisation in side.organisations)
        asked = count(len(side.organisations), "organisation")
        yield ListLine(f"{side.side.name}: {answering} of {asked} answered" if read else f"{side.side.name}: {asked}")
        for organisation in side.organisations:
            yield ListLine(f"  {organisation.organisation.name}{'' if organisation.invitees else ': nobody is asked'}")
            for person in organisation.invitees:
                answered = f": {how_far(person, items)}" if read else ""
                yield ListLine(f"    {described(person.invitee)}{answered}", person.invitee)


def as_it_is_now(assessment: Assessment, record: RoundRecord) -> tuple[Assessment, RoundRecord]:
    """An assessment and one of its rounds, read again; as they were when the folder cannot be read."""
    now = open_assessment(assessment.folder).assessment or assessment
    return now, next((other for other in now.rounds if other.asked.number == record.asked.number), record)


def next_step(record: RoundRecord) -> str:
    """What is usually done next."""
    if record.asked.closed:
        return "Press r to read the result, l for the plan."
    if any(response.answers for response in record.responses):
        return "Results are hidden until the round is closed. Press z to close it when all have answered."
    return "Press f to write the forms, or enter to answer here. Press c to bring answers in."


def _dates(record: RoundRecord) -> str:
    if record.asked.closed:
        return f"Closed on {in_words(record.asked.closed)}."
    if record.asked.closes:
        return f"Open; answers are asked for by {in_words(record.asked.closes)}."
    return "Open; no closing day is set."


def _kept(assessment: Assessment, record: RoundRecord) -> str:
    retention = as_asked(assessment.partnership, record.asked).retention
    return f"Answers are kept until {in_words(retention)}." if retention else ""
