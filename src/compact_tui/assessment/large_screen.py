"""A room looks at a result together: one thing at a time, in large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.values import ResultPage
from compact_tui import safe
from compact_tui.assessment.slides import Slide, SlideLine, item_lines
from compact_tui.key_line import KeyLine, hidden
from compact_tui.safe import Run

_MARGIN = 10
"""Cells beside what is shown, on both sides together."""
_BESIDE = 4
"""Cells beside the line that says where one is."""
_ROOM_FOR_NAME = 12
"""Cells in which the beginning of a name can be read."""
_AROUND = 6
"""Lines above and below it."""


class SlidesScreen(Screen[None]):
    """Shows one thing after the other, with nothing beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,pagedown,space,n", "step(1)", "Next", id="large.next", tooltip="Go on"),
        hidden("left,pageup,backspace", "step(-1)", "Previous", id="large.previous", tooltip="Go back by one"),
        hidden("down", "scroll(1)", "Down", id="large.down", tooltip="Show what is below"),
        hidden("up", "scroll(-1)", "Up", id="large.up", tooltip="Show what is above"),
        Binding("escape", "dismiss", "Back", id="large.back", tooltip="Go back to where you came from"),
    ]

    def __init__(self, page: ResultPage, slides: Sequence[Slide], number: int) -> None:
        """Show one of some slides, counted from 0."""
        super().__init__()
        self.page = page
        """What may be shown."""
        self.slides = slides
        """What can be shown, in order."""
        self.number = number
        """Which of them is shown, counted from 0."""

    def compose(self) -> ComposeResult:
        """Where one is, what is shown, and the keys."""
        yield Static(id="where")
        with VerticalScroll(id="large", can_focus=False):
            yield Static(id="slide")
        yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first one."""
        self.show()

    def on_resize(self) -> None:
        """Use the room that there is."""
        self.show()

    @property
    def slide(self) -> Slide:
        """What is shown."""
        return self.slides[self.number]

    def action_step(self, steps: int) -> None:
        """Go on or back, but not beyond the ends."""
        self.number = min(max(self.number + steps, 0), len(self.slides) - 1)
        self.show()
        self.query_one("#large").scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Show more of what is longer than the screen."""
        self.query_one("#large").scroll_relative(y=lines, animate=False)

    def show(self, message: str = "") -> None:
        """Show what is chosen, with a message below it."""
        item = self.slide.item
        parts = [self.page.partnership, f"Round {self.page.round}", f"{self.number + 1} of {len(self.slides)}"]
        room = max(self.size.width - _BESIDE, 1)
        if len(where := " · ".join(parts)) > room:
            where = " · ".join(parts[1:])
        if item and len(where) + _ROOM_FOR_NAME <= room:
            where += f" · {item.number} {item.title}"
        self.query_one("#where", Static).update(safe.line([Run(safe.plain(where), "$quiet")], {}, room))
        lines = self.lines(max(self.size.width - _MARGIN, 12), max(self.size.height - _AROUND, 3))
        self.query_one("#slide", Static).update(safe.stacked(lines))
        self.query_one("#message", Static).update(safe.content(message))
        self.refresh_bindings()

    def lines(self, width: int, height: int) -> Iterator[SlideLine]:
        """What stands on the screen, in so much room."""
        raise NotImplementedError


class LargeScreen(SlidesScreen):
    """Shows what was found of one item."""

    HELP = """
        One item in large, for partners who look at it together.

        Every side and every organisation that may be shown stands on one scale, low on the left and high on the right.
        The arrow keys and page up and page down go from item to item, what to talk about first on top. Escape goes
        back. Make the letters of the terminal larger to fill a wall: in most, ctrl and + do so.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("p", "step(-1)", "Previous", id="large.before", tooltip="Go to the item before"),
    ]

    def __init__(self, page: ResultPage, items: Sequence[Item], number: int) -> None:
        """Show one of the items, counted from 0."""
        super().__init__(page, [Slide("item", item) for item in items], number)

    def lines(self, width: int, height: int) -> Iterator[SlideLine]:
        """The item, in so much room."""
        if self.slide.item:
            yield from item_lines(self.page, self.slide.item, width, height, whole=True)
