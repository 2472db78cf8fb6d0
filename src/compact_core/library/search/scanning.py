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

    from compact_core.library.search.query import Hit, Query

_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|e|s)$")
"""An ending that is left away, so that a word finds its other forms: the rest is how a word must begin."""


class PassageRow(NamedTuple):
    """A passage with what a hit tells of it."""

    id: int
    """Its number in the catalogue."""
    code: str
    """Id of its code."""
    code_title: str
    """Title of its code."""
    place: str
    """The area where its code holds."""
    item: str
    """Id of the part; empty for the code itself."""
    kind: str
    """Kind of the part, or ``code``."""
    label: str
    """The document's own word for it."""
    at: str
    """Place in the source."""
    number: str
    """Its printed number, or its place, in the form in which numbers are compared."""
    printed: str
    """Title, text and more as printed; empty when folding changed nothing."""
    title: str
    """Its title, folded."""
    text: str
    """Its text, folded."""
    more: str
    """Everything else, folded."""
    spot: str
    """Its place in the form in which numbers are compared, where the number alone does not say it."""
    sides: str
    """Sides that owe it, with spaces around each."""

    def columns(self) -> tuple[object, ...]:
        """What a hit is made of."""
        return self[: self._fields.index("spot")]


def scan(rows: Iterable[PassageRow], query: Query) -> list[Hit]:
    """The hits of a query among passages, at most ``query.limit``, each once: those with the number come first."""
    words = list(dict.fromkeys(folding.words(clean(query.text))))[:MOST_WORDS]
    if not words:
        return []
    wanted = [row for row in rows if _is_asked_for(row, query)]
    numbered = _with_number(wanted, same_number(clean(query.text)))
    runs = [word for word in words if folding.BESIDE in word]
    found = dict(as_hits((row.columns() for row in numbered), []))
    having = _with_any if query.any else _with_all
    more = (row for row in having(wanted, words, runs) if row.id not in found)
    found |= dict(as_hits((row.columns() for row in islice(more, query.limit)), runs))
    return list(found.values())[: query.limit]


def _is_asked_for(row: PassageRow, query: Query) -> bool:
    return (
        query.kind in {"", row.kind}
        and query.code in {"", row.code}
        and (not query.codes or row.code in query.codes)
        and (not query.side or f" {query.side} " in row.sides)
    )


def _with_number(rows: Sequence[PassageRow], number: str) -> list[PassageRow]:
    """The passages that print a number, then those that stand at the place of that name."""
    if not number:
        return []
    return sorted((row for row in rows if number in {row.number, row.spot}), key=lambda row: row.number != number)


def _with_all(rows: Iterable[PassageRow], words: Sequence[str], runs: Sequence[str]) -> Iterator[PassageRow]:
    """The passages that have all words."""
    return (row for row, found in _with_words(rows, words, runs) if found == len(words))


def _with_any(rows: Iterable[PassageRow], words: Sequence[str], runs: Sequence[str]) -> Iterator[PassageRow]:
    """The passages that have any of the words, those with more of them first."""
    some = ((row, found) for row, found in _with_words(rows, words, runs) if found)
    return (row for row, _ in sorted(some, key=lambda pair: -pair[1]))


def _with_words(
    rows: Iterable[PassageRow], words: Sequence[str], runs: Sequence[str]
) -> Iterator[tuple[PassageRow, int]]:
    """The passages, each with how many of the words it has, and with marks around them.

    Of runs of signs, :func:`as_hits` makes the marks.
    """
    starts = [rf"\b{re.escape(_ENDING.sub('', word))}\w*" for word in words if word not in runs]
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in starts]
    every = re.compile("|".join(starts), re.IGNORECASE)
    for row in rows:
        whole = f"{row.title} {row.text} {row.more}"
        found = sum(1 for pattern in patterns if pattern.search(whole)) + sum(run in whole.lower() for run in runs)
        if found and starts:
            marked = [every.sub(_marked, text) for text in (row.title, row.text, row.more)]
            yield row._replace(title=marked[0], text=marked[1], more=marked[2]), found
        else:
            yield row, found


def _marked(found: re.Match[str]) -> str:
    return f"{MARK}{found.group()}{UNMARK}"
