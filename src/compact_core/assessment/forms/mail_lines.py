"""The lines of a mail without what mail programs add: marks of quoting, spaces that do not break, hidden signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from compact_core.text import clean

LARGEST_PAGE = 1024 * 1024
"""Signs of a page of HTML that are read; what a person writes is far shorter."""
_QUOTED = re.compile(r"[ \t]*((?:(?:(?:[A-Z]{2,3})?>|\|)[ \t]?)+)")
"""How lines begin that are quoted; some programs put initials before the mark, or draw a line."""
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a"), " ")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]{0,30})(?![A-Za-z0-9:])[^<>]*>")
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "br", "center", "div", "dd", "dl", "dt", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"),
    )
)
_DECLARED = re.compile(r"<[!?][^<>]*>")
"""What stands at the head of a page, and what Word writes for itself."""
_PAGE = re.compile(
    r"\s*<(?:[!?]|/?(?:html|head|body|meta|style|div|p|span|font|table|blockquote|pre|br)\b)", re.IGNORECASE
)
"""How a page begins, and no text does that only begins with this sign."""
_PARAGRAPHS = frozenset(("p", "blockquote", "h1", "h2", "h3", "table", "ul", "ol"))
_UNSEEN = ("script", "style", "head", "template", "title")
_DEEPEST = 100
"""Quotations in quotations; a thread has some dozens."""


class MailLine(NamedTuple):
    """A line, and how often it is quoted."""

    depth: int
    text: str


class Lines:
    """The lines of a mail, as one text in which places can be looked up."""

    def __init__(self, lines: Iterable[MailLine]) -> None:
        self._lines = tuple(lines)
        self.text = "\n".join(line.text for line in self._lines)
        """All lines without their marks of quoting."""
        self._starts = []
        at = 0
        for line in self._lines:
            self._starts.append(at)
            at += len(line.text) + 1

    def depth(self, at: int) -> int:
        """How often the line of a place in the text is quoted."""
        return self._lines[bisect_right(self._starts, at) - 1].depth

    def between(self, start: int, end: int) -> list[MailLine]:
        """The lines, or parts of lines, from one place to another."""
        found = []
        at = start
        for text in self.text[start:end].split("\n"):
            found.append(MailLine(self.depth(at), text))
            at += len(text) + 1
        return found


def lines_of(text: str) -> Lines:
    """The lines of a text."""
    return Lines(map(_line, tidied(text).split("\n")))


def tidied(text: str) -> str:
    """The text with spaces that break, and without what nobody sees and what steers terminals."""
    return clean(text).translate(_SPACES | _HIDDEN)


def _line(text: str) -> MailLine:
    quoted = _QUOTED.match(text)
    if not quoted:
        return MailLine(0, text)
    return MailLine(min(quoted[1].count(">") + quoted[1].count("|"), _DEEPEST), text[quoted.end() :])


def joined_lines(lines: Iterable[str]) -> str:
    """Lines as they were before a program wrapped them; an empty one still parts two paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(" ".join(paragraph).split()) for paragraph in paragraphs if paragraph)


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML."""
    return bool(_PAGE.match(text))


def page_text(page: str) -> str:
    """What a page of HTML says, quotations marked as in plain text.

    The parser of the standard library takes a time that grows with the square of some pages, so this one is plainer.
    """
    lines: list[MailLine] = []
    words: list[str] = []
    depth = 0
    is_typed = False
    rest = _seen(page[:LARGEST_PAGE])
    at = 0
    for tag in _TAG.finditer(rest):
        _add_words(lines, words, depth, rest[at : tag.start()], is_typed=is_typed)
        at = tag.end()
        name = tag["name"].casefold()
        if name not in _BLOCKS:
            continue
        is_empty = name == "br" and not "".join(words).strip()
        _end_line(lines, words, depth, parted=is_empty or name in _PARAGRAPHS)
        if name == "blockquote":
            depth = max(depth - 1, 0) if tag["end"] else min(depth + 1, _DEEPEST)
        elif name == "pre":
            is_typed = not tag["end"]
    _add_words(lines, words, depth, rest[at:], is_typed=is_typed)
    _end_line(lines, words, depth, parted=False)
    return "\n".join(f"{'>' * line.depth}{' ' if line.depth else ''}{line.text}" for line in lines)


def _seen(page: str) -> str:
    """A page without comments and without what no browser shows."""
    page = _DECLARED.sub("", _without(page, "<!--", "-->"))
    for name in _UNSEEN:
        page = _without(page, f"<{name}", f"</{name}>")
    return page


def _without(page: str, beginning: str, end: str) -> str:
    """A page without what stands between two signs; what never ends stays."""
    small = page.lower() if page.isascii() else re.sub("[A-Z]", lambda letter: letter[0].lower(), page)
    kept: list[str] = []
    at = 0
    while (start := small.find(beginning, at)) >= 0 and (stop := small.find(end, start)) >= 0:
        kept.append(page[at:start])
        at = stop + len(end)
    return "".join((*kept, page[at:]))


def _add_words(lines: list[MailLine], words: list[str], depth: int, text: str, *, is_typed: bool) -> None:
    """Add what stands between two tags; where lines stand as they were typed, each is a line of its own."""
    whole = text.split("\n") if is_typed else [text]
    for line in whole[:-1]:
        words.append(line)
        _end_line(lines, words, depth, parted=not line.strip())
    words.append(whole[-1])


def _end_line(lines: list[MailLine], words: list[str], depth: int, *, parted: bool) -> None:
    text = re.sub(r"[ \t\r\n\f]+", " ", unescape("".join(words))).strip(" ")
    words.clear()
    if text:
        lines.append(MailLine(depth, text))
    if parted and lines and lines[-1].text:
        lines.append(MailLine(depth, ""))
