"""A page as plain text for a terminal or a screen reader."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from compact_core.reports.page import LOWEST_TITLE, Block, Fact, Grid, Heading, Items, Words, set_in, simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = 2
"""Spaces between columns."""


def as_text(blocks: Iterable[Block], width: int = 80) -> str:
    """The page in lines of at most ``width`` characters, ending with a newline."""
    text = "\n".join(_set_in(blocks, width)).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def _set_in(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """The lines of all blocks, each set in like the heading before it."""
    margin = 0
    for block in simple(blocks):
        if isinstance(block, Heading):
            margin = set_in(block.depth, width)
        yield from ((" " * margin + line).rstrip() for line in _lines(block, width - margin))


def _lines(block: Heading | Words | Fact | Items | Grid, width: int) -> Iterator[str]:
    match block:
        case Heading(level, text, name):
            title = f"{text} [{name}]" if name else text
            yield from ("", *_wrapped(title, width, ""))
            if level <= LOWEST_TITLE:  # underlined like a typed page: the page and its parts
                yield ("=" if level == 1 else "-") * min(width, len(title))
        case Words(text):
            yield from _wrapped(text, width, "")
        case Fact(label, text):
            yield from _wrapped(f"{label}: {text}", width, "", "  ")
        case Items(texts):
            for text in texts:
                yield from _wrapped(text, width, "- ", "  ")
            yield ""  # what follows is not about the last item
        case Grid():
            yield from _grid(block, width)


def _grid(grid: Grid, width: int) -> Iterator[str]:
    """A table: a list of labelled rows, or columns side by side where that is asked for and they fit."""
    if not grid.rows:
        yield from _wrapped(f"Columns: {'; '.join(grid.headings)}", width, "", "  ")
        return
    widths = _widths((grid.headings, *grid.rows), width) if grid.aligned else []
    for row in (grid.headings, *grid.rows) if widths else grid.rows:
        labelled = (f"{heading}: {cell}" for heading, cell in zip(grid.headings, row, strict=True))
        yield from _side_by_side(row, widths) if widths else _wrapped("; ".join(labelled), width, "- ", "  ")
    yield ""


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths of columns side by side, the widest made narrower; none where their words do not fit."""
    columns = list(zip(*rows, strict=True))
    widths = [max(1, *map(len, column)) for column in columns]
    least = [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > width:
        room = [wide - narrow if wide > narrow else 0 for wide, narrow in zip(widths, least, strict=True)]
        if not any(room):
            return []
        widest = max((column for column, left in enumerate(room) if left), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _side_by_side(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of a table, as many lines as its longest cell needs."""
    cells = [list(_wrapped(cell, width, "")) for cell, width in zip(row, widths, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        yield (" " * _GAP).join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _wrapped(text: str, width: int, first: str, other: str = "") -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield from textwrap.wrap(
            line,
            width,
            initial_indent=first,
            subsequent_indent=other or first,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [first.rstrip()]
        first = other or first
