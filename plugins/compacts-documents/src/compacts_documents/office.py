"""What Word documents and OpenDocument texts have in common: pages, lines, tables, and what follows its paragraph."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compact_core import BlockKind, DocumentBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compacts_documents.archive import Element
    from compacts_documents.pieces import Pieces


@dataclass(kw_only=True)
class Reading(ABC):
    """Goes through the body of a document."""

    page: int = 1
    has_pages: bool = False
    number: int = 0
    """How many paragraphs were read."""
    waiting: list[DocumentBlock] = field(default_factory=list)
    """Notes and boxes of the paragraph that is being read; they follow it."""

    @abstractmethod
    def blocks(self, element: Element, depth: int = 0) -> Iterator[DocumentBlock]:
        """The blocks of an element of the body."""

    @property
    def told_page(self) -> int:
        """The page; 0 while the file says nothing of pages."""
        return self.page if self.has_pages else 0

    def turn(self) -> None:
        """Begin another page."""
        self.page, self.has_pages = self.page + 1, True

    def inner(self, element: Element) -> list[DocumentBlock]:
        """The blocks of something that stands apart from its paragraph, such as a note or a box."""
        waiting, self.waiting = self.waiting, []
        found = [block for child in element for block in self.blocks(child, 1)]
        self.waiting = waiting
        return found

    def note(self, body: Element, label: str) -> None:
        """A note, which waits for the end of its paragraph."""
        text = " ".join(" ".join(block.text for block in self.inner(body) if block.text).split())
        if text:
            self.waiting.append(DocumentBlock(text, "note", label=label, page=self.told_page, line=self.number))

    def table(self, rows: Sequence[Sequence[Element]], depth: int) -> Iterator[DocumentBlock]:
        """A table; one of a single column only frames what stands in it."""
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    for child in cell:
                        yield from self.blocks(child, depth + 1)
            return
        place = self.number + 1
        texts = tuple(tuple(self.cell(cell, depth) for cell in row) for row in rows)
        yield DocumentBlock("", "table", rows=texts, page=self.told_page, line=place)

    def cell(self, cell: Element, depth: int) -> str:
        """The lines of a cell."""
        lines = []
        for child in cell:
            for block in self.blocks(child, depth + 1):
                mark = "• " if block.kind == "item" else ""
                lines += [f"{mark}{block.printed}"] if not block.rows else [" ".join(row) for row in block.rows]
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def lines_of(pieces: Pieces, label: str, kind: BlockKind, level: int, indent: int) -> Iterator[DocumentBlock]:
    """The lines of a paragraph; only the first has its label, and is an item."""
    for at, line in enumerate(pieces.lines()):
        yield DocumentBlock(
            line.text.strip(" "),
            kind if not (at and kind == "item") else "text",
            level,
            "" if at else label,
            strong=line.strong and kind != "heading",
            gap=not at,
            indent=2 * level if kind == "item" else indent + len(line.text) - len(line.text.lstrip(" ")),
        )
