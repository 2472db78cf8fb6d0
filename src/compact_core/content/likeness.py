"""How similar the words of texts are, and which texts of two lists may belong together.

Not every text is compared with every other: an index says for each word which texts have it, and only texts that share
one of their rarest words are compared. So the time grows with the number of texts and not with its square.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, NamedTuple

from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from compact_core.model.lineage import Likeness

_SHORT = 2
"""Words up to this length say little."""
_STEM = 5
"""So many letters of a word count, so that its forms count as one."""
_RAREST = 6
"""So many of the rarest words of a text are looked up."""
_MOST_WITH = 50
"""A word that more texts have is not looked up, unless a text has only such words."""
_WORDS: tuple[tuple[float, Likeness], ...] = ((0.75, "very like"), (0.45, "like"), (0.22, "a little like"))
"""The least share for each degree of likeness."""
_LIKE = _WORDS[1][0]


class Candidate(NamedTuple):
    """Two texts that may belong together."""

    first: str
    second: str
    share: float
    """The share of words that both have, from 0 to 1; rare words count more."""
    likeness: Likeness
    """The same in words."""


def stems_of(found: Iterable[str]) -> set[str]:
    """The beginnings of the longer words, so that forms of one word count as one."""
    return {word[:_STEM] for word in found if len(word) > _SHORT}


def candidates(first: Mapping[str, str], second: Mapping[str, str]) -> list[Candidate]:
    """The pairs of two lists of texts, given by name, that are like; in the order of the first list.

    A pair is named when each is most like the other, or one is most like the other and *like* at least: so a text that
    was split, or merged with another, is found with all its parts.
    """
    ours, theirs = _stems_by_name(first), _stems_by_name(second)
    known = Counter(stem for texts in (ours, theirs) for stems in texts.values() for stem in stems)
    weights = {stem: log(1 + (len(ours) + len(theirs)) / number) for stem, number in known.items()}
    scored = list(_scored(ours, theirs, weights))
    best_of_first = _best((candidate.first, candidate) for candidate in scored)
    best_of_second = _best((candidate.second, candidate) for candidate in scored)
    return [
        candidate
        for candidate in scored
        if (best_of_first[candidate.first] is candidate) + (best_of_second[candidate.second] is candidate)
        >= (1 if candidate.share >= _LIKE else 2)
    ]


def _stems_by_name(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """The stems of each text; all its words where it has only short ones."""
    found = {name: words(text) for name, text in texts.items()}
    return {name: stems_of(said) or set(said) for name, said in found.items()}


def _scored(
    ours: Mapping[str, set[str]], theirs: Mapping[str, set[str]], weights: Mapping[str, float]
) -> Iterator[Candidate]:
    """Every pair that shares a rare word and is like enough."""
    having: dict[str, list[str]] = {}
    for name, stems in theirs.items():
        for stem in stems:
            having.setdefault(stem, []).append(name)
    whole = {name: sum(map(weights.__getitem__, stems)) for name, stems in theirs.items()}
    for name, stems in ours.items():
        mine = sum(map(weights.__getitem__, stems))
        for other in _near(stems, weights, having):
            shared = sum(map(weights.__getitem__, stems & theirs[other]))
            share = 2 * shared / (mine + whole[other])
            if likeness := likeness_of(share):
                yield Candidate(name, other, share, likeness)


def _near(stems: Collection[str], weights: Mapping[str, float], having: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Names of the texts that share a rare word; without a rare word, some that share the rarest."""
    shared = sorted((stem for stem in stems if stem in having), key=lambda stem: (-weights[stem], stem))
    rare = [stem for stem in shared if len(having[stem]) <= _MOST_WITH][:_RAREST]
    found = [name for stem in rare or shared[:1] for name in having[stem][: _MOST_WITH * 4]]
    return dict.fromkeys(found)


def likeness_of(share: float) -> Likeness | None:
    """How like two texts are, in words; None for too little to be worth a look."""
    return next((word for least, word in _WORDS if share >= least), None)


def _best(named: Iterable[tuple[str, Candidate]]) -> dict[str, Candidate]:
    """The best pair of each text of a side; of equal ones the first."""
    best: dict[str, Candidate] = {}
    for name, pair in named:
        if name not in best or pair.share > best[name].share:
            best[name] = pair
    return best
