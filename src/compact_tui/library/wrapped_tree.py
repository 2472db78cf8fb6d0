"""A tree whose labels take as many lines as they need. Textual's own gives each one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import Tree
from textual.widgets._tree import _TreeLine

from compact_tui import safe
from compact_tui.state import Place

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text
    from textual.widgets.tree import TreeNode

ARROW = 2
"""Cells of the arrow before an entry that can be opened."""
_HANG = 2
"""Cells by which the other lines of a label are set in: they stand below its words, not below its mark."""
_NARROWEST = 10
"""Cells that a label has in the narrowest tree."""


class WrappedTree(Tree[Place], inherit_bindings=False):
    """Nothing in it is cut: the lines of a label stand below each other, and the cursor steps from label to label."""

    def __init__(self, label: Text, data: Place, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Begin with the root, which is not shown."""
        self._labels: dict[int, Sequence[Text]] = {}
        super().__init__(label, data, id=id)

    def get_label_width(self, node: TreeNode[Place]) -> int:  # noqa: ARG002 - Textual's signature
        """Labels never make the tree wider than its room."""
        return 1

    def validate_cursor_line(self, value: int) -> int:
        """The cursor stands on the first line of a label; one step down from there leads to the next label."""
        value = super().validate_cursor_line(value)
        node = self.get_node_at_line(value)
        if node is None or node.line == value:
            return value
        below = node.line + len(self.label_lines(node))
        return below if node is self.cursor_node and value > self.cursor_line and below <= self.last_line else node.line

    def _build(self) -> None:
        """Give every label as many lines as it needs; Textual itself gives it one."""
        lines: list[_TreeLine[Place]] = []
        self._labels.clear()

        def add(above: list[TreeNode[Place]], node: TreeNode[Place], *, last: bool) -> None:
            path = [*above, node]
            node._line = len(lines)  # noqa: SLF001 - as Textual does
            self._labels[node.id] = self._wrapped(node)
            lines.extend([_TreeLine(path, last)] * len(self._labels[node.id]))
            for child in node.children if node.is_expanded else ():
                add(path, child, last=child.is_last)

        for node in self.root.children:
            add([], node, last=True)
        self._tree_lines_cached = lines
        self.virtual_size = Size(1, len(lines))
        if self.cursor_line != -1:
            line = self.cursor_node.line if self.cursor_node else self.cursor_line
            self.cursor_line = line if line < len(lines) else -1

    def _render_line(self, y: int, x1: int, x2: int, base_style: Style) -> Strip:
        """One line; those after the first of a label are set in below it."""
        line = self._tree_lines[y] if y < len(self._tree_lines) else None
        if line is None or line.node.line == y:
            return super()._render_line(y, x1, x2, base_style)
        node = line.node
        guides = "".join("  " if each.is_last else "│ " for each in line.path[1:])
        style = self.get_component_rich_style("tree--label", partial=True)
        if node is self.cursor_node:
            style += self.get_component_rich_style("tree--cursor")
        before = (guides, self.get_component_rich_style("tree--guides", partial=True))
        set_in = (" " * (ARROW * node.allow_expand + _HANG), "")
        label = (self.label_lines(node)[y - node.line].plain, style)
        text = safe.marked(base_style, {"line": node.line, "node": node.id}, before, set_in, label)
        strip = Strip(text.render(self.app.console))
        return strip.adjust_cell_length(max(self.size.width, x2), base_style).crop(x1, x2)

    def _get_label_region(self, line: int) -> Region | None:
        """All lines of a label, so that the whole of it is scrolled into sight."""
        region, node = super()._get_label_region(line), self.get_node_at_line(line)
        return Region(region.x, node.line, region.width, len(self.label_lines(node))) if region and node else None

    def label_lines(self, node: TreeNode[Place]) -> Sequence[Text]:
        """A label in the lines that it was given when the tree was laid out; its width can be another by now."""
        return self._labels.get(node.id) or (cast("Text", node.label),)

    def _wrapped(self, node: TreeNode[Place]) -> Sequence[Text]:
        """A label in lines that the tree has room for."""
        label = cast("Text", node.label)
        room = self.scrollable_content_region.width - self.guide_depth * len(list(above(node)))
        room -= ARROW * node.allow_expand
        if label.cell_len <= room or self.size.width == 0:
            return (label,)
        return list(label.wrap(self.app.console, max(room - _HANG, _NARROWEST), no_wrap=False, overflow="fold"))


def above(node: TreeNode[Place]) -> Iterable[TreeNode[Place]]:
    """What holds a node, but for the hidden root."""
    while node.parent is not None and not node.parent.is_root:
        node = node.parent
        yield node
