"""What a round would tell everybody is shown, and where it is written is asked, before anything is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.widgets import Input, Static

from compact_tui import safe
from compact_tui.questions import QuestionScreen

PUBLISH, WITHDRAW = "Publish what is found now", "Withdraw what was published"
"""What can be done with a round that was published before."""


class PublishScreen(QuestionScreen[str]):
    """Returns the file that holds what is published."""

    HELP = """
        Publish what the round found, for everybody.

        What anybody will be able to read stands here: the area, the code, and what was found on each part. No
        organisation, no person and no comment is in it. Look at the file name and press enter; a folder will do too.
        Escape goes back, and nothing is written.
        """

    def __init__(self, lines: Sequence[str], usual: str, accept: Callable[[str], str]) -> None:
        """Show what would be published; writing it to a place says what is wrong, or nothing."""
        super().__init__()
        self._lines = lines
        self._usual = usual
        self._accept = accept

    def fields(self) -> ComposeResult:
        """What is told, a field for the place, and room for what went wrong."""
        yield Static(safe.content("\n".join(map(safe.plain, self._lines))))
        yield Static("File or folder to write it to:")
        yield Input(self._usual, id="file")
        yield Static("Enter publishes it. Escape goes back.", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file, or say why not."""
        name = event.value.strip()
        if wrong := self._accept(name) if name else "Type a file name.":
            self.explain(wrong)
        else:
            self.dismiss(name)
