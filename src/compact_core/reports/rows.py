"""The rows of a comparison: provisions of two codes side by side, with a verdict between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.content.own_words import own_words
from compact_core.model.chains import UNKNOWN
from compact_core.model.lineage import LineageLink, code_of
from compact_core.reports.part_names import name_of, title_of
from compact_core.reports.word_marks import MarkedText, marked, one_line, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compact_core.content.lineage_review import Matter
    from compact_core.model import Code
    from compact_core.model.chains import ChainLink, ChainStep
    from compact_core.model.lineage import Suggestion

Verdict = Literal["kept", "reworded", "weaker", "stronger", "dropped", "new", "suggested", "unknown"]
"""What became of provisions of the first code in the second.

``suggested``: their words are like, and nobody has looked at them. ``unknown``: nothing tells how they relate.
"""
OF_CHANGE: Mapping[str, Verdict] = {
    "kept": "kept",
    "reworded": "reworded",
    "strengthened": "stronger",
    "weakened": "weaker",
    UNKNOWN: UNKNOWN,
}
"""The verdict of each change, as files say it."""

SIGNS: Mapping[str, str] = {
    "kept": "=",
    "reworded": "≈",
    "weaker": "▼",
    "stronger": "▲",
    "dropped": "–",
    "new": "+",
    "suggested": "?",
    "unknown": "·",
}
"""The sign that stands beside each verdict, so that no colour has to tell it."""


class ComparedProvision(NamedTuple):
    """A provision on one side."""

    reference: str
    """The provision, as ``code#id``."""
    name: str
    """Its number and title, or its first words."""
    at: str
    """Where it stands in its source."""
    text: str
    """What it says; empty where it says nothing or is not there."""
    title: str = ""
    """Its name without its number."""

    @property
    def heading(self) -> str:
        """Its name; where the name only repeats the text, its place if it is numbered, else nothing."""
        if not self.title or not one_line(self.text).startswith(self.title.rstrip("…")):
            return self.name
        number = self.name.removesuffix(self.title).strip()
        return (self.at or number) if number else ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Provisions that stand side by side, and the verdict between them."""

    verdict: Verdict
    """What became of the left side."""
    left: tuple[ComparedProvision, ...] = ()
    """Provisions of the first code; none where the right side is new."""
    right: tuple[ComparedProvision, ...] = ()
    """Provisions of the second code; none where the left side was dropped."""
    relation: str = ""
    """How the left side relates to the right one, as files say it; empty where none says it."""
    notes: tuple[str, ...] = ()
    """What the lineage says, one sentence each."""
    confidence: str = ""
    """How sure its authors are."""
    basis: str = ""
    """Who says so."""
    through: tuple[tuple[str, ...], ...] = ()
    """The provisions of the codes between, for what follows from a chain."""
    suspect: bool = False
    """Whether a provision has changed since somebody looked at the link."""
    likeness: str = ""
    """How like the words of a suggestion are."""

    @property
    def shape(self) -> str:
        """``split`` where one provision became several, ``merged`` where several became one; else empty."""
        several = len(self.left) > 1, len(self.right) > 1
        return {(False, True): "split", (True, False): "merged"}.get(several, "") if self.left and self.right else ""

    def marked(self) -> tuple[tuple[MarkedText, ...], tuple[MarkedText, ...]]:
        """The texts of both sides, with the words marked that stand on one side only."""
        left, right = ([provision.text for provision in side] for side in (self.left, self.right))
        return marked(left, right) if left and right else (unmarked(left), unmarked(right))


class Sides:
    """The provisions of two codes, by reference, and the rows that they make."""

    def __init__(self, first: Code, second: Code) -> None:
        self._left, self._right = _sides(first), _sides(second)
        self._order = {name: at for at, name in enumerate((*self._left, *self._right))}

    def rows(self, found: ChainStep, suggested: Iterable[Suggestion] = ()) -> Iterator[ComparedRow]:
        """The rows of links, dropped and new provisions, then of suggestions, then of all other provisions."""
        linked = [self._linked(link) for link in found.links]
        gone = [ComparedRow("dropped", _of((name,), self._left), notes=(note,)) for name, note in found.dropped]
        new = [ComparedRow("new", (), _of((name,), self._right), notes=(note,)) for name, note in found.new]
        known = [row for row in linked if row.verdict != UNKNOWN]
        unknown = [row for row in linked if row.verdict == UNKNOWN]
        yield from self._sorted([*known, *gone])
        yield from self._sorted(new)
        yield from self._sorted(unknown)
        linked_pairs = {(one.reference, other.reference) for row in linked for one in row.left for other in row.right}
        ends = (
            (suggestion, {(left, right) for left in suggestion.source for right in suggestion.target})
            for suggestion in suggested
        )
        guessed = [self._suggested(suggestion) for suggestion, pairs in ends if not linked_pairs & pairs]
        yield from guessed
        yield from self._in_no_row([*linked, *gone, *new, *guessed])

    def suggested(self, found: Iterable[Suggestion]) -> Iterator[ComparedRow]:
        """The rows of suggestions, then of all other provisions."""
        rows = [self._suggested(suggestion) for suggestion in found]
        yield from rows
        yield from self._in_no_row(rows)

    def _suggested(self, suggestion: Suggestion) -> ComparedRow:
        left, right = _of(suggestion.source, self._left), _of(suggestion.target, self._right)
        return ComparedRow("suggested", left, right, likeness=suggestion.likeness)

    def _linked(self, link: ChainLink) -> ComparedRow:
        claim, left, right = link.claim, _of(link.source, self._left), _of(link.target, self._right)
        relation = "" if claim.relation == UNKNOWN else claim.relation
        said = (relation, link.notes, claim.confidence, claim.basis)
        return ComparedRow(OF_CHANGE[claim.change], left, right, *said, link.through, link.suspect)

    def _in_no_row(self, rows: Iterable[ComparedRow]) -> Iterator[ComparedRow]:
        """The provisions that stand in no row."""
        seen = {side.reference for row in rows for side in (*row.left, *row.right)}
        yield from (ComparedRow("unknown", (side,)) for name, side in self._left.items() if name not in seen)
        yield from (ComparedRow("unknown", (), (side,)) for name, side in self._right.items() if name not in seen)

    def _sorted(self, rows: Iterable[ComparedRow]) -> list[ComparedRow]:
        return sorted(rows, key=lambda row: [self._order.get(side.reference, -1) for side in (*row.left, *row.right)])


def row_of(matter: Matter, codes: Mapping[str, Code]) -> ComparedRow:
    """The row of an entry of a lineage that somebody has to look at; ``codes`` are given by id."""
    said = matter.said
    known: dict[str, ComparedProvision] = {}
    for code_id in dict.fromkeys(map(code_of, (*said.source, *said.target))):
        known |= _sides(codes[code_id]) if code_id in codes else {}
    left, right = _of(said.source, known), _of(said.target, known)
    if isinstance(said, LineageLink):
        of_link = (said.relation, (said.note,), said.confidence, said.basis)
        return ComparedRow(OF_CHANGE[said.change], left, right, *of_link, suspect=bool(matter.changed))
    return ComparedRow("suggested", left, right, said.relation, likeness=said.likeness)


def _of(references: Iterable[str], known: Mapping[str, ComparedProvision]) -> tuple[ComparedProvision, ...]:
    return tuple(known.get(name) or ComparedProvision(name, name, "", "") for name in references)


def _sides(code: Code) -> dict[str, ComparedProvision]:
    return {
        f"{code.id}#{provision.id}": ComparedProvision(
            f"{code.id}#{provision.id}", name_of(provision), provision.at, own_words(provision), title_of(provision)
        )
        for provision in code.provisions
    }
