"""A page as Markdown. Text of the code stays text, whatever characters it has."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words, simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!])|^([-+=]|[0-9]+[.)](?= |$))")


_LOWEST_HEADING = 6
"""Markdown has no headings below this level."""


def as_markdown(blocks: Iterable[Block]) -> str:
    """The page as Markdown (CommonMark with tables), ending with a newline."""
    text = "\n".join(_set_in(blocks)).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def _set_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of all blocks; what stands under a heading that is an entry of a list is set in with it."""
    margin = ""
    for block in simple(blocks):
        if isinstance(block, Heading):
            below = max(block.level - _LOWEST_HEADING, 0) if block.depth else 0
            margin = "  " * max(below - 1, 0)
            yield from _below(block, margin) if below else _lines(block)
            margin = "  " * below
        else:
            yield from ((margin + line).rstrip() for text in _lines(block) for line in text.split("\n"))


def _below(heading: Heading, margin: str) -> Iterator[str]:
    """A heading for which Markdown has no level left, as an entry of a list: lists can be nested as deep as needed.

    Its sign differs from the one of facts and items, which would otherwise be entries of the same list.
    """
    yield from ("", f"{margin}+ **{escaped(heading.text)}**", "")


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
            yield from ("", f"{'#' * min(level, _LOWEST_HEADING)} {escaped(text)}", "")
        case Words(text):
            yield from ("", "\n\n".join(_paragraphs(text)), "")
        case Fact(label, text):
            yield f"- **{escaped(label)}:** {escaped(text)}"
        case Items(texts):  # with another bullet than facts, which may follow and would go on with the same list
            yield from ("", *(f"* {escaped(text)}" for text in texts), "")
        case Grid(headings, rows):
            yield from ("", _row(map(escaped, headings)), _row("---" for _ in headings))
            yield from (*(_row(map(escaped, row)) for row in rows), "")


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, between which it has empty lines; each keeps its line breaks."""
    for filled, lines in groupby(text.splitlines(), lambda line: bool(line.strip())):
        if filled:
            yield "\\\n".join(map(escaped, lines))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
