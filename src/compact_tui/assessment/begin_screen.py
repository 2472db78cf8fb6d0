"""What is asked before an assessment begins, in four steps, and what each rule of visibility would reveal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Input, Select, Static, TextArea

from compact_core.assessment.records.days import today
from compact_core.assessment.records.saving import create
from compact_core.assessment.setup.new_assessment import Begun
from compact_core.assessment.tasks.rehearsal import Rehearsal, rehearsal_blocks
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model.scales import Scale
from compact_core.reports.plain_text import as_text
from compact_tui import safe
from compact_tui.assessment.begin_form import (
    FEWEST,
    LISTS,
    MOST_SIDES,
    PUBLISHED,
    QUESTIONS,
    ROWS,
    STEPS,
    VISIBILITIES,
    WORDINGS,
    Draft,
    draft,
    rehearsal,
    sides_of,
    usual,
)
from compact_tui.assessment.journey import DONE, LATER, NOW
from compact_tui.code_names import SIGNS, edition, in_force_first
from compact_tui.key_line import KeyLine
from compact_tui.layout import Page
from compact_tui.page_screen import PageScreen
from compact_tui.questions import QuestionScreen, confirm
from compact_tui.safe import Run

if TYPE_CHECKING:
    from rich.text import Text

_TYPED = ("name", "organisations", "small", "collector", "collector_address", "facilitator")
"""Fields that are empty at first."""
_FIRST = {
    "rows": "all",
    "wording": "plain",
    "visibility": "by organisation",
    "fewest": FEWEST[0],
    "publish": "no",
}
"""What is chosen at first."""
MEMBER = "Its name, 3 people"
"""An organisation as people type it below the name of its side."""
_WIDTH = 100
"""Characters of a line of a rehearsal that is copied."""
_NO_MINUTES = "How many minutes are asked of each side stands here as soon as code and partners are known."


class RehearsalScreen(PageScreen):
    """Shows the rules side by side."""

    HELP = """
        See what each rule on who may see what would reveal.

        All answers here are invented; the partners, their sides and how many people are asked are yours. For each rule
        you see what everybody would learn of one organisation, and of one person there. Nothing is written. C copies
        it, s saves it to a file, escape goes back.
        """

    def __init__(self, found: Rehearsal) -> None:
        """Show a rehearsal."""
        blocks = tuple(rehearsal_blocks(found))
        super().__init__(Page((), blocks, as_text(blocks, _WIDTH), "rehearsal"))


class BeginScreen(QuestionScreen[str]):
    """Returns the folder that was made."""

    HELP = """
        Begin an assessment of a partnership, in four steps.

        Choose the code first. Then each of its sides has a field for its organisations: one a line, with how many of
        its people are asked, as in 'City Council, 3 people'. An organisation of another side begins with the name of
        that side and a colon. Tab goes to the next field. What is wrong with a field stands below it. The last lines
        say how many minutes are asked of each side. Where it is chosen what reports show, ctrl+r shows on invented
        answers what each rule would reveal.

        Ctrl+s goes to the next step, and at the last one writes the folder; nothing is sent to anybody. Escape goes
        one step back, and from the first one leaves.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "rehearse", "Rehearse", id="begin.rehearse", tooltip="See what each rule would reveal"),
        Binding("ctrl+s", "go_on", "Go on", id="begin.begin", tooltip="Next step, or write the folder", priority=True),
    ]

    def __init__(self, library: Library, scales: Mapping[str, Scale]) -> None:
        """Begin one with a code of a library."""
        super().__init__()
        self._library = library
        self._scales = scales
        self._step = 0
        self._tried = False

    def compose(self) -> ComposeResult:
        """Where one is, the fields of the step, how many minutes are asked of each side, and the keys."""
        yield Static(id="steps")
        with VerticalScroll(classes="form", can_focus=False):
            yield from self.fields()
        yield Static(id="asked")
        yield KeyLine()

    def fields(self) -> ComposeResult:
        """A group of fields for each step, with room for what is wrong below each field."""
        first = usual(today())
        for number, names in enumerate(STEPS.values()):
            with Vertical(id=f"step-{number}"):
                for name in names:
                    yield from self._field(name, first.get(name, ""))
                    yield Static(id=f"{name}-wrong", classes="wrong")
                yield Button("Go on (ctrl+s)", compact=True, action="screen.go_on")

    def _field(self, name: str, value: str) -> ComposeResult:
        """A question and the field for its answer."""
        if name == "organisations":
            for number in range(MOST_SIDES):
                yield Static(id=f"side-{number}-name")
                yield TextArea(tab_behavior="focus", id=f"side-{number}")
        yield Static(safe.content(QUESTIONS[name]), id=f"{name}-name")
        if name in self._choices:
            yield Select(self._choices[name], value=_FIRST.get(name, Select.NULL), allow_blank=name == "code", id=name)
        elif name in LISTS:
            yield TextArea(tab_behavior="focus", id=name)
        else:
            yield Input(value, id=name)

    @cached_property
    def _choices(self) -> dict[str, list[tuple[Text, str]]]:
        """What can be chosen, for the fields in which something is chosen."""
        entries = in_force_first(self._library.entries)
        offered: dict[str, list[tuple[str, str]]] = {
            "code": [(f"{SIGNS.get(entry.status, '')} {edition(entry, entries)}", entry.id) for entry in entries],
            "rows": [(text, name) for name, text in ROWS.items()],
            "wording": [(text, name) for name, text in WORDINGS.items()],
            "visibility": [(meaning, name) for name, meaning in VISIBILITIES.items()],
            "fewest": [(number, number) for number in FEWEST],
            "publish": [(meaning, name) for name, meaning in PUBLISHED.items()],
        }
        return {name: [(safe.label(Run(text)), value) for text, value in lines] for name, lines in offered.items()}

    def on_mount(self) -> None:
        """Begin with the name."""
        self._go_to(0)

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_go_on(self) -> None:
        """Go to the next step, or write the folder; or say what is wrong here."""
        self._tried = True
        made = self._show()
        here = [name for name in self._names if name in made.wrong]
        if here:
            self._focus(here[0])
        elif self._step + 1 < len(STEPS):
            self._go_to(self._step + 1)
        elif made.begun:
            question = "\n".join([*made.lines, f"Write this to the folder {Path(made.folder).absolute()}?"])
            confirm(self.app, question, "Begin", partial(self._begin, made, made.begun))
        else:
            step = next(number for number, names in enumerate(STEPS.values()) if set(names) & set(made.wrong))
            self._go_to(step, tried=True)
            self._focus(next(name for name in self._names if name in made.wrong))

    def action_rehearse(self) -> None:
        """Show what each rule on who may see what would reveal of the partners."""
        fields = {name: self._value(name) for name in QUESTIONS}
        try:
            self.app.push_screen(RehearsalScreen(rehearsal(fields, self._library, self._scales)))
        except CompactsError as error:
            self._explain_field("visibility", str(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """The rules can be rehearsed where one of them is chosen."""
        return action != "rehearse" or "visibility" in self._names

    def action_leave(self) -> None:
        """Go one step back; from the first one, leave, and ask first when something would be lost."""
        if self._step:
            self._go_to(self._step - 1)
        else:
            super().action_leave()

    def _go_to(self, step: int, *, tried: bool = False) -> None:
        """Show a step, with the focus on its first field."""
        self._step, self._tried = step, tried
        for number in range(len(STEPS)):
            self.query_one(f"#step-{number}").display = number == step
        sides = list(sides_of(self._library, self._value("code")).values())
        for number in range(MOST_SIDES):
            known = number < len(sides)
            self.query_one(f"#side-{number}").display = self.query_one(f"#side-{number}-name").display = known
            if known:
                question = f"{sides[number]}: its organisations, one a line, as in '{MEMBER}':"
                self.query_one(f"#side-{number}-name", Static).update(safe.content(question))
        title = f"Step {step + 1} of {len(STEPS)}: {list(STEPS)[step]}"
        way = "  ".join(DONE if number < step else NOW if number == step else LATER for number in range(len(STEPS)))
        runs = (Run(f"Begin an assessment   {way}   ", "$quiet"), Run(title, "bold $primary"))
        self.query_one("#steps", Static).update(safe.line(runs, {}, max(self.app.size.width - 2, 1)))
        self._show()
        self.refresh_bindings()
        self._focus(self._names[0])
        self.query_one(".form").scroll_home(animate=False)

    def _focus(self, name: str) -> None:
        """Go to a field, with what is wrong with it in sight."""
        first = "#side-0" if name == "organisations" and sides_of(self._library, self._value("code")) else f"#{name}"
        self.query_one(first).focus()
        self.call_after_refresh(self.query_one(f"#{name}-wrong").scroll_visible, animate=False)

    def _begin(self, made: Draft, begun: Begun) -> None:
        """Write the folder, or say why that cannot be."""
        try:
            create(made.folder, *begun)
        except CompactsError as error:
            self._explain_field("folder", str(error))
            self.query_one("#folder").focus()
        else:
            self.dismiss(made.folder)

    @property
    def _names(self) -> Sequence[str]:
        """The fields of the step."""
        return list(STEPS.values())[self._step]

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
        publish = fields["publish"]
        for name, asked in (
            ("fewest", fields["visibility"] == "by side"),
            ("area", publish != "no"),
            ("kind", publish == "area and kind"),
        ):
            self.query_one(f"#{name}").display = self.query_one(f"#{name}-name").display = asked
        self.query_one("#asked", Static).update(safe.content("\n".join(made.lines or [_NO_MINUTES])))
        self.query_one("#folder", Input).placeholder = safe.plain(made.folder)
        return made

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        if name == "organisations":
            return "\n".join([*self._members(), self.query_one(f"#{name}", TextArea).text]).strip()
        if isinstance(field, TextArea):
            return field.text
        return field.value if isinstance(field, Input | Select) and isinstance(field.value, str) else ""

    def _members(self) -> Iterator[str]:
        """The organisations in the fields of the sides, each with its side, as they would be typed in one field."""
        for number, side in enumerate(sides_of(self._library, self._value("code"))):
            for line in self.query_one(f"#side-{number}", TextArea).text.splitlines():
                if line.strip():
                    yield f"{side}: {line.strip()}"

    def _explain_field(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}-wrong", Static)
        line.update(safe.content(text))
        line.display = bool(text)
