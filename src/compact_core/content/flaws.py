"""A flaw is a problem that knows its place in the data; a problem knows its place in the file."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead to a value, as in ``("provisions", 3, "kind")``."""


class Flaw(NamedTuple):
    """Something wrong at a path of the data."""

    path: Path
    """Where it is."""
    message: str
    """What is wrong, and what is allowed."""
    hint: str = ""
    """What to do next."""
    at: Literal["key", "value"] = "value"
    """Whether the key itself is wrong, or what was written for it."""
    severity: Severity = "error"
    """``warning`` when the file can still be used."""


MOST_FLAWS = 1_000
"""How many flaws one check tells: nobody mends more at once, and a hostile file must not keep the program busy."""


def flaws_of(*checks: Iterator[Flaw]) -> Iterator[Flaw]:
    """What checks find, one after the other; none tells more than :data:`MOST_FLAWS`."""
    for check in checks:
        yield from islice(check, MOST_FLAWS)


def located(flaws: Iterable[Flaw], text: str | None, file: str) -> tuple[Problem, ...]:
    """The flaws of a TOML text as problems of its file, in the order of their places.

    A file of another kind has no text here, and its problems no place.
    """
    found = list(flaws)
    if not found:
        return ()
    if text is None:
        return tuple(Problem(one.severity, file, 0, 0, one.message, one.hint) for one in found)
    from compact_core.content.locate import locate

    places = locate(text)

    def problem(flaw: Flaw) -> Problem:
        place = places.key(flaw.path) if flaw.at == "key" else places.value(flaw.path)
        return Problem(flaw.severity, file, place.line, place.column, flaw.message, flaw.hint)

    return tuple(sorted(map(problem, found), key=lambda one: (one.line, one.column)))


_MOST_WORDS = 1_000
"""How many allowed words are looked at for a near one."""
_LONGEST_COMPARED = 200
"""How many signs of a word count for whether another is near."""
_MOST_COMPARED = 10
"""How many of them are compared sign by sign, which takes a hundred times as long."""


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """The nearest of the first thousand allowed words as a question, or an empty text when none is near."""
    from difflib import get_close_matches
    from heapq import nlargest

    word = word.lower()[:_LONGEST_COMPARED]
    words = list(islice(allowed, _MOST_WORDS))
    if len(words) > _MOST_COMPARED:
        pairs = _pairs(word)
        words = nlargest(_MOST_COMPARED, words, key=lambda one: _likeness(pairs, _pairs(one)))
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""


@lru_cache(maxsize=2 * _MOST_WORDS)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of signs that follow each other in a word, with its first and its last sign."""
    padded = f" {word[:_LONGEST_COMPARED]} "
    return frozenset(map("".join, pairwise(padded)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How many pairs two words share, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))
