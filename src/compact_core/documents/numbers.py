"""The labels of a document as a whole: which printed numbers are labels, and which stand on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from compact_core.documents.heading_words import folded
from compact_core.documents.headings import looks_like_title
from compact_core.documents.printed_labels import Label, label_of, letter_alone, take_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.documents.contents import Contents
    from compact_core.documents.document import DocumentBlock


_CODED = re.compile(r"([A-Z])[1-9]\d?[.:)]?\s+\S")


def with_numbers(blocks: list[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The blocks, with each number that stands on a line of its own before the heading that follows it."""
    held: DocumentBlock | None = None
    for block in blocks:
        alone = not block.rows and block.kind in {"text", "heading"} and _is_number(block)
        if held:
            joins = not alone and not block.rows and block.kind in {"text", "heading"} and not take_label(block.text)[0]
            close = not block.gap or "heading" in {held.kind, block.kind}
            if joins and close and not block.label and looks_like_title(block.words):
                whole = held if held.kind == "heading" else block
                yield whole._replace(
                    text=f"{held.text} {block.text}", page=held.page, line=held.line, gap=held.gap, indent=held.indent
                )
                held = None
                continue
            yield held
            held = None
        if alone:
            held = block
        else:
            yield block
    if held:
        yield held


def _is_number(block: DocumentBlock) -> bool:
    label, rest = take_label(block.text)
    return bool(label and not rest.strip() and not block.label and (label.is_named or label.row in {"1", "I", "A"}))


def labels_of(blocks: list[DocumentBlock], contents: Contents) -> Iterator[tuple[Label | None, str]]:
    """The label of each block and what follows it; a doubtful label counts only where it goes on from one before."""
    after: Label | None = None
    rows: dict[str, int] = {}
    coded = Counter(match[1] for block in blocks if (match := _CODED.match(block.text)))
    for at, block in enumerate(blocks):
        if block.rows:
            yield None, ""
            continue
        if block.label:
            label: Label | None = label_of(block.label, after)
            text = block.text
        else:
            label, text = take_label(block.text, after=after)
            if label is None and at and coded[block.text[:1]] > 1:  # the title may begin with 'A'
                label, text = letter_alone(block.text) or (None, text)
        if label and not label.sure:
            goes_on = rows.get(label.row, 0) == label.value - 1 or label.value == 1
            if not (goes_on or folded(text) in contents.titles):
                label, text = None, block.text
        if label:
            rows[label.row] = label.value
            if label.row.strip("()").casefold() in {"a", "i"}:
                after = label
            elif label.depth or label.row == "1a":
                after = None
        yield label, text


def restarts(labels: list[tuple[Label | None, str]]) -> bool:
    """Whether single numbers begin again somewhere in the document."""
    return sum(label is not None and label.row == "1" and label.value == 1 for label, _ in labels) > 1
