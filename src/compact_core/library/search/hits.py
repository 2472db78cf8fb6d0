"""The hits of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compact_core.library.search import folding
from compact_core.library.search.full_text import MARK, matches, numbered
from compact_core.library.search.highlights import extract, read
from compact_core.library.search.query import Hit, Query
from compact_core.model.places import same_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.library.database import Database

_LONGEST = 20
"""Words of a search that count; more find nothing else."""
_RANKED_FROM = 3
"""Letters of a single word from which hits are ranked: fewer match nearly everything."""


def find(database: Database, view: str, query: Query) -> list[Hit]:
    """The hits of a query among the codes of a view, at most ``query.limit``, each once.

    What looks like a printed number finds the parts with that number first.

    A ranked search that still runs in another thread is stopped; there it raises
    :class:`compact_core.library.database.RankingStoppedError`.
    """
    database.stop_ranking()
    words = folding.words(query.text)[:_LONGEST]
    if not words:
        return []
    if len(words) == 1 and len(words[0]) < _RANKED_FROM:
        query = query._replace(ranked=False)
    signs = [sign for word in words for sign in word.split(folding.BESIDE) if sign][:_LONGEST]
    runs = [word for word in words if folding.BESIDE in word]
    numbers = _with_number(database, view, query)
    found: dict[int, Hit] = {}
    for table, expression in _expressions(signs, query):
        if len(found) < query.limit and (query.typing or not found):
            found = {**dict(_hits(database, view, query, table, expression, runs)), **found}
    return list({**numbers, **found}.values())[: query.limit]


def _with_number(database: Database, view: str, query: Query) -> dict[int, Hit]:
    """The parts that print the number that was typed, each with the id of its passage."""
    number = same_number(query.text)
    if not any(sign.isdecimal() for sign in number) and not query.text.strip().startswith(("(", "[")):
        return {}
    return dict(_as_hits(numbered(database, view, query, number), []))


def _expressions(signs: Sequence[str], query: Query) -> Iterable[tuple[str, str]]:
    """Full-text tables, each with an expression to match; the next is for when those before gave too little."""
    whole = ("stems", " ".join(f'"{sign}"' for sign in signs))
    starting = ("starts", " ".join(f'"{sign}"*' for sign in signs))
    if not query.typing:
        return (whole, starting)
    if query.ranked:
        return (starting, whole)
    # The beginning of a common word takes a millisecond to look up, the word itself hardly any time.
    growing = ("starts", " ".join([*(f'"{sign}"' for sign in signs[:-1]), f'"{signs[-1]}"*']))
    return dict.fromkeys((growing, starting, whole))


def _hits(
    database: Database, view: str, query: Query, table: str, expression: str, runs: list[str]
) -> Iterator[tuple[int, Hit]]:
    """The hits in one table, each with the id of its passage."""
    return _as_hits(matches(database, view, query, table, expression, runs), runs)


def _as_hits(rows: Iterable[tuple[Any, ...]], runs: list[str]) -> Iterator[tuple[int, Hit]]:
    for identity, *columns, printed, title, text, more in rows:
        texts = (title, text, more)
        heading, body, rest = _as_printed(texts, printed, runs) if printed else texts
        best = rest if MARK in rest and MARK not in body else body
        yield identity, Hit._make((*columns, heading, extract(best)))


def _as_printed(texts: Sequence[str], printed: str, runs: list[str]) -> list[str]:
    """Texts with marks, as they were before they were folded."""
    pairs = zip(texts, printed.split(folding.SEPARATOR), strict=True)
    return [read(text).whole(runs).over(original).written() for text, original in pairs]
