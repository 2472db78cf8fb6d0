"""Offers another place for answers that cannot be saved where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from compact_core.assessment.records.answering import AnswerBook


class ElsewhereScreen(AskingScreen[str]):
    """Returns what to tell: where the answers are now."""

    HELP = """
        Your answers cannot be saved where they belong. They are still in memory.

        Type the name of a file in another place, such as your home folder or a USB stick, and press enter. The file
        can be brought in later with compacts assess collect. Escape goes back; the next answer tries to save again.
        """

    def __init__(self, book: AnswerBook, name: str, why: str) -> None:
        """Say why, and offer a file in the home folder."""
        super().__init__()
        self._book = book
        self._file = str(Path.home() / name)
        self._why = why

    def compose(self) -> ComposeResult:
        """Why it failed, and where else the answers can go."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(safe.content(self._why))
            yield Static("Your answers are still in memory. Save them in another place:")
            yield Input(safe.plain(self._file))
            yield Static("Enter saves, escape goes back.", id="answer")
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save there, or say why not."""
        event.stop()
        try:
            self._book.save_elsewhere(str(Path(event.value.strip()).expanduser()))
        except (CompactsError, OSError, RuntimeError, ValueError) as error:
            self.query_one("#answer", Static).update(safe.content(f"{error} Choose another place."))
        else:
            self.dismiss(f"Your answers are in {event.value.strip()}. Bring them in with compacts assess collect.")
