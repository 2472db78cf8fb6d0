"""The journey of an assessment: its steps, how far it has come, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from compact_core.assessment.findings.progress import progress
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.paths import FORMS
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.text import count
from compact_tui.safe import Run

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
DONE, NOW, LATER = "✓", "▸", "·"
"""What stands before a step that is done, the one that is next, and those that come later."""
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
    """A bar of so many cells. It is full only when all is done, and empty only when nothing is."""
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
