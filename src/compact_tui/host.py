"""What screens may ask of the app that shows them, and the app of a screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from textual.app import App, SystemCommand
from textual.screen import Screen

from compact_core.library.library import Library
from compact_tui.state import Import, Place

if TYPE_CHECKING:
    from compact_tui.layout import Page

BY_SIGNAL = 128
"""What the exit code of an app that a signal ended adds to the number of the signal, as shells do."""


class Host(Protocol):
    """The app, as screens know it."""

    library: Library
    """The codes that are shown."""

    saved: str
    """What is said when an answer was written."""

    def go(self, place: Place) -> None:
        """Show a place of the library, from whatever screen."""

    def read_above(self, library: Library, place: Place) -> None:
        """Read a place of the library above the screen that is shown; escape comes back to it."""

    async def action_search(self) -> None:
        """Search, going on with the last search."""

    def read_again(self) -> None:
        """Read the files of codes that have changed, and show what they say now."""

    def open_assessment(self, folder: str) -> None:
        """Open the assessment in a folder, or say what is wrong with it."""

    def picks_folder(self) -> bool:
        """Let a folder be picked outside of the terminal and open it; False where it has to be named."""

    def open_document(self, wish: Import) -> None:
        """Open the draft of a document beside it, or say why it cannot be read."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands that the palette offers."""


def host_of(app: App[Any]) -> Host:
    """The app of a screen as its host."""
    return cast("Host", app)


@runtime_checkable
class LibraryShown(Protocol):
    """A screen that shows the library."""

    def show_library(self, library: Library, start: Place) -> None:
        """Show the library, now that it was read; at a place, where it was not there before."""


@runtime_checkable
class Copying(Protocol):
    """A screen without a reading pane that can be copied and saved."""

    def copied(self) -> Page:
        """What is copied, and how a file with it can be called."""


@runtime_checkable
class KeepsTyped(Protocol):
    """A screen with something typed that it can keep."""

    def action_keep(self) -> None:
        """Keep what is typed."""


@runtime_checkable
class LosesUnsaved(Protocol):
    """A screen with something that is lost when the program ends."""

    LOSS: tuple[str, str]
    """What is asked before it is lost, and what a yes does."""

    @property
    def unsaved(self) -> bool:
        """Whether there is something to lose now."""
