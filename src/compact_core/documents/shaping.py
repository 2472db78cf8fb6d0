"""What all formats share: marks of items, cells between tabs, tables of one column, capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.documents.document import DocumentBlock

BULLET = re.compile(r"\s*(?:[-–—•*·▪■●◦‣∙§\ue000-\uf8ff]|o(?=\s{2,}|\t)|(?:&bull;)|[☐☑✓✔➢➤►])[ \t\u00a0]+(?=\S)")
"""The mark before an item of a list."""
_LABEL = re.compile(r"[(\[]?[\w.]{1,7}[)\].:]*")
_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,5}")
_FEWEST_PAGES = 3


def shaped(blocks: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The blocks with typed bullets as items, lines of cells as tables, and tables of one column as lines."""
    lines: list[DocumentBlock] = []
    for block in blocks:
        if lines and not _goes_on(lines[-1], block):
            yield from _table(lines)
            lines = []
        if block.rows:
            yield from _unpacked(block)
        elif _cells(block):
            lines.append(block)
        else:
            yield _marked(block)
    yield from _table(lines)


def _goes_on(line: DocumentBlock, block: DocumentBlock) -> bool:
    """Whether a line of cells belongs to the one before: nothing is between, or only the space between paragraphs."""
    cells = _cells(block)
    next_one = block.page == line.page and block.line == line.line + 1
    return bool(cells) and (not block.gap or (next_one and len(cells) == len(_cells(line))))


def points_of(cell: str) -> list[str]:
    """The points in a cell: one a line, without their marks."""
    return [BULLET.sub("", line, count=1).strip() for line in cell.splitlines() if line.strip()]


def _marked(block: DocumentBlock) -> DocumentBlock:
    """A line as an item if it has the mark of one, and strong if it is in capitals."""
    text = block.text
    if block.kind == "text" and not block.label and (bullet := BULLET.match(text)):
        level = max(block.level, 1 + block.indent // 2)
        return block._replace(text=_unticked(_spaced(text[bullet.end() :])), kind="item", level=level)
    if block.kind == "item":
        text = _unticked(text)
    text = _spaced(text) if "\t" not in text else re.sub(r"[ \u00a0]*\t\s*(?=\S)", _joint, text.strip())
    return block._replace(text=text, strong=block.strong or (block.kind != "item" and is_capitals(text)))


def _unticked(text: str) -> str:
    """An item without its empty box."""
    return re.sub(r"^\[[ xX]?\]\s+(?=\S)", "", text)


def _joint(tabs: re.Match[str]) -> str:
    """What stands for tabs: a space behind a label, and one tab before the number of a page."""
    return "\t" if _PAGE.fullmatch(tabs.string[tabs.end() :].strip()) else " "


def _spaced(text: str) -> str:
    return " ".join(text.split())


def is_capitals(text: str) -> bool:
    """Whether a text is in capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 3 and all(sign.isupper() for sign in letters)


def _cells(block: DocumentBlock) -> tuple[str, ...]:
    """The cells of a line; none for a line without tabs, or with only a label or a bullet before one."""
    if "\t" not in block.text.strip() or block.kind != "text" or block.label or BULLET.match(block.text):
        return ()
    cells = tuple(filter(None, (_spaced(cell) for cell in block.text.split("\t"))))
    if len(cells) < 2 or (len(cells[0]) < 9 and not cells[0][:2].isalpha() and _LABEL.fullmatch(cells[0])):
        return ()
    return cells


def _table(lines: list[DocumentBlock]) -> Iterator[DocumentBlock]:
    """Lines of cells as one table; entries with the numbers of pages stay lines."""
    if not lines:
        return
    rows = tuple(_cells(line) for line in lines)
    last = [row[-1] for row in rows]
    if len(rows) >= _FEWEST_PAGES and all(map(_PAGE.fullmatch, last)) and _goes_up(last):
        yield from map(_marked, lines)
    else:
        yield lines[0]._replace(text="", kind="table", rows=rows)


def _goes_up(numbers: list[str]) -> bool:
    values = [int(number) for number in numbers if number.isdecimal()]
    return values == sorted(values)


def _unpacked(block: DocumentBlock) -> Iterator[DocumentBlock]:
    """A table as it is, or its lines when it has a single column, which is only a frame."""
    rows = tuple(row for row in block.rows if any(cell.strip() for cell in row))
    if any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows):
        yield block._replace(kind="table", rows=rows)
        return
    for row in rows:
        for at, line in enumerate("\n".join(cell for cell in row if cell.strip()).splitlines()):
            if line.strip():
                yield _marked(block._replace(text=line, kind="text", rows=(), gap=not at))
