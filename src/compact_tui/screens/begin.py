"""Begin an assessment: a few questions on one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Select, Static, TextArea

from compact_core.cli.output import plugins_apart
from compact_core.errors import CompactsError
from compact_core.opening import open_plugins
from compact_core.records.saving import create
from compact_tui import safe
from compact_tui.assessing.beginning import QUESTIONS, ROWS, VISIBILITIES, Draft, draft, usual
from compact_tui.safe import Run
from compact_tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from compact_core.library import Library

_CHOSEN = ("code", "rows", "visibility")


class BeginScreen(Screen[str]):
    """Returns the folder that was made, or nothing when the reader changed their mind."""

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
        Binding("escape", "dismiss('')", "Back", id="begin.back", tooltip="Go back and write nothing", priority=True),
        Binding("f1", "app.help", "Help", show=False, id="begin.help", tooltip="What this screen is for, and its keys"),
    ]

    def __init__(self, library: Library) -> None:
        """Begin one with a code of a library."""
        super().__init__()
        self._library = library
        self._tried = False
        with plugins_apart():
            self._scales = {one.id: one for one in open_plugins().scales()}

    def compose(self) -> ComposeResult:
        """A field a question, with room for what is wrong, and what is asked of whom."""
        first = usual(_today())
        entries = self._library.entries
        choices: dict[str, list[tuple[Text, str]]] = {
            "code": [(safe.label(Run(f"{one.title} ({one.id})")), one.id) for one in entries],
            "rows": [(safe.label(Run(text)), name) for name, text in ROWS.items()],
            "visibility": [(safe.label(Run(one)), one) for one in VISIBILITIES],
        }
        current = next((one.id for one in entries if one.status == "current"), entries[0].id if entries else "")
        chosen = {"code": current, "rows": "all", "visibility": "by organisation"}
        with VerticalScroll(id="fields", can_focus=False):
            for name, question in QUESTIONS.items():
                yield Static(safe.content(question))
                if name in _CHOSEN:
                    yield Select(choices[name], value=chosen[name], allow_blank=False, compact=True, id=name)
                elif name == "organisations":
                    yield TextArea(tab_behavior="focus", compact=True, id=name)
                else:
                    yield Input(first.get(name, ""), compact=True, id=name)
                yield Static(id=f"{name}-wrong", classes="wrong")
            yield Static(id="asked")
            yield Button("Begin the assessment (ctrl+s)", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the fields come to."""
        event.stop()
        self._show()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what the fields come to."""
        event.stop()
        self._show()

    def on_select_changed(self, event: Select.Changed) -> None:
        """Say what the fields come to."""
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field."""
        event.stop()
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write the folder."""
        event.stop()
        self.action_begin()

    def action_begin(self) -> None:
        """Write the folder, or say what is wrong."""
        self._tried = True
        made = self._show()
        if not made.begun:
            first = next((name for name in QUESTIONS if name in made.wrong), "name")
            self.query_one(f"#{first}").focus()
            return
        folder = str(Path(made.folder).expanduser())
        try:
            create(folder, *made.begun)
        except (CompactsError, RuntimeError) as error:
            self._tell("folder", str(error))
            self.query_one("#folder").focus()
        else:
            self.dismiss(folder)

    def _show(self) -> Draft:
        """What the fields come to, and what is wrong; nothing is called wrong before it was touched or tried."""
        fields = {name: self._value(name) for name in QUESTIONS}
        made = draft(fields, self._library, self._scales, _today())
        for name in QUESTIONS:
            self._tell(name, made.wrong.get(name, "") if self._tried or fields[name] else "")
        self.query_one("#asked", Static).update(safe.content("\n".join(made.lines)))
        self.query_one("#folder", Input).placeholder = safe.plain(made.folder)
        return made

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        if isinstance(field, TextArea):
            return field.text
        return str(field.value) if isinstance(field, Input | Select) else ""

    def _tell(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}-wrong", Static)
        line.update(safe.content(text))
        line.display = bool(text)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day as the partners count it
