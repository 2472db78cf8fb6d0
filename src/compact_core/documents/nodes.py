"""The parts of an outline, one within the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from compact_core.documents.contents import Contents
    from compact_core.documents.document import DocumentBlock, Doubt, Dropped
    from compact_core.documents.parties import Owed
    from compact_core.documents.printed_labels import Label

NodeKind = Literal["section", "text", "table", "note", "quotation"]


@dataclass
class Node:
    """A part of the outline."""

    kind: NodeKind
    block: DocumentBlock
    """Where it begins."""
    text: str
    """Heading, or words; without its label."""
    label: Label | None = None
    items: list[Node] = field(default_factory=list)
    """The list that it leads in to."""
    inside: list[Node] = field(default_factory=list)
    """What stands in it."""
    owed: Owed | None = None
    """Who owes what stands under the heading."""
    role: str = ""
    """What its heading announces; empty for nothing."""
    is_appendix: bool = False
    """Whether its heading numbers it as an appendix."""
    announces: bool = False
    """Whether its list only announces the headings that follow."""
    instrument: str = ""
    """What a quotation is taken from."""
    key: tuple[str, int] = ("", 0)
    """How a heading is written; headings of one key stand side by side."""

    @property
    def has_points(self) -> bool:
        """Whether it has a row of points, or of headings."""
        points = [node for node in self.inside if node.label or node.kind == "section"]
        return len(points) > 1 or any(len(node.items) > 1 for node in self.inside)

    @property
    def number(self) -> str:
        """The label as printed; empty for none."""
        return self.label.printed if self.label else ""


@dataclass
class Outline:
    """A document as a tree."""

    titles: list[DocumentBlock]
    """The lines of its title."""
    root: Node
    """Holds everything else."""
    contents: Contents
    dropped: list[Dropped]
    doubts: list[Doubt]
