"""The tree of agreements, codes, sections and provisions, filled as it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_tui import safe
from compact_tui.key_line import hidden
from compact_tui.library.outline import EVERYTHING, Filter, path_to, rows_below
from compact_tui.library.wrapped_tree import ARROW, WrappedTree, above
from compact_tui.safe import Run
from compact_tui.state import START, Place

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

MOST_OPEN = 20
"""With more agreements than this, all are closed at first."""
HUES = ("meaning", "gain", "barrier", "doing", "agree", "quiet")
"""Colours of marks, by their names in the themes."""


class CodeTree(WrappedTree, inherit_bindings=False):
    """The tree. Its reactive ``place`` is the place under the cursor; who watches it acts in the same frame."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tree--{hue}" for hue in HUES}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", id="tree.read", tooltip="Open the entry; when it is open, read it"),
        hidden("space", "toggle_node", "Open or close", id="tree.toggle", tooltip="Open or close"),
        hidden("right,l", "read", "Open", id="tree.open", tooltip="Open the entry, or read it"),
        hidden("left,h", "close", "Close", id="tree.close", tooltip="Close it, or go to what holds it"),
        hidden("down,j", "cursor_down", "Down", id="tree.down", tooltip="One entry down"),
        hidden("up,k", "cursor_up", "Up", id="tree.up", tooltip="One entry up"),
        hidden("home,g", "scroll_home", "First", id="tree.first", tooltip="Go to the first entry"),
        hidden("end,G", "scroll_end", "Last", id="tree.last", tooltip="Go to the last entry"),
        hidden("pageup", "page_up", "Page up", id="tree.page-up", tooltip="One screen up"),
        hidden("pagedown", "page_down", "Page down", id="tree.page-down", tooltip="One screen down"),
    ]

    place: var[Place] = var(START)
    """What is under the cursor."""

    widest: var[int] = var(0)
    """Cells of the longest line so far; who lays the screen out watches it."""

    class Read(Message):
        """The reader wants to read what is under the cursor."""

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Show the codes of a library; nothing of them is read yet."""
        super().__init__(safe.label(), START, id=id)
        self.wanted = EVERYTHING
        """What the tree is limited to."""
        self._library = library
        self._marks: dict[Place, tuple[int, str]] = {}
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._plant()

    def fill(self, library: Library, place: Place) -> None:
        """Show the codes of a library that was read, what was open still open, and the cursor on a place."""
        was_open = {node.data: node.is_expanded for node in self.nodes_below(self.root)}
        self._library = library
        self.clear()
        self._plant()
        for node in self.nodes_below(self.root):  # each is filled before what is below it comes up
            if was_open.get(node.data, node.is_expanded):
                self._fill(node)
                node.expand()
            else:
                node.collapse()
        if place != START and not self.reveal(place):
            self.cursor_line = 0

    def limit(self, wanted: Filter, place: Place) -> None:
        """Show only what a filter lets through, the cursor on a place, or at the top where that is not shown."""
        self.wanted = wanted
        self.clear()
        self._plant()
        if not self.reveal(place):
            self.cursor_line = 0

    def reveal(self, place: Place) -> bool:
        """Put the cursor on a place and open what holds it; returns whether the tree has the place."""
        node = self.root
        try:
            path = path_to(self._library, place)
        except CompactsError:
            return False
        for step in path:
            self._fill(node)
            node.expand()
            below = [child for child in node.children if child.data == step]
            if not below:
                return False
            node = below[0]
        self._tree_lines  # noqa: B018 - gives every node its line, which the cursor needs
        self.move_cursor(node)
        return True

    def watch_cursor_line(self, previous_line: int, line: int) -> None:
        """Follow the cursor."""
        super().watch_cursor_line(previous_line, line)
        if self.cursor_node is not None and self.cursor_node.data is not None:
            self.place = self.cursor_node.data

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        if self.cursor_line > 0:
            self.scroll_to_line(self.cursor_line, animate=False)

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Place]) -> None:
        """Fill an entry when it is opened for the first time."""
        self._fill(event.node)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Place]) -> None:
        """Open what was clicked; what is open already is read."""
        self._open(event.node)

    def action_read(self) -> None:
        """Open the entry; when there is nothing to open, read it."""
        if self.cursor_node is not None:
            self._open(self.cursor_node)

    def action_close(self) -> None:
        """Close the entry, or go to what holds it."""
        node = self.cursor_node
        if node is not None and node.is_expanded and node.allow_expand:
            node.collapse()
        elif node is not None and node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)

    def render_label(self, node: TreeNode[Place], base_style: Style, style: Style) -> Text:
        """The first line of a label, with its mark in colour."""
        text = super().render_label(node, base_style, style)
        start = len(text) - len(node.label)
        if node.data in self._marks and node is not self.cursor_node:
            length, hue = self._marks[node.data]
            text.stylize(self.get_component_rich_style(f"tree--{hue}", partial=True), start, start + length)
        return text[: start + len(self.label_lines(node)[0])]

    def nodes_below(self, above: TreeNode[Place]) -> Iterator[TreeNode[Place]]:
        """The nodes below one, from top to bottom, as far as they are filled."""
        for node in above.children:
            yield node
            yield from self.nodes_below(node)

    def _plant(self) -> None:
        self._fill(self.root)
        if len(self.root.children) <= MOST_OPEN:
            for agreement in self.root.children:
                if agreement.allow_expand:
                    self._fill(agreement)
                    agreement.expand()

    def _open(self, node: TreeNode[Place]) -> None:
        if node.allow_expand and not node.is_expanded:
            self._fill(node)
            node.expand()
        else:
            self.post_message(self.Read())

    def _fill(self, node: TreeNode[Place]) -> None:
        """Add the nodes below a node, once. A code that cannot be read stays closed; its page says why."""
        if node.children or not node.allow_expand or node.data is None:
            return
        try:
            rows = rows_below(self._library, node.data, self.wanted)
        except CompactsError:
            rows = []
        node.allow_expand = bool(rows)
        depth = 0 if node.is_root else len(list(above(node))) + 1
        widest = self.widest
        for row in rows:
            label = safe.label(*map(Run, filter(None, (row.mark, row.title))))
            if row.hue:
                self._marks[row.place] = (len(row.mark), row.hue)
            widest = max(widest, self.guide_depth * depth + ARROW + label.cell_len)
            node.add(label, row.place, allow_expand=row.expandable)
        self.widest = widest
