"""What a search found, painted line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from compact_core.library.search.highlights import pieces
from compact_core.library.search.query import Hit
from compact_core.reports.part_names import kind_of
from compact_tui import safe
from compact_tui.layout import CHOSEN, UNCHOSEN
from compact_tui.library.searching import Search
from compact_tui.safe import Run
from compact_tui.themes import FAMILIES

if TYPE_CHECKING:
    from textual.content import Content

STYLES = ("title", "found", "where", "chosen", *dict.fromkeys(FAMILIES.values()))
EACH = 3
"""Lines of a hit: its title, its text, and where it stands."""
ROOMY = 30
"""From this height on, an empty line stands between two hits."""
MARGIN = " " * len(UNCHOSEN)
"""What stands before the other lines of a hit, so that all begin below its title."""
_BETWEEN = " · "
OFFER = "ctrl+o: any of these words"
"""What stands below few hits."""


class HitList(Widget):
    """Shows the hits of a search. No hit is a widget, so that a change costs no more than the lines on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"hit--{name}" for name in STYLES}
    ALLOW_SELECT = False

    class Open(Message):
        """The reader wants to open a hit."""

        def __init__(self, number: int) -> None:
            """Number the hit, counted from 0."""
            super().__init__()
            self.number = number

    class AnyWord(Message):
        """The reader wants hits with any of the words."""

    def __init__(self, search: Search, where: Callable[[Hit, int], str]) -> None:
        """Show a search; ``where`` says in which code a hit stands, in a number of cells."""
        super().__init__()
        self._search = search
        self._where = where
        self._top = 0
        self._summary = ""
        self._styles: safe.Styles = {}
        self._plain = self.visual_style, self.rich_style

    @property
    def page(self) -> int:
        """How many hits fit on the screen."""
        return max(self.size.height // self._each, 1)

    @property
    def _each(self) -> int:
        """Lines of a hit on the screen."""
        return EACH + (self.size.height >= ROOMY)

    def show(self, search: Search) -> None:
        """Show another search, or the same with another hit chosen."""
        before, top = self._search, self._top
        self._search = search
        self._top = min(max(top, search.chosen - self.page + 1), search.chosen)
        below = bool(search.hits) and (len(search.hits) - self._top) * self._each >= self.size.height
        summary = f"{search.summary()} · {OFFER}" if below and search.offers_any else search.summary()
        if self._summary != summary:
            self._summary = summary
            self.border_title = safe.content(self._summary)
        offered = before.offers_any or search.offers_any
        if top != self._top or offered or not (before.hits and search.hits):
            self.refresh()
        elif changed := list(self._changed(before)):
            self.refresh(*changed)

    def _changed(self, before: Search) -> Iterator[Region]:
        """The regions whose hit, or whose mark, changed. Painting the rest would cost time."""
        width, height = self.size
        each = self._each
        for row in range(0, height, each):
            number = self._top + row // each
            if _shown(before, number) != _shown(self._search, number):
                yield Region(0, row, width, min(each, height - row))

    def on_resize(self) -> None:
        """Keep the chosen hit on the screen."""
        self.show(self._search)

    def notify_style_update(self) -> None:
        """Look up the colours again."""
        super().notify_style_update()
        self._styles = {}

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if not self._styles:
            styles = {name: self.get_visual_style(f"hit--{name}") for name in STYLES}
            self._styles = {**styles, "chosen found": styles["chosen"] + Style(underline=True)}
            self._plain = self.visual_style, self.rich_style
        plain, rest = self._plain
        hits = self._search.hits
        number, line = self._top + y // self._each, y % self._each
        content = safe.content("")
        if number < len(hits):
            content = self._line(hits[number], line, chosen=number == self._search.chosen)
        elif (below := (number - len(hits)) * self._each + line) < len(text := self._below_hits()):
            content = text[below]
        return Strip(content.render_segments(plain), content.cell_length).adjust_cell_length(self.size.width, rest)

    def _below_hits(self) -> list[Content]:
        """What stands below the hits: advice where there are none, and the offer to find any of the words."""
        width = self.size.width
        advice = safe.wrapped([Run(self._search.advice())], {}, width) if not self._search.hits else []
        if not self._search.offers_any:
            return advice
        offer = safe.wrapped([Run(OFFER, "found")], self._styles, width, UNCHOSEN if self._search.hits else "")
        return [*advice, safe.content(""), *offer] if advice else offer

    def on_click(self, event: events.Click) -> None:
        """Open the hit under the mouse."""
        offset = event.get_content_offset(self)
        if offset and (number := self._top + offset.y // self._each) < len(self._search.hits):
            self.post_message(self.Open(number))
        elif offset and self._search.offers_any:
            self.post_message(self.AnyWord())

    def on_mouse_scroll_down(self) -> None:
        """Show what is below."""
        self._scroll(1)

    def on_mouse_scroll_up(self) -> None:
        """Show what is above."""
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self._top = max(min(self._top + by, len(self._search.hits) - self.page), 0)
        self.refresh()

    def _line(self, hit: Hit, line: int, *, chosen: bool) -> Content:
        """One of the lines of a hit."""
        if line == 0:
            title = _runs(hit.title, "title") or [Run(kind_of(hit), "title")]
            runs = [Run(CHOSEN if chosen else UNCHOSEN), *title]
            runs = [
                run._replace(style="chosen found" if run.style == "found" else "chosen") if chosen else run
                for run in runs
            ]
        elif line == EACH:
            runs = []
        elif line == 1:
            runs = [Run(MARGIN), *_near(_runs(hit.extract, ""), self.size.width)]
        else:
            kind = Run(kind_of(hit), FAMILIES.get(hit.kind, "where"))
            room = self.size.width - safe.cells(f"{MARGIN}{kind.text}{_BETWEEN}")
            runs = [Run(MARGIN), kind, Run(f"{_BETWEEN}{self._where(hit, room)}", "where")]
        return safe.line(runs, self._styles, self.size.width)


def _shown(search: Search, number: int) -> tuple[Sequence[Hit], bool]:
    """A hit by its number, in a list of one or none, and whether it is chosen."""
    return search.hits[number : number + 1], number == search.chosen


def _runs(marked: str, style: str) -> list[Run]:
    """A text in runs: what was found is set apart."""
    return [Run(text, "found" if found else style) for text, found in pieces(marked)]


def _near(runs: list[Run], width: int) -> list[Run]:
    """The runs without their beginning, when the first match would be off the line."""
    if len(runs) == 1 or not runs or runs[0].style == "found" or len(runs[0].text) <= width // 2:
        return runs
    words_before = runs[0].text[-(width // 4) :].partition(" ")[2]
    return [Run(f"…{words_before}"), *runs[1:]]
