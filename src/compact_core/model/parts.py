"""The parts of a code that are no provisions, and what every part has.

The parts of a code stand in the order of its document. A part stands in the nearest section before it, unless its
``within`` names another part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compact_core.model.text_rules import Id, OptionalId, PartialDate, Ref, Text

TOP = "top"
"""What ``within`` of a part says that stands in no section, although one comes before it. No part has this id."""

DEEPEST_LEVEL = 8
"""How many levels of parts within parts a code may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartBase:
    """What every part has."""

    kind: str = ""
    """Marks the kind in files."""
    id: Id
    """Name of the part, unique in its code."""
    within: Ref = ""
    """Id of the part it stands in: a section, a group or a provision; ``top`` for none.

    Left out, a code fills in the nearest section before it; a section then stands at the top.
    """
    number: str = ""
    """Number or letter as printed, such as '1.2.1.', '(a)' or 'IV'; empty when none is printed."""
    erratum: str = ""
    """An error of the source in this place, explained in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(PartBase):
    """A heading, and what stands under it."""

    kind: Literal["section"] = "section"
    title: Text
    """Heading, as printed."""
    lead: str = ""
    """The sentence that introduces the section's list, in our words."""
    stem: str = ""
    """Words that are read before each action and commitment of the section; empty for those around it."""
    role: Literal["", "introduction", "review", "dispute", "glossary", "signatories", "appendix"] = ""
    """What the section is for, where tools need to know; empty for any other use."""
    duty: tuple[Ref, ...] = ()
    """Ids of the parties or sides that owe everything in the section, as when a heading alone names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPart(PartBase):
    """A part with a place of its own: every part but a section."""

    at: str = ""
    """Where it stands in the source, as a reader would look it up, such as '8, bullet 17'.

    Left out, a code makes it from the number, or from the section and the position in it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(PlacedPart):
    """Paired undertakings: what each party promises on the same matter. A party may promise more than another."""

    kind: Literal["group"] = "group"
    title: Text
    """The matter that the undertakings are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(PlacedPart):
    """A table of the source that is not a list of provisions."""

    kind: Literal["table"] = "table"
    title: str = ""
    """Caption."""
    headings: tuple[str, ...]
    """Column headings, from left to right."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row; every row has a cell for each heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(PlacedPart):
    """What the code quotes from another instrument, such as an act or another agreement."""

    kind: Literal["quotation"] = "quotation"
    instrument: Text
    """Title of the instrument that is quoted."""
    place: str = ""
    """Place in that instrument, such as 'section 3(2)'."""
    text: Text
    """What is quoted; in our words where the wording is not free to copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(PlacedPart):
    """A picture or a flowchart."""

    kind: Literal["figure"] = "figure"
    title: str = ""
    """Caption."""
    text: Text
    """What it shows, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(PlacedPart):
    """A footnote or an endnote. It stands where it is printed."""

    kind: Literal["note"] = "note"
    on: Ref = ""
    """Id of the part that it is a note on; empty for the part that it stands in."""
    text: Text
    """What it says, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(PlacedPart):
    """An organisation that signed; people are not named."""

    kind: Literal["signatory"] = "signatory"
    id: OptionalId = ""
    """Name of the signatory, unique in its code; may be empty."""
    organisation: Text
    """Name of the organisation."""
    role: str = ""
    """Office that signed for it, such as 'chief executive'."""
    party: Ref = ""
    """Id of the party it belongs to; empty when it belongs to none."""
    signed: PartialDate = ""
    """When it signed."""
