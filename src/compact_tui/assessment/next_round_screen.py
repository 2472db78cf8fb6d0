"""Asks what is new in the next round."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, Static, TextArea

from compact_core.assessment.records.days import partial_date
from compact_core.assessment.tasks.asking_again import Wishes
from compact_core.errors import CompactsError
from compact_tui.questions import QuestionScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NextRoundScreen(QuestionScreen[Wishes]):
    """Returns what is said of the new round."""

    HELP = """
        Ask the same items again, with whoever is a partner now.

        Say by when answers are asked for. Name the organisations that come in, one a line, as in 'third: New Charity,
        2 people', and those that go. Ctrl+s begins the round; escape goes back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "begin", "Begin", id="round.begin", tooltip="Begin the round", priority=True),
    ]

    def fields(self) -> ComposeResult:
        """A day, two lists, a button, and room for what is wrong."""
        yield Static("Answers are asked for by (as in 2026-03-31):")
        yield Input(id="closes")
        yield Static("Organisations that come in, one a line, as in 'third: New Charity, 2 people':")
        yield TextArea(tab_behavior="focus", id="joins")
        yield Static("Organisations that go, one a line:")
        yield TextArea(tab_behavior="focus", id="leaves")
        yield Button("Begin the round (ctrl+s)", compact=True, action="screen.begin")
        yield Static("Ctrl+s begins the round, escape goes back.", id="answer")

    def on_input_submitted(self) -> None:
        """Go on to the organisations."""
        self.query_one("#joins").focus()

    def action_begin(self) -> None:
        """Return what is said, or say what is wrong with the day."""
        try:
            closes = partial_date(self.query_one("#closes", Input).value)
        except CompactsError as error:
            self.explain(str(error))
            return
        if not closes:
            self.explain("Say by when answers are asked for.")
            return
        self.dismiss(Wishes(closes, joins=self._lines("joins"), leaves=self._lines("leaves")))

    @property
    def typed(self) -> bool:
        """Whether a field was filled in."""
        return any((self.query_one("#closes", Input).value, *self._lines("joins"), *self._lines("leaves")))

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.query_one(f"#{name}", TextArea).text.splitlines() if line.strip()]
