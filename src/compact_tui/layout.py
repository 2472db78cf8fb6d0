"""A page of the reading pane: the blocks of a report, links that lead to places, and all of it set in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from compact_core.reports.page import LOWEST_TITLE, Block, Columns, Fact, Grid, Heading, Items, PageLink, Words, set_in
from compact_tui import safe
from compact_tui.safe import Run, Styles
from compact_tui.state import Place

if TYPE_CHECKING:
    from textual.content import Content

Blocks = tuple["PaneBlock", ...]

NARROWEST_COLUMN = 22
"""Below this many cells a column cannot be read with ease."""
WIDEST_COLUMN = 200
"""No column is made wider than this many cells."""
BETWEEN = 2
"""Cells between two columns."""
BULLET = "• "
BETWEEN_CRUMBS = " → "
"""What stands between the names of nested places."""
UNCHOSEN, CHOSEN = "  ", "▸ "
"""What stands before a link: the chosen one is marked by more than its colour."""


class Jump(NamedTuple):
    """A link that can be followed."""

    text: str
    """What it leads to."""
    place: Place
    """Where it leads."""
    kind: str = ""
    """What stands there or how it is related, set before the text."""
    depth: int = 0
    """How many steps it is set in, with the text below it."""


class MarkedWords(NamedTuple):
    """A paragraph behind a mark, such as a bullet; its other lines are set in by the width of the mark."""

    mark: str
    """What stands before the first line."""
    text: str
    """The text; line breaks in it are kept."""


PaneBlock = Block | Jump | MarkedWords
TEXT = (Words, Items, MarkedWords, Grid, Columns)
"""Blocks that are what the page says; the others name or lead."""


class Page(NamedTuple):
    """Everything that is said about one place."""

    crumbs: tuple[str, ...]
    """Where the reader is, outermost first."""
    blocks: tuple[PaneBlock, ...]
    """What is said, from top to bottom."""
    copied: str = ""
    """The text that the copy key takes, with its citation."""
    name: str = "compacts"
    """What a file with this text can be called."""


def jumps_of(page: Page) -> list[Jump]:
    """Every link of a page, in the order in which it is laid out."""
    return [block for block in page.blocks if isinstance(block, Jump)]


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
    before: PaneBlock | None = None
    margin = ""
    depth = 0
    for block in page.blocks:
        if before and _apart(before, block):
            lines.append(Line(safe.content("")))
        if isinstance(block, Jump | Heading):
            depth = block.depth
        if isinstance(block, Jump):
            lines += jump_lines(block, jumps, styles, width)
            jumps += 1
        else:
            margin = (UNCHOSEN if isinstance(before, Jump) else margin) if isinstance(block, TEXT) else ""
            room = set_in(depth, width)
            content = _block(block, styles, width - room, margin, first=not before)
            lines += (Line(safe.content(" " * room) + line) for line in content)
        before = block
    return lines


def _apart(before: PaneBlock, block: PaneBlock) -> bool:
    """Whether an empty line stands between two blocks: what belongs to a link stands directly below it."""
    if isinstance(block, Heading):
        return True
    if isinstance(before, Heading):
        return before.level == 1
    if isinstance(block, Jump):
        return not isinstance(before, Jump)
    return not isinstance(before, Jump) and isinstance(before, TEXT) != isinstance(block, TEXT)


def jump_lines(jump: Jump, number: int, styles: Styles, width: int, *, chosen: bool = False) -> list[Line]:
    """The lines of one link."""
    runs = [Run(f"{jump.kind}: ", "quiet"), Run(jump.text, "jump")] if jump.kind else [Run(jump.text, "jump")]
    if chosen:
        runs = [run._replace(style="chosen") for run in runs]
    content = safe.wrapped(runs, styles, width, " " * set_in(jump.depth, width) + (CHOSEN if chosen else UNCHOSEN))
    return [Line(line, number) for line in content]


def _block(block: PaneBlock, styles: Styles, width: int, margin: str = "", *, first: bool = False) -> Iterator[Content]:
    match block:
        case Heading(level, text):
            style = "title" if first or level == 1 else "heading" if level <= LOWEST_TITLE else ""
            yield from safe.wrapped([Run(text, style)], styles, width)
        case Fact(label, text):
            yield from safe.wrapped([Run(f"{label}: ", "label"), Run(text)], styles, width)
        case Words(text):
            yield from safe.wrapped([Run(text)], styles, width, margin)
        case MarkedWords(mark, text):
            yield from safe.wrapped([Run(text)], styles, width, margin + mark)
        case Items(texts):
            for text in texts:
                yield from _block(MarkedWords(BULLET, text), styles, width, margin)
        case Grid(headings, rows):
            yield from _columns(headings, [tuple((Words(cell),) for cell in row) for row in rows], styles, width)
        case Columns(headings, lists):
            yield from _columns(headings, [tuple((Items(texts),) for texts in lists)], styles, width)
        case PageLink(label, text):
            yield from _block(Fact(label, text), styles, width)


def _columns(
    headings: tuple[str, ...], rows: list[tuple[Blocks, ...]], styles: Styles, width: int
) -> Iterator[Content]:
    """Side by side where there is room, else one after the other."""
    every = [tuple((Heading(2, heading),) for heading in headings), *rows]
    widths = _widths(every, styles, width)
    if not widths:
        yield from _in_turn(headings, rows, styles, width)
        return
    for row in every:
        cells = [_cell(cell, styles, each) for cell, each in zip(row, widths, strict=False)]
        yield from safe.beside(cells, [each + BETWEEN for each in widths])


def _widths(rows: list[tuple[Blocks, ...]], styles: Styles, width: int) -> list[int]:
    """What each column gets: what it would like, the widest giving way; nothing when one became too narrow."""
    liked = [max(_liked(row[column], styles) for row in rows if column < len(row)) for column in range(len(rows[0]))]
    widths = liked[:]
    while sum(widths) + BETWEEN * len(widths) > width:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        if widths[widest] < NARROWEST_COLUMN:
            return []
    return widths


def _liked(cell: Blocks, styles: Styles) -> int:
    """How wide a cell is with nothing wrapped; no page is wider than the most."""
    return max((line.cell_length for line in _cell(cell, styles, WIDEST_COLUMN)), default=0)


def _cell(cell: Blocks, styles: Styles, width: int) -> list[Content]:
    return [line for block in cell for line in _block(block, styles, width)]


def _in_turn(
    headings: tuple[str, ...], rows: list[tuple[Blocks, ...]], styles: Styles, width: int
) -> Iterator[Content]:
    """Row by row, each cell behind its heading or below it."""
    for row in rows:
        for heading, cell in zip(headings, row, strict=False):
            match cell:
                case (Words(text),):
                    yield from _block(Fact(heading, text), styles, width)
                case _:
                    yield from _cell((Heading(2, heading), *cell), styles, width)
        yield safe.content("")
