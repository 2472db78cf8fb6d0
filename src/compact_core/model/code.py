"""A code of practice: its parts in the order of the document, links between them, and look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from compact_core.errors import NotFoundError
from compact_core.model.header import (
    ALL_PARTIES,
    Agreement,
    Applicability,
    Header,
    Party,
    RelatedCode,
    Revision,
    Source,
)
from compact_core.model.lineage import LinkBasis
from compact_core.model.parts import TOP, Figure, Group, Note, Quotation, Section, Signatory, Table
from compact_core.model.places import filled, places_of, same_number
from compact_core.model.provisions import Action, Commitment, Part, Provision, ProvisionBase
from compact_core.model.text_rules import Ref
from compact_core.text import joined, not_found

_P = TypeVar("_P", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a part serves or names another, of the same code or of another one."""

    source: Ref = field(metadata={"key": "from"})
    """Id of the part that the link starts from; ``from`` in files."""
    target: Ref = field(metadata={"key": "to"})
    """Id of the part that it leads to, or ``code#id``; ``to`` in files."""
    relation: Literal["addresses", "upholds", "cites", "implements", "illustrates", "about"]
    """``addresses`` a barrier, ``upholds`` a principle; the others lead to any part."""
    reason: str = ""
    """Why, in one sentence; needed where it is our own reading that one serves another."""
    basis: LinkBasis = "editorial"
    """Who says so: ``editorial`` is our own reading, ``source`` is the document itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Proof of the official sentence of a part, without its words."""

    provision: Ref
    """Id of the provision or section."""
    digest: str
    """First 16 hexadecimal digits of the SHA-256 over the normalised words (:func:`compact_core.text.words`)."""
    words: int
    """How many normalised words the official sentence has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One edition of a code of practice."""

    header: Header = field(metadata={"key": "code"})
    """The edition itself; ``[code]`` in files."""
    agreement: Agreement
    """The agreement that it belongs to."""
    source: Source
    """The document that it was written from."""
    related: tuple[RelatedCode, ...] = ()
    """Other codes that this edition translates, shortens, replaces or stands beside."""
    revisions: tuple[Revision, ...] = ()
    """The changes that made no new edition, in the order of the source."""
    parties: tuple[Party, ...] = ()
    """Who can owe a duty."""
    applicability: tuple[Applicability, ...] = ()
    """The source's own rules on what applies to which partnership; none means everything applies to all."""
    parts: tuple[Part, ...] = ()
    """Everything that the document prints, in its order; what parts leave out (``within``, ``at``) is filled in."""
    links: tuple[Link, ...] = ()
    """Which part serves or names which."""
    wording: tuple[Wording, ...] = ()
    """Proofs of the official sentences."""

    def __post_init__(self) -> None:
        """Fill in what the parts leave out."""
        object.__setattr__(self, "parts", filled(self.parts))

    @property
    def id(self) -> str:
        """The id of the edition."""
        return self.header.id

    @property
    def title(self) -> str:
        """The title of the edition."""
        return self.header.title

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section at every level."""
        return self._of(Section)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Every provision."""
        return tuple(part for part in self.parts if isinstance(part, ProvisionBase))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group of paired undertakings."""
        return self._of(Group)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table."""
        return self._of(Table)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every quotation."""
        return self._of(Quotation)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure."""
        return self._of(Figure)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every footnote and endnote."""
        return self._of(Note)

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Who signed."""
        return self._of(Signatory)

    def part(self, name: str) -> Part:
        """The part with that id or printed number; raises :class:`NotFoundError` when there is none, or several."""
        return CodeIndex(self).item(name)

    def within(self, part: Part | str = TOP) -> tuple[Part, ...]:
        """The parts that stand directly in a part, or at the top, in the order of the source.

        The part is given itself, or by a name as :meth:`part` takes it.
        """
        index = CodeIndex(self)
        if isinstance(part, str):
            return index.parts_in("" if part in {"", TOP} else index.item(part).id)
        return index.parts_in(part.id) if part.id else ()

    def owed_by(self, party: str) -> tuple[Provision, ...]:
        """The provisions that a party owes, alone or with others; ``party`` is the id of a party or of a side."""
        index = CodeIndex(self)
        return tuple(provision for provision in self.provisions if index.is_owed_by(provision, party))

    def _of(self, kind: type[_P]) -> tuple[_P, ...]:
        return tuple(part for part in self.parts if isinstance(part, kind))


class CodeIndex:
    """Look-ups inside a code."""

    def __init__(self, code: Code) -> None:
        """Index a code."""
        self.code: Code = code
        """The code itself."""
        self.items: Mapping[str, Part] = {part.id: part for part in code.parts if part.id}
        """The parts by id."""
        self._parties = {party.id: party.name for party in code.parties}
        self._sides: dict[str, tuple[str, ...]] = {}
        for party in code.parties:
            self._sides[party.side] = (*self._sides.get(party.side, ()), party.id)

    @cached_property
    def _inside(self) -> dict[str, list[Part]]:
        inside: dict[str, list[Part]] = {}
        for part in self.code.parts:
            inside.setdefault(part.within if part.within in self.items else "", []).append(part)
        return inside

    def find(self, name: str) -> tuple[Part, ...]:
        """The part with that id; else the parts that print that number, or stand at that place.

        Of a place with several pieces the last is enough: '3(2)' for the second clause of paragraph 3 in section 1.
        """
        if (part := self.items.get(name)) is not None:
            return (part,)
        wanted = same_number(name)
        if not wanted:
            return ()
        numbered = tuple(part for part in self.code.parts if same_number(part.number) == wanted)
        return numbered or tuple(part for part in self.code.parts if part.id and wanted in places_of(part))

    def item(self, name: str) -> Part:
        """The part with that id or printed number; raises :class:`NotFoundError` when there is none, or several."""
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            ids = joined(f"'{part.id}'" for part in found)
            message = f"{len(found)} parts of {self.code.id} have the number {name}: {ids}. Name one by its id."
            raise NotFoundError(message)
        hint = f"Type 'compacts show {self.code.id}' to see the whole code."
        titles = {identity: getattr(part, "title", "") for identity, part in self.items.items()}
        raise NotFoundError(not_found(f"part of {self.code.id}", name, titles, hint))

    def parts_in(self, part_id: str = "") -> tuple[Part, ...]:
        """The parts that stand directly in a part, or at the top, in the order of the source."""
        return tuple(self._inside.get(part_id, ()))

    def inside(self, part: Part) -> tuple[Part, ...]:
        """All parts that stand in a part, at every level, in the order of the source: each before what stands in it."""
        return tuple(self._below(part.id, {part.id})) if part.id else ()

    def _below(self, part_id: str, seen: set[str]) -> Iterator[Part]:
        for part in self.parts_in(part_id):
            yield part
            if part.id and part.id not in seen:
                seen.add(part.id)
                yield from self._below(part.id, seen)

    def around(self, part: Part) -> tuple[Part, ...]:
        """The parts that a part stands in, outermost first."""
        path: list[Part] = []
        outer = self.items.get(part.within)
        while outer is not None and outer not in path:
            path.insert(0, outer)
            outer = self.items.get(outer.within)
        return tuple(path)

    def sections_around(self, part: Part) -> tuple[Section, ...]:
        """The sections that a part stands in, outermost first."""
        return tuple(outer for outer in self.around(part) if isinstance(outer, Section))

    def section_of(self, part: Part) -> str:
        """Id of the nearest section that a part stands in; empty for none."""
        sections = self.sections_around(part)
        return sections[-1].id if sections else ""

    def stem_of(self, part: Part) -> str:
        """The words to read before an action or commitment: the stem of the nearest section with one, or the code's."""
        if not isinstance(part, Action | Commitment):
            return ""
        stems = (section.stem for section in reversed(self.sections_around(part)) if section.stem)
        return next(stems, self.code.header.stem)

    def links_from(self, part_id: str) -> tuple[Link, ...]:
        """The links that start from a part."""
        return tuple(link for link in self.code.links if link.source == part_id)

    def links_to(self, part_id: str) -> tuple[Link, ...]:
        """The links of this code that lead to a part of it."""
        return tuple(link for link in self.code.links if link.target in {part_id, f"{self.code.id}#{part_id}"})

    def owed_by(self, part: Part) -> tuple[str, ...]:
        """Ids of the parties that owe a part, by its own duty or by the duty of the nearest part around it with one.

        A side in a duty gives all its parties; ``all`` stays as it is.
        """
        own: tuple[str, ...] | None = getattr(part, "duty", None)
        if own is None:
            return ()
        around = (getattr(outer, "duty", ()) for outer in reversed(self.around(part)))
        owed = own or next(filter(None, around), ())
        named = ((name,) if name in self._parties else self._sides.get(name, (name,)) for name in owed)
        return tuple(dict.fromkeys(party for parties in named for party in parties))

    def is_owed_by(self, part: Part, party: str) -> bool:
        """Whether a party owes a part, alone or with others; ``all`` means each party of the code.

        ``party`` is the id of a party, or that of a side: then one party of the side is enough. An id that the code
        does not have owes nothing.
        """
        owed = self.owed_by(part)
        parties = [known.id for known in self.code.parties if party in {known.id, known.side}]
        return any(ALL_PARTIES in owed or known in owed for known in parties)

    def duty_of(self, part: Part) -> tuple[str, ...]:
        """Names of the parties that owe a part."""
        return self.party_names(self.owed_by(part))

    def party_names(self, duty: Iterable[str]) -> tuple[str, ...]:
        """Names of the parties with these ids; a side gives those of its parties."""
        names: dict[str, None] = {}
        for name in duty:
            if name == ALL_PARTIES:
                names["all parties"] = None
            elif name in self._parties:
                names[self._parties[name]] = None
            else:
                names |= dict.fromkeys(self._parties[party] for party in self._sides.get(name, ())) or {name: None}
        return tuple(names)
