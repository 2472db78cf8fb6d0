"""The only way in which text from files, plugins and people reaches a widget.

Textual reads a plain ``str`` as markup in most places: ``[b]`` vanishes, ``[/x]`` ends the program and
``[@click=...]`` runs an action. Each function here serves one family of places and gives text that stays text.
Everything is cleaned of control sequences again, because a plugin can build a code without the reader of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.style import Style as RichStyle
from rich.text import Text
from textual.content import Content
from textual.style import Style

from compact_core.text import clean, shorten

Styles = Mapping[str, Style]
"""How each kind of text looks, by its name in :mod:`compact_tui.layout`."""


LONGEST_LABEL = 300
"""Characters of a label that are kept; no screen shows more."""


class Run(NamedTuple):
    """Some text in one style."""

    text: str
    """The text, as it came."""
    style: str = ""
    """Name of the style, or words that Textual knows, such as ``bold $primary``; empty for ordinary text."""


def content(text: str) -> Content:
    """For static widgets, titles of borders and tooltips."""
    return Content(clean(text))


def hit(title: str, about: str) -> Content:
    """For hits of the palette: a name, and below it what has that name."""
    return Content.assemble(plain(title, LONGEST_LABEL), "\n", (plain(about, LONGEST_LABEL), "not bold"))


def entry(mark: str, hue: str, title: str, about: Iterable[str], width: int, *, chosen: bool = False) -> Content:
    """For lists: a mark in a colour of the themes, a title, and what else is known below it, in ``width`` cells."""
    margin = " " * (len(mark) + 1)
    first, *rest = wrapped([Run(title, "bold underline" if chosen else "bold")], {}, width - len(margin))
    quiet, sign = ("", "bold") if chosen else ("$quiet", f"${hue}" if hue else "bold")
    more = [line for text in about for line in wrapped([Run(text, quiet)], {}, width, margin)]
    head = Content.assemble((mark, sign), " ") + first
    return joined([head, *(Content(margin) + line for line in rest), *more])


def paragraphs(runs: Iterable[Run]) -> Content:
    """For static widgets: one paragraph a run, in styles that Textual knows, such as ``bold``."""
    return joined(Content.styled(clean(run.text), run.style) for run in runs)


def stacked(lines: Iterable[Iterable[Run]]) -> Content:
    """For static widgets: lines of several runs each, in styles that Textual knows."""
    return joined(
        Content.assemble(*((re.sub(r"[\t\n]+", " ", clean(run.text)), run.style) for run in runs)) for runs in lines
    )


def label(*runs: Run) -> Text:
    """For labels in trees: one line, a space between the runs, in styles that rich knows."""
    texts = [Text(plain(run.text, LONGEST_LABEL), run.style) for run in runs]
    return Text(" ", no_wrap=True, end="").join(texts)


def marked(style: RichStyle, marks: dict[str, int], *pieces: tuple[str, str | RichStyle]) -> Text:
    """For a line that is painted by itself: pieces in styles that rich knows; a click on them finds the marks."""
    text = Text.assemble(*((clean(piece), look) for piece, look in pieces), style=style, end="")
    text.stylize(RichStyle(meta=marks))
    return text


def cell(text: str) -> Text:
    """For cells of tables, which are wrapped."""
    return Text(plain(text), end="")


def plain(text: str, width: int = 10_000) -> str:
    """One line of plain text, for places that read no markup: input fields, notices, file names and search."""
    return shorten(clean(text), width)


def lines(text: str) -> str:
    """Plain text of several lines, for the clipboard and for files."""
    return clean(text)


def cells(text: str) -> int:
    """How many cells a text of one line takes."""
    return Content(clean(text)).cell_length


def line(runs: Iterable[Run], styles: Styles, width: int) -> Content:
    """The runs, one after the other, in one line of at most ``width`` cells."""
    spans = [(re.sub(r"[\t\n]+", " ", clean(run.text)), styles.get(run.style, run.style)) for run in runs]
    return Content.assemble(*spans).truncate(width, ellipsis=True)


def wrapped(runs: Iterable[Run], styles: Styles, width: int, margin: str = "") -> list[Content]:
    """The runs, one after the other, in lines of at most ``width`` cells. Line breaks in the text are kept.

    The margin stands before the first line, and as many spaces before the others; it leaves room for a wide character.
    """
    margin = margin[: max(width - 2, 0)]
    spans = [(clean(run.text).replace("\t", "    "), styles.get(run.style, run.style)) for run in runs]
    lines = Content.assemble(*spans).wrap(max(width - len(margin), 1))
    first = Content.styled(margin, spans[0][1])
    return [(first if row == 0 else Content(" " * len(margin))) + line for row, line in enumerate(lines)]


def plain_lines(text: str, width: int, margin: str = "") -> list[str]:
    """The lines of a text of one paragraph, in at most ``width`` cells."""
    return [line.plain for line in wrapped([Run(plain(text))], {}, width, margin)]


def hanging(mark: Run, level: int, runs: Iterable[Run], width: int) -> Content:
    """For lists: a mark, and beside it the runs in as many lines as they need, set in by ``level`` steps."""
    step = "  " * level
    margin = Content.styled(" " * len(mark.text) + f"{step}  ", "not underline")
    lines = wrapped(runs, {}, max(width - margin.cell_length, 2))  # a wide character needs two cells
    first = Content.assemble((mark.text, mark.style), (step, "not underline"))
    return joined((margin if row else first) + line for row, line in enumerate(lines))


def joined(lines: Iterable[Content]) -> Content:
    """For static widgets: lines as one text."""
    return Content("\n").join(lines)


def beside(columns: list[list[Content]], widths: list[int]) -> list[Content]:
    """Columns of lines side by side, each with its width in cells."""
    height = max(map(len, columns), default=0)
    return [
        Content("").join(
            lines[row].pad_right(width - lines[row].cell_length) if row < len(lines) else Content(" " * width)
            for lines, width in zip(columns, widths, strict=False)
        )
        for row in range(height)
    ]
