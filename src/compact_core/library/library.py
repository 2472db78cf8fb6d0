"""The library: every code by its id, and how codes relate."""

from __future__ import annotations

import os
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from compact_core.errors import CompactsError, NotFoundError, Problem
from compact_core.text import count, not_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.code import CodeIndex
    from compact_core.model.lineage import Lineage, Relations


def seems_to_hold(file: str, stated_id: str, code_id: str) -> bool:
    """Whether a file with errors states the id of a code, or states none and is named for it."""
    return (stated_id or os.path.splitext(os.path.basename(file))[0]) == code_id


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
    related: tuple[tuple[str, str], ...]
    """The codes that it names as related: the relation and the id of each."""
    origin: str
    """Name of the source that has it, such as 'built-in'."""
    file: str
    """The file that holds it."""


def agreements(entries: Iterable[Entry]) -> dict[str, Entry]:
    """For the id of each agreement the code that says how it is called: the first that translates no other, if any."""
    named: dict[str, Entry] = {}
    for entry in entries:
        known = named.setdefault(entry.agreement_id, entry)
        if _is_translation(known) and not _is_translation(entry):
            named[entry.agreement_id] = entry
    return named


def _is_translation(entry: Entry) -> bool:
    return any(relation == "translates" for relation, _ in entry.related)


class FarLink(NamedTuple):
    """A link from a part of one code to a part of another."""

    code: str
    """Id of the code that it starts from."""
    source: str
    """Id of the part that it starts from."""
    target: str
    """The part that it leads to, as ``code#id``."""
    relation: str
    """How the one serves or names the other, as in links of codes."""
    reason: str
    """Why, in one sentence; may be empty."""
    basis: str
    """Who says so: ``editorial`` or ``source``."""


class Library:
    """The codes that were found; each is read when it is first asked for. Can be used in a ``with``."""

    def __init__(  # noqa: PLR0913 - one function for each thing that is read when it is asked for
        self,
        entries: Iterable[Entry],
        problems: Iterable[Problem],
        read: Callable[[Entry], Code],
        *,
        find: Callable[[Query], list[Hit]] | None = None,
        lineages: Callable[[], Iterable[Lineage]] | None = None,
        links_to: Callable[[str], list[FarLink]] | None = None,
        kinds: Callable[[], Mapping[str, Mapping[str, int]]] | None = None,
        without_code: Callable[[], Mapping[str, str]] | None = None,
        lineage_files: Callable[[set[str]], list[str]] | None = None,
        close: Callable[[], None] | None = None,
        lacks: str = "",
    ) -> None:
        """Make a library of entries, with functions that read codes, search, say how codes relate, and close.

        ``without_code`` gives the files that hold a code with errors, each with the id that it says, if it says one.
        """
        self.entries: tuple[Entry, ...] = tuple(entries)
        """Every code, by place, agreement, date and title."""
        problems = tuple(problems)
        self.problems: tuple[Problem, ...] = tuple(problem for problem in problems if problem.severity != "note")
        """Everything that was wrong with files, sources and plugins."""
        self.notes: tuple[Problem, ...] = tuple(problem for problem in problems if problem.severity == "note")
        """What there is to know beside, such as related codes that are not in the library."""
        self.lacks: str = lacks
        """What this Python cannot do for the library, in a sentence; empty when all is there."""
        self._read = read
        self._find = find
        self._read_lineages = lineages
        self._links_to = links_to
        self._kinds = kinds
        self._without_code = without_code
        self._lineage_files = lineage_files
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
        if broken := self._broken(code_id):
            raise NotFoundError(broken)
        titles = {entry.id: entry.title for entry in self.entries}
        raise NotFoundError(not_found("code", code_id, titles, "Type 'compacts list' to see every code."))

    def _broken(self, code_id: str) -> str:
        """What to say of a code whose file has errors; empty when no file with errors seems to hold it."""
        errors: dict[str, list[Problem]] = {}
        for problem in self.problems:
            if problem.severity == "error":
                errors.setdefault(problem.file, []).append(problem)
        stated = self._without_code() if self._without_code else {}
        file = next((file for file in errors if file in stated and seems_to_hold(file, stated[file], code_id)), "")
        if not file:
            return ""
        found = errors[file]
        first = f"{found[0].message} {found[0].hint}".rstrip()
        by_line = found[0].line and file.lower().endswith(".toml")  # of a sheet the message says which row
        where = f" (line {found[0].line})" if by_line else ""
        which = "The error" if len(found) == 1 else "The first"
        return (
            f"The code '{code_id}' is in the library's files, but has {count(len(found), 'error')}. "
            f"{which}{where}: {first} Type 'compacts check \"{file}\"' to see everything."
        )

    def code(self, code_id: str) -> Code:
        """The code of that id; raises :class:`NotFoundError` or what reading it raises."""
        return self.index(code_id).code

    def readable_codes(self, ids: Iterable[str]) -> dict[str, Code]:
        """The codes with these ids that are there and can be read, by id."""
        found: dict[str, Code] = {}
        for code_id in ids:
            with suppress(CompactsError):
                found[code_id] = self.code(code_id)
        return found

    def search(
        self, text: str, *, kind: str = "", code: str = "", side: str = "", limit: int = 50, any_word: bool = False
    ) -> list[Hit]:
        """Find words in everything that codes say: each hit once, the best first.

        Args:
            text: The words. All must occur, in any form: 'organise' finds 'organising'. Accents and capitals do not
                matter. Without a word nothing is found.
            kind: Only this kind, such as ``action``, ``section`` or ``code``; empty for all.
            code: Only in the code with this id; empty for all.
            side: Only what a party of this side owes, such as ``public``; empty for all.
            limit: Most hits.
            any_word: Whether one of the words is enough; hits with more of them then come first.

        Raises:
            CompactsError: The library is closed, or its catalogue is damaged.
        """
        from compact_core.library.search.query import Query

        return self.find(Query(text, kind=kind, code=code, side=side, limit=limit, any=any_word))

    def find(self, query: Query) -> list[Hit]:
        """The hits of a query, which can also be about words that are still being typed; raises like :meth:`search`."""
        hits = self._find(query) if self._find else []
        return [hit for hit in hits if hit.code in self._by_id]  # another program may have added codes meanwhile

    def named_by(self, code_id: str) -> tuple[tuple[str, Entry], ...]:
        """The codes that name this one as related: the relation that each names, and its entry."""
        return tuple(
            (relation, entry) for entry in self.entries for relation, other in entry.related if other == code_id
        )

    def editions(self, code_id: str) -> tuple[Entry, ...]:
        """A code and all its translations, the original first; a code that is not translated is alone."""
        related = [(entry.id, *pair) for entry in self.entries for pair in entry.related]
        originals = {translation: other for translation, relation, other in related if relation == "translates"}
        original = originals.get(code_id, code_id)
        found = [entry for entry in self.entries if original in {entry.id, originals.get(entry.id)}]
        return tuple(sorted(found, key=lambda entry: entry.id != original))

    def links_to(self, code_id: str, part_id: str) -> list[FarLink]:
        """The links that lead from other codes to a part; raises like :meth:`search`."""
        return self._links_to(f"{code_id}#{part_id}") if self._links_to else []

    def kinds(self) -> Mapping[str, Mapping[str, int]]:
        """By the id of each code, how many parts of each kind it has; raises like :meth:`search`."""
        return self._kinds() if self._kinds else {}

    def relations(self, code_id: str, item_id: str) -> Relations:
        """How a provision relates to provisions of other codes; raises like :meth:`search`."""
        from compact_core.model.lineage import relations

        return relations(self.lineages(), f"{code_id}#{item_id}")

    def lineages(self) -> tuple[Lineage, ...]:
        """How the codes of the library relate, provision by provision; raises like :meth:`search`."""
        if self._lineages is None:
            self._lineages = tuple(self._read_lineages()) if self._read_lineages else ()
        return self._lineages

    def lineage_files(self, first: str, second: str) -> list[str]:
        """The files that compare two codes, as they are now; raises like :meth:`search`."""
        return self._lineage_files({first, second}) if self._lineage_files else []

    def index(self, code_id: str) -> CodeIndex:
        """The look-ups of the code of that id; raises like :meth:`code`."""
        from compact_core.model.code import CodeIndex

        if code_id not in self._indexes:
            self._indexes[code_id] = CodeIndex(self._read(self.entry(code_id)))
        return self._indexes[code_id]
