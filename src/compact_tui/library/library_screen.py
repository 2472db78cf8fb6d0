"""The main screen: the tree of codes, and what the chosen entry says."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from compact_core.errors import counted
from compact_core.library.library import Library
from compact_tui import safe
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine, hidden
from compact_tui.library.code_tree import CodeTree
from compact_tui.library.outline import EVERYTHING, Filter
from compact_tui.library.pages import has_part, page_of, problems_page
from compact_tui.page_screen import PageScreen
from compact_tui.reading_pane import ReadingPane
from compact_tui.reasons import ExplainingScreen, explained
from compact_tui.state import START, Place, State

TREE_SHARE = 50
"""Most of the width that the tree may take beside the pane, in hundredths."""
NARROWEST = 50
"""With less room than this beside the pane, the tree stands above it."""
LIST = "Agreements and codes"
"""What stands above the list where nothing limits it."""


class LibraryScreen(ExplainingScreen[None]):
    """Tree and reading pane: side by side in a wide terminal, else one above the other, or in turns."""

    HELP = """
        Read the agreements and their codes of practice.

        The list shows agreements. An agreement has codes, a code has sections, a section has provisions. Move
        with the arrow keys, and press enter to open an entry. What it says stands in the reading pane.

        In the reading pane, the arrow keys choose a link and enter follows it. Escape comes back. In a narrow
        terminal the list and the reading pane take turns: enter goes to the pane, escape to the list, tab changes.

        E shows the same entry in another language, where the code is translated. D compares the code with another one:
        what was kept, made stronger or weaker, left out, and is new. N begins a code of your own from it.

        The slash key finds words in every code. F limits the list, and the search, to a place, an agreement or a kind
        of provision; what it is limited to stands above it, and x shows everything again. R reads the files of codes
        again, for what was changed by hand.

        Every screen can be left with escape. Everything shown here can also be printed by a plain command:
        type compacts --help in your shell.
        """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-stacked"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("tab,shift+tab", "switch", "Switch", id="library.switch", tooltip="Go to the list or the reading pane"),
        Binding("f", "filter", "Filter", id="library.filter", tooltip="Show only some places, agreements or kinds"),
        Binding("x", "everything", "Show all", id="library.everything", tooltip="Show everything in the list again"),
        Binding(
            "e", "translation", "Translation", id="library.translation", tooltip="Show the same in another language"
        ),
        Binding("escape", "back", "Back", id="library.back", tooltip="Go back to where you were"),
        Binding("d", "compare", "Compare", id="library.compare", tooltip="Compare the code with another one"),
        Binding("n", "begin", "New from this", id="library.begin", tooltip="Begin a code of your own from this one"),
    ]

    def __init__(
        self,
        library: Library,
        start: Place = START,
        *,
        reading: bool = False,
        searching: bool = False,
        above: bool = False,
    ) -> None:
        """Show a library, opened at a place; while it is being read there is nothing to show yet.

        When the place was found by searching, escape leads back to the hits. ``above`` another screen that led here,
        escape leads back to that.
        """
        super().__init__()
        self._reading = reading
        self._library = library
        self._start = start
        self._searching = searching
        self._above = above
        self.state = State()
        """What is shown, and the way back."""

    def compose(self) -> ComposeResult:
        """Tree, pane, what is wrong, and the keys."""
        tree = CodeTree(self._library, id="tree")
        tree.border_title = safe.content(LIST)
        yield tree
        yield ReadingPane(id="page")
        if self._reading or self._library.problems:
            yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first place, and from now on whatever is under the cursor."""
        self.watch(self._codes, "place", self._moved, init=False)
        self.watch(self._codes, "widest", self._share)
        self._codes.focus()
        if self._reading:
            self.say("")
        else:
            self._begin(self._start)

    def on_resize(self) -> None:
        """Share the new width."""
        self._share()

    def _share(self) -> None:
        """Give the tree the width it needs, within its share."""
        room = self.size.width * TREE_SHARE // 100
        self._codes.styles.width = min(max(self._codes.widest + 2, room // 2), room) if room >= NARROWEST else None

    def say(self, text: str) -> None:
        """Show a text below the list; an empty text hides the line."""
        lines = list(self.query("#message").results(Static))
        if text and not lines:
            lines = [Static(id="message")]
            self.mount(lines[0], before=self.query_one(KeyLine))
        for line in lines:
            line.update(safe.content(text))
            line.display = bool(text)

    def show_library(self, library: Library, start: Place) -> None:
        """Show a library that was read, at a place if it was not there before; else as it is seen now."""
        before = self.state.look(self._pane.scroll_offset.y, self._pane.jump)
        self._reading = False
        self._library = library
        self._codes.fill(library, before.view.place)
        if before.view.place == START:
            self._begin(start)
        else:
            self._say_problems()
            self._show(before)

    def _say_problems(self) -> None:
        problems = self._library.problems
        self.say(f"{counted(problems)}: press p" if problems else "")

    def _begin(self, start: Place) -> None:
        """Show the first place."""
        self._say_problems()
        if start != START:
            self._show(self.state.move(start))
            self._codes.reveal(start)
            if self._searching or self._above:
                self._read()
        elif self._library.entries:
            self._codes.cursor_line = 0
        else:
            self._show(self.state)

    @property
    def wanted(self) -> Filter:
        """What the list is limited to."""
        return self._codes.wanted

    @property
    def _codes(self) -> CodeTree:
        return self.query_one("#tree", CodeTree)

    @property
    def _pane(self) -> ReadingPane:
        return self.query_one("#page", ReadingPane)

    def go(self, place: Place, *, searching: bool = False) -> None:
        """Jump to a place and remember the way back, which can lead to the hits of a search."""
        if place.compared:
            self._compare(place.code, place.compared)
            return
        seen = self.state.look(self._pane.scroll_offset.y, self._pane.jump, searching=searching)
        self.state = seen.jump(place)
        self._show(self.state)
        if not self._codes.reveal(place) and self._codes.wanted != EVERYTHING:
            self.notify("The list does not show this, because it is limited. Press x to show everything in it.")
        self._read()

    def on_reading_pane_follow(self, event: ReadingPane.Follow) -> None:
        """Follow a link."""
        self.go(event.place)

    def on_code_tree_read(self) -> None:
        """Go to the reading pane."""
        self._read()

    def on_descendant_focus(self) -> None:
        """In a narrow terminal, show what has the focus."""
        self.set_class(self.focused is self._pane, "-reading")

    def action_switch(self) -> None:
        """Go to the list or the reading pane."""
        if self.focused is self._pane:
            self._list()
        else:
            self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """What can be done depends on the list, and on whether the code is translated."""
        if action == "filter":
            return bool(self._library.entries)
        if action in {"compare", "begin"}:
            return bool(self.state.view.place.code)
        if action == "translation":
            return len(self._library.editions(self.state.view.place.code)) > 1
        return action != "everything" or (self.is_mounted and self._codes.wanted != EVERYTHING)

    def action_filter(self) -> None:
        """Ask what the list is to be limited to."""
        from compact_tui.library.filter_screen import FilterScreen

        self.app.push_screen(FilterScreen(self._library, self._codes.wanted), self._limit)

    def action_everything(self) -> None:
        """Show everything in the list again."""
        self._limit(EVERYTHING)

    def action_translation(self) -> None:
        """Show the same part in the next language; where that edition lacks it, the edition itself."""
        place = self.state.view.place
        editions = self._library.editions(place.code)
        here = next(number for number, entry in enumerate(editions) if entry.id == place.code)
        other = editions[(here + 1) % len(editions)]
        there = Place(other.agreement_id, other.id, place.item)
        if place.item and not has_part(self._library, there):
            self.notify("The other edition does not have this part: here is its beginning.")
            there = there._replace(item="")
        self.go(there)

    def action_compare(self) -> None:
        """Compare the code with the nearest one that has a relation to it; ask for another code where there is none."""
        from compact_core.reports.code_comparison import first_to_compare

        code_id = self.state.view.place.code
        if other := first_to_compare(self._library, code_id):
            self._compare(code_id, other)
        else:
            from compact_tui.library.compare_screen import ask_for_other

            ask_for_other(self, self._library, code_id, partial(self._compare, code_id))

    @explained
    def _compare(self, code_id: str, other_id: str) -> None:
        """Open the comparison of two codes."""
        from compact_tui.library.compare_screen import CompareScreen

        self.app.push_screen(CompareScreen(self._library, code_id, other_id))

    @explained
    def action_begin(self) -> None:
        """Go through the parts of the code, to begin a code of one's own from it."""
        from compact_tui.library.adopt_screen import AdoptScreen

        self.app.push_screen(AdoptScreen(self._library, self.state.view.place.code))

    def _limit(self, wanted: Filter | None) -> None:
        if wanted is not None:
            self.app.clear_notifications()
            self._codes.limit(wanted, self.state.view.place)
            self._codes.border_title = safe.content(LIST if wanted == EVERYTHING else wanted.in_words())
            self.refresh_bindings()
            self._list()

    def action_back(self) -> None:
        """Return to where the last jump came from; without one, to the list, and from there to the first screen."""
        if not self.state.trail:
            reading = self.focused is self._pane
            if reading and not (self._searching or self._above):
                self._list()
            elif len(self.app.screen_stack) > 1:
                self.dismiss()
                if reading and self._searching:
                    self._search_on()
            return
        self.state = self.state.back()
        self._show(self.state)
        self._codes.reveal(self.state.view.place)
        if self.state.view.searching:
            self._search_on()

    def _search_on(self) -> None:
        """Go back to the hits of the search."""
        self.app.call_later(host_of(self.app).action_search)

    def _moved(self, place: Place) -> None:
        """Show what the cursor of the tree came to."""
        moved = self.state.move(place)
        if moved is not self.state:
            self._show(moved)

    def _show(self, state: State) -> None:
        self.state = state
        self.refresh_bindings()
        view = state.view
        self._pane.show(page_of(self._library, view.place), view.scroll, view.jump)

    def _read(self) -> None:
        self.add_class("-reading")
        self._pane.focus()

    def _list(self) -> None:
        self.remove_class("-reading")
        self._codes.focus()


class ProblemsScreen(PageScreen):
    """Everything that is wrong with files and plugins."""

    HELP = """
        See what is wrong with the files of codes and with plugins.

        Each problem names its file, line and column, says what is wrong, and what to do. One bad file never
        hides the others. Put the file right, then press r to read it again.

        The arrow keys choose a problem, and enter shows where it stands in the list.
        """

    def __init__(self, library: Library) -> None:
        """Show the problems of a library."""
        super().__init__(problems_page(library))

    def show_library(self, library: Library, start: Place) -> None:
        """Show the problems of a library that was read."""
        del start
        self.query_one(ReadingPane).show(problems_page(library))
