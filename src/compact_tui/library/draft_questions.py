"""Asks for a part of a draft in plain words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea

from compact_tui import safe
from compact_tui.questions import QuestionScreen


class RestateScreen(QuestionScreen[str]):
    """Returns a part in plain words; an empty text stands for the document's own."""

    HELP = """
        Say in plain words of your own what the document says.

        Its words stand above the field. Where the part has a list, each further line is one of its points. Ctrl+s
        keeps what you wrote. An empty field takes the words of the document back. Escape goes back without keeping
        what you wrote.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="restate.keep", tooltip="Keep what you wrote", priority=True),
    ]

    def __init__(self, own: str, before: str, whose: str = "The document says:") -> None:
        """Show the words of the document, or of whatever else says them, and what stands for them now."""
        super().__init__()
        self._whose = whose
        self._own = own
        self._before = before

    def fields(self) -> ComposeResult:
        """The words of the document, a field, and what the keys do."""
        yield Static(safe.content(self._whose), classes="heading")
        yield Static(safe.content(self._own))
        yield Static(safe.content("In plain words:"), classes="heading")
        yield TextArea(self._before, tab_behavior="focus")
        yield Static("Ctrl+s keeps, escape goes back. An empty field takes the words above.", id="answer")

    @property
    def typed(self) -> bool:
        """Whether the text changed."""
        return self.query_one(TextArea).text != self._before

    def action_keep(self) -> None:
        """Return what was written."""
        self.dismiss(self.query_one(TextArea).text.strip())
