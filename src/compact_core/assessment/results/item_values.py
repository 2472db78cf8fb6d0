"""What a result page holds of an item: plain texts and numbers that may all be shown. No format, no files."""

from typing import NamedTuple


class Mark(NamedTuple):
    """Something said twice, so that it needs no colour: in a sign for the eye, and in words."""

    symbol: str
    """One or two signs."""
    words: str
    """The same in words."""


class ItemVoice(NamedTuple):
    """Where one organisation stands on an item."""

    organisation: str
    """Name of the organisation."""
    words: str
    """Where it stands, or why it has no place on the scale."""
    people: tuple[str, ...]
    """What each of its people answered, with their roles; empty where the answers of single people are not shown."""


class Spot(NamedTuple):
    """Where an organisation stands on the scale."""

    organisation: str
    """Name of the organisation."""
    at: float
    """Its place, from 0 (the lowest point) to 1 (the highest)."""


class SidePlace(NamedTuple):
    """Where a side stands on the scale, as far as it may be shown."""

    at: float | None
    """Its place, from 0 (the lowest point) to 1 (the highest); None when it has none, or it is withheld."""
    organisations: tuple[Spot, ...] = ()
    """Where its organisations stand; empty where they are hidden."""


class Missing(NamedTuple):
    """One of the things that an item covers, which people ticked as missing."""

    what: str
    """The thing."""
    people: int
    """How many people ticked it."""


class ItemNumbers(NamedTuple):
    """Numbers of an item over the whole partnership, one organisation one voice."""

    organisations: int
    """How many organisations have an opinion: the n of the distribution."""
    distribution: tuple[str, ...]
    """How much of the voices stands on each point, from the lowest, in whole percent."""
    median: str
    """The point that the middle of the voices has reached, counted from 1."""
    mean: str
    """The mean in points counted from 1, with one decimal."""
    favourable: str
    """How much of the voices stands on points that are HIGH, in whole percent."""
    consensus: str
    """How much the voices agree, from 0 to 1 with two decimals (Tastle and Wierman)."""


class SideVoices(NamedTuple):
    """How many organisations of a side have a voice on an item, as the finding says."""

    known: int
    """How many have a place on the scale."""
    dont_know: int
    """How many don't know."""


class ShownFinding(NamedTuple):
    """What may be shown of a finding, wherever it is shown."""

    finding: Mark
    """The finding, or that it is withheld."""
    cells: tuple[Mark, ...]
    """Where each side stands, or that it is withheld."""
    side_voices: tuple[SideVoices, ...]
    """How many voices each side has; empty where the finding is withheld."""


class Item(NamedTuple):
    """One item that was asked about, and what was found."""

    number: str
    """Its place among the items asked about, from 1; what partners said that they would do is numbered from W1."""
    id: str
    """Id of the item in the code."""
    at: str
    """Where it stands in the document; empty when the code no longer has it."""
    title: str
    """Short name, or its words where it has no name."""
    text: str
    """The words in the edition."""
    covers: tuple[str, ...]
    """What it covers."""
    section: str
    """Title of its section, with what is added where several have this title."""
    finding: Mark
    """What was found, or that it is withheld."""
    summary: str
    """The finding in one line: who stands where, and how many voices there are; empty when it is withheld."""
    cells: tuple[Mark, ...]
    """Where each side stands, in the order of the page's sides."""
    notes: tuple[str, ...]
    """What a reader must know beside it, as sentences."""
    heads_hide_it: bool
    """Whether counting heads would hide the finding; never so where organisations are hidden."""
    voices: tuple[ItemVoice, ...]
    """Where each organisation stands; empty where organisations are hidden."""
    numbers: ItemNumbers | None
    """Numbers, from five organisations with an opinion on."""
    missing: tuple[Missing, ...]
    """What people ticked as missing of what it covers."""
    section_id: str = ""
    """Id of its section; empty when the code no longer has the item."""
    places: tuple[SidePlace, ...] = ()
    """Where each side stands on the scale, in the order of the page's sides."""
    scale: str = ""
    """The scale as a line of text, low on the left, with the letter of each side where it stands."""
    rank: int = 0
    """Its place among all items by the weight of what was found, from 1: what to talk about first comes first."""
    digest: str = ""
    """Content digest of the item as it was asked."""
    side_voices: tuple[SideVoices, ...] = ()
    """How many voices there are, in the order of the page's sides; empty when the finding is withheld."""


def numbered_title(item: Item) -> str:
    """Number and title of an item."""
    return f"{item.number} {item.title}"
