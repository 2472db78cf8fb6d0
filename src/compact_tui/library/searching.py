"""A search as a value: what is looked for, what was found, and which hit is chosen. Nothing here knows of screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compact_core.library.search.query import Hit, Query, offers_any
from compact_core.model import PART_KINDS
from compact_core.reports.part_names import kind_words
from compact_core.text import count
from compact_core.text import words as words_of

EVERY_KIND = ""
FILTERS = (EVERY_KIND, *PART_KINDS, "code")
"""What hits can be limited to, in the order in which the keys go through it."""
MOST_HITS = 50
"""More than anybody reads."""
RANKED_FROM = 3
"""Fewer letters than this are not ranked: too many words begin with them."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for and what was found."""

    text: str = ""
    """Words as they were typed."""
    kind: str = EVERY_KIND
    """Only hits of this kind."""
    any: bool = False
    """Whether one of the words is enough."""
    codes: tuple[str, ...] = ()
    """Only hits in the codes with these ids; empty for all."""
    limits: str = ""
    """What these codes are, for a reader; empty for all."""
    hits: tuple[Hit, ...] = ()
    """What was found."""
    chosen: int = 0
    """Number of the chosen hit, counted from 0."""
    moved: bool = False
    """Whether the reader chose a hit; otherwise the first is chosen."""

    @property
    def worth_ranking(self) -> bool:
        """Whether ranking the hits is useful."""
        return bool(self.hits) and len(self.text.strip()) >= RANKED_FROM

    @property
    def offers_any(self) -> bool:
        """Whether so few hits have all of several words that any of them may be looked for."""
        return offers_any(self.query(ranked=False), len(self.hits))

    def query(self, *, ranked: bool) -> Query:
        """What the library is asked for."""
        return Query(self.text, self.kind, codes=self.codes, limit=MOST_HITS, typing=True, ranked=ranked, any=self.any)

    def asks_the_same(self, other: Search) -> bool:
        """Whether another search looks for the same."""
        return self.query(ranked=True) == other.query(ranked=True)

    def found(self, hits: Sequence[Hit]) -> Search:
        """The hits of new words or another kind: the first is chosen."""
        return replace(self, hits=tuple(hits), chosen=0, moved=False)

    def ranked(self, hits: Sequence[Hit]) -> Search:
        """The same search with its best hits. A hit that the reader chose stays where it is."""
        if not self.moved:
            return self.found(hits)
        kept = self.hits[self.chosen]
        others = [hit for hit in hits if (hit.code, hit.item) != (kept.code, kept.item)]
        around = (*others[: self.chosen], kept, *others[self.chosen :])[:MOST_HITS]
        return replace(self, hits=around, chosen=around.index(kept))

    def choose(self, number: int) -> Search:
        """Choose the hit of a number, or the nearest that there is."""
        if not self.hits:
            return self
        return replace(self, chosen=min(max(number, 0), len(self.hits) - 1), moved=True)

    def summary(self) -> str:
        """How many hits there are, in words."""
        if not words_of(self.text):
            return "Nothing to look for yet"
        if len(self.hits) >= MOST_HITS:
            return f"{count(MOST_HITS, 'hit')} or more"
        return count(len(self.hits), "hit") if self.hits else "No hits"

    def advice(self) -> str:
        """What to do where there is nothing to show."""
        if not self.text.strip():
            return "Type some words. Every code is searched, and the hits stand here."
        if not words_of(self.text):
            return "Type some letters or numbers: other signs are not searched."
        several = len(words_of(self.text)) > 1
        having = "this word" if not several else "any of these words" if self.any else "all of these words"
        advice = f"Nothing has {having}. Try fewer words, or only the beginning of a word."
        return f"{advice} Or look for every kind: press tab or shift+tab." if self.kind else advice


def kind_in_words(kind: str) -> str:
    """What hits are limited to, for a reader."""
    return kind_words(kind) or "every kind"


def next_kind(kind: str, by: int) -> str:
    """The kind that is ``by`` kinds further, round and round."""
    return FILTERS[(FILTERS.index(kind) + by) % len(FILTERS)]
