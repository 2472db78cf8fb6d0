"""The items of a result as a list, painted line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from compact_core.assessment.results.values import ResultPage
from compact_tui import safe
from compact_tui.assessment.result_rows import ABOUT, STYLES, ResultRow, painted, rows
from compact_tui.key_line import hidden


class ResultList(ScrollView, can_focus=True):
    """Shows rows of a few lines, one of which is chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"result--{name}" for name in STYLES}
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("up,k", "move(-1)", "Up", id="results.up", tooltip="Go to the item above"),
        hidden("down,j", "move(1)", "Down", id="results.down", tooltip="Go to the item below"),
        hidden("pageup", "page(-1)", "Page up", id="results.page-up", tooltip="Go one screen up"),
        hidden("pagedown", "page(1)", "Page down", id="results.page-down", tooltip="Go one screen down"),
        hidden("home,g", "move(-9999)", "Top", id="results.top", tooltip="Go to the beginning"),
        hidden("end,G", "move(9999)", "End", id="results.end", tooltip="Go to the end"),
        hidden("enter", "read", "Read", id="results.read", tooltip="Read what was found"),
    ]

    class RowChosen(Message):
        """Another row is chosen."""

    class RowOpened(Message):
        """The reader wants to read the whole of what is chosen."""

    def __init__(self, page: ResultPage) -> None:
        """Show a result."""
        super().__init__(id="results")
        self.chosen = ABOUT
        """Id of the item that is chosen, or of the row about the whole."""
        self._page = page
        self._finding = ""
        self._rows: Sequence[ResultRow] = ()
        self._lines: list[tuple[ResultRow, int]] = []
        self._styles: safe.Styles = {}

    def show(self, page: ResultPage, finding: str) -> None:
        """Show a result, only one finding of it where one is named; what is chosen stays so where it can."""
        self._page, self._finding = page, finding
        width = self.scrollable_content_region.width
        self._rows = tuple(rows(page, max(width, 1), finding))
        self._lines = [(row, line) for row in self._rows for line in range(len(row.lines))]
        self.virtual_size = Size(width, len(self._lines))
        if self.chosen not in self._ids:
            self.chosen = ABOUT
        self._keep_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Wrap the titles anew."""
        self.show(self._page, self._finding)

    def notify_style_update(self) -> None:
        """Look up the colours again."""
        super().notify_style_update()
        self._styles = {}

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if not self._styles:
            self._styles = {name: self.get_visual_style(f"result--{name}") for name in STYLES}
        width, number = self.scrollable_content_region.width, self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        row, line = self._lines[number]
        content = painted(row, line, self._styles, width, chosen=row.id == self.chosen)
        strip = Strip(content.render_segments(self.visual_style), content.cell_length)
        return strip.adjust_cell_length(width, self.rich_style)

    def action_move(self, steps: int) -> None:
        """Choose the row that is ``steps`` rows further on, but not beyond the ends."""
        ids = self._ids
        self._choose(ids[min(max(ids.index(self.chosen) + steps, 0), len(ids) - 1)])

    def action_page(self, pages: int) -> None:
        """Choose the row that stands one screen further on."""
        ids, height = self._ids, max(self.size.height - 1, 1)
        top = self._top(self.chosen)
        steps = range(len(ids)) if pages > 0 else range(0, -len(ids), -1)
        position = ids.index(self.chosen)
        inside = [step for step in steps if 0 <= position + step < len(ids)]
        near = [step for step in inside if abs(self._top(ids[position + step]) - top) <= height]
        self.action_move(near[-1] or (pages or 0))

    def action_read(self) -> None:
        """Read the whole of what is chosen."""
        self.post_message(self.RowOpened())

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse; read what is chosen already."""
        offset = event.get_content_offset(self)
        number = self.scroll_offset.y + offset.y if offset else len(self._lines)
        if number < len(self._lines) and (identity := self._lines[number][0].id):
            if identity == self.chosen:
                self.action_read()
            else:
                self._choose(identity)

    @property
    def _ids(self) -> list[str]:
        """What can be chosen, from top to bottom."""
        return [row.id for row in self._rows if row.id] or [ABOUT]

    def _choose(self, identity: str) -> None:
        if identity != self.chosen:
            self.chosen = identity
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.RowChosen())

    def _top(self, identity: str) -> int:
        """The first line of a row."""
        return next((number for number, (row, _) in enumerate(self._lines) if row.id == identity), 0)

    def _keep_in_sight(self) -> None:
        """Scroll so that the whole of the chosen row is seen, with the heading above it where there is one."""
        top = self._top(self.chosen)
        height = sum(row.id == self.chosen for row, _ in self._lines)
        before = self._lines[max(top - 1, 0)][0] if self._lines else None
        above = len(before.lines) if before and not before.id else 0
        self.scroll_to_region(Region(0, top - above, 1, height + above), animate=False)
