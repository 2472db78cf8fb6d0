"""What was assumed about a document, and what of it is in no part of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from compact_core.documents.blocks import DocumentBlock


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

    @property
    def place(self) -> str:
        """Page and line, in words."""
        if not self.line:
            return "whole document"
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"

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
