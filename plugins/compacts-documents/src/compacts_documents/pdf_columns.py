"""Columns of a PDF without room between them: words that begin at one place in several lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME_PLACE = 0.6
"""So many points beside each other two words may begin at one place."""
_OTHER_LENGTH = 3
"""By so many characters the words before have to differ: else alike words put what follows at one place."""
_NEAR = 3
"""Lines further apart than so many times the size of their letters are of no one table."""
_LONGEST_LABEL = 6


class Pieced(Protocol):
    """A line of a page."""

    text: str
    cells: list[tuple[float, str]]

    @property
    def pieces(self) -> Sequence[tuple[float, str]]:
        """What the file draws as one: where it begins, and its words."""

    @property
    def y(self) -> float:
        """How high it stands."""

    @property
    def size(self) -> float:
        """The size of its letters."""


def cut_at_columns(lines: Sequence[Pieced]) -> None:
    """Cut the lines of a page where columns begin, and the line of headings above them."""
    columns: list[list[float]] = [[] for _ in lines]
    for at, (first, second) in enumerate(pairwise(lines)):
        for place in _shared(first, second, columns[at]):
            for column in (columns[at], columns[at + 1]):
                if not _is_in(place, column):
                    column.append(place)
    for at, line in enumerate(lines):
        if columns[at]:
            _cut(line, sorted(columns[at]))
        elif at + 1 < len(lines) and columns[at + 1] and _heads(line, lines[at + 1], sorted(columns[at + 1])):
            edges = [lines[at + 1].pieces[0][0], *sorted(columns[at + 1])]
            line.cells = [(edge, text.strip()) for edge, (_, text) in zip(edges, line.pieces, strict=True)]
            line.text = "\t".join(text for _, text in line.cells)


def _is_in(place: float, places: Sequence[float]) -> bool:
    return any(abs(place - other) <= _SAME_PLACE for other in places)


def _shared(first: Pieced, second: Pieced, known: Sequence[float]) -> list[float]:
    """Where words begin in both lines that do so by no accident, or where columns are known to begin."""
    apart = first.y - second.y
    if first.size != second.size or not 0 < apart < _NEAR * first.size:
        return []
    if abs(first.pieces[0][0] - second.pieces[0][0]) > _SAME_PLACE:
        return []
    starts = [_starts(line) for line in (first, second)]
    return [
        place
        for place, lengths in starts[0]
        for other, sizes in starts[1]
        if abs(place - other) <= _SAME_PLACE and (_is_in(place, known) or _differ(lengths, sizes))
    ]


def _differ(lengths: tuple[int, int], sizes: tuple[int, int]) -> bool:
    return any(abs(length - size) >= _OTHER_LENGTH for length, size in zip(lengths, sizes, strict=True))


def _starts(line: Pieced) -> list[tuple[float, tuple[int, int]]]:
    """Where each piece but the first begins, and how many characters stand before it: in all, and in one piece."""
    found = []
    length = 0
    for (_, before), (place, text) in pairwise(line.pieces):
        length += len(before.strip())
        if length > _LONGEST_LABEL and text.strip()[:1].isalnum():
            found.append((place, (length, len(before.strip()))))
    return found


def _cut(line: Pieced, columns: Sequence[float]) -> None:
    cells: list[tuple[float, str]] = []
    wide = [place for place, _ in line.cells]
    for place, text in line.pieces:
        if not cells or _is_in(place, (*columns, *wide)):
            cells.append((place, text))
        else:
            cells[-1] = cells[-1][0], f"{cells[-1][1]}{text}"
    line.cells = [(place, text.strip()) for place, text in cells]
    line.text = "\t".join(text for _, text in line.cells)


def _heads(line: Pieced, below: Pieced, columns: Sequence[float]) -> bool:
    """Whether each piece of a line stands over one column, as headings in the middle of their cells do."""
    edges = [below.pieces[0][0], *columns]
    if len(line.pieces) != len(edges) or line.size != below.size or line.y - below.y > _NEAR * line.size:
        return False
    ends = [*edges[1:], float("inf")]
    return all(
        begin <= place + _SAME_PLACE and place < end
        for begin, end, (place, _) in zip(edges, ends, line.pieces, strict=True)
    )
