"""The contents page, and lists that announce what follows: used to find headings, and the page is then left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compact_core.documents.heading_words import CONTENTS, KindTable, folded
from compact_core.documents.printed_labels import take_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.documents.document import DocumentBlock

_LEADER = re.compile(r"(?:\s*(?:\.\s?){3,}|\s*…+|\s*_{3,}|\s*·{3,}|\t+)\s*(?:\d{1,3}|[ivxl]{1,5})?\s*$")
_PAGE = re.compile(r"\s+(?:p\.?\s?)?\d{1,3}$")
_LED = re.compile(r"(?:\.\s?){3,}\s*\d{1,3}\s*$|…\s*\d{1,3}\s*$|\t\d{1,3}$")
"""The end of an entry with a leader or a tab before the number of its page."""
_PAGE_WORD = re.compile(r"\s+(?:page|tudalen)s?$", re.IGNORECASE)
_LONGEST_END = 80
"""The page number is looked for in this many characters at the end of a line."""
_LONGEST_ENTRY = 300
"""A longer line is no entry of a contents page."""
_MOST_WORDS = 18
_FEWEST = 3
"""Lines with leaders in a row that make a contents page without a heading."""
_FIRST = 4
"""First entries that are looked for again, to find the end of the page."""
_FEWEST_ANNOUNCED = 2


@dataclass
class Contents:
    """What a contents page, or a list that announces what follows, says of headings."""

    entries: list[tuple[str, str, DocumentBlock]] = field(default_factory=list)
    """Number, title and line of each entry of the contents page."""
    titles: set[str] = field(default_factory=set)
    """Their titles, made comparable."""
    start: int = -1
    """Where the page stood, counted in the blocks that are left; -1 when there is none."""
    announced: dict[str, int] = field(default_factory=dict)
    """Titles that a list announces, and where the list ends."""
    announcing: set[int] = field(default_factory=set)
    """The places of the items of such lists."""

    def announces(self, title: str, at: int) -> bool:
        """Whether a line is a heading that was announced before."""
        key = folded(title)
        return bool(key) and (key in self.titles or self.announced.get(key, at) < at)


def take_contents(
    blocks: list[DocumentBlock], table: KindTable
) -> tuple[list[DocumentBlock], list[DocumentBlock], Contents]:
    """The blocks without the contents page, the blocks of the page, and what it says."""
    contents = Contents()
    taken: list[DocumentBlock] = []
    start, first = _start(blocks, table)
    end = _end(blocks, first) if start >= 0 else first
    entries = ((*_entry(line), block) for block in blocks[first:end] for line in _lines(block))
    contents.entries = [entry for entry in entries if any(entry[:2])]
    if contents.entries:
        contents.start = start
        contents.titles = {folded(title) for _, title, _ in contents.entries} - {""}
        blocks, taken = blocks[:start] + blocks[end:], blocks[start:end]
    _find_announcements(blocks, contents)
    return blocks, taken, contents


def _lines(block: DocumentBlock) -> list[str]:
    return ["\t".join(row) for row in block.rows] if block.rows else [block.printed]


def _start(blocks: Sequence[DocumentBlock], table: KindTable) -> tuple[int, int]:
    """Where the contents page begins, and where its first entry is; -1 for none."""
    for at, block in enumerate(blocks[: len(blocks) // 2 + 2]):
        first = block.rows[0][0] if block.rows and block.rows[0] else block.words
        if len(first) < 40 and CONTENTS in {table.kind(first), table.kind(_PAGE_WORD.sub("", first))}:
            return at, at + 1
    run = 0
    for at, block in enumerate(blocks):
        run = run + 1 if not block.rows and _LED.search(block.text[-_LONGEST_END:]) else 0
        if run == _FEWEST:
            return at - run + 1, at - run + 1
    return -1, -1


def _end(blocks: Sequence[DocumentBlock], first: int) -> int:
    """Where the contents page ends: at the first of its entries that is printed again, or at the first real text."""
    entries = [_entry(line)[1] for block in blocks[first : first + _FIRST] for line in _lines(block)]
    paged = sum(bool(_has_page(line)) for block in blocks[first : first + _FIRST] for line in _lines(block))
    keys = [folded(entry) for entry in entries if folded(entry)]
    seen: set[str] = set()
    for at in range(first, len(blocks)):
        block = blocks[at]
        if block.rows and (len(block.rows) == 1 or not all(map(_has_page, _lines(block)))):
            return at
        for line in _lines(block):
            _, title = _entry(line)
            if folded(title) in seen and folded(title) in keys and not _has_page(line):
                return at
            if len(title.split()) > _MOST_WORDS or (title.endswith((".", ";")) and not _has_page(line)):
                return at
            if paged >= _FEWEST and not _has_page(line) and not _goes_on(blocks, at):
                return at
            seen.add(folded(title))
    return first


def _goes_on(blocks: Sequence[DocumentBlock], at: int) -> bool:
    """Whether an entry without a page stands between entries with one."""
    return any(_has_page(line) for block in blocks[at + 1 : at + 3] for line in _lines(block)) and not blocks[at].rows


def _has_page(line: str) -> bool:
    end = line[-_LONGEST_END:]
    return bool(_LEADER.search(end) or _PAGE.search(end))


def _entry(line: str) -> tuple[str, str]:
    """Number and title of an entry; a single number before a dotted one is dropped."""
    if len(line) > _LONGEST_ENTRY:
        return "", line
    bare = _LEADER.sub("", line.strip())
    label, rest = take_label(" ".join(bare.split()))
    if not (label and label.is_named and not rest):
        label, rest = take_label(" ".join(_PAGE.sub("", bare).split()))
    second = take_label(rest)[0] if label and label.row == "1" else None
    if second and second.depth > 1:
        label, rest = take_label(rest)
    return (label.printed if label else ""), rest.strip()


def _find_announcements(blocks: Sequence[DocumentBlock], contents: Contents) -> None:
    """Lists whose items are printed again, further down, as lines of their own."""
    alone: dict[str, list[int]] = {}
    keys = []
    for at, block in enumerate(blocks):
        label, text = take_label(block.words) if not block.rows else (None, "")
        short = bool(text) and len(text.split()) <= _MOST_WORDS
        key = folded(text) if short else ""
        keys.append((key, block.kind == "item" or label is not None))
        if key and block.kind != "item" and not text.rstrip().endswith((".", ";", ",")):
            alone.setdefault(key, []).append(at)
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and keys[end][0] and keys[end][1] and (end == at or not blocks[end].rows):
            end += 1
        run = range(at, end)
        found = [
            key for key, _ in (keys[line] for line in run) if any(at_line >= end for at_line in alone.get(key, ()))
        ]
        distinct = len({keys[line][0] for line in run}) == len(run)
        if distinct and len(found) >= _FEWEST_ANNOUNCED and len(found) * 3 >= len(run) * 2:
            contents.announcing.update(run)
            contents.announced.update(dict.fromkeys(found, end - 1))
        at = end + 1
