"""Who owes what in a draft, and where that was read: in headings, in words before lists, or in sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from compact_core.documents.document import Doubt
from compact_core.documents.parties import Owed, Parties, owed_in
from compact_core.model import ALL_PARTIES, Commitment
from compact_core.model.places import filled
from compact_core.text import count, joined, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compact_core.documents.document import DocumentBlock
    from compact_core.model import Part, Party

_SOURCES = {
    "headings": ("heading", "headings"),
    "sentences": ("sentence", "sentences"),
    "leads": ("sentence before a list", "sentences before lists"),
}
"""Where it is read who owes what, in words."""


class Duties:
    """The parties of a draft, and where what each owes was read, and how often."""

    def __init__(self) -> None:
        self._parties = Parties()
        self._sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._first: dict[str, DocumentBlock] = {}

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties, in the order of the document."""
        return tuple(self._parties.found.values())

    def owed(self, owed: Owed, block: DocumentBlock, source: str) -> tuple[str, ...]:
        """The ids of who owes something, as a block says; ``source`` is one of headings, sentences and leads."""
        ids = self._parties.ids_of(owed, block.place)
        for party in ids:
            self._sources[party][source] += 1
            self._first.setdefault(party, block)
        return ids

    def in_sentence(self, text: str, around: Sequence[str]) -> Owed | None:
        """Who owes what a sentence promises; None for nobody, and where the parts around it say the same."""
        owed = owed_in(text, self._parties)
        if owed and owed.parties and around and self._sides(owed) <= set(map(self._side, around)):
            return None
        return owed

    def is_same(self, owed: Owed, around: Sequence[str]) -> bool:
        """Whether these are the sides that owe what stands around, in other words."""
        return bool(around) and self._sides(owed) == set(map(self._side, around))

    def doubts(self) -> Iterator[Doubt]:
        """Where it was read who owes what; and the parties whose side no word says."""
        names = {party.id: party.name for party in self.parties}
        for party, sources in self._sources.items():
            where = joined(count(number, *_SOURCES[source]) for source, number in sources.items())
            say = "say" if sources.total() > 1 else "says"
            seen = f"{where} {say} what '{shorten(names.get(party, 'all parties together'))}' owes"
            yield Doubt.at(self._first[party], seen, f'duty = ["{party}"] there')
        for guessed in self._parties.guessed:
            seen = f"no word says on which side '{shorten(guessed.name)}' is"
            yield Doubt.at(self._first[guessed.id], seen, f"a side of its own, '{guessed.side}'")

    def _sides(self, owed: Owed) -> set[str]:
        return set(map(self._parties.side_of_known, owed.parties))

    def _side(self, party: str) -> str:
        return next((known.side for known in self.parties if known.id == party), "")


def owing(parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    """Who owes each part, itself or by what it stands in."""
    owed: dict[str, tuple[str, ...]] = {}
    for part in parts:
        owed[part.id] = getattr(part, "duty", ()) or owed.get(part.within, ())
    return owed


def still_owed(parts: Iterable[Part], before: Mapping[str, tuple[str, ...]]) -> tuple[Part, ...]:
    """The parts in their places, each promise that nobody owes any more owed as before, or by all."""
    placed = filled(parts)
    now = owing(placed)
    return tuple(
        replace(part, duty=before.get(part.id) or (ALL_PARTIES,))
        if isinstance(part, Commitment) and not now[part.id]
        else part
        for part in placed
    )
