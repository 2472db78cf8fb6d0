"""Screens that are one page to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from compact_core.reports.page import Heading, Words
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine
from compact_tui.layout import MarkedWords, Page
from compact_tui.reading_pane import ReadingPane

WIDEST_KEYS = 16
"""Characters of the column of keys in the help."""


class PageScreen(Screen[None]):
    """Shows one page and goes back with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="page.back", tooltip="Go back to where you were"),
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

    def on_reading_pane_follow(self, event: ReadingPane.Follow) -> None:
        """Follow a link into the library."""
        host_of(self.app).go(event.place)


class TextScreen(PageScreen):
    """Shows a text line by line, such as what a task did."""

    HELP = """
        A text to read, such as what was done and what was not.

        Read it with the arrow keys. C copies it, s saves it to a file. Where files were written, o opens them in the
        program that is meant for them. Escape goes back.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "Open", id="text.open", tooltip="Open the file or folder that was written"),
    ]

    def __init__(self, title: str, text: str, heading: str = "", path: str = "") -> None:
        """Show a text under a heading, by default the title. The title also names the file in which it is saved.

        ``path`` is a file or folder that can be opened from here.
        """
        self._path = path
        lines = text.rstrip().split("\n")
        super().__init__(Page((), (Heading(1, heading or title), *map(Words, lines)), text, title))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There has to be something to open."""
        return action != "open" or bool(self._path)

    def action_open(self) -> None:
        """Open the file or folder with the program of the system that is meant for it."""
        self.app.open_url(Path(self._path).absolute().as_uri())


class HelpScreen(PageScreen):
    """What another screen is for, and its keys."""

    HELP = """
        Read what a screen is for and which keys it knows. Scroll with the arrow keys; escape goes back.
        """

    def __init__(self, screen: Screen[object]) -> None:
        """Show the help and the keys of a screen."""
        blocks = (*_purpose(screen.HELP or ""), Heading(2, "Keys"), *_keys(screen))
        text = "\n".join(block.text for block in blocks)
        super().__init__(Page(("Help",), blocks, text))


def _purpose(text: str) -> Iterable[Heading | Words]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        words = " ".join(paragraph.split())
        if number > 1:
            yield Words("")
        yield Words(words) if number else Heading(1, words)


def _keys(screen: Screen[object]) -> Iterable[MarkedWords]:
    """What each key does, the keys of one action together."""
    app: App[object] = screen.app
    keys: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.tooltip and not binding.system:
            names = keys.setdefault(binding.tooltip, [])
            name = app.get_key_display(binding)
            if name not in names:
                names.append(name)
    for action, names in keys.items():
        yield MarkedWords(f"{' '.join(names):<{WIDEST_KEYS}} ", action)
