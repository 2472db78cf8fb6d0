"""Plain text: lines with their bullets, tables of tabs, and the pages that form feeds begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from compact_core.documents.blocks import DocumentBlock, UnreadableError
from compact_core.text import clean

BULLET = re.compile(r"\s*(?:[-–—•*·▪■●◦‣∙§\uf0b7\uf0a7]|o(?=\s{2,}|\t)|(?:&bull;))[ \t\u00a0]+(?=\S)")
"""The mark before an item of a list."""
_NARROW, _WIDE = 40, 132
"""Widths of text that is broken into lines of one width."""
_SHARE = 0.1
"""So many of the lines at least go on with the one before, in such a text."""
_TAB = 8
_MOST_CONTROLS = 0.02
"""More control characters than this share are no text."""


def read_text(data: bytes, told: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The lines of a plain text."""
    blocks = list(line_blocks(decoded(data)))
    told(1, 1)
    return blocks


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or else in the old encoding of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]", text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text) + 1:
        raise UnreadableError("This is no text: it holds bytes that no text has. Check that it is the right file.")
    return re.sub(r"\r\n?", "\n", text)


def line_blocks(text: str) -> Iterator[DocumentBlock]:
    """The lines of a text as blocks; lines with tabs between their cells are one table."""
    pages = text.split("\f")
    width = line_width(text)
    number, gap = 0, True
    table: list[DocumentBlock] = []
    for page, content in enumerate(pages, 1):
        gap = gap or page > 1
        lines = content.split("\n")
        for at, raw in enumerate(lines):
            number += 1
            if not raw.strip():
                gap = True
                continue
            full = is_full(raw, lines[at + 1] if at + 1 < len(lines) else "", width)
            block = _block(clean(raw))._replace(page=page if len(pages) > 1 else 0, line=number, gap=gap, full=full)
            gap = False
            if table and (block.gap or not block.rows):
                yield _table(table)
                table = []
            if block.rows:
                table.append(block)
            else:
                yield block
        number -= page < len(pages)  # the line that a form feed cuts is one line
    if table:
        yield _table(table)


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line."""
    first = following.split(maxsplit=1)
    return bool(width and first) and len(line.expandtabs(_TAB).rstrip()) + 1 + len(first[0]) > width


def _block(raw: str) -> DocumentBlock:
    expanded = raw.expandtabs(_TAB).rstrip()
    indent = len(expanded) - len(expanded.lstrip())
    if bullet := BULLET.match(raw):
        return DocumentBlock(_spaced(raw[bullet.end() :]), "item", 1 + indent // 2, indent=indent)
    cells = tuple(_spaced(cell) for cell in raw.strip().split("\t"))
    if len(cells) > 1 and not _is_label(cells[0]):
        return DocumentBlock("", "table", rows=(tuple(cell for cell in cells if cell),), indent=indent)
    text = _spaced(raw)
    return DocumentBlock(text, strong=is_capitals(text), indent=indent)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _is_label(cell: str) -> bool:
    """Whether what stands before a tab is the number of what follows it."""
    return len(cell) <= _TAB and bool(re.fullmatch(r"[(\[]?[\w.]{1,7}[)\].:]*", cell)) and not cell[:2].isalpha()


def is_capitals(text: str) -> bool:
    """Whether a text is in capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 3 and all(sign.isupper() for sign in letters)  # noqa: PLR2004 - shorter ones may be names


def _table(lines: list[DocumentBlock]) -> DocumentBlock:
    """One table of its lines; a single line with tabs is one too."""
    return lines[0]._replace(rows=tuple(line.rows[0] for line in lines))


def line_width(text: str) -> int:
    """The width at which the lines of a text are broken; 0 when each line is a paragraph of its own."""
    lines = [line.expandtabs(_TAB).rstrip() for line in text.splitlines()]
    lengths = sorted(map(len, filter(None, lines)))
    if not lengths or not _NARROW <= lengths[-1] <= _WIDE:
        return 0
    goes_on = sum(bool(before) and line.lstrip()[:1].islower() for before, line in pairwise(lines))
    return lengths[-1] if goes_on > _SHARE * len(lengths) + 1 else 0
