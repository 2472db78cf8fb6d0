"""How far an assessment is: its steps, what is next, and everybody who is asked. Never what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.findings.progress import OrganisationProgress, described, how_far, progress
from compact_core.assessment.findings.visibility import as_asked
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.paths import FORMS
from compact_core.assessment.records.reading import Assessment, RoundRecord, open_assessment
from compact_core.text import count
from compact_tui import safe
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

STEPS = ("set up", "send", "collect", "close", "talk", "plan")
"""What is done in a round, in this order."""
_NEXT = (
    ("", "", ()),
    ("send the forms", "Press f to write the forms, or enter to answer here.", ("forms", "collect")),
    (
        "bring answers in",
        "Press c to bring answers in. Results are hidden until the round is closed.",
        ("collect", "forms"),
    ),
    (
        "close the round",
        "Press z to close the round. Results are hidden until the round is closed.",
        ("close", "collect"),
    ),
    ("talk about the result", "Press r to read the result, m to lead the meeting.", ("results", "meeting")),
    ("make a plan", "Press r to read the result, l to make a plan.", ("plan", "results")),
    (
        "follow the plan",
        "Press r to read the result, l for the plan, w to ask again in a new round.",
        ("plan", "results", "next_round"),
    ),
)
"""What comes next at each step and after all of them: in short, with its keys, and what these keys do."""
_WRITTEN = "Send each person the files in the folder forms. Press c when answers come back."
"""What comes next when the forms are written, and nobody has answered."""
_BESIDE_NAMES = 30
"""Cells that bars and words take beside the names."""
DONE, NOW, LATER = "✓", "▸", "·"
"""The marks of a step that is done, of the next step, and of later steps."""
FULL, EMPTY = "▇", "░"
"""The two parts of a bar."""


class Journey(NamedTuple):
    """How far a round has come."""

    step: int
    """Which of the steps is next, counted from 0; as many as there are when all are done."""
    answered: int
    """How many organisations have answered."""
    asked: int
    """How many organisations are asked."""
    closes: str
    """Until when answers are asked for, in words; empty when no day is set or the round is closed."""
    written: bool = False
    """Whether forms have been written."""

    @property
    def next(self) -> str:
        """What is usually done next, in short."""
        return _NEXT[self.step][0]

    @property
    def advice(self) -> str:
        """What is usually done next, and with which key."""
        return _WRITTEN if self._out else _NEXT[self.step][1]

    @property
    def wanted(self) -> tuple[str, ...]:
        """What the keys for that do on the screen of an assessment, the most likely first."""
        return _NEXT[self.step + 1 if self._out else self.step][2]

    @property
    def _out(self) -> bool:
        """Whether forms are out, and nobody has answered."""
        return self.written and self.step == STEPS.index("send")

    @property
    def runs(self) -> list[Run]:
        """All steps in one line; what is next stands out."""
        return steps_in_line(STEPS, self.step)

    @property
    def summary(self) -> str:
        """Who has answered, as a bar and in words."""
        return f"{bar(self.answered, self.asked)} {self.answered} of {count(self.asked, 'organisation')}"


def steps_in_line(steps: Sequence[str], here: int) -> list[Run]:
    """Steps side by side, each with a mark: those that are done, the one that is next, and those that come later."""
    ways = [(DONE, "") if number < here else (LATER, "$quiet") for number in range(len(steps))]
    if here < len(steps):
        ways[here] = (NOW, "bold $primary")
    runs = [Run(f"{mark} {step}", style) for (mark, style), step in zip(ways, steps, strict=True)]
    return [piece for run in runs for piece in (run, Run("   "))][:-1]


def journey(assessment: Assessment, record: RoundRecord) -> Journey:
    """How far a round has come. What people answered makes no difference, only whether they did."""
    sides = progress(assessment.partnership, record.asked, record.responses, record.unread)
    organisations = [organisation for side in sides for organisation in side.organisations]
    answered = sum(organisation.answered for organisation in organisations)
    closes = "" if record.asked.closed or not record.asked.closes else in_words(record.asked.closes)
    written = Path(record.folder, FORMS).is_dir()
    return Journey(_step(record, answered, len(organisations)), answered, len(organisations), closes, written)


def bar(done: int, total: int, width: int = 8) -> str:
    """A bar of ``width`` cells. It is full only when all is done, and empty only when nothing is."""
    cells = round(width * done / total) if total else 0
    cells = min(cells, width - 1) if done < total else cells
    cells = max(cells, 1) if done else cells
    return FULL * cells + EMPTY * (width - cells)


def _step(record: RoundRecord, answered: int, asked: int) -> int:
    if not record.asked.closed:
        return STEPS.index("close" if answered == asked else "collect" if answered else "send")
    if not (record.meeting.held or record.meeting.outcomes):
        return STEPS.index("talk")
    return len(STEPS) if record.plan.lines else STEPS.index("plan")


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
    """What the round is, and where it stands; ``titles`` has the titles of codes by their ids."""
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
