"""A page as Markdown. Text of the code comes out as text, whatever signs are in it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words, simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!])|^([-+=]|[0-9]+[.)](?= |$))")


def as_markdown(blocks: Iterable[Block]) -> str:
    """The page as Markdown (CommonMark with tables), ending with a newline."""
    text = "\n".join(line for block in simple(blocks) for line in _lines(block)).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def escaped(text: str) -> str:
    """The text on one line, in which no sign has a meaning to Markdown or HTML."""
    return _SIGNS.sub(_literal, " ".join(text.split()))


def _literal(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"{match[2][:-1]}\\{match[2][-1]}"


def _lines(block: Heading | Words | Fact | Items | Grid) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield from ("", f"{'#' * min(level, 6)} {escaped(text)}", "")
        case Words(text):
            for filled, lines in groupby(map(escaped, text.splitlines()), bool):
                if filled:
                    yield from ("", "\\\n".join(lines), "")
        case Fact(label, text):
            yield f"- **{escaped(label)}:** {escaped(text)}"
        case Items(texts):  # with another bullet than facts, which may follow and would go on with the same list
            yield from ("", *(f"* {escaped(text)}" for text in texts), "")
        case Grid(headings, rows):
            yield from ("", _row(map(escaped, headings)), _row("---" for _ in headings))
            yield from (*(_row(map(escaped, row)) for row in rows), "")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
