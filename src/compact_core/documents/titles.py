"""The title of a document: the first lines, as far as they say its name, its makers or its date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compact_core.documents.heading_words import CONTACTS, ROLES, KindTable
from compact_core.documents.headings import Headings, looks_like_title
from compact_core.documents.nesting import ANNOUNCING
from compact_core.documents.parties import owed_under
from compact_core.documents.sentences import is_dated, is_imprint

if TYPE_CHECKING:
    from compact_core.documents.contents import Contents
    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.printed_labels import Label

_TITLE_LINES = 4


@dataclass
class Titles:
    """Finds the lines of the title among the first lines of a document."""

    blocks: list[DocumentBlock]
    labels: list[tuple[Label | None, str]]
    contents: Contents
    headings: Headings
    table: KindTable

    def count(self) -> int:
        """How many lines at the beginning are the title."""
        blocks = self.blocks
        levels = [block.level for block in blocks if block.kind == "heading"]
        count = 0
        while count < min(_TITLE_LINES, len(blocks)):
            block, (label, text) = blocks[count], self.labels[count]
            following = blocks[count + 1] if count + 1 < len(blocks) else None
            if block.rows or label or block.kind not in {"text", "heading"} or following is None:
                break
            if block.kind == "heading":
                if not self._is_top(count, levels) and not (count and is_imprint(block.words)):
                    break
            elif not self._is_title_line(count, text, following):
                break
            count += 1
            if count == self.contents.start:
                break
        return count

    def _is_top(self, at: int, levels: list[int]) -> bool:
        """Whether a heading at the beginning is the title: no other is as large, or as in a PDF they follow it."""
        block = self.blocks[at]
        if block.level == 0:
            return True
        if block.level != min(levels):
            return bool(at and block.page and levels.count(block.level) == 1 and not self.table.kind(block.words))
        first = next(at for at, line in enumerate(self.blocks) if line.kind == "heading")
        begins = [
            line.kind == "heading" and line.level == block.level for line in self.blocks[first : first + _TITLE_LINES]
        ]
        alone = levels.count(block.level) == sum(begins) == (begins.index(False) if False in begins else len(begins))
        many = len(set(levels)) > 1 or (block.page > 0 and not self.table.kind(block.words))
        return alone and many and (at == first or block.page > 0)

    def _is_title_line(self, at: int, text: str, following: DocumentBlock) -> bool:
        if at and is_dated(text):
            return True
        block = self.blocks[at]
        if not looks_like_title(text) or at + 1 in self.contents.announcing or owed_under(text):
            return False
        if at and self.table.kind(text) in {*ROLES, CONTACTS}:
            return False
        if at and block.gap and self.table.kind(text) in ANNOUNCING and not self.table.kind(following.words):
            return False  # a heading, and what follows is its first point
        if not at:
            return bool(self.table.kind(text) not in ROLES or not self.headings.is_heading(at, ""))
        if self.blocks[at - 1].kind == "heading" and self.blocks[at - 1].level:
            return False
        last = at + 1 == self.contents.start
        leads = following.kind == "item" or not looks_like_title(self.labels[at + 1][1])
        return last or following.kind == "heading" or not leads
