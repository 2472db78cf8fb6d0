"""Asks to choose one of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static

from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ChoiceScreen(AskingScreen[int]):
    """Returns the place of the line that was chosen, counted from 0, or nothing."""

    HELP = """
        Choose a line with the arrow keys and enter, or with the mouse. Escape goes back and changes nothing.
        """

    def __init__(self, question: str, lines: Sequence[str]) -> None:
        """Offer some lines under a question."""
        super().__init__()
        self._question = question
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The question and the lines."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(safe.content(self._question))
            yield OptionList(*(safe.content(safe.plain(line)) for line in self._lines), compact=True)
            yield Static("Enter chooses, escape goes back.")
        yield KeyLine()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the line that was chosen."""
        event.stop()
        self.dismiss(event.option_index)
