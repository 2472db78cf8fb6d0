"""An assessment at a glance: who is asked, how far everybody is, what can be done next. Never what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.findings.progress import OrganisationProgress, described, how_far, progress
from compact_core.assessment.findings.visibility import as_asked
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.reading import Assessment, RoundRecord, open_assessment
from compact_core.text import count
from compact_tui import safe
from compact_tui.assessment.journey import bar
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

_BESIDE_NAMES = 30
"""Cells that bars and words take beside the names."""


class ListLine(NamedTuple):
    """A line of the list: a side, an organisation, or somebody who is asked."""

    name: str
    """Who it is, set in by how far inside it stands."""
    share: str
    """How far that is, as a bar; empty for a side and for somebody who is asked."""
    said: str
    """How far that is, in words; empty before the answers are read."""
    invitee: Invitee | None = None
    """Who can answer from here; None for a side or an organisation."""


def about(assessment: Assessment, record: RoundRecord, titles: Mapping[str, str]) -> Iterator[str]:
    """What the round is, and where it stands; ``titles`` are those of codes, by their ids."""
    partnership, asked = assessment.partnership, record.asked
    yield f"{partnership.name}: round {asked.number} of {len(assessment.rounds)}"
    yield f"{_dates(record)} {count(len(asked.rows), 'item')} of {titles.get(asked.code, asked.code)}."
    yield f"Collected by {asked.collector}, who can read every answer. {_kept(assessment, record)}".strip()


def lines(assessment: Assessment, record: RoundRecord, *, read: bool = True) -> Iterator[ListLine]:
    """Everybody who is asked, by side and organisation. Before the answers are read, nothing says who answered."""
    items = len(record.asked.rows)
    for side in progress(assessment.partnership, record.asked, record.responses, record.unread):
        answering = sum(organisation.answered for organisation in side.organisations)
        asked = count(len(side.organisations), "organisation")
        yield ListLine(side.side.name, "", f"{answering} of {asked}" if read else asked)
        for organisation in side.organisations:
            yield _organisation(organisation, items, read=read)
            for person in organisation.invitees:
                yield ListLine(
                    f"    {described(person.invitee)}", "", how_far(person, items) if read else "", person.invitee
                )


def aligned(lines: Sequence[ListLine], width: int) -> Iterator[Content]:
    """The lines in three columns: who, a bar, and how far in words."""
    room = max(width - _BESIDE_NAMES, 1)
    column = min(max((len(line.name) for line in lines), default=0), room)
    for line in lines:
        depth = len(line.name) - len(line.name.lstrip())
        name = " " * depth + safe.plain(line.name, max(room - depth, 1))
        share = f"{line.share} " if line.share else ""
        runs = [Run(name[:depth], "not underline"), Run(name[depth:], "" if line.invitee else "bold")]
        runs += [Run(" " * (column - len(name) + 2), "not underline"), Run(share, "$primary")]
        runs += [Run(line.said, "not underline" if line.invitee else "$quiet")]
        yield safe.line(runs, {}, max(width - 2, 1))


def _organisation(partner: OrganisationProgress, items: int, *, read: bool) -> ListLine:
    """An organisation, with all the answers of its people in one bar."""
    people = len(partner.invitees)
    if not people:
        return ListLine(f"  {partner.organisation.name}", "", "nobody is asked")
    if not read:
        return ListLine(f"  {partner.organisation.name}", "", f"{people} asked")
    answered = sum(person.answered for person in partner.invitees)
    begun = sum(bool(person.answered) for person in partner.invitees)
    return ListLine(
        f"  {partner.organisation.name}",
        bar(answered, items * people),
        f"{begun} of {count(people, 'person', 'people')}",
    )


def as_it_is_now(assessment: Assessment, record: RoundRecord) -> tuple[Assessment, RoundRecord]:
    """An assessment and one of its rounds, read again; as they were when the folder cannot be read."""
    now = open_assessment(assessment.folder).assessment or assessment
    return now, next((other for other in now.rounds if other.asked.number == record.asked.number), record)


def _dates(record: RoundRecord) -> str:
    if record.asked.closed:
        return f"Closed on {in_words(record.asked.closed)}."
    if record.asked.closes:
        return f"Open; answers are asked for by {in_words(record.asked.closes)}."
    return "Open; no closing day is set."


def _kept(assessment: Assessment, record: RoundRecord) -> str:
    retention = as_asked(assessment.partnership, record.asked).retention
    return f"Answers are kept until {in_words(retention)}." if retention else ""
