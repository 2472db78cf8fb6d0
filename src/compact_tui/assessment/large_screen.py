"""One item of a result in large, for a room that looks at it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from compact_core.assessment.results.blocks import said
from compact_core.assessment.results.charts import scale_line
from compact_core.assessment.results.values import Item, ResultPage
from compact_tui import safe
from compact_tui.assessment.result_rows import ends, scale_runs
from compact_tui.key_line import KeyLine, hidden
from compact_tui.safe import Run

_MARGIN = 12
"""Cells beside the scale, on both sides together."""
_WIDEST = 121
_COLOURS = {"agree": "bold $agree", "disagree": "bold $disagree", "quiet": "$quiet", "title": "bold"}


class LargeScreen(Screen[None]):
    """Shows what was found of one item, with nothing beside it."""

    HELP = """
        One item in large, for partners who look at it together.

        The sides stand on one scale, low on the left and high on the right; below it each says where it stands. The
        arrow keys and page up and page down go from item to item, what to talk about first on top. Escape goes back.
        Make the letters of the terminal larger to fill a wall: in most, ctrl and + do so.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,pagedown,space,n", "step(1)", "Next", id="large.next", tooltip="Go to the next item"),
        Binding("left,pageup,p", "step(-1)", "Previous", id="large.previous", tooltip="Go to the item before"),
        hidden("down", "scroll(1)", "Down", id="large.down", tooltip="Show what is below"),
        hidden("up", "scroll(-1)", "Up", id="large.up", tooltip="Show what is above"),
        Binding("escape", "dismiss", "Back", id="large.back", tooltip="Go back to the result"),
    ]

    def __init__(self, page: ResultPage, items: Sequence[Item], number: int) -> None:
        """Show one of the items, counted from 0."""
        super().__init__()
        self._page = page
        self._items = items
        self._number = number

    def compose(self) -> ComposeResult:
        """Where one is, the item, and the keys."""
        yield Static(id="where")
        with VerticalScroll(id="large", can_focus=False):
            yield Static(id="one")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the item."""
        self._show()

    def on_resize(self) -> None:
        """Make the scale as wide as there is room."""
        self._show()

    def action_step(self, steps: int) -> None:
        """Go to another item, but not beyond the ends."""
        self._number = min(max(self._number + steps, 0), len(self._items) - 1)
        self._show()
        self.query_one("#large").scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Show more of an item that is longer than the screen."""
        self.query_one("#large").scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        page, item = self._page, self._items[self._number]
        where = f"{page.partnership} · Round {page.round} · {self._number + 1} of {len(self._items)}"
        self.query_one("#where", Static).update(safe.paragraphs([Run(safe.plain(where), "$quiet")]))
        width = min(max(self.size.width - _MARGIN, 11), _WIDEST) // 2 * 2 - 1
        self.query_one("#one", Static).update(safe.stacked(_lines(page, item, width)))


def _lines(page: ResultPage, item: Item, width: int) -> Iterator[list[Run]]:
    """An item: its name and words, the scale, where each side stands, what was found and what is settled."""
    yield [Run(f"{item.number}  {item.title}", "bold $primary")]
    yield []
    yield [Run(item.text, "$quiet")]
    yield []
    if line := scale_line(item.places, page.letters, width):
        low, high = ends(page, width // 2)
        yield [Run(low, "bold $disagree"), Run(" " * (width - len(low) - len(high))), Run(high, "bold $agree")]
        yield [run._replace(style=_COLOURS[run.style]) for run in scale_runs(line)]
        yield []
    for letter, side, cell in zip(page.letters, page.sides, item.cells, strict=False):
        yield [Run(f"{letter} {side}: ", "bold"), Run(cell.words)]
    yield []
    yield [Run(said(item.finding), "bold")]
    yield from ([Run(note)] for note in item.notes)
    for outcome in page.settled:
        if outcome.item_id == item.id:
            yield []
            yield [Run("Settled: ", "bold $primary"), Run(": ".join(filter(None, (outcome.result, outcome.note))))]
    for point in page.talk_first:
        if point.item.id == item.id and point.quote:
            yield []
            yield [Run(f"“{point.quote.text}” {point.quote.by}".rstrip(), "italic")]
