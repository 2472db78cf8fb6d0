"""Plain text: its lines, and the pages that form feeds begin."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from compact_core.documents.document import DocumentBlock, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGEST = 8 * 2**20
"""Most bytes of a text."""
_NARROW, _WIDE = 40, 132
"""Least and greatest width of text that is broken into lines."""
_SHARE = 0.1
"""Least share of lines that go on with the one before in such a text."""
_TAB = 8
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_CONTROLS = 0.02
"""More control characters than this share are no text."""


def read_text(data: bytes, progress: Callable[[int, int], object]) -> Iterator[DocumentBlock]:
    """The lines of a plain text, one after the other."""
    yield from line_blocks(decoded(data))
    progress(1, 1)


def is_old(data: bytes) -> bool:
    """Whether a text is in no encoding that can be recognised, so that an old one of Windows is assumed."""
    if data.startswith(_UTF_16):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or else in the old encoding of Windows."""
    if len(data) > LARGEST:
        message = f"The text is larger than {LARGEST // 2**20} MiB, far more than a code has."
        raise UnreadableError(f"{message} Check that it is the right file.")
    if data.startswith(_UTF_16):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("cp1252", "replace") if is_old(data) else data.decode("utf-8-sig")
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]", text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text) + 20:
        raise UnreadableError("This is no text: it holds bytes that no text has. Check that it is the right file.")
    return re.sub(r"\r\n?", "\n", text)


def line_blocks(text: str) -> Iterator[DocumentBlock]:
    """The lines of a text as blocks."""
    pages = text.split("\f")
    width = line_width(text)
    number, gap = 0, True
    for page, content in enumerate(pages, 1):
        gap = gap or page > 1
        lines = content.split("\n")
        for at, raw in enumerate(lines):
            number += 1
            if not raw.strip():
                gap = True
                continue
            expanded = raw.expandtabs(_TAB).rstrip()
            yield DocumentBlock(
                raw.strip(" "),
                page=page if len(pages) > 1 else 0,
                line=number,
                full=is_full(raw, lines[at + 1] if at + 1 < len(lines) else "", width),
                gap=gap,
                indent=len(expanded) - len(expanded.lstrip()),
            )
            gap = False
        number -= page < len(pages)  # the line that a form feed cuts is one line


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line."""
    first = following.split(maxsplit=1)
    return bool(width and first) and len(line.expandtabs(_TAB).rstrip()) + 1 + len(first[0]) > width


def line_width(text: str) -> int:
    """The width at which the lines of a text are broken; 0 when each line is a paragraph of its own."""
    lines = [line.expandtabs(_TAB).rstrip() for line in text.splitlines()]
    lengths = sorted(map(len, filter(None, lines)))
    if not lengths or not _NARROW <= lengths[-1] <= _WIDE:
        return 0
    goes_on = sum(bool(before) and line.lstrip()[:1].islower() for before, line in pairwise(lines))
    return lengths[-1] if goes_on > _SHARE * len(lengths) + 1 else 0
