"""Asks for a file name and saves a text there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from compact_tui import safe
from compact_tui.settings import write_whole

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class SaveScreen(ModalScreen[str]):
    """Returns the file that was written, or nothing when the reader changed their mind."""

    HELP = """
        Save what was shown to a text file.

        Type a file name and press enter. A file that is there already is kept: choose another name. Escape goes
        back without saving.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", "Back", id="save.back", tooltip="Go back without saving"),
        Binding("f1", "app.help", "Help", show=False, id="save.help", tooltip="What this screen is for, and its keys"),
    ]

    def __init__(self, text: str, name: str) -> None:
        """Offer to save a text under a name."""
        super().__init__()
        self._text = text
        self._file_name = f"{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')[:60] or 'compacts'}.txt"

    def compose(self) -> ComposeResult:
        """A question, a field, and room for what went wrong."""
        with Vertical():
            yield Static("Save this text. File name:")
            yield Input(self._file_name)
            yield Static("Enter saves, escape goes back.", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file, or say why not."""
        event.stop()
        name = event.value.strip()
        if trouble := save_new(name, self._text) if name else "Type a file name.":
            self.query_one("#answer", Static).update(safe.content(trouble))
        else:
            self.dismiss(name)


def save_new(name: str, text: str) -> str:
    """Write a text to a file that is not there yet; what hindered it, or nothing."""
    try:
        file = Path(name).expanduser()
        if file.exists():
            return f"{file} is there already. Choose another name."
        write_whole(file, text)
    except OSError as error:
        return f"This cannot be saved as {name}: {error.strerror}. Choose another name."
    except (RuntimeError, ValueError):  # a home folder of nobody, a character that no name can have
        return f"No file can be called {name}. Choose another name."
    return ""
