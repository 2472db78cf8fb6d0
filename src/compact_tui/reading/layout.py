"""A page set in lines of a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_tui import safe
from compact_tui.reading.page import Columns, Fact, Gap, Jump, Words
from compact_tui.safe import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from compact_tui.reading.page import Block, Page
    from compact_tui.safe import Styles

NARROWEST_COLUMN = 22
"""Below this many cells a column cannot be read with ease."""
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
    each = width // max(len(block.headings), 1) - BETWEEN
    rows = [tuple((Words(heading, "heading"),) for heading in block.headings), *block.rows]
    if each >= NARROWEST_COLUMN:
        for row in rows:
            cells = [[line for one in cell for line in _block(one, styles, each)] for cell in row]
            yield from safe.beside(cells, each + BETWEEN)
        return
    for row in block.rows:
        for heading, cell in zip(block.headings, row, strict=False):
            yield from _block(Words(heading, "heading"), styles, width)
            for one in cell:
                yield from _block(one, styles, width)
        yield safe.content("")
