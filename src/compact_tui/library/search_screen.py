"""Finds words in every code while they are typed."""

from __future__ import annotations

from collections.abc import Sequence
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
from compact_core.library.search.query import Hit, Query
from compact_tui import safe
from compact_tui.key_line import KeyLine, hidden
from compact_tui.library.hit_list import HitList
from compact_tui.library.searching import MOST_HITS, Search, kind_in_words, next_kind
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
        words.border_title = "Search every code"
        yield words
        yield Static(safe.content(self._kind()), id="kind")
        yield HitList(self._search, self._where)
        yield KeyLine()

    def on_mount(self) -> None:
        """Search whenever the words change."""
        self.watch(self.query_one(Input), "value", self._typed, init=False)

    def on_click(self, event: events.Click) -> None:
        """Change the kind where it is named."""
        if event.widget is self.query_one("#kind"):
            self.action_kind(1)

    def on_hit_list_open(self, event: HitList.Open) -> None:
        """Open the hit that was clicked."""
        self._search = self._search.choose(event.number)
        self.action_open()

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
        self._look(Search(self._search.text, next_kind(self._search.kind, by)))
        self.query_one("#kind", Static).update(safe.content(self._kind()))

    def action_move(self, by: int) -> None:
        """Choose another hit."""
        self._show(self._search.choose(self._search.chosen + by))

    def action_page(self, by: int) -> None:
        """Choose a hit one screen further."""
        self.action_move(by * self.query_one(HitList).page)

    def _where(self, hit: Hit) -> str:
        entry = self._library.entry(hit.code)
        edition = f"{entry.issued[:4]} {entry.kind}".strip()
        return ", ".join(filter(None, (f"{edition}: {entry.title}", hit.at, entry.place)))

    def _kind(self) -> str:
        return f"Kind: {kind_in_words(self._search.kind)} (tab changes it)"

    def _typed(self, text: str) -> None:
        self._look(Search(text, self._search.kind))

    def _look(self, search: Search) -> None:
        """Show what is found at once, and rank it when the reader pauses."""
        if self._pause:
            self._pause.stop()
        try:
            found = search.found(self._library.find(_query(search, ranked=False)))
        except CompactsError as error:
            self.notify(safe.plain(str(error)), markup=False, severity="error")
            found = search
        self._show(found)
        if found.worth_ranking:
            self._pause = self.set_timer(PAUSE, partial(self.run_worker, partial(self._rank, found), thread=True))

    def _rank(self, search: Search) -> None:
        """Find the best hits, beside the reader's typing."""
        try:
            hits = self._library.find(_query(search, ranked=True))
        except CompactsError:
            return  # the next key says so
        self.call_later(self._ranked, search, hits)

    def _ranked(self, search: Search, hits: Sequence[Hit]) -> None:
        """Show the best hits, unless something else is looked for by now."""
        if (search.text, search.kind) == (self._search.text, self._search.kind):
            self._show(self._search.ranked(hits))

    def _show(self, search: Search) -> None:
        self._search = search
        self.query_one(HitList).show(search)


def _query(search: Search, *, ranked: bool) -> Query:
    return Query(search.text, kind=search.kind, limit=MOST_HITS, typing=True, ranked=ranked)
