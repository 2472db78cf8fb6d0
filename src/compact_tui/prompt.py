"""Asks for one line of text, or for a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


def _nothing_wrong(typed: str) -> str:  # noqa: ARG001 - a check that finds nothing
    return ""


class PromptScreen(AskingScreen[str]):
    """Returns what was typed, or nothing when the reader changed their mind."""

    HELP = """
        Type an answer to the question and press enter. Escape goes back and changes nothing.
        """

    def __init__(self, question: str, usual: str = "", check: Callable[[str], str] = _nothing_wrong) -> None:
        """Ask a question. The check says what is wrong with an answer, or nothing."""
        super().__init__()
        self._question = question
        self._usual = usual
        self._check = check

    def compose(self) -> ComposeResult:
        """A question, a field, and room for what is wrong."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(safe.content(self._question))
            yield Input(safe.plain(self._usual))
            yield Static("Enter answers, escape goes back.", id="answer")
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer, or say what is wrong with it."""
        event.stop()
        typed = event.value.strip()
        if trouble := self._check(typed) if typed else "Type an answer, or press escape.":
            self.query_one("#answer", Static).update(safe.content(trouble))
        else:
            self.dismiss(typed)


class ConfirmScreen(AskingScreen[bool]):
    """Returns whether the reader agrees."""

    HELP = """
        Read what will happen. Y does it, n or escape goes back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes", tooltip="Do it"),
        Binding("n", "dismiss(False)", "No", id="confirm.no", tooltip="Change nothing"),
    ]

    def __init__(self, question: str, yes: str) -> None:
        """Ask whether to do something, named by a verb."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """What will happen, and two buttons."""
        with VerticalScroll(classes="form"):
            yield Static(safe.content(self._question))
            yield Button(safe.content(f"Yes: {self._yes} (y)"), id="yes", compact=True)
            yield Button("No, change nothing (n)", id="no", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin on the button that changes nothing, with the first words in sight."""
        self.query_one("#no").focus(scroll_visible=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Agree, or not."""
        event.stop()
        self.dismiss(event.button.id == "yes")
