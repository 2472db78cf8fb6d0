"""What is asked about a round as a whole: who is asked too, and what the next one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, OptionList, Static, TextArea

from compact_core.assessment.partnership import Organisation
from compact_core.assessment.records.days import in_words, partial_date, today, usual_closing
from compact_core.assessment.setup.partners import MOST_PEOPLE
from compact_core.assessment.tasks.asking_again import Wishes
from compact_core.errors import CompactsError
from compact_tui.questions import QuestionScreen, choices


class Invitation(NamedTuple):
    """Who is asked too."""

    organisation: Organisation
    """Where they belong."""
    role: str
    """Their role; may be empty."""
    people: int
    """How many they are."""


class InviteScreen(QuestionScreen[Invitation]):
    """Returns who is asked too."""

    HELP = """
        Ask more people of an organisation.

        Choose the organisation, and type the role of whoever answers if you know it, and how many people they are.
        Tab goes to the next field, ctrl+s asks them. Forms that are out stay as they are. Escape goes back.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Invite", id="invite.done", tooltip="Ask these people", priority=True),
    ]

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        """Offer the organisations that a round asks."""
        super().__init__()
        self._organisations = organisations

    def fields(self) -> ComposeResult:
        """The organisations, two fields, and room for what is wrong."""
        yield Static("Whom do you ask too? Organisation:")
        yield choices(organisation.name for organisation in self._organisations)
        yield Static("Role, such as service manager (may be empty):")
        yield Input(id="role")
        yield Static("How many people:")
        yield Input("1", id="number")
        yield Static("Enter goes to the next field, ctrl+s asks them, escape goes back.", id="answer")

    def on_mount(self) -> None:
        """Begin with the first organisation."""
        super().on_mount()
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self) -> None:
        """Go on to the role."""
        self.query_one("#role", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the number, and from there ask them."""
        if event.input.id == "role":
            self.query_one("#number", Input).focus()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Return who is asked, or say what is wrong with the number."""
        number = self.query_one("#number", Input).value.strip()
        if not number.isdecimal() or not 1 <= int(number) <= MOST_PEOPLE:
            self.explain(f"Type how many people, from 1 to {MOST_PEOPLE:,}.")
            return
        home = self._organisations[self.query_one(OptionList).highlighted or 0]
        self.dismiss(Invitation(home, self.query_one("#role", Input).value.strip(), int(number)))


class NextRoundScreen(QuestionScreen[Wishes]):
    """Returns what is said of the new round."""

    HELP = """
        Ask the same items again, with whoever is a partner now. It begins with what the partners said they would do.

        Say by when answers are asked for, and who chose that day. Name the organisations that come in, one a line, as
        in 'third: New Charity, 2 people', and those that go. Where another code is to be asked about, such as a new
        edition, type its id: only what says the same in both is compared later. Ctrl+s begins the round; escape goes
        back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "begin", "Begin", id="round.begin", tooltip="Begin the round", priority=True),
    ]

    def __init__(self) -> None:
        """Propose the usual closing day."""
        super().__init__()
        self._usual = in_words(usual_closing(today()))

    def fields(self) -> ComposeResult:
        """A day, who comes and goes, a button, and room for what is wrong."""
        yield Static("Answers are asked for by:")
        yield Input(self._usual, id="closes")
        yield Static("Who chose the dates (names with commas, or all)?")
        yield Input(id="chosen_by")
        yield Static("Organisations that come in, one a line, as in 'third: New Charity, 2 people':")
        yield TextArea(tab_behavior="focus", id="joins")
        yield Static("Which of them have few paid staff or none (names with commas)?")
        yield Input(id="small")
        yield Static("Organisations that go, one a line:")
        yield TextArea(tab_behavior="focus", id="leaves")
        yield Static("Another code to ask about, such as a new edition (its id; empty for the same code):")
        yield Input(id="to")
        yield Button("Begin the round (ctrl+s)", compact=True, action="screen.begin")
        yield Static("Ctrl+s begins the round, escape goes back.", id="answer")

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

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
        small = [name for name in self.query_one("#small", Input).value.split(",") if name.strip()]
        to = self.query_one("#to", Input).value.strip()
        chosen_by = self.query_one("#chosen_by", Input).value
        joins, leaves = self._lines("joins"), self._lines("leaves")
        self.dismiss(Wishes(closes, joins=joins, leaves=leaves, small=small, chosen_by=chosen_by, to=to))

    @property
    def typed(self) -> bool:
        """Whether a field was filled in."""
        closes = self.query_one("#closes", Input).value
        beside = [self.query_one(f"#{name}", Input).value.strip() for name in ("chosen_by", "small", "to")]
        return closes != self._usual or any((*beside, *self._lines("joins"), *self._lines("leaves")))

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.query_one(f"#{name}", TextArea).text.splitlines() if line.strip()]
