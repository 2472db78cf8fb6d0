"""The interface in the page: the program's own, with the terminal of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.driver import Driver
from textual.theme import Theme

from compact_tui.app import CompactsApp
from compact_tui.saved_files import remembered_theme
from compacts_page.colours import frame_colours
from compacts_page.driver import PageDriver


class PageApp(CompactsApp):
    """The interface, with what is different in a page."""

    saved = "Kept. The line at the top says when it is saved."
    """What is said of an answer; whether it is on disk is only known a moment later."""

    pick: ClassVar[Callable[[], object]]
    """Lets the browser ask for a folder, or for a zip file."""

    dress: ClassVar[Callable[[Mapping[str, str]], object]]
    """Gives what stands around the terminal the colours of the theme."""

    def on_mount(self) -> None:
        """Dress the page, now and whenever the theme changes."""
        self.theme_changed_signal.subscribe(self, self._dress)
        self._dress(self.current_theme)

    def _dress(self, theme: Theme) -> None:
        type(self).dress(frame_colours(theme))

    def prefer(self, theme: str) -> None:
        """Use a theme as long as none was chosen."""
        if not remembered_theme(self.available_themes):
            self.theme = theme

    def picks_folder(self) -> bool:
        """The browser asks: what is named would be looked for in memory only."""
        type(self).pick()
        return True

    def get_driver_class(self) -> type[Driver]:
        """The terminal of the page."""
        return PageDriver

    @property
    def terminal(self) -> PageDriver | None:
        """The terminal, while the program runs."""
        return self._driver if isinstance(self._driver, PageDriver) else None
