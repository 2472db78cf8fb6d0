"""Every code by its id, and look-ups inside and across codes."""

# No postponed annotations: see errors.py.

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from compact_core.errors import CompactsError, Problem

if TYPE_CHECKING:
    from compact_core.lineage import Lineage, Relations
    from compact_core.model import Code, Group, Link, Provision, Quotation, Section, Table
    from compact_core.search import Hit, Query


class Entry(NamedTuple):
    """One code in the list of a library: what can be shown before the code itself is read."""

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
    """draft, current, superseded or historic."""
    agreement_id: str
    """Id of the agreement that the code belongs to."""
    agreement: str
    """Name of the agreement."""
    agreement_kind: str
    """Compact, covenant, accord, charter or another word."""
    provisions: int
    """How many provisions the code has."""
    scale: str
    """Name of its response scale."""
    related: tuple[str, ...]
    """Ids of the codes that it says it is related to."""
    origin: str
    """Name of the source that offers it, such as 'built-in'."""
    file: str
    """The file that holds it."""


class NotFoundError(CompactsError):
    """Something was named that is not there, such as a code, a provision, a round or an organisation."""


class Library:
    """The codes that were found. Codes are read when they are asked for, and once."""

    def __init__(
        self,
        entries: Iterable[Entry],
        problems: Iterable[Problem],
        read: "Callable[[Entry], Code]",
        find: "Callable[[Query], list[Hit]] | None" = None,
        lineages: "Callable[[], Iterable[Lineage]] | None" = None,
    ) -> None:
        """Make a library of entries, with ways to read the code behind one, to search them, and to relate them."""
        self.entries = tuple(entries)
        """Every code, by place, agreement, date and title."""
        self.problems = tuple(problems)
        """Everything that was wrong with files, sources and plugins."""
        self._read = read
        self._find = find
        self._read_lineages = lineages
        self._lineages: tuple[Lineage, ...] | None = None
        self._by_id = {entry.id: entry for entry in self.entries}
        self._indexes: dict[str, CodeIndex] = {}

    def entry(self, code_id: str) -> Entry:
        """The entry of a code; raises :class:`NotFoundError` with the nearest id."""
        if entry := self._by_id.get(code_id):
            return entry
        raise NotFoundError(_not_found("code", code_id, self._by_id, "Type 'compacts list' to see every code."))

    def code(self, code_id: str) -> "Code":
        """The code of that id; raises :class:`NotFoundError` or what reading it raises."""
        return self.index(code_id).code

    def search(self, query: "Query") -> "list[Hit]":
        """What is found for a query, best first; nothing where the library cannot be searched."""
        return self._find(query) if self._find else []

    def relations(self, code_id: str, item_id: str) -> "Relations":
        """How a provision relates to those of other codes."""
        from compact_core.lineage import relations

        return relations(self.lineages(), f"{code_id}#{item_id}")

    def lineages(self) -> "tuple[Lineage, ...]":
        """How the codes of the library relate, provision by provision."""
        if self._lineages is None:
            self._lineages = tuple(self._read_lineages()) if self._read_lineages else ()
        return self._lineages

    def index(self, code_id: str) -> "CodeIndex":
        """The look-ups of the code of that id; raises like :meth:`code`."""
        if code_id not in self._indexes:
            self._indexes[code_id] = CodeIndex(self._read(self.entry(code_id)))
        return self._indexes[code_id]


class CodeIndex:
    """Look-ups inside one code; made once, never changed."""

    def __init__(self, code: "Code") -> None:
        """Index a code."""
        self.code = code
        """The code itself."""
        self.items: Mapping[str, Section | Provision | Group | Table | Quotation] = {
            one.id: one
            for things in (code.sections, code.groups, code.provisions, code.tables, code.quotations)
            for one in things
        }
        """Everything that can be asked for by its id."""
        self._sections = {one.id: one for one in code.sections}
        self._parties = {one.id: one.name for one in code.parties}

    def item(self, item_id: str) -> "Section | Provision | Group | Table | Quotation":
        """The section, provision, group, table or quotation of that id; raises :class:`NotFoundError`."""
        if (item := self.items.get(item_id)) is not None:
            return item
        hint = f"Type 'compacts show {self.code.id}' to see the whole code."
        raise NotFoundError(_not_found(f"part of {self.code.id}", item_id, self.items, hint))

    def sections_in(self, section_id: str = "") -> "tuple[Section, ...]":
        """The sections directly within a section, or at the top."""
        return tuple(one for one in self.code.sections if one.within == section_id)

    def provisions_in(self, section_id: str) -> "tuple[Provision, ...]":
        """The provisions directly in a section, in the order of the source."""
        return tuple(one for one in self.code.provisions if one.section == section_id)

    def path_to(self, section_id: str) -> "tuple[Section, ...]":
        """The section and those around it, outermost first; empty for an unknown id."""
        path: list[Section] = []
        while (section := self._sections.get(section_id)) and section not in path:
            path.insert(0, section)
            section_id = section.within
        return tuple(path)

    def links_from(self, provision_id: str) -> "tuple[Link, ...]":
        """The links in which the provision serves another."""
        return tuple(one for one in self.code.links if one.source == provision_id)

    def links_to(self, provision_id: str) -> "tuple[Link, ...]":
        """The links in which the provision is served."""
        return tuple(one for one in self.code.links if one.target == provision_id)

    def owed_by(self, provision: "Provision") -> tuple[str, ...]:
        """Ids of the parties that owe a provision: its own duty, or that of the nearest section that has one."""
        duty: tuple[str, ...] | None = getattr(provision, "duty", None)
        if duty is None:
            return ()
        return duty or next((one.duty for one in reversed(self.path_to(provision.section)) if one.duty), ())

    def duty_of(self, provision: "Provision") -> tuple[str, ...]:
        """Names of the parties that owe a provision."""
        return self.party_names(self.owed_by(provision))

    def party_names(self, duty: Iterable[str]) -> tuple[str, ...]:
        """Names of the parties that a duty names by their ids."""
        from compact_core.model import ALL_PARTIES

        return tuple("all parties" if party == ALL_PARTIES else self._parties.get(party, party) for party in duty)


def _not_found(what: str, name: str, known: Iterable[str], hint: str) -> str:
    from difflib import get_close_matches

    from compact_core.text import clean, shorten

    near = get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)
    return f"There is no {what} called '{shorten(clean(name))}'. " + (f"Did you mean '{near[0]}'?" if near else hint)
