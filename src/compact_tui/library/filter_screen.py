"""Asks what the list of codes is to be limited to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Select, Static

from compact_core.library.library import Library
from compact_core.model import KINDS
from compact_tui import safe
from compact_tui.key_line import hidden
from compact_tui.library.outline import Filter
from compact_tui.library.searching import kind_in_words
from compact_tui.safe import Run


class FilterScreen(ModalScreen[Filter]):
    """Returns the filter that was chosen, or nothing when the reader changed their mind."""

    HELP = """
        Show only some of the codes in the list.

        Type a part of the name of a place, of an agreement, or both. The names that there are complete what you
        type; the right arrow key takes one. Choose a kind of provision to see only such provisions in the codes
        that you open. Tab goes to the next field, enter shows what fits, escape goes back.

        In the list, x shows everything again.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="filter.back", tooltip="Go back and change nothing"),
        hidden("f1", "app.help", "Help", id="filter.help", tooltip="What this screen is for, and its keys"),
    ]

    def __init__(self, library: Library, wanted: Filter) -> None:
        """Change a filter of a library."""
        super().__init__()
        self._library = library
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Three fields, a button, and room for what went wrong."""
        entries = self._library.entries
        kinds = [(safe.label(Run(kind_in_words(kind))), kind) for kind in ("", *KINDS)]
        with VerticalScroll(can_focus=False):
            yield Static("Show only codes of this place:")
            yield _field("place", self._wanted.place, (entry.place for entry in entries))
            yield Static("and of this agreement:")
            yield _field("agreement", self._wanted.agreement, (entry.agreement for entry in entries))
            yield Static("and in them only this kind:")
            yield Select(kinds, value=self._wanted.kind, allow_blank=False, compact=True, id="kind")
            yield Button("Show what fits", compact=True)
            yield Static("Enter shows what fits, escape goes back.", id="answer")

    @on(Input.Submitted)
    @on(Button.Pressed)
    def _answer(self) -> None:
        """Give the filter, unless nothing would be left."""
        place, agreement = (self.query_one(f"#{name}", Input).value.strip() for name in ("place", "agreement"))
        kind = self.query_one("#kind", Select).value
        wanted = Filter(place, agreement, kind if isinstance(kind, str) else "")
        if any(map(wanted.fits, self._library.entries)):
            self.dismiss(wanted)
        else:
            self.query_one("#answer", Static).update("No code has these names. Type less of them.")


def _field(id_: str, value: str, names: Iterable[str]) -> Input:
    """A field that completes names."""
    known = sorted({safe.plain(name) for name in names})
    return Input(value, suggester=SuggestFromList(known, case_sensitive=False), compact=True, id=id_)
