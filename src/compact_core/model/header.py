"""What stands before the provisions of a code: the agreement, the edition, its source and its parties.

In every type of the model an empty text means that the source says nothing; None is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compact_core.model.text_rules import Id, LanguageTag, PartialDate, Ref, Sha256, Text

Status = Literal["draft", "current", "superseded", "historic"]
"""Where an edition stands: being written, in force, replaced by a later one, or kept for the record."""

ALL_PARTIES = "all"
"""The party id that stands for every party of a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The edition of a code: what a list of codes shows."""

    id: Id
    """Name of this edition, unique in a library."""
    title: Text
    """Title, as printed on the source."""
    kind: Text = "code of practice"
    """What the document calls itself: code of practice, leaflet, undertakings and so on."""
    place: str = ""
    """The area where it holds, such as 'Leeds, England'."""
    language: LanguageTag = "en-GB"
    """Language of the titles and texts (BCP 47)."""
    issued: PartialDate = ""
    """When the edition was first published."""
    revised: PartialDate = ""
    """When it was last changed, while staying the same edition."""
    effective: PartialDate = ""
    """From when it holds, if not from its date of issue."""
    ends: PartialDate = ""
    """Until when it holds; empty when the source sets no end."""
    review: PartialDate = ""
    """When it is to be reviewed next."""
    version: str = ""
    """Version, as printed."""
    status: Status = "current"
    """Where the edition stands today."""
    scale: Id = "practice4"
    """Id of the response scale that an assessment uses by default."""
    stem: str = ""
    """Words that are read before each action and commitment, such as "In this partnership we".

    Empty where they are whole statements. A section can have a stem of its own.
    """
    summary: str = ""
    """One or two sentences on what the code is for, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement that a code of practice belongs to."""

    id: Id
    """Name of the agreement; editions of its codes share it."""
    name: Text
    """Name, as its signatories write it."""
    kind: Text
    """Compact, covenant, accord, charter, code, or another word of its own."""
    signed: PartialDate = ""
    """When it was signed or launched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document that an edition was written from."""

    title: Text
    """Title of the document."""
    publisher: str = ""
    """Organisation that published it."""
    address: str = ""
    """Where the document can be found: a web address or the name of an archive."""
    sha256: Sha256 = ""
    """SHA-256 of the very file that was read."""
    note: str = ""
    """What a reader must know about the document, such as missing pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCode:
    """How this edition relates to another code, as a whole."""

    code: Id
    """Id of the other code."""
    relation: Literal["translates", "summarises", "replaces", "accompanies"]
    """What this edition is to the other: its translation, summary, successor or companion."""
    note: str = ""
    """What a reader should know about the relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A change of the document that made no new edition of it."""

    date: PartialDate
    """When it was changed."""
    version: str = ""
    """The version that it became."""
    note: str = ""
    """What was changed, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who can owe a duty under the agreement."""

    id: Id
    """Name of the party, unique in its code; ``all`` is not allowed."""
    name: Text
    """Name of the party, as the source writes it."""
    side: Id
    """The side on which results count the party, such as public or third."""
    at: str = ""
    """Where the source names the party, if only in a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """A rule of the source on which provisions a kind of partnership must aim at."""

    formality: Literal["formal", "informal"]
    """The kind of partnership that the rule is for."""
    scope: Literal["choose", "all"]
    """Whether such a partnership chooses its most important provisions or aims at all of them."""
    at: Text
    """Place of the rule in the source."""
    sections: tuple[Ref, ...] = ()
    """Ids of the sections that the rule covers; none means the whole code."""
    note: str = ""
    """The rule in our words."""
