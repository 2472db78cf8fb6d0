"""What is asked before a round begins: the first one of an assessment, or the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, Select, Static, TextArea

from compact_core.assessment.records.days import partial_date, today
from compact_core.assessment.tasks.asking_again import Wishes
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model.scales import Scale
from compact_tui import safe
from compact_tui.assessment.begin_form import FEWEST, QUESTIONS, ROWS, VISIBILITIES, Draft, draft, usual
from compact_tui.questions import QuestionScreen, confirm
from compact_tui.safe import Run

if TYPE_CHECKING:
    from rich.text import Text

_TYPED = ("name", "organisations", "small", "collector", "facilitator")
"""Fields that are empty at first."""


class BeginScreen(QuestionScreen[str]):
    """Returns the folder that was made."""

    HELP = """
        Begin an assessment of a partnership.

        Name the partnership, and the organisations that belong to it: one a line, with the side that each stands on
        and how many of its people are asked, as in 'public: City Council, 3 people'. Tab goes to the next field.
        What is wrong with a field stands below it. The last lines say how many minutes are asked of each side.

        Ctrl+s writes the folder; nothing is sent to anybody. Escape goes back and writes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "begin", "Begin", id="begin.begin", tooltip="Write the folder of the assessment", priority=True
        ),
    ]

    def __init__(self, library: Library, scales: Mapping[str, Scale], create: Callable[[Draft], str]) -> None:
        """Begin one with a code of a library. Creating it says what is wrong, or nothing."""
        super().__init__()
        self._library = library
        self._scales = scales
        self._create = create
        self._tried = False

    def fields(self) -> ComposeResult:
        """A field for each question, room for what is wrong, and how many minutes are asked of each side."""
        first = usual(today())
        entries = self._library.entries
        choices: dict[str, list[tuple[Text, str]]] = {
            "code": [(safe.label(Run(f"{entry.title} ({entry.id})")), entry.id) for entry in entries],
            "rows": [(safe.label(Run(text)), name) for name, text in ROWS.items()],
            "visibility": [(safe.label(Run(words)), words) for words in VISIBILITIES],
            "fewest": [(safe.label(Run(number)), number) for number in FEWEST],
        }
        chosen = {"rows": "all", "visibility": "by organisation", "fewest": FEWEST[0]}
        for name, question in QUESTIONS.items():
            yield Static(safe.content(question))
            if name == "code":
                yield Select(choices[name], prompt="Choose one", id=name)
            elif name in chosen:
                yield Select(choices[name], value=chosen[name], allow_blank=False, id=name)
            elif name == "organisations":
                yield TextArea(tab_behavior="focus", id=name)
            else:
                yield Input(first.get(name, ""), id=name)
            yield Static(id=f"{name}-wrong", classes="wrong")
        yield Static(id="asked")
        yield Button("Begin the assessment (ctrl+s)", compact=True, action="screen.begin")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name").focus()

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_begin(self) -> None:
        """Write the folder, or say what is wrong."""
        self._tried = True
        made = self._show()
        if made.begun:
            question = "\n".join([*made.lines, f"Write this to the folder {Path(made.folder).absolute()}?"])
            confirm(self.app, question, "Begin", partial(self._begin, made))
        else:
            first = next((name for name in QUESTIONS if name in made.wrong), "name")
            self.query_one(f"#{first}").focus()
            self.call_after_refresh(self.query_one(f"#{first}-wrong").scroll_visible, animate=False)

    def _begin(self, made: Draft) -> None:
        if wrong := self._create(made):
            self._explain_field("folder", wrong)
            self.query_one("#folder").focus()
        else:
            self.dismiss(made.folder)

    @property
    def typed(self) -> bool:
        """Whether a field was filled in."""
        return any(self._value(name) for name in _TYPED)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(events.DescendantBlur)
    def _show(self) -> Draft:
        """Read the fields and show what is wrong with them; with the field that has the focus only after a try."""
        fields = {name: self._value(name) for name in QUESTIONS}
        made = draft(fields, self._library, self._scales, today())
        for name in QUESTIONS:
            left = fields[name] and not self.query_one(f"#{name}").has_focus
            self._explain_field(name, made.wrong.get(name, "") if self._tried or left else "")
        self.query_one("#asked", Static).update(safe.content("\n".join(made.lines)))
        self.query_one("#folder", Input).placeholder = safe.plain(made.folder)
        return made

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        if isinstance(field, TextArea):
            return field.text
        return field.value if isinstance(field, Input | Select) and isinstance(field.value, str) else ""

    def _explain_field(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}-wrong", Static)
        line.update(safe.content(text))
        line.display = bool(text)


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
        yield Static("Answers are asked for by (such as 31 March 2026):")
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


def create_folder(made: Draft) -> str:
    """Write the folder of a new assessment; returns what went wrong, or an empty text."""
    from compact_core.assessment.records.saving import create

    try:
        if made.begun:
            create(made.folder, *made.begun)
    except CompactsError as error:
        return str(error)
    return ""
