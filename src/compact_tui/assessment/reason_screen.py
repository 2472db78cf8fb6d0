"""Asks why an item does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class ReasonScreen(AskingScreen[str]):
    """Returns a reason, or nothing when the reader changed their mind."""

    HELP = """
        Say why the item does not apply to your partnership.

        Choose a reason with the arrow keys and enter, or with its digit. Or press tab, type your own words, and
        press enter. Escape goes back without an answer.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit), f"choose({digit})", "Choose", show=False, id=f"reason.{digit}", tooltip="Give this reason"
            )
            for digit in range(1, 10)
        ),
    ]

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Offer some reasons, and room for another."""
        super().__init__()
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        """The reasons, a field, and what the keys do."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static("Why does this not apply?")
            yield OptionList(
                *(safe.content(safe.plain(f"{place}  {one}")) for place, one in enumerate(self._reasons, 1)),
                compact=True,
            )
            yield Static("Or in your own words:")
            yield Input(max_length=500)
            yield Static("Enter gives the reason, escape goes back.", id="answer")
        yield KeyLine()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the reason that was chosen."""
        event.stop()
        self.dismiss(self._reasons[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give a reason in one's own words."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())
        else:
            self.query_one("#answer", Static).update("Type a reason, or choose one above.")

    def action_choose(self, place: int) -> None:
        """Give the reason of that number."""
        if place <= len(self._reasons):
            self.dismiss(self._reasons[place - 1])
