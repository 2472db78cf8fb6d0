"""The assessments that there are, and the way to a new one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static

from compact_core.assessment.records.paths import is_assessment
from compact_core.assessment.records.saving import create
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_tui import safe
from compact_tui.assessment.begin_form import Draft
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine
from compact_tui.questions import PromptScreen, ask
from compact_tui.saved_files import known_assessments, typed_path

_WELCOME = """Assessments: every partner says how far each point of a code is true of the partnership.

Here is no assessment yet. Press n to begin one. It takes a few minutes, and nothing is sent to anybody.
An assessment is a folder; if you have one already, press o to open it."""


class AssessmentsScreen(Screen[None]):
    """A list of folders."""

    HELP = """
        Open an assessment of a partnership, or begin one.

        The list shows the assessments that you opened before, and those in the folder in which the program was
        started. Enter opens one. N begins a new one, o opens a folder by its name. Escape goes back to the codes.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "begin", "New", id="assessments.new", tooltip="Begin a new assessment"),
        Binding("o", "open", "Open", id="assessments.open", tooltip="Open the folder of an assessment"),
        Binding("escape", "dismiss", "Back", id="assessments.back", tooltip="Go back to the codes"),
    ]

    def compose(self) -> ComposeResult:
        """What this is, the folders, and the keys."""
        yield Static(id="welcome")
        yield OptionList(id="folders", compact=True)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show the folders as they are now."""
        self._folders = known_assessments(".")
        listing = self.query_one("#folders", OptionList)
        listing.set_options([safe.content(_described(folder)) for folder in self._folders])
        listing.display = bool(self._folders)
        self.query_one("#welcome", Static).update(safe.content("Assessments" if self._folders else _WELCOME))
        if self._folders:
            listing.highlighted = 0
            listing.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen one."""
        self._open(self._folders[event.option_index])

    def action_begin(self) -> None:
        """Begin a new one."""
        from compact_tui.assessment.begin_screen import BeginScreen

        scales = {scale.id: scale for scale in open_plugins().scales()}
        ask(self.app, BeginScreen(host_of(self.app).library, scales, _create), self._open)

    def action_open(self) -> None:
        """Ask for a folder and open it."""
        question = PromptScreen("Folder of the assessment:", accept=_not_openable)
        ask(self.app, question, lambda folder: self._open(str(typed_path(folder))))

    def _open(self, folder: str) -> None:
        host_of(self.app).open_assessment(folder)


def _described(folder: str) -> str:
    gone = "" if is_assessment(folder) else "  (not there any more)"
    return safe.plain(f"{Path(folder).name}  in {Path(folder).parent}{gone}")


def _create(made: Draft) -> str:
    """Write the folder of a new assessment; returns what went wrong, or an empty text."""
    try:
        if made.begun:
            create(made.folder, *made.begun)
    except CompactsError as error:
        return str(error)
    return ""


def _not_openable(folder: str) -> str:
    """Why a folder cannot be opened; empty when it can."""
    try:
        path = str(typed_path(folder))
    except CompactsError as error:
        return str(error)
    return "" if is_assessment(path) else "There is no assessment in this folder: it has no partnership.toml."
