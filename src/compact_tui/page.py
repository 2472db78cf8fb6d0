"""A page of the reading pane: the blocks of a report, and links that lead to places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.reports import page as blocks

if TYPE_CHECKING:
    from compact_tui.state import Place


class Jump(NamedTuple):
    """A link that can be followed."""

    text: str
    """What it leads to."""
    place: Place
    """Where it leads."""
    kind: str = ""
    """What stands there or how it is related, set before the text."""


class Marked(NamedTuple):
    """A paragraph behind a mark, such as a bullet; its other lines are set in by the width of the mark."""

    mark: str
    """What stands before the first line."""
    text: str
    """The text; line breaks in it are kept."""


BETWEEN_CRUMBS = " → "
"""What stands between the names of nested places."""

Block = blocks.Block | Jump | Marked


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
