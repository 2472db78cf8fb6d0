"""The library: every code by its id, and how codes relate."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, NamedTuple, Self

from compact_core.errors import NotFoundError, Problem
from compact_core.text import not_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.index import CodeIndex
    from compact_core.model.lineage import Lineage, Relations


class Entry(NamedTuple):
    """The line of a code in lists: what can be shown before the code itself is read."""

    id: str
    """Id of the code."""
    title: str
    """Title of the code."""
    kind: str
    """What the document calls itself."""
    place: str
    """The area where it holds."""
    language: str
    """Language tag (BCP 47)."""
    issued: str
    """Year, month or day of issue; empty when unknown."""
    status: str
    """``draft``, ``current``, ``superseded`` or ``historic``."""
    agreement_id: str
    """Id of the agreement that the code belongs to."""
    agreement: str
    """Name of the agreement."""
    agreement_kind: str
    """Kind of the agreement, such as compact."""
    provisions: int
    """How many provisions the code has."""
    scale: str
    """Id of its response scale."""
    related: tuple[str, ...]
    """Ids of the codes that it names as related."""
    origin: str
    """Name of the source that has it, such as 'built-in'."""
    file: str
    """The file that holds it."""


class Library:
    """The codes that were found; each is read when it is first asked for. Can be used in a ``with``."""

    def __init__(
        self,
        entries: Iterable[Entry],
        problems: Iterable[Problem],
        read: Callable[[Entry], Code],
        find: Callable[[Query], list[Hit]] | None = None,
        lineages: Callable[[], Iterable[Lineage]] | None = None,
        close: Callable[[], None] | None = None,
    ) -> None:
        """Make a library of entries, with the functions that read a code, search, read lineages and close."""
        self.entries: tuple[Entry, ...] = tuple(entries)
        """Every code, by place, agreement, date and title."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        """Everything that was wrong with files, sources and plugins."""
        self._read = read
        self._find = find
        self._read_lineages = lineages
        self._lineages: tuple[Lineage, ...] | None = None
        self._by_id = {entry.id: entry for entry in self.entries}
        self._indexes: dict[str, CodeIndex] = {}
        self._close = weakref.finalize(self, close) if close else None

    def __enter__(self) -> Self:
        """The open library."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it at the end of a ``with``."""
        self.close()

    def close(self) -> None:
        """Close the catalogue, after which nothing more can be read. A library that is dropped closes by itself."""
        if self._close:
            self._close()

    def entry(self, code_id: str) -> Entry:
        """The entry of a code; raises :class:`NotFoundError` that proposes the nearest id."""
        if entry := self._by_id.get(code_id):
            return entry
        raise NotFoundError(not_found("code", code_id, self._by_id, "Type 'compacts list' to see every code."))

    def code(self, code_id: str) -> Code:
        """The code of that id; raises :class:`NotFoundError` or what reading it raises."""
        return self.index(code_id).code

    def search(self, text: str, *, kind: str = "", code: str = "", side: str = "", limit: int = 50) -> list[Hit]:
        """Find words in everything that codes say: each hit once, the best first.

        Args:
            text: The words. All must occur, in any form: 'organise' finds 'organising'. Accents and capitals do not
                matter. Without a word nothing is found.
            kind: Only this kind, such as ``action``, ``section`` or ``code``; empty for all.
            code: Only in the code with this id; empty for all.
            side: Only what a party of this side owes, such as ``public``; empty for all.
            limit: Most hits.

        Raises:
            CompactsError: The library is closed, or its catalogue is damaged.
        """
        from compact_core.library.search.query import Query

        return self.find(Query(text, kind=kind, code=code, side=side, limit=limit))

    def find(self, query: Query) -> list[Hit]:
        """The hits of a query, which can also be about words that are still being typed; raises like :meth:`search`."""
        return self._find(query) if self._find else []

    def relations(self, code_id: str, item_id: str) -> Relations:
        """How a provision relates to those of other codes; raises like :meth:`search`."""
        from compact_core.model.lineage import relations

        return relations(self.lineages(), f"{code_id}#{item_id}")

    def lineages(self) -> tuple[Lineage, ...]:
        """How the codes of the library relate, provision by provision; raises like :meth:`search`."""
        if self._lineages is None:
            self._lineages = tuple(self._read_lineages()) if self._read_lineages else ()
        return self._lineages

    def index(self, code_id: str) -> CodeIndex:
        """The look-ups of the code of that id; raises like :meth:`code`."""
        from compact_core.model.index import CodeIndex

        if code_id not in self._indexes:
            self._indexes[code_id] = CodeIndex(self._read(self.entry(code_id)))
        return self._indexes[code_id]
