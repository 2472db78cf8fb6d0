"""Finds words in every code while they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.library.search.query import Hit
from compact_tui import safe
from compact_tui.beside import do_beside
from compact_tui.key_line import KeyLine, hidden
from compact_tui.library.hit_list import HitList
from compact_tui.library.searching import EVERY_KIND, Search, kind_in_words, next_kind
from compact_tui.safe import Run
from compact_tui.state import Place

PAUSE = 0.25
"""Seconds without a key after which the hits are ranked, which takes longer than finding some."""


class Searched(NamedTuple):
    """How a search ended."""

    search: Search
    """The search, to go on with it."""
    place: Place | None
    """Where the reader wants to go, if anywhere."""


class SearchScreen(ModalScreen[Searched]):
    """Words on top, hits below. The first hits come with the key, the best ones after a pause."""

    HELP = """
        Find words in every code.

        Type words: what has all of them is listed while you type. The beginning of a word is enough. Capital
        letters and accents make no difference, and signs such as quotes have no special meaning. What was found
        is bold and underlined. The best hits come first as soon as you stop typing.

        Up and down choose a hit, enter opens it, and escape goes back to where you were. Tab limits the hits to
        one kind, such as actions or barriers, and says which. Your words are still there when you come back.

        When few hits have all words, ctrl+o finds any of them: what has more of the words stands first. What limits
        the list of codes limits the search, too; it says so, and ctrl+l searches every code.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="search.open", tooltip="Open the chosen hit", priority=True),
        Binding("escape", "back", "Back", id="search.back", tooltip="Go back to where you were"),
        Binding("tab", "kind(1)", "Kind", id="search.kind", tooltip="Find only the next kind", priority=True),
        hidden(
            "shift+tab",
            "kind(-1)",
            "Kind before",
            id="search.kind-before",
            tooltip="Find only the kind before",
            priority=True,
        ),
        Binding("ctrl+o", "any", "Any word", id="search.any", tooltip="Find any of the words, or all of them again"),
        Binding("ctrl+l", "everywhere", "Every code", id="search.everywhere", tooltip="Search every code again"),
        hidden("down", "move(1)", "Down", id="search.down", tooltip="Next hit"),
        hidden("up", "move(-1)", "Up", id="search.up", tooltip="Previous hit"),
        hidden("pagedown", "page(1)", "Page down", id="search.page-down", tooltip="One screen down"),
        hidden("pageup", "page(-1)", "Page up", id="search.page-up", tooltip="One screen up"),
        Binding("f1", "app.help", "Help", id="search.help", tooltip="What this screen is for, and its keys"),
    ]

    def __init__(self, library: Library, search: Search) -> None:
        """Search a library, going on with a search."""
        super().__init__()
        self._library = library
        self._search = search
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Words, kind, hits and keys."""
        words = Input(self._search.text, placeholder="Type words to find", id="words")
        yield words
        yield Static(id="limits")
        yield HitList(self._search, self._where)
        yield KeyLine()

    def on_mount(self) -> None:
        """Search whenever the words change; at once where what is asked for changed since."""
        self.watch(self.query_one(Input), "value", self._typed, init=False)
        self._say_limits()
        if self._search.text and not self._search.hits:
            self._look(self._search)

    def show_library(self, library: Library, start: Place) -> None:
        """Search a library that was read; the hit that the reader chose stays chosen."""
        del start
        self._library = library
        if self._search.text and (hits := self._best(self._search)) is not None:
            self._show(self._search.ranked(hits))

    def on_resize(self) -> None:
        """Say in the new width what hits are limited to."""
        self._say_limits()

    def on_click(self, event: events.Click) -> None:
        """Change the kind where it is named."""
        if event.widget is self.query_one("#limits"):
            self.action_kind(1)

    def on_hit_list_open(self, event: HitList.Open) -> None:
        """Open the hit that was clicked."""
        self._search = self._search.choose(event.number)
        self.action_open()

    def on_hit_list_any_word(self) -> None:
        """Find any of the words, as the line of the list says that was clicked."""
        self.action_any()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what is limited can be searched everywhere."""
        return action != "everywhere" or bool(self._search.limits)

    def action_open(self) -> None:
        """Go to the chosen hit."""
        if self._search.hits:
            hit = self._search.hits[self._search.chosen]
            place = Place(self._library.entry(hit.code).agreement_id, hit.code, hit.item)
            self.dismiss(Searched(self._search, place))

    def action_back(self) -> None:
        """Go back, and keep the words for the next time."""
        self.dismiss(Searched(self._search, None))

    def action_kind(self, by: int) -> None:
        """Find another kind only."""
        self._look(replace(self._search, kind=next_kind(self._search.kind, by)))

    def action_any(self) -> None:
        """Find any of the words, or all of them again."""
        self._look(replace(self._search, any=not self._search.any))

    def action_everywhere(self) -> None:
        """Search every code again."""
        self._look(replace(self._search, codes=(), limits="", kind=EVERY_KIND))

    def action_move(self, by: int) -> None:
        """Choose another hit."""
        self._show(self._search.choose(self._search.chosen + by))

    def action_page(self, by: int) -> None:
        """Choose a hit one screen further."""
        self.action_move(by * self.query_one(HitList).page)

    def _where(self, hit: Hit, room: int) -> str:
        """In which code a hit stands, and where; in little room without the title of the code, then its place."""
        entry = self._library.entry(hit.code)
        edition = f"{entry.issued[:4]} {entry.kind}".strip()
        parts = f"{edition}: {entry.title}", hit.at, entry.place
        ways = parts, (edition, *parts[1:]), (edition, hit.at)
        lines = [", ".join(filter(None, way)) for way in ways]
        return next((line for line in lines if safe.cells(line) <= room), lines[-1])

    def _say_limits(self) -> None:
        """Say what hits are limited to, and which key takes that away."""
        title = "Search some codes" if self._search.limits else "Search every code"
        self.query_one(Input).border_title = safe.content(title)
        search = self._search
        runs = [Run("Kind: ", "$quiet"), Run(kind_in_words(search.kind), "bold"), Run(" (tab changes it)", "$quiet")]
        if search.any:
            runs += [Run("  "), Run("Any of the words", "bold"), Run(" (ctrl+o: all of them)", "$quiet")]
        if search.limits:
            runs += [Run("  "), Run(search.limits, "bold"), Run(" (ctrl+l: every code)", "$quiet")]
        self.query_one("#limits", Static).update(safe.joined(safe.wrapped(runs, {}, max(self.size.width - 2, 1))))

    def _typed(self, text: str) -> None:
        self._look(replace(self._search, text=text))

    def _look(self, search: Search) -> None:
        """Show what is found at once, and rank it when the reader pauses."""
        if self._pause:
            self._pause.stop()
        try:
            found = search.found(self._library.find(search.query(ranked=False)))
        except CompactsError as error:
            self.notify(safe.lines(str(error)), markup=False, severity="error", timeout=15)
            found = search
        self._show(found)
        if found.worth_ranking:
            self._pause = self.set_timer(PAUSE, partial(self._rank, found))

    def _rank(self, search: Search) -> None:
        """Find the best hits, beside the reader's typing."""
        do_beside(self, partial(self._best, search), partial(self._ranked, search))

    def _best(self, search: Search) -> Sequence[Hit] | None:
        """The best hits; none where they cannot be found: the next key says why."""
        try:
            return self._library.find(search.query(ranked=True))
        except CompactsError:
            return None

    def _ranked(self, search: Search, hits: Sequence[Hit] | None) -> None:
        """Show the best hits, unless something else is looked for by now."""
        if hits is not None and search.asks_the_same(self._search):
            self._show(self._search.ranked(hits))

    def _show(self, search: Search) -> None:
        before, self._search = self._search, search
        if (before.kind, before.any, before.limits) != (search.kind, search.any, search.limits):
            self._say_limits()
            self.refresh_bindings()
        self.query_one(HitList).show(search)
