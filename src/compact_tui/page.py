"""What can stand on a page: a few kinds of block, made of text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from compact_tui.state import Place


class Words(NamedTuple):
    """A paragraph."""

    text: str
    """The text; line breaks in it are kept."""
    style: str = ""
    """``title``, ``heading``, ``quiet`` or nothing for ordinary text."""
    marker: str = ""
    """What stands before the first line, such as a bullet; the other lines are set in by its width."""


class Fact(NamedTuple):
    """Something said about the thing on the page, with the name of what is said."""

    label: str
    """What is said, such as 'Place in the source'."""
    text: str
    """The answer."""


class Jump(NamedTuple):
    """A link that can be followed."""

    text: str
    """What it leads to."""
    place: Place
    """Where it leads."""
    kind: str = ""
    """What stands there, in a word, set before the text."""


class Gap(NamedTuple):
    """An empty line."""


class Columns(NamedTuple):
    """Texts that belong side by side; one after the other where there is no room."""

    headings: tuple[str, ...]
    """A heading a column."""
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    """In each row the paragraphs of each column, from left to right."""


BETWEEN_CRUMBS = " → "
"""What stands between the names of nested places."""

Block = Words | Fact | Jump | Gap | Columns


class Page(NamedTuple):
    """Everything that is said about one place."""

    crumbs: tuple[str, ...]
    """Where the reader is, outermost first."""
    blocks: tuple[Block, ...]
    """What is said, from top to bottom."""
    copied: str = ""
    """The text that the copy key takes, with its citation."""
    name: str = "compacts"
    """What a file with this text can be called."""


def jumps_of(page: Page) -> list[Jump]:
    """Every link of a page, in the order in which it is laid out."""
    return [block for block in page.blocks if isinstance(block, Jump)]
