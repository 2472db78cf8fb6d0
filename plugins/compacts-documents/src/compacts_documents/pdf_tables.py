"""Tables in a PDF, found by where their words stand: a file has no cells, only lines with a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME_COLUMN = 4.0
"""So many points beside the edge of a column a line may begin."""
_SAME_HEIGHT = 3.0
_APART = 1.35
"""Lines further apart than so many times the usual distance are not of one cell."""
_TALLEST_FIRST = 8
"""Most lines of a cell in the first row; more are a column of text."""
_MOST_LINES = 400
_LABEL = re.compile(
    r"(?:[-–—•*·▪■●◦‣∙§\uf0b7\uf0a7o]|\d{1,3}(?:\.\d{1,3})*[.):]?|[(\[][a-z0-9]{1,4}[)\]]|[A-Za-z][.)]|[ivxlIVXL]{1,5}[.)])"
    r"(?:\s|$)"
)
_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,5}")
_POINT = re.compile(r"(?:[-–—•*·▪■●◦‣∙§\uf0b7\uf0a7]|\(?(?:\d{1,2}|[a-z]{1,3})[.)])\s")


class Placed(Protocol):
    """A line of a page."""

    @property
    def cells(self) -> Sequence[tuple[float, str]]:
        """Its pieces between wide gaps: where each begins, and its words."""

    @property
    def y(self) -> float:
        """How high it stands."""

    @property
    def size(self) -> float:
        """The size of its letters."""


class FoundTable(NamedTuple):
    """A table, and how many lines it takes."""

    rows: tuple[tuple[str, ...], ...]
    size: int


@dataclass
class _Row:
    top: float
    cells: dict[int, list[str]] = field(default_factory=dict)
    """The lines of each cell, by its column."""
    lowest: dict[int, float] = field(default_factory=dict)
    """Where the last line of each cell stands."""
    first: int = 0
    """The line of the page in which it begins."""


def table_at(lines: Sequence[Placed], at: int, leading: float) -> FoundTable | None:
    """The table that begins with a line of a page; None for none."""
    head = lines[at]
    if len(head.cells) < 2 and not _jumps_back(lines, at):
        return None
    columns = [x for x, _ in head.cells]
    rows: list[_Row] = []
    column = -1
    end = at
    for number in range(at, min(len(lines), at + _MOST_LINES)):
        line = lines[number]
        placed = _placed(line, columns, rows, head)
        if placed is None:
            break
        for where, text in placed:
            row = _row_for(rows, where, column, line, text, leading)
            if row is None:
                return _whole(rows, number - at, len(columns), at)
            if row not in rows:
                row.first = number
                rows.append(row)
            row.cells.setdefault(where, []).append(text)
            row.lowest[where] = line.y
            column = where
        end = number + 1
    return _whole(rows, end - at, len(columns), at)


def _jumps_back(lines: Sequence[Placed], at: int) -> bool:
    """Whether a line further on stands beside this one, as the second cell of a row does."""
    head = lines[at]
    for before, line in zip(lines[at : at + _TALLEST_FIRST], lines[at + 1 :], strict=False):
        if line.y > before.y + _SAME_HEIGHT:
            return abs(line.y - head.y) <= _SAME_HEIGHT and line.cells[0][0] > head.cells[0][0] + 5 * head.size
        if line.size != head.size:
            return False
    return False


def _placed(line: Placed, columns: list[float], rows: list[_Row], head: Placed) -> list[tuple[int, str]] | None:
    """The pieces of a line with their columns; None when it is of no column. The first row can bring columns."""
    if abs(line.size - head.size) > head.size * 0.15:
        return None
    found = []
    for x, text in line.cells:
        near = [at for at, column in enumerate(columns) if abs(column - x) <= _SAME_COLUMN]
        beside = len(rows) == 1 and abs(line.y - rows[0].top) <= _SAME_HEIGHT and x > columns[-1] + _SAME_COLUMN
        if not near and not beside:
            return None
        if not near:
            columns.append(x)
        found.append((near[0] if near else len(columns) - 1, text))
    return found


def _row_for(rows: list[_Row], where: int, last: int, line: Placed, text: str, leading: float) -> _Row | None:
    """The row that a piece stands in, which may be a new one; None when it is of no row of this table."""
    if not rows:
        return _Row(line.y)
    row = rows[-1]
    if where > last:
        return row if line.y <= row.top + _SAME_HEIGHT else None
    if line.y > row.top + _SAME_HEIGHT:
        return None
    step = row.lowest.get(where, row.top) - line.y
    if where == last:
        return row if step <= leading * _APART else _Row(line.y)
    lowest = min(row.lowest.values())
    goes_on = lowest - line.y <= leading * _APART and step <= leading * _APART and text[:1].islower()
    return row if goes_on and line.y > lowest - leading * _APART and where in row.cells else _Row(line.y)


def _whole(rows: list[_Row], size: int, width: int, at: int) -> FoundTable | None:
    """The rows as a table, without what follows in the first column alone; None for what is no table."""
    while rows and len(rows[-1].cells) < 2:
        size = min(size, rows[-1].first - at)
        rows = rows[:-1]
    if len(rows) < 2 or width < 2 or sum(len(row.cells) > 1 for row in rows) < 2:
        return None
    texts = tuple(tuple(_text(row.cells.get(number, ())) for number in range(width)) for row in rows)
    labelled = [row for row in texts if _LABEL.match(row[0])]
    if len(labelled) * 2 >= len(texts) and (width == 2 or not all(row[2] for row in labelled)):
        return None  # numbers or marks, and what stands behind them
    if all(_PAGE.fullmatch(row[-1]) for row in texts if row[-1]):
        return None
    return FoundTable(texts, size)


def _text(lines: Sequence[str]) -> str:
    """The lines of a cell as one, but for points, which stay lines."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif _POINT.match(line):
            text = f"{text}\n{line}"
        else:
            text = f"{text}{line}" if text.endswith("-") and line[:1].islower() else f"{text} {line}"
    return text
