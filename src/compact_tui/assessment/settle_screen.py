"""Notes what a meeting settled on one item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args, get_type_hints

from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from compact_core.assessment.plans import Outcome
from compact_core.assessment.records.editing import save_meeting
from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from compact_core.assessment.plans import Meeting

_RESULTS: tuple[Literal["agreed", "agreed to disagree", "parked"], ...] = get_args(get_type_hints(Outcome)["result"])
_NOTHING = "nothing settled"


class SettleScreen(AskingScreen[str]):
    """Returns what to tell: that it is noted."""

    HELP = """
        Note what the partners settled on an item when they met.

        Agreed: they came to one view. Agreed to disagree: they know that they keep two. Parked: left for later.
        Choose one, type a note if there is one, and press enter. Escape goes back and changes nothing.
        """

    def __init__(self, folder: str, number: int, meeting: Meeting, item: str, title: str) -> None:
        """Note something about an item of a round."""
        super().__init__()
        self._folder = folder
        self._number = number
        self._meeting = meeting
        self._item = item
        self._title = title
        self._before = next((one for one in meeting.outcomes if one.item == item), None)

    def compose(self) -> ComposeResult:
        """The three results and none, and room for a note."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(safe.content(f"What did the meeting settle on: {self._title}?"))
            yield OptionList(*_RESULTS, _NOTHING, compact=True)
            yield Static("Note, if there is one:")
            yield Input(safe.plain(self._before.note) if self._before else "")
            yield Static("Enter in the list goes to the note, enter in the note keeps both.", id="answer")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with what was noted before."""
        self.query_one(OptionList).highlighted = _RESULTS.index(self._before.result) if self._before else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the note."""
        event.stop()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or say why that cannot be."""
        event.stop()
        place = self.query_one(OptionList).highlighted or 0
        others = tuple(one for one in self._meeting.outcomes if one.item != self._item)
        said = (
            [Outcome(item=self._item, result=_RESULTS[place], note=event.value.strip())]
            if place < len(_RESULTS)
            else []
        )
        try:
            save_meeting(self._folder, self._number, replace(self._meeting, outcomes=(*others, *said)))
        except CompactsError as error:
            self.query_one("#answer", Static).update(safe.content(str(error)))
        else:
            self.dismiss(f"Noted: {_RESULTS[place] if said else _NOTHING}.")
