"""A list of the rows of a comparison; a row is laid out when the reader comes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from compact_tui import safe
from compact_tui.choice_list import ChoiceList
from compact_tui.key_line import hidden

if TYPE_CHECKING:
    from textual.content import Content

_AHEAD = 20
"""So many rows are laid out beyond the chosen one: more than most screens show."""
_EDGES = 3
"""Cells of a line that the margins of the list and its scroll bar take."""

Paint = Callable[[int], "list[Content]"]
"""A row: a function from a number of cells to its lines."""


class RowList(ChoiceList, inherit_bindings=False):
    """Shows rows of several lines, each laid out for the width of the list. Left and right are free for other uses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("down,j", "cursor_down", "Down", id="rows.down", tooltip="Next row"),
        hidden("up,k", "cursor_up", "Up", id="rows.up", tooltip="Previous row"),
        hidden("enter", "select", "Choose", id="rows.choose", tooltip="Do what is most likely wanted with the row"),
        hidden("home,g", "first", "Top", id="rows.top", tooltip="Go to the first row"),
        hidden("end,G", "last", "End", id="rows.end", tooltip="Go to the last row"),
        hidden("pageup", "page_up", "Page up", id="rows.page-up", tooltip="One screen up"),
        hidden("pagedown,space", "page_down", "Page down", id="rows.page-down", tooltip="One screen down"),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        """Begin with no rows."""
        super().__init__(id=id, compact=True)
        self.rows: Sequence[Paint] = ()
        """Every row."""
        self._first = 0
        self._width = 0

    def show(self, rows: Sequence[Paint], at: int = 0) -> None:
        """Show rows, one of them chosen; before the list has a width it only keeps them."""
        self.rows, self._first = rows, at
        self.clear_options()
        if self.size.width:
            self._width = self.size.width
            at = min(max(at, 0), len(rows) - 1)
            self._lay_out(at + _AHEAD)
            self.highlighted = at if rows else None

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out again in the new width."""
        del event
        if self.size.width != self._width:
            self.show(self.rows, self._first if self.highlighted is None else self.highlighted)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Lay out what comes after the chosen row."""
        self._lay_out(event.option_index + _AHEAD)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out more where the end of what is laid out comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        if new_value + 2 * self.size.height >= self.virtual_size.height:
            self._lay_out(self.option_count + _AHEAD)

    def action_last(self) -> None:
        """Go to the last row of all."""
        self._lay_out(len(self.rows))
        super().action_last()

    def _lay_out(self, end: int) -> None:
        """Lay out all rows before one, if they are not yet."""
        start = self.option_count
        if self._width and start < min(end, len(self.rows)):
            width = max(self._width - _EDGES, 1)
            self.add_options(Option(safe.joined(paint(width))) for paint in self.rows[start:end])
