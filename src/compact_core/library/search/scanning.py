"""A search without an index: every text is looked through, and hits keep the order of the library."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from compact_core.library.search import folding
from compact_core.library.search.full_text import MARK, UNMARK
from compact_core.library.search.hits import MOST_WORDS, as_hits
from compact_core.model.places import same_number
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.library.search.passages import Passage
    from compact_core.library.search.query import Hit, Query

_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|e|s)$")
"""An ending that is left away, so that a word finds its other forms: the rest is how a word must begin."""


class FoundPassage(NamedTuple):
    """A passage with what a hit says of its code."""

    id: int
    """Its number in the catalogue."""
    code: str
    code_title: str
    place: str
    """The area where its code holds."""
    passage: Passage

    def row(self) -> tuple[object, ...]:
        """A row as :func:`full_text.matches` gives it."""
        found = self.passage
        names = (found.item, found.kind, found.label, found.at, found.number, found.printed)
        return (*self[:4], *names, found.title, found.text, found.more)


def scan(passages: Iterable[FoundPassage], query: Query) -> list[Hit]:
    """The hits of a query among passages, at most ``query.limit``, each once: those with the number come first."""
    words = list(dict.fromkeys(folding.words(clean(query.text))))[:MOST_WORDS]
    if not words:
        return []
    wanted = [found for found in passages if _is_asked_for(found, query)]
    numbered = _with_number(wanted, same_number(clean(query.text)))
    runs = [word for word in words if folding.BESIDE in word]
    hits = dict(as_hits((found.row() for found in numbered), []))
    having = _with_any if query.any else _with_all
    more = (found for found in having(wanted, words, runs) if found.id not in hits)
    hits |= dict(as_hits((found.row() for found in islice(more, query.limit)), runs))
    return list(hits.values())[: query.limit]


def _is_asked_for(found: FoundPassage, query: Query) -> bool:
    return (
        query.kind in {"", found.passage.kind}
        and query.code in {"", found.code}
        and (not query.codes or found.code in query.codes)
        and (not query.side or f" {query.side} " in found.passage.sides)
    )


def _with_number(passages: Iterable[FoundPassage], number: str) -> list[FoundPassage]:
    """The passages that print a number, then those that stand at the place of that name."""
    if not number:
        return []
    having = (found for found in passages if number in {found.passage.number, found.passage.spot})
    return sorted(having, key=lambda found: found.passage.number != number)


def _with_all(passages: Iterable[FoundPassage], words: Sequence[str], runs: Sequence[str]) -> Iterator[FoundPassage]:
    """The passages that have all words."""
    return (found for found, number in _with_words(passages, words, runs) if number == len(words))


def _with_any(passages: Iterable[FoundPassage], words: Sequence[str], runs: Sequence[str]) -> Iterator[FoundPassage]:
    """The passages with any of the words; passages with more of them come first."""
    some = ((found, number) for found, number in _with_words(passages, words, runs) if number)
    return (found for found, _ in sorted(some, key=lambda pair: -pair[1]))


def _with_words(
    passages: Iterable[FoundPassage], words: Sequence[str], runs: Sequence[str]
) -> Iterator[tuple[FoundPassage, int]]:
    """The passages with marks around the words, each with how many of the words it has.

    :func:`as_hits` marks runs of signs.
    """
    starts = [rf"\b{re.escape(_ENDING.sub('', word))}\w*" for word in words if word not in runs]
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in starts]
    every = re.compile("|".join(starts), re.IGNORECASE)
    for found in passages:
        texts = found.passage.title, found.passage.text, found.passage.more
        whole = " ".join(texts)
        number = sum(1 for pattern in patterns if pattern.search(whole)) + sum(run in whole.lower() for run in runs)
        if number and starts:
            title, text, more = (every.sub(rf"{MARK}\g<0>{UNMARK}", text) for text in texts)
            yield found._replace(passage=found.passage._replace(title=title, text=text, more=more)), number
        else:
            yield found, number
