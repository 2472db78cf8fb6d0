"""Questions that cover a screen: a line of text, a yes, a choice, a file name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, OptionList, Static

from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.choice_list import choices
from compact_tui.key_line import KeyLine

Result = TypeVar("Result")
WRITING = (CompactsError, OSError, ValueError)
"""Errors of writing a file, also of a name that no file can have."""


class QuestionScreen(ModalScreen[Result]):
    """A question with keys of its own. It returns None when the reader changes their mind."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (30, "-taller")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="asking.back", tooltip="Go back and change nothing"),
        Binding(
            "question_mark,f1", "app.help", "Help", id="asking.help", tooltip="What this screen is for, and its keys"
        ),
    ]

    EXPECTED: ClassVar[tuple[type[Exception], ...]] = (CompactsError,)
    """Errors that say what is wrong with an answer."""

    def compose(self) -> ComposeResult:
        """The fields, and the keys."""
        with VerticalScroll(classes="form", can_focus=False):
            yield from self.fields()
        yield KeyLine()

    def fields(self) -> ComposeResult:
        """What is asked, from top to bottom."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin at the top, wherever the first field is."""
        self.call_after_refresh(self.query_one(".form").scroll_home, animate=False)

    @property
    def typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return False

    def action_leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if self.typed:
            confirm(self.app, "Go back? What you typed here is not kept.", "Go back", self.dismiss)
        else:
            self.dismiss()

    def settle(self, answer: Result, accept: Callable[[], object]) -> None:
        """Accept an answer and return it, or say what is wrong with it: accepting then raises an error."""
        try:
            accept()
        except self.EXPECTED as error:
            self.explain(str(error))
        else:
            self.dismiss(answer)

    def explain(self, text: str) -> None:
        """Say below the fields what is wrong."""
        answer = self.query_one("#answer", Static)
        answer.update(safe.content(text))
        answer.add_class("wrong")


def ask(app: App[object], question: Screen[Result], use: Callable[[Result], object]) -> None:
    """Ask a question, and use the answer; nothing happens when the reader changes their mind."""

    def answered(answer: Result | None) -> None:
        if answer is not None:
            use(answer)

    app.push_screen(question, answered)


def confirm(app: App[object], question: str, yes: str, do: Callable[[], object]) -> None:
    """Ask whether to do something, and do it when the reader agrees; ``yes`` says what, with a verb."""

    def answered(agreed: bool | None) -> None:  # noqa: FBT001 - what the question gives
        if agreed:
            do()

    app.push_screen(ConfirmScreen(question, yes), answered)


class PromptScreen(QuestionScreen[str]):
    """Returns what was typed."""

    HELP = """
        Type an answer to the question and press enter. Escape goes back and changes nothing.
        """
    KEYS = "Enter answers, escape goes back."
    """What the keys do, below the field."""
    EMPTY = "Type an answer, or press escape."
    """What is said when nothing is typed."""
    EXPECTED = WRITING

    def __init__(self, *question: str, usual: str = "", accept: Callable[[str], object] = lambda _: None) -> None:
        """Ask a question, in one paragraph or more; ``accept`` raises an error that says what is wrong."""
        super().__init__()
        self._question = question
        self._usual = usual
        self._accept = accept

    def fields(self) -> ComposeResult:
        """The question, a field, and room for what is wrong."""
        for paragraph in self._question:
            yield Static(safe.content(paragraph))
        yield Input(safe.plain(self._usual))
        yield Static(safe.content(self.KEYS), id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the answer, or say what is wrong with it."""
        answer = event.value.strip()
        if answer:
            self.settle(answer, partial(self._accept, answer))
        else:
            self.explain(self.EMPTY)


class SaveScreen(PromptScreen):
    """Returns the name of the file in which the text is saved."""

    HELP = """
        Save what was shown to a text file.

        Type a file name and press enter. A file that is there already is kept: choose another name. Escape goes
        back without saving.
        """
    KEYS = "Enter saves, escape goes back."
    EMPTY = "Type a file name."


class ConfirmScreen(QuestionScreen[bool]):
    """Returns whether the reader agrees."""

    HELP = """
        Read what will happen. Y does it, n or escape goes back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes", tooltip="Do it"),
        Binding("n", "dismiss(False)", "No", id="confirm.no", tooltip="Change nothing"),
    ]

    def __init__(self, question: str, yes: str) -> None:
        """Ask whether to do something; a verb says what."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """What will happen, and two buttons."""
        with VerticalScroll(classes="form"):
            yield Static(safe.content(self._question))
            yield Button(safe.content(f"Yes: {self._yes} (y)"), id="yes", compact=True, action="screen.dismiss(True)")
            yield Button("No, change nothing (n)", id="no", compact=True, action="screen.dismiss(False)")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin on the button that changes nothing, with the first words in sight."""
        self.query_one("#no").focus(scroll_visible=False)


class ChoiceScreen(QuestionScreen[int]):
    """Returns the position of the chosen line, counted from 0."""

    HELP = """
        Choose a line with the arrow keys and enter, or with the mouse. Escape goes back and changes nothing.
        """

    def __init__(self, question: str, lines: Sequence[str], before: int | None = 0) -> None:
        """Offer some lines under a question, beginning at what was chosen before; at none for None."""
        super().__init__()
        self._question = question
        self._lines = lines
        self._before = before

    def fields(self) -> ComposeResult:
        """The question and the lines."""
        yield Static(safe.content(self._question))
        yield choices(self._lines)
        yield Static("Enter chooses, escape goes back.")

    def on_mount(self) -> None:
        """Begin at what was chosen before."""
        super().on_mount()
        self.query_one(OptionList).highlighted = self._before

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the line that was chosen."""
        self.dismiss(event.option_index)
