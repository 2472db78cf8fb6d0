"""A file of decisions: which parts of another area's code are adopted, adapted or left out.

The file lets somebody go on another day, and lets a command do what a screen does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from compact_core.content.files import file_bytes
from compact_core.content.flaws import Flaw, located
from compact_core.content.read import without_format
from compact_core.content.structure import structure
from compact_core.content.syntax import parse
from compact_core.content.whole import save
from compact_core.content.write import plain_value, toml_text
from compact_core.errors import ContentError, Problem
from compact_core.model.lineage import Change, Confidence, Relation  # noqa: TC001 - the reader looks up the types of fields
from compact_core.model.text_rules import Id  # noqa: TC001 - the same

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
"""Version of the format of these files."""
PartChoice = Literal["adopt", "adapt", "omit"]
"""What becomes of a part: taken over as it is, said in other words, or left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of one part."""

    part: Id
    """Id of the part in the code that is begun from."""
    choice: PartChoice
    """What becomes of it."""
    text: str = ""
    """What is said instead, where it is adapted: its text, and a line for each item of its list."""
    reason: str = ""
    """Why; needed where it is left out."""
    relation: Relation = "equivalent"
    """How the part relates to what is said instead."""
    change: Change = "reworded"
    """What became of it."""
    confidence: Confidence = "low"
    """How sure somebody is of both; low while nobody has said what the new words change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What becomes of the parts of a code, as far as somebody has decided."""

    source: Id = field(metadata={"key": "from"})
    """Id of the code that is begun from; ``from`` in files."""
    decisions: tuple[Decision, ...] = ()
    """One for each part, in the order in which they were made."""

    def of(self, part_id: str) -> Decision | None:
        """The decision on a part; None while there is none."""
        return next((decision for decision in self.decisions if decision.part == part_id), None)

    def then(self, decision: Decision) -> Decisions:
        """With a decision, which takes the place of an earlier one on the same part."""
        others = tuple(other for other in self.decisions if other.part != decision.part)
        return replace(self, decisions=(*others, decision))


def read_decisions(path: str) -> Decisions:
    """The decisions in a file; raises :class:`ContentError` with everything that is wrong with it."""
    parsed = parse(file_bytes(path), path)
    if isinstance(parsed, Problem):
        raise ContentError((parsed,))
    plain, text = parsed
    flaws: list[Flaw] = []
    found: Decisions = structure(without_format(plain, FORMAT, flaws), Decisions, flaws)
    flaws += _flaws(found)
    if flaws:
        raise ContentError(located(flaws, text, path))
    return found


def _flaws(found: Decisions) -> Iterator[Flaw]:
    seen: set[str] = set()
    for number, decision in enumerate(found.decisions):
        path, part = ("decisions", number), decision.part
        if part and part in seen:
            yield Flaw((*path, "part"), f"The part '{part}' is decided twice.", "Keep one of the two.")
        seen.add(part)
        if decision.choice == "omit" and not decision.reason.strip():
            yield Flaw(path, f"It is not said why '{part}' is left out.", "Write a reason.")
        if decision.choice == "adapt" and not decision.text.strip():
            yield Flaw(path, f"It is not said what '{part}' becomes.", "Write the new words as text.")


def write_decisions(path: str, decisions: Decisions) -> None:
    """Write decisions to a file, whole at every moment; raises :class:`CompactsError`."""
    save(path, toml_text({"format": FORMAT, **plain_value(decisions)}).encode())
