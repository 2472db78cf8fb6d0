"""What is doubtful in an outline as a whole: entries that nothing follows up, and headings with nothing below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.documents.doubts import Doubt
from compact_core.documents.kinds import folded
from compact_core.model import KINDS
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.documents.nodes import Node, Outline


def unfound(outline: Outline) -> Iterator[Doubt]:
    """What the contents page names and the document does not print, or prints in other words."""
    sections = list(_sections(outline.root))
    titles = {folded(section.text) for section in sections}
    numbers = {section.number.rstrip("."): section for section in sections if section.number}
    for number, title, block in outline.contents.entries:
        if not folded(title) or folded(title) in titles or not any(sign.isalpha() for sign in title):
            continue
        if section := numbers.get(number.rstrip(".")):
            seen = f"the contents page says '{shorten(title)}', and the heading '{shorten(section.text)}'"
            yield Doubt(section.block.page, section.block.line, seen, "the heading is right")
        else:
            seen = f"the contents page names '{shorten(title)}', which no heading says"
            yield Doubt(block.page, block.line, seen, "there is no such heading")


def empty(outline: Outline) -> Iterator[Doubt]:
    """Headings that announce something, with nothing below them."""
    for section in _sections(outline.root):
        if section.role in KINDS and not section.inside:
            seen = (
                f"the heading '{shorten(section.text)}' announces the kind {section.role}, and nothing stands under it"
            )
            yield Doubt(section.block.page, section.block.line, seen, "what follows stands beside it")


def _sections(node: Node) -> Iterator[Node]:
    for inner in node.inside:
        if inner.kind == "section":
            yield inner
            yield from _sections(inner)
