"""Marks around what was found, and the piece of a text that shows most of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from compact_core.library.search.folding import BESIDE, offsets
from compact_core.library.search.full_text import MARK, UNMARK

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 180
"""Signs of a text that are shown."""
_BEFORE = 50
"""Signs of them that may stand before what was found."""
_COMPARED = 100
"""Most finds that are compared to choose the piece of a long text."""


class Marked(NamedTuple):
    """A text, and where in it something was found."""

    text: str
    """The text without marks."""
    spans: Sequence[tuple[int, int]]
    """Begin and end of each find, in order."""

    def written(self) -> str:
        """The text with marks."""
        parts, last = [], 0
        for begin, end in self.spans:
            parts += [self.text[last:begin], MARK, self.text[begin:end], UNMARK]
            last = end
        return "".join([*parts, self.text[last:]])

    def over(self, printed: str) -> Marked:
        """The same finds in the printed text; this text is its folded form."""
        begins = offsets(printed)
        spans: list[tuple[int, int]] = []
        for begin, end in self.spans:
            first = bisect_right(begins, begin) - 1
            last = max(bisect_left(begins, end), bisect_right(begins, end) - 1)
            if spans and spans[-1][1] >= first:
                first, before = spans.pop()
                last = max(last, before)
            spans.append((first, last))
        return Marked(printed, spans)

    def whole(self, runs: Sequence[str]) -> Marked:
        """The same finds, with signs of a run only where the whole run stands; finds may then overlap."""
        signs = {sign for run in runs for sign in run.split(BESIDE)}
        lower = self.text.lower()
        spans = [(begin, end) for begin, end in self.spans if lower[begin:end] not in signs]
        spans += [found.span() for run in runs for found in re.finditer(re.escape(run), lower)]
        return Marked(self.text, sorted(spans))

    def piece(self) -> Marked:
        """The piece of a long text in which most was found, from word to word."""
        starts = [begin for begin, _ in self.spans[:_COMPARED]] or [0]
        reach = _LONGEST - _BEFORE
        first = max(starts, key=lambda start: sum(start <= other < start + reach for other in starts))
        begin = max(min(first - _BEFORE, len(self.text) - _LONGEST), 0)
        if begin:
            begin = self.text.find(" ", begin, first) + 1 or begin
        end = min(begin + _LONGEST, len(self.text))
        if end < len(self.text):
            end = max(self.text.rfind(" ", first + 1, end), 0) or end
        before, after = "…" if begin else "", "…" if end < len(self.text) else ""
        shift = len(before) - begin
        inside = [(start + shift, min(stop, end) + shift) for start, stop in self.spans if begin <= start < end]
        return Marked(f"{before}{self.text[begin:end]}{after}", inside)


def read(marked: str) -> Marked:
    """A text with marks, as a :class:`Marked`."""
    texts, spans, length = [], [], 0
    for piece, found in pieces(marked):
        texts.append(piece)
        if found:
            spans.append((length, length + len(piece)))
        length += len(piece)
    return Marked("".join(texts), spans)


def extract(marked: str) -> str:
    """A text with marks, or the best piece of it where it is long."""
    return marked if len(marked) <= _LONGEST else read(marked).piece().written()


def pieces(text: str) -> Sequence[tuple[str, bool]]:
    """The pieces of a text with marks, each with whether it was found."""
    return [(piece, number % 2 == 1) for number, piece in enumerate(re.split(f"[{MARK}{UNMARK}]", text)) if piece]


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.replace(MARK, "").replace(UNMARK, "")
