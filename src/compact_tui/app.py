"""The application: its screens, its keys and its themes."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import partial
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from compact_core.errors import CompactsError, NotFoundError
from compact_core.library.library import Entry, Library
from compact_core.text import readable
from compact_tui import safe
from compact_tui.beside import do_beside
from compact_tui.ending import EndingApp
from compact_tui.home_screen import HomeScreen
from compact_tui.host import Copying, LibraryShown
from compact_tui.key_line import hidden
from compact_tui.library.library_screen import LibraryScreen, ProblemsScreen
from compact_tui.library.outline import EVERYTHING
from compact_tui.library.pages import page_of
from compact_tui.page_screen import HelpScreen
from compact_tui.reading_pane import ReadingPane
from compact_tui.saved_files import (
    file_name,
    remember_assessment,
    remember_theme,
    remembered_theme,
    save_new,
)
from compact_tui.state import Import, Place
from compact_tui.themes import DARK, LIGHT, THEMES, colours_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.command import Provider
    from textual.screen import Screen

    from compact_core.model import Code
    from compact_tui.layout import Page
    from compact_tui.library.background_opening import Opening
    from compact_tui.library.drafts import OpenedDraft
    from compact_tui.library.search_screen import Searched
    from compact_tui.library.searching import Search

CODES_AHEAD = 10
"""Codes that are read before anybody asks for them."""
FOLLOWING = 0.1
"""Seconds between two looks at how far the reading is."""


def _drafted(wish: Import) -> OpenedDraft | str:
    """The draft that was asked for, or why there is none."""
    from compact_tui.library.drafts import opened_draft

    try:
        return opened_draft(wish)
    except CompactsError as error:
        return str(error)


def _unread(entry: Entry) -> Code:
    raise NotFoundError(entry.id)


def _jumps() -> type[Provider]:
    from compact_tui.library.palette import JumpProvider

    return JumpProvider


class CompactsApp(EndingApp):
    """Browse the codes of a library."""

    TITLE = "Compacts"
    saved = "Saved."
    """What is said when an answer was written: it is on disk by then."""
    CSS = (get_data("compact_tui", "app.tcss") or b"").decode()
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_jumps}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="app.quit", tooltip="Leave the program", priority=True),
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="What this screen is for, and its keys"),
        Binding(
            "ctrl+p", "command_palette", "Go to", id="app.palette", tooltip="Find a code or provision by its words"
        ),
        Binding(
            "slash",
            "search",
            "Search",
            id="app.search",
            tooltip="Find words in every code, while you type them",
            priority=True,  # done before the next key, which is the first letter of what is looked for
        ),
        Binding("c", "copy", "Copy", id="app.copy", tooltip="Copy what is shown, with its source"),
        Binding("s", "save", "Save", id="app.save", tooltip="Save what is shown to a file"),
        hidden("p", "problems", "Problems", id="app.problems", tooltip="Show what is wrong with files"),
        Binding("o", "leave_out", "Leave out", id="app.leave-out", tooltip="Leave out what takes long"),
        Binding("a", "home", "Home", id="app.home", tooltip="The first screen: what to read, and what to assess"),
        hidden("r", "read_again", "Read again", id="app.read-again", tooltip="Read the files of codes again"),
        hidden("ctrl+t", "theme", "Theme", id="app.theme", tooltip="Change between light and dark"),
    ]

    def __init__(
        self,
        library: Library | None = None,
        start: Place | None = None,
        opening: Opening | None = None,
        assessment: str = "",
        document: Import | None = None,
    ) -> None:
        """Show a library, opened at a place; or nothing yet, and what an opening gives as soon as it is there.

        With an opening the library can be read again. Without a place the first screen is shown. The assessment in a
        folder, or the draft of a document, is opened at once when one is named.
        """
        super().__init__()
        self._assessment = assessment
        self._document = document
        self.library = library or Library((), (), _unread)
        """The codes that are shown."""
        self._opening = opening
        self._opened = library is not None or opening is None
        self._wanted_again = False  # something was written while the library was read
        self._late = False
        self._start = start
        self._search: Search | None = None
        self._limited = EVERYTHING  # what the last search was limited to by the list
        self._said_lacks = False  # what a search lacks here
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = remembered_theme(self.available_themes) or DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our own that a theme of Textual lacks."""
        return colours_for(self.current_theme)

    def on_ready(self) -> None:
        """After the first frame: collect garbage from now on, but never look at what was imported again."""
        gc.freeze()
        gc.enable()
        if self._opened:
            self._begin()
        elif self._opening:
            self._opening.start()
            self._follow(self._opening)

    def on_unmount(self) -> None:
        """Read no more."""
        if self._opening:
            self._opening.stop()

    def _begin(self) -> None:
        """With the library there: open what was asked for, and read ahead."""
        if self._assessment:
            self.open_assessment(self._assessment)
        if self._document and self._document.file:
            self.open_document(self._document)
        do_beside(self, self._read_ahead)

    def read_again(self) -> None:
        """Read the files of codes that have changed, beside the screen, and show what they say now."""
        if self._opening and self._opening.is_reading:
            self._wanted_again = True
        elif self._opening:
            self._opening.start()
            self._follow(self._opening)

    def action_read_again(self) -> None:
        """Read the files of codes that have changed."""
        self.read_again()
        self.notify("Reading what has changed.", timeout=2)

    def _follow(self, opening: Opening) -> None:
        """Say how far the reading is, until the library is there."""
        if opening.is_reading:
            if message := opening.message():
                self._first.say(message)
            if bool(opening.late) != self._late:
                self._late = bool(opening.late)
                self.screen.refresh_bindings()
            self.set_timer(FOLLOWING, partial(self._follow, opening))
        elif opening.library:
            self._late = False
            self._show_library(opening.library, opening.place)
        elif self._opened:
            self.notify(safe.lines(str(opening.error)), markup=False, severity="error", timeout=15)
            opening.error = None
        else:
            self.exit()

    def _show_library(self, library: Library, place: Place) -> None:
        """Show a library that was just read; what is chosen, open and looked for stays."""
        self.library = library
        self._search = self._search and self._search.found(())
        for screen in self.screen_stack:
            if isinstance(screen, LibraryShown):
                screen.show_library(library, place)
        self.refresh_bindings()
        if self._opened:
            do_beside(self, self._read_ahead)
        else:
            self._opened = True
            self._begin()
        if self._wanted_again:
            self._wanted_again = False
            self.read_again()

    @property
    def _first(self) -> HomeScreen | LibraryScreen:
        return cast("HomeScreen | LibraryScreen", self.screen_stack[0])

    def read_above(self, library: Library, place: Place) -> None:
        """Read a place of the library above the screen that is shown; escape comes back to it."""
        self.push_screen(LibraryScreen(library, place, above=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """While the library is being read, little can be done; only a page can be copied and saved."""
        if action == "leave_out":
            return self._late
        if action == "home":
            return isinstance(self.screen, LibraryScreen)
        if action == "read_again":
            return self._opened and self._opening is not None and isinstance(self.screen, LibraryShown)
        if not self._opened and action in {"search", "problems", "copy", "save"}:
            return False
        if action == "search":  # a field takes the key for itself, and a question answers no other keys
            return not (self.screen.is_modal or (self.focused and self.focused.check_consume_key("slash", "/")))
        return (
            action not in {"copy", "save"} or isinstance(self.screen, Copying) or bool(self.screen.query(ReadingPane))
        )

    def action_leave_out(self) -> None:
        """Leave out what takes long."""
        if self._opening:
            self._opening.leave_out()

    def _read_ahead(self) -> None:
        """Read while the reader looks at the first frame: the first keys then find everything in place."""
        from compact_tui.library.code_pages import read_ahead

        for entry in self.library.entries[:1]:
            page_of(self.library, Place(entry.agreement_id, entry.id))
        with suppress(CompactsError):  # the page of a provision says so
            read_ahead(self.library, CODES_AHEAD)

    def get_default_screen(self) -> HomeScreen | LibraryScreen:
        """The first screen, or the library where a place of it was named."""
        reading = not self._opened
        if self._start is None:
            return HomeScreen(self.library, reading=reading)
        return LibraryScreen(self.library, self._start, reading=reading)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers besides the codes."""
        del screen
        yield SystemCommand("Home", "What to read, and what to assess", self.action_home)
        yield SystemCommand("Search", "Find words in every code, while you type them", self.action_search)
        yield SystemCommand("Import a document", "A draft of a code, beside its document", self.action_import)
        yield SystemCommand("Read again", "Read the files of codes that have changed", self.action_read_again)
        yield SystemCommand("Light or dark", "Change between a light and a dark theme", self.action_theme)
        yield SystemCommand("Colours", "Choose one of all themes, such as high contrast", self.action_themes)
        yield SystemCommand("Problems", "Show what is wrong with files and plugins", self.action_problems)
        yield SystemCommand("Help", "What this screen is for, and its keys", self.action_help)
        yield SystemCommand("Quit", "Leave the program", self.action_quit)

    def go(self, place: Place, *, searching: bool = False) -> None:
        """Jump to a place, from whatever screen; the way back can lead to the hits of a search."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, LibraryScreen):
            self.pop_screen()
        if isinstance(self.screen, LibraryScreen):
            self.screen.go(place, searching=searching)
        else:
            self.push_screen(LibraryScreen(self.library, place, searching=searching))

    def action_command_palette(self) -> None:
        """Open the palette."""
        from compact_tui.library.palette import Palette

        if not Palette.is_open(self):
            self.push_screen(Palette(placeholder="Type words of what you want to do, or of a code or provision"))

    async def action_search(self) -> None:
        """Search, going on with the last search; the next key is typed into its field."""
        from compact_tui.library.search_screen import SearchScreen
        from compact_tui.library.searching import Search

        if self.library.lacks and not self._said_lacks:
            self._said_lacks = True
            self.notify(safe.plain(self.library.lacks), markup=False, timeout=15)
        search = self._search or Search()
        below = (screen.wanted for screen in self.screen_stack[::-1] if isinstance(screen, LibraryScreen))
        wanted = next(below, EVERYTHING)
        if wanted != self._limited:
            self._limited = wanted
            codes = wanted.codes(self.library.entries)
            limits = wanted._replace(kind="").in_words() if codes else ""
            search = Search(search.text, wanted.kind, search.any, codes, limits)
        await self.push_screen(SearchScreen(self.library, search), self._searched)

    def _searched(self, searched: Searched | None) -> None:
        if searched:
            self._search = searched.search
        if searched and searched.place:
            self.go(searched.place, searching=True)

    def action_home(self) -> None:
        """Show the first screen."""
        if isinstance(self._first, HomeScreen):
            while len(self.screen_stack) > 1:
                self.pop_screen()
        else:
            self.push_screen(HomeScreen(self.library, first="assess"))

    def picks_folder(self) -> bool:
        """A terminal cannot pick a folder: it has to be named."""
        return False

    def open_assessment(self, folder: str) -> None:
        """Open the assessment in a folder, or say what is wrong with it."""
        from compact_core.assessment.records.reading import open_assessment
        from compact_tui.assessment.assessment_screen import AssessmentScreen

        opened = open_assessment(folder, answers=False)
        if opened.assessment and opened.assessment.rounds:
            remember_assessment(folder)
            self.push_screen(AssessmentScreen(opened.assessment))
        else:
            wrong = [str(problem) for problem in opened.problems] or [f"There is no round in {folder} yet."]
            self.notify(safe.lines("\n".join(wrong[:5])), markup=False, severity="error", timeout=30)

    def action_import(self) -> None:
        """Ask for a document, and open its draft."""
        from compact_tui.library.add_screen import ask_for_document

        ask_for_document(self)

    def open_document(self, wish: Import) -> None:
        """Open the draft of a document beside it, as soon as it is read; or say why it cannot be read."""
        self.notify(safe.plain(f"Reading {readable(wish.file)}"), markup=False)
        do_beside(self, partial(_drafted, wish), self._show_draft)

    def _show_draft(self, drafted: OpenedDraft | str) -> None:
        from compact_tui.library.draft_screen import DraftScreen

        if isinstance(drafted, str):
            self.notify(safe.lines(drafted), markup=False, severity="error", timeout=30)
            return
        self.clear_notifications()
        self.push_screen(DraftScreen(drafted))

    def action_help(self) -> None:
        """Explain the screen that is shown."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_problems(self) -> None:
        """Show everything that is wrong."""
        if not isinstance(self.screen, ProblemsScreen):
            self.push_screen(ProblemsScreen(self.library))

    def action_copy(self) -> None:
        """Copy what is shown."""
        self.copy_to_clipboard(safe.lines(self._page.copied))
        self.notify("Copied. If pasting brings nothing, press s to save a file.")

    def action_save(self) -> None:
        """Ask for a file name and save what is shown."""
        from compact_tui.questions import SaveScreen, ask

        self.clear_notifications()
        usual = file_name(self._page.name)
        text = safe.lines(self._page.copied)
        question = SaveScreen("Save this text. File name:", usual=usual, accept=partial(save_new, text))
        ask(self, question, lambda name: self.notify(safe.plain(f"Saved as {name}"), markup=False))

    @property
    def _page(self) -> Page:
        return self.screen.copied() if isinstance(self.screen, Copying) else self.screen.query_one(ReadingPane).page

    def action_theme(self) -> None:
        """Change between light and dark, and remember it."""
        self._use_theme(LIGHT if self.current_theme.dark else DARK)

    def action_themes(self) -> None:
        """Ask for one of all themes, ours first."""
        from compact_tui.questions import ChoiceScreen, ask

        names = sorted(self.available_themes, key=lambda name: (not name.startswith("compacts"), name))
        ask(self, ChoiceScreen("Which colours?", names), lambda chosen: self._use_theme(names[chosen]))

    def _use_theme(self, name: str) -> None:
        self.theme = name
        if not remember_theme(name):
            self.notify("This theme cannot be remembered: the folder for settings cannot be written.")
