"""A page set in lines of a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_tui import safe
from compact_tui.page import Columns, Fact, Gap, Jump, Words
from compact_tui.safe import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from compact_tui.page import Block, Page
    from compact_tui.safe import Styles

    Cell = tuple[Words, ...]

NARROWEST_COLUMN = 22
"""Below this many cells a column cannot be read with ease."""
WIDEST_COLUMN = 200
"""No column is made wider than this many cells."""
BETWEEN = 2
"""Cells between two columns."""
UNCHOSEN, CHOSEN = "  ", "▸ "
"""What stands before a link: the chosen one is marked by more than its colour."""


class Line(NamedTuple):
    """One line, ready to be painted."""

    content: Content
    """The text and its styles."""
    jump: int = -1
    """Number of the link that the line belongs to, counted from 0; -1 for none."""


def lines_of(page: Page, styles: Styles, width: int) -> list[Line]:
    """The whole page, no link chosen."""
    lines: list[Line] = []
    jumps = 0
    for block in page.blocks:
        if isinstance(block, Jump):
            lines += jump_lines(block, jumps, styles, width)
            jumps += 1
        else:
            lines += map(Line, _block(block, styles, width))
    return lines


def jump_lines(jump: Jump, number: int, styles: Styles, width: int, *, chosen: bool = False) -> list[Line]:
    """The lines of one link."""
    runs = [Run(f"{jump.kind}: ", "quiet"), Run(jump.text, "jump")] if jump.kind else [Run(jump.text, "jump")]
    if chosen:
        runs = [run._replace(style="chosen") for run in runs]
    content = safe.wrapped(runs, styles, width, CHOSEN if chosen else UNCHOSEN)
    return [Line(line, number) for line in content]


def _block(block: Block, styles: Styles, width: int) -> Iterator[Content]:
    match block:
        case Gap():
            yield safe.content("")
        case Fact(label, text):
            yield from safe.wrapped([Run(f"{label}: ", "label"), Run(text)], styles, width)
        case Words(text, style, marker):
            yield from safe.wrapped([Run(text, style)], styles, width, marker)
        case Columns():
            yield from _columns(block, styles, width)


def _columns(block: Columns, styles: Styles, width: int) -> Iterator[Content]:
    """Side by side where there is room, else one after the other."""
    headings = tuple((Words(heading, "heading"),) for heading in block.headings)
    rows = [headings, *block.rows]
    widths = _widths(rows, styles, width)
    if not widths:
        yield from _one_by_one(block, styles, width)
        return
    for row in rows:
        cells = [_cell(cell, styles, each) for cell, each in zip(row, widths, strict=False)]
        yield from safe.beside(cells, [each + BETWEEN for each in widths])


def _widths(rows: list[tuple[Cell, ...]], styles: Styles, width: int) -> list[int]:
    """What each column gets: what it would like, the widest giving way; nothing when one became too narrow."""
    liked = [max(_liked(row[column], styles) for row in rows if column < len(row)) for column in range(len(rows[0]))]
    widths = liked[:]
    while sum(widths) + BETWEEN * len(widths) > width:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        if widths[widest] < NARROWEST_COLUMN:
            return []
    return widths


def _liked(cell: Cell, styles: Styles) -> int:
    """How wide a cell is with nothing wrapped; no page is wider than the most."""
    return max((line.cell_length for line in _cell(cell, styles, WIDEST_COLUMN)), default=0)


def _cell(cell: Cell, styles: Styles, width: int) -> list[Content]:
    return [line for one in cell for line in _block(one, styles, width)]


def _one_by_one(block: Columns, styles: Styles, width: int) -> Iterator[Content]:
    for row in block.rows:
        for heading, cell in zip(block.headings, row, strict=False):
            if len(cell) == 1 and not cell[0].marker:
                yield from _block(Fact(heading, cell[0].text), styles, width)
            else:
                yield from _block(Words(heading, "heading"), styles, width)
                yield from _cell(cell, styles, width)
        yield safe.content("")
