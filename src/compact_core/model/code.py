"""A code of practice: its sections, provisions, tables, quotations, signatories and links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from compact_core.model.header import Agreement, Applicability, Header, Party, RelatedCode, Source
from compact_core.model.provisions import Provision
from compact_core.model.text_rules import Id, PartialDate, Text

DEEPEST_SECTION = 8
"""How many levels of sections a code may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the code under a heading."""

    id: Id
    """Name of the section, unique in its code."""
    title: Text
    """Heading, as printed."""
    within: str = ""
    """Id of the section it stands in; empty at the top."""
    number: str = ""
    """Number or letter as printed; empty when the heading has none."""
    lead: str = ""
    """The sentence that introduces the section's list, in our words."""
    role: Literal["", "introduction", "review", "dispute", "glossary", "signatories", "appendix"] = ""
    """What the section is for, where tools need to know; empty for any other use."""
    duty: tuple[Id, ...] = ()
    """Ids of the parties that owe everything in the section, as when a heading alone names them."""
    erratum: str = ""
    """An error of the source in this heading or lead, explained in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Paired undertakings: what each party promises on the same matter. A party may promise more than another."""

    id: Id
    """Name of the group, unique in its code; commitments name it."""
    section: Id
    """Id of the section it stands in."""
    title: Text
    """The matter that the undertakings are about."""
    at: str = ""
    """Where it stands in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the source that is not a list of provisions."""

    id: Id
    """Name of the table, unique in its code."""
    section: Id
    """Id of the section it stands in."""
    at: Text
    """Where it stands in the source."""
    title: str = ""
    """Caption."""
    headings: tuple[str, ...]
    """Column headings, from left to right."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row; every row has a cell for each heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What the code quotes from another instrument, such as an act or another agreement."""

    id: Id
    """Name of the quotation, unique in its code."""
    section: Id
    """Id of the section it stands in."""
    at: Text
    """Where it stands in the source."""
    instrument: Text
    """Title of the instrument that is quoted."""
    place: str = ""
    """Place in that instrument, such as 'section 3(2)'."""
    text: Text
    """What is quoted; in our words where the wording is not free to copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """An organisation that signed; people are not named."""

    organisation: Text
    """Name of the organisation."""
    role: str = ""
    """Office that signed for it, such as 'chief executive'."""
    party: str = ""
    """Id of the party it belongs to; empty when it belongs to none."""
    signed: PartialDate = ""
    """When it signed."""
    section: str = ""
    """Id of the section that lists it; empty when none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a provision serves another of the same code."""

    source: Id = field(metadata={"key": "from"})
    """Id of the provision that serves the other; ``from`` in files."""
    target: Id = field(metadata={"key": "to"})
    """Id of the provision that is served; ``to`` in files."""
    relation: Literal["addresses", "upholds"]
    """``addresses`` a barrier, or ``upholds`` a principle."""
    reason: Text
    """Why, in one sentence."""
    basis: Literal["editorial", "source"] = "editorial"
    """Who says so: ``editorial`` is our own reading, ``source`` is the document itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Proof of the official sentence of a provision, without its words."""

    provision: Id
    """Id of the provision."""
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
    parties: tuple[Party, ...] = ()
    """Who can owe a duty."""
    applicability: tuple[Applicability, ...] = ()
    """The source's own rules on what applies to which partnership; none means everything applies to all."""
    sections: tuple[Section, ...] = ()
    """Every section at every level, in the order of the source."""
    groups: tuple[Group, ...] = ()
    """Paired undertakings."""
    provisions: tuple[Provision, ...] = ()
    """Every provision, in the order of the source."""
    tables: tuple[Table, ...] = ()
    """Tables, in the order of the source."""
    quotations: tuple[Quotation, ...] = ()
    """Quotations, in the order of the source."""
    signatories: tuple[Signatory, ...] = ()
    """Who signed, in the order of the source."""
    links: tuple[Link, ...] = ()
    """Which provision serves which."""
    wording: tuple[Wording, ...] = ()
    """Proofs of the official sentences."""

    @property
    def id(self) -> str:
        """The id of the edition."""
        return self.header.id

    @property
    def title(self) -> str:
        """The title of the edition."""
        return self.header.title
