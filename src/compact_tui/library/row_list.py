"""A list of rows of a comparison, of which the first are shown at once and the others while the reader looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_AT_ONCE = 40
"""So many rows are laid out before anything else happens: more than any screen shows."""
_EDGES = 3
"""Cells of a line that the margins of the list and its scroll bar take."""


class RowList(OptionList, inherit_bindings=False):
    """Shows rows of several lines, each laid out for the width of the list. Left and right are free for other uses."""

    BINDINGS: ClassVar[list[BindingType]] = [*OptionList.BINDINGS]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        """Begin with no rows."""
        super().__init__(id=id, compact=True)
        self._paint: Sequence[Callable[[int], Content]] = ()
        self._generation = 0

    def show(self, rows: Sequence[Callable[[int], Content]], at: int = 0) -> None:
        """Show rows, each a function that lays it out in so many cells, one of them chosen."""
        self._paint = rows
        self._generation += 1
        self.clear_options()
        self._add(0, max(_AT_ONCE, at + _AT_ONCE), self._generation)
        if rows:
            self.highlighted = min(max(at, 0), len(rows) - 1)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out again in the new width."""
        del event
        self.show(self._paint, self.highlighted or 0)

    def _add(self, start: int, number: int, generation: int) -> None:
        """Lay out some more rows, and then the next ones when there is time."""
        if generation != self._generation or not self.is_attached:
            return
        width = max(self.size.width - _EDGES, 1)
        self.add_options(Option(paint(width)) for paint in self._paint[start : start + number])
        if start + number < len(self._paint):
            self.call_later(self._add, start + number, _AT_ONCE, generation)
