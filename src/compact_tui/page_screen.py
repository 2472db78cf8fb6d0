"""A screen that is one page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.screen import Screen

from compact_tui.key_line import KeyLine
from compact_tui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from compact_tui.app import CompactsApp
    from compact_tui.page import Page


class PageScreen(Screen[None]):
    """Shows one page and goes back with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="paper.back", tooltip="Go back to where you were"),
    ]

    def __init__(self, page: Page) -> None:
        """Show a page."""
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield ReadingPane(id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the page."""
        pane = self.query_one(ReadingPane)
        pane.show(self._page)
        pane.focus()

    def on_reading_pane_followed(self, event: ReadingPane.Followed) -> None:
        """Follow a link into the library."""
        event.stop()
        cast("CompactsApp", self.app).go(event.place)
