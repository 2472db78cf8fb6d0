"""Finds codes, provisions and commands for the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nlargest
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from compact_core.errors import CompactsError
from compact_core.library.library import Entry
from compact_core.library.search.highlights import unmarked
from compact_core.library.search.query import Hit as Found
from compact_core.library.search.query import Query
from compact_core.model.places import same_number
from compact_core.reports.part_names import LONGEST_NAME, kind_of
from compact_core.text import shorten
from compact_tui import safe
from compact_tui.beside import done_beside
from compact_tui.host import Host, host_of
from compact_tui.key_line import hidden
from compact_tui.state import Place

MOST_HITS = 100
"""More than anybody reads; the palette slows down beyond it."""
WHOLE_WORD, WORD_START, INSIDE = 4, 3, 1


class Palette(CommandPalette):
    """Finds by words, and goes there."""

    HELP = """
        Find a code, something that a code says, or a command of the program.

        Type some words of its title or text. What has all of them is listed, the best first. The arrow keys
        choose, enter goes there, escape closes.
        """

    CSS = """
        Palette > Vertical { margin-top: 1; width: 90%; max-width: 100; }
        Palette #--input, Palette #--input.--list-visible {
            padding: 0 1; border: round $primary; background: $surface;
        }
        Palette SearchIcon { display: none; }
        Palette CommandInput, Palette CommandInput:focus { height: 1; padding: 0; border: none; }
        Palette CommandList, Palette CommandList:focus {
            max-height: 75vh; border: round $line; background: $surface; padding: 0;
        }
        Palette CommandList > .option-list--option { padding: 0 1; }
        Palette CommandList > .option-list--option-highlighted {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: none;
        }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("f1", "app.help", "Help", id="palette.help", tooltip="What this is for, and its keys"),
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
    """Offers what can be done on a screen, the commands of the program, and every code and what it says."""

    async def discover(self) -> Hits:
        """Before anything is typed: the commands and the codes."""
        offered = [*self._commands(), *map(self._code, self._host.library.entries[:MOST_HITS])]
        for target in offered:
            yield DiscoveryHit(safe.hit(target.title, target.about), target.run, safe.plain(target.title))

    async def search(self, query: str) -> Hits:
        """What has all the words, the best first."""
        named = [*self._commands(), *map(self._code, self._host.library.entries)]
        scored = [(score, target) for target in named if (score := fit(query, target))]
        scored += [(max(fit(query, target), 1), target) for target in await done_beside(partial(self._found, query))]
        for score, target in nlargest(MOST_HITS, scored, key=lambda pair: pair[0]):
            yield Hit(score, safe.hit(target.title, target.about), target.run, safe.plain(target.title))

    @property
    def _host(self) -> Host:
        return host_of(self.app)

    def _commands(self) -> Iterator[Target]:
        yield from self._actions()
        for command in self._host.get_system_commands(self.screen):
            yield Target(command.title, command.help, "", command.callback)

    def _actions(self) -> Iterator[Target]:
        """What can be done on the screen below, each with its key. Escape closes the palette first."""
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.show and active.node is not self.app and binding.key != "escape":
                about = f"{binding.tooltip} ({self.app.get_key_display(binding)})"
                run = partial(self.app.run_action, binding.action, active.node)
                yield Target(binding.description, about, "", run)

    def _code(self, entry: Entry) -> Target:
        about = ", ".join(filter(None, (entry.kind, entry.issued, entry.agreement)))
        go = partial(self._host.go, Place(entry.agreement_id, entry.id))
        return Target(safe.plain(entry.title), safe.plain(about), entry.id, go)

    def _found(self, query: str) -> list[Target]:
        """The parts of codes that have the words; none where the library cannot be searched."""
        try:
            hits = self._host.library.find(Query(query, limit=MOST_HITS, typing=True))
        except CompactsError:
            return []
        return [self._part(hit) for hit in hits if hit.item]

    def _part(self, hit: Found) -> Target:
        said, title = unmarked(hit.extract), unmarked(hit.title)
        if same_number(title) in {"", hit.number}:  # no title, so its first words name it
            title = f"{title} {shorten(said, LONGEST_NAME)}".strip()
        about = ", ".join(filter(None, (kind_of(hit), hit.at, hit.code_title, hit.place)))
        go = partial(self._host.go, Place(self._host.library.entry(hit.code).agreement_id, hit.code, hit.item))
        return Target(safe.plain(title), safe.plain(about), said, go)
