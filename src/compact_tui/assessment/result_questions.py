"""What is asked beside a result: the format and the file of a report, and what the meeting settled on an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, get_args, get_type_hints

from textual.app import ComposeResult
from textual.widgets import Input, OptionList, Static

from compact_core.assessment.partnership import Outcome
from compact_core.plugins import ReportFormat
from compact_tui import safe
from compact_tui.questions import QuestionScreen, choices

_RESULTS: tuple[Literal["agreed", "agreed to disagree", "parked"], ...] = get_args(get_type_hints(Outcome)["result"])
_NOTHING = "nothing settled"


class ExportScreen(QuestionScreen[str]):
    """Returns the file that the report is in."""

    HELP = """
        Write what may be shown of the round to a file, to send or to print.

        Choose a format, type a file name and press enter. A file that is there already is kept. The file is noted in
        the folder of the assessment, so that it can be found when somebody withdraws. Escape goes back.
        """

    def __init__(self, stem: str, formats: Sequence[ReportFormat], accept: Callable[[ReportFormat, str], str]) -> None:
        """Offer some formats and a file name without its ending. Writing a report says what is wrong, or nothing."""
        super().__init__()
        self._stem = stem
        self._formats = formats
        self._accept = accept

    def fields(self) -> ComposeResult:
        """The formats, a field, and room for what went wrong."""
        lines = (f"{offer.name} ({offer.suffix})" for offer in self._formats)
        yield Static("Write a report. Format:")
        yield choices(lines)
        yield Static("File name:")
        yield Input(f"{self._stem}{self._formats[0].suffix}")
        yield Static("Enter writes the file, escape goes back.", id="answer")

    def on_mount(self) -> None:
        """Begin with the first format."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Give the file the ending of the format."""
        field = self.query_one(Input)
        field.value = str(Path(field.value or "report").with_suffix(self._formats[event.option_index].suffix))

    def on_option_list_option_selected(self) -> None:
        """Go on to the file name."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the report, or say why not."""
        name, offer = event.value.strip(), self._formats[self.query_one(OptionList).highlighted or 0]
        if wrong := self._accept(offer, name) if name else "Type a file name.":
            self.explain(wrong)
        else:
            self.dismiss(name)


class SettleScreen(QuestionScreen[str]):
    """Returns the result that is noted, in words."""

    HELP = """
        Note what the partners settled on an item when they met.

        Agreed: they came to one view. Agreed to disagree: they know that they keep two. Parked: left for later.
        Choose one, type a note if there is one, and press enter. Escape goes back and changes nothing.
        """

    def __init__(self, item: str, title: str, before: Outcome | None, accept: Callable[[Outcome | None], str]) -> None:
        """Begin with what was noted of an item before. Saving an outcome, or none, says what is wrong, or nothing."""
        super().__init__()
        self._item = item
        self._title = title
        self._before = before
        self._accept = accept

    def fields(self) -> ComposeResult:
        """The three results and none, and room for a note."""
        yield Static(safe.content(f"What did the meeting settle on: {self._title}?"))
        yield choices((*_RESULTS, _NOTHING))
        yield Static("Note, if there is one:")
        yield Input(safe.plain(self._before.note) if self._before else "")
        yield Static("Enter in the list goes to the note, enter in the note keeps both.", id="answer")

    def on_mount(self) -> None:
        """Begin with what was noted before."""
        self.query_one(OptionList).highlighted = _RESULTS.index(self._before.result) if self._before else 0

    def on_option_list_option_selected(self) -> None:
        """Go on to the note."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or say why that cannot be."""
        chosen = self.query_one(OptionList).highlighted or 0
        outcome = None
        if chosen < len(_RESULTS):
            outcome = Outcome(item=self._item, result=_RESULTS[chosen], note=event.value.strip())
        if wrong := self._accept(outcome):
            self.explain(wrong)
        else:
            self.dismiss(outcome.result if outcome else _NOTHING)
