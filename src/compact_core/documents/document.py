"""A document as blocks, the doubts about it, and what of it is left out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from compact_core.errors import CompactsError

BlockKind = Literal["text", "heading", "item", "table", "note", "quotation"]
"""The kind of a block, as far as its format says; most formats know no headings and notes."""

_ITALICS = re.compile(r"</?i>")


class UnreadableError(CompactsError):
    """A document that cannot be read; the message says what it is and what to do, without the name of the file."""


class DocumentBlock(NamedTuple):
    """A line or a paragraph of a document, or a table, as a reader found it."""

    text: str
    """The words, without their label; what is printed in italics stands between ``<i>`` and ``</i>``."""
    kind: BlockKind = "text"
    """What it is: ``text`` wherever the format does not say more."""
    level: int = 0
    """Level of a heading, from 1; of an item, how deep it stands in lists."""
    label: str = ""
    """Number or letter before it, where the format keeps it apart from the text."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table by row; a cell can have several lines."""
    page: int = 0
    """Page, counted from 1; 0 when the format has none."""
    line: int = 0
    """Line, counted from 1; where the format has no lines, the number of the paragraph."""
    strong: bool = False
    """Whether all of it is bold or in capitals."""
    full: bool = False
    """Whether it is a line that reaches the margin, so that the next line may go on with it."""
    gap: bool = True
    """Whether there is space before it."""
    indent: int = 0
    """How far it stands to the right, in characters."""

    @property
    def words(self) -> str:
        """The text without italics, or that of all cells."""
        if self.rows:
            return "\n".join(plain(cell) for row in self.rows for cell in row)
        return plain(self.text)

    @property
    def printed(self) -> str:
        """Label and words, as they are printed."""
        return f"{self.label} {self.words}" if self.label else self.words

    @property
    def place(self) -> str:
        """Page and line, in words."""
        return _place(self.page, self.line)


def plain(text: str) -> str:
    """A text without its marks of italics."""
    return _ITALICS.sub("", text)


def with_words(block: DocumentBlock, words: str) -> DocumentBlock:
    """A block in the same place with other words, and without label and cells."""
    return block._replace(text=words, label="", rows=())


def _place(page: int, line: int) -> str:
    return f"page {page}, line {line}" if page else f"line {line}"


class Doubt(NamedTuple):
    """A place where the document could mean something else."""

    page: int
    """Page, counted from 1; 0 when the document has none."""
    line: int
    """Line, or number of the paragraph, counted from 1; 0 for the whole document."""
    seen: str
    """What stands there, in words."""
    assumed: str
    """What the draft makes of it, in words that follow 'Assumed:'."""
    part: str = ""
    """Id of the part of the draft that it is about; empty for none."""

    @classmethod
    def at(cls, block: DocumentBlock, seen: str, assumed: str, part: str = "") -> Doubt:
        """A doubt about a line."""
        return cls(block.page, block.line, seen, assumed, part)

    @property
    def place(self) -> str:
        """Page and line, in words."""
        return _place(self.page, self.line) if self.line else "whole document"

    def __str__(self) -> str:
        """The doubt in one line."""
        return f"{self.place}: {self.seen}. Assumed: {self.assumed}."


class Dropped(NamedTuple):
    """Something that is in no part of the draft."""

    why: str
    """What it is."""
    block: DocumentBlock
    """The line itself."""
    is_personal: bool = False
    """Whether it may name a person, and so is never shown."""
    is_chosen: bool = False
    """Whether somebody left it out who went through the draft."""


def withheld(what: str, words: str, block: DocumentBlock) -> tuple[Dropped, Doubt]:
    """Words about a person as left out of the draft, and the doubt about them."""
    doubt = Doubt.at(block, f"{what} of a person seems to stand here", "it is withheld; --keep-contacts keeps it")
    return Dropped(what, with_words(block, words), is_personal=True), doubt
