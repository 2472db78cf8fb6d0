"""What is asked about a round: who is asked too, what the next one is, what is put right, and who is taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, OptionList, Static, TextArea

from compact_core.assessment.partnership import Organisation
from compact_core.assessment.records.days import in_words, next_year, partial_date, today, usual_closing
from compact_core.assessment.setup.partners import MOST_PEOPLE
from compact_core.assessment.tasks.asking_again import Wishes
from compact_core.assessment.tasks.correcting import RoundSettings
from compact_core.assessment.tasks.erasing import WHAT, question
from compact_core.errors import CompactsError
from compact_core.text import readable
from compact_tui import safe
from compact_tui.choice_list import MarkList, choices
from compact_tui.questions import QuestionScreen


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
