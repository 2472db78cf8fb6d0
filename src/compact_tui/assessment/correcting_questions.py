"""What is asked before an assessment is put right, and before somebody is taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, Static

from compact_core.assessment.records.days import in_words, next_year, partial_date
from compact_core.assessment.tasks.correcting import RoundSettings
from compact_core.assessment.tasks.erasing import WHAT, question
from compact_core.errors import CompactsError
from compact_core.text import readable
from compact_tui import safe
from compact_tui.questions import MarkList, QuestionScreen


class CorrectScreen(QuestionScreen[RoundSettings]):
    """Returns what was put right."""

    HELP = """
        Put an assessment right that you have just begun.

        This can be done until the first form is written or filled in: from then on, what people were told stays as it
        is. Change what is wrong. Enter goes to the next field, ctrl+s keeps everything, escape changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Keep", id="correct.done", tooltip="Keep what is typed", priority=True),
    ]

    def __init__(self, before: RoundSettings, accept: Callable[[RoundSettings], object]) -> None:
        """Begin with what the files say; ``accept`` saves it, or raises an error."""
        super().__init__()
        self._before = before
        self._accept = accept

    def fields(self) -> ComposeResult:
        """Four fields, and room for what is wrong."""
        yield Static("Name of the partnership:")
        yield Input(safe.plain(self._before.name), id="name")
        yield Static("Who collects the answers, and can read every one:")
        yield Input(safe.plain(self._before.collector), id="collector")
        yield Static(safe.content(f"Answers are asked for by (such as 31 March {next_year()}):"))
        yield Input(_day(self._before.closes), id="closes")
        yield Static("Answers are kept until:")
        yield Input(_day(self._before.retention), id="retention")
        yield Static("Ctrl+s keeps it, escape goes back.", id="answer")

    @property
    def typed(self) -> bool:
        """Whether a field says something else than before."""
        before = self._before
        shown = [safe.plain(before.name), safe.plain(before.collector), _day(before.closes), _day(before.retention)]
        return [field.value for field in self.query(Input)] != shown

    def on_input_submitted(self) -> None:
        """Go on to the next field, and after the last one keep everything."""
        if self.focused is self.query_one("#retention"):
            self.action_done()
        else:
            self.focus_next()

    def action_done(self) -> None:
        """Keep it, or say why that cannot be."""
        name, collector, closes, retention = (field.value.strip() for field in self.query(Input))
        try:
            new = RoundSettings(name, collector, partial_date(closes), partial_date(retention))
        except CompactsError as error:
            self.explain(str(error))
            return
        self.settle(new, partial(self._accept, new))


class EraseScreen(QuestionScreen[Sequence[str]]):
    """Returns the reports outside the folder that are to be removed too; nobody is erased when it returns None."""

    HELP = """
        Take a person out of the assessment, for good.

        Read what will be removed. Reports outside the folder are removed only where you mark them with space. Y erases
        the person; n or escape goes back and changes nothing. In another round the same person has another code.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "erase", "Yes", id="erase.yes", tooltip="Erase the person"),
        Binding("n", "dismiss(None)", "No", id="erase.no", tooltip="Change nothing"),
    ]

    def __init__(self, code: str, elsewhere: Sequence[str]) -> None:
        """Ask whether to erase somebody, and which reports outside the folder go too."""
        super().__init__()
        self._code = code
        self._elsewhere = elsewhere

    def fields(self) -> ComposeResult:
        """What will happen, the reports outside the folder, and two buttons."""
        yield Static(safe.content(question(safe.plain(self._code))))
        yield Static()
        yield Static(safe.content(WHAT))
        if self._elsewhere:
            yield Static("These reports lie outside the folder. Space marks those that are to be removed too:")
            yield MarkList([readable(path) for path in self._elsewhere], ())
        yield Static()
        yield Button("Yes: erase everything (y)", compact=True, action="screen.erase")
        yield Button("No, change nothing (n)", id="no", compact=True, action="screen.dismiss(None)")

    def on_mount(self) -> None:
        """Begin where nothing is removed."""
        super().on_mount()
        self.query_one("#no").focus(scroll_visible=False)

    def action_erase(self) -> None:
        """Return the reports that are marked."""
        marked = next((marks.marked for marks in self.query(MarkList)), set())
        self.dismiss([self._elsewhere[number] for number in sorted(marked)])


def _day(day: str) -> str:
    return in_words(day) if day else ""
