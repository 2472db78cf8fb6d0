"""Finds codes, provisions and commands for the command palette."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.outline import kind_of, title_of
from compact_tui.state import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import BindingType
    from textual.command import Hits

    from compact_core.library import CodeIndex, Entry
    from compact_tui.app import CompactsApp

MOST_HITS = 100
"""More than anybody reads; the palette slows down beyond it."""
WHOLE_WORD, WORD_START, INSIDE = 4, 3, 1


class Palette(CommandPalette):
    """Finds by words, and goes there."""

    HELP = """
        Find a code, a section or a provision, or a command of the program.

        Type some words of its title or text. What has all of them is listed, the best first. The arrow keys
        choose, enter goes there, escape closes.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", show=False, id="palette.help", tooltip="What this is for, and its keys"),
    ]


class Target(NamedTuple):
    """Something that the palette offers."""

    title: str
    """What it is called."""
    about: str
    """What it is, and where it stands."""
    more: str
    """What is searched besides, but not shown."""
    run: Callable[[], object]
    """What happens when it is chosen."""


def fit(query: str, target: Target) -> int:
    """How well a target fits the words of a query: 0 when one of them does not occur in it at all.

    Textual's own fuzzy search is not used: it tries every way to spread the letters of the query over the text,
    which on a long text never ends.
    """
    title, rest = f" {target.title} ".casefold(), f" {target.about} {target.more} ".casefold()
    score = 0
    for word in query.casefold().split():
        in_title = _weight(word, title)
        found = in_title * 2 or _weight(word, rest)
        if not found:
            return 0
        score += found
    return score


def _weight(word: str, text: str) -> int:
    if f" {word} " in text:
        return WHOLE_WORD
    if f" {word}" in text:
        return WORD_START
    return INSIDE if word in text else 0


class JumpProvider(Provider):
    """Offers every code, section and provision of the library, and the commands of the program."""

    async def discover(self) -> Hits:
        """Before anything is typed: the commands and the codes."""
        offered = [*self._commands(), *map(self._code, self._app.library.entries[:MOST_HITS])]
        for target in offered:
            yield DiscoveryHit(safe.hit(target.title, target.about), target.run, safe.plain(target.title))

    async def search(self, query: str) -> Hits:
        """What has all the words, the best first."""
        scored = [(fit(query, target), target) for target in self._commands()]
        for entry in self._app.library.entries:
            scored.append((fit(query, self._code(entry)), self._code(entry)))
            scored += [(fit(query, target), target) for target in self._parts(entry)]
            await sleep(0)
        for score, target in nlargest(MOST_HITS, scored, key=lambda one: one[0]):
            if score:
                yield Hit(score, safe.hit(target.title, target.about), target.run, safe.plain(target.title))

    @property
    def _app(self) -> CompactsApp:
        return cast("CompactsApp", self.app)

    def _commands(self) -> Iterator[Target]:
        for command in self._app.get_system_commands(self.screen):
            yield Target(command.title, command.help, "", command.callback)

    def _code(self, entry: Entry) -> Target:
        about = ", ".join(filter(None, (entry.kind, entry.issued, entry.agreement)))
        go = partial(self._app.go, Place(entry.agreement_id, entry.id))
        return Target(safe.plain(entry.title), safe.plain(about), entry.id, go)

    def _parts(self, entry: Entry) -> Iterator[Target]:
        """The sections, groups and provisions of a code; none for a code that cannot be read."""
        try:
            index: CodeIndex = self._app.library.index(entry.id)
        except CompactsError:
            return
        code = index.code
        for part in (*code.sections, *code.groups, *code.provisions):
            at = getattr(part, "at", "")
            about = ", ".join(filter(None, (kind_of(part), at, f"{entry.title} ({entry.kind})")))
            go = partial(self._app.go, Place(entry.agreement_id, entry.id, part.id))
            more = f"{part.id} {safe.plain(getattr(part, 'text', ''))}"
            yield Target(safe.plain(title_of(part)), safe.plain(about), more, go)
