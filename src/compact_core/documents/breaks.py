"""Headings without space around them: where the layout only breaks the line, the words have to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.documents.doubts import Doubt
from compact_core.documents.headings import MOST_WORDS, looks_like_title
from compact_core.documents.labels import take_label
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.documents.blocks import DocumentBlock

_TITLE_LINES = 4


def with_breaks(blocks: Sequence[DocumentBlock], doubts: list[Doubt]) -> Iterator[DocumentBlock]:
    """The blocks, those with space before them that stand between two paragraphs and can only be a heading."""
    after = False
    titles = True
    for at, block in enumerate(blocks):
        alone = at > 0 and _is_alone(blocks, at, after_heading=after or (titles and at < _TITLE_LINES))
        if alone:
            seen = f"'{shorten(block.words)}' is a short line without space around it"
            doubts.append(Doubt(block.page, block.line, seen, "it is a line of its own"))
        yield block._replace(gap=block.gap or alone or after)
        after = alone
        titles = titles and looks_like_title(block.words)


def _is_alone(blocks: Sequence[DocumentBlock], at: int, *, after_heading: bool) -> bool:
    """Whether a short line follows the end of a paragraph, and a line of prose that begins anew follows it."""
    before, block = blocks[at - 1], blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is None or block.gap or block.full or following.gap:
        return False
    if not following.full and len(following.words.split()) <= MOST_WORDS:
        return False
    if not _is_line(before) or not _is_line(block) or not _is_line(following) or take_label(block.words)[0]:
        return False
    ended = before.words.rstrip().endswith((".", "!", "?")) or after_heading
    return ended and following.words[:1].isupper() and looks_like_title(block.words)


def _is_line(block: DocumentBlock) -> bool:
    return block.kind == "text" and not block.rows and not block.label
