"""A page as plain text for a terminal or a screen reader."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from compact_core.reports.page import LOWEST_TITLE, Block, Fact, Grid, Heading, Items, Words, set_in, simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
        case Grid(headings, ()):
            yield from _wrapped(f"Columns: {'; '.join(headings)}", width, "", "  ")
        case Grid(headings, rows):
            for row in rows:
                yield from _wrapped(
                    "; ".join(f"{a}: {b}" for a, b in zip(headings, row, strict=True)), width, "- ", "  "
                )
            yield ""


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
