"""The interface in the page: the program's own, with the terminal of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.driver import Driver

from compact_tui.app import CompactsApp
from compacts_page.driver import PageDriver


class PageApp(CompactsApp):
    """The interface, with what is different in a page."""

    saved = "Kept. The line at the top says when it is saved."
    """What is said of an answer; whether it is on disk is only known a moment later."""

    pick: ClassVar[Callable[[], object]]
    """Lets the browser ask for a folder, or for a zip file."""

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
