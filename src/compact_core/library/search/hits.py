"""The hits of a search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compact_core.library.search import folding
from compact_core.library.search.full_text import MARK, matches, matches_any, numbered
from compact_core.library.search.highlights import Marked, extract, read, unmarked
from compact_core.library.search.query import Hit, Query
from compact_core.model.places import plain_number, same_number
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.library.database import Database

MOST_WORDS = 20
"""Words of a search that count; more find nothing else."""
_PIECES = 4
"""Passages that are looked through for each hit: in some a number is a piece of another."""
_LONGEST_NUMBER = 4
"""Letters of a piece of a number, such as 2017 or xvii; longer ones are words."""
_NAMES_OF_PARTS = frozenset(
    ("article", "clause", "commitment", "item", "no", "number", "para", "paragraph", "part", "point", "section", "§")
)
"""What people say before the number of a part, in small letters."""
_RANKED_FROM = 3
"""Letters of a single word from which hits are ranked: fewer match nearly everything."""


def find(database: Database, view: str, query: Query) -> list[Hit]:
    """The hits of a query among the codes of a view, at most ``query.limit``, each once.

    For a number, the parts that print it come first, then the passages that name it as it was typed.

    A ranked search that still runs in another thread is stopped; there it raises
    :class:`compact_core.library.database.RankingStoppedError`.
    """
    database.stop_ranking()
    query = query._replace(text=clean(query.text))
    words = folding.words(query.text)[:MOST_WORDS]
    if not words:
        return []
    if len(words) == 1 and len(words[0]) < _RANKED_FROM:
        query = query._replace(ranked=False)
    signs = [sign for word in words for sign in word.split(folding.BESIDE) if sign][:MOST_WORDS]
    runs = [word for word in words if folding.BESIDE in word]
    numbers = _with_number(database, view, query)
    if query.any and len(words) > 1:
        return list({**numbers, **_with_any(database, view, query, words)}.values())[: query.limit]
    if _is_number(query.text, words) or (numbers and _may_be_number(query, words)):
        return list({**numbers, **dict(_naming(database, view, query, words))}.values())[: query.limit]
    found: dict[int, Hit] = {}
    for table, expression in _expressions(signs, query):
        if len(found) < query.limit and (query.typing or not found):
            rows = matches(database, view, query, table, expression, runs)
            found = {**dict(as_hits(rows, runs)), **found}
    return list({**numbers, **found}.values())[: query.limit]


def _with_any(database: Database, view: str, query: Query, words: Sequence[str]) -> dict[int, Hit]:
    """The hits with any of the words, by the id of the passage; hits with more of the words come first."""
    runs = [word for word in words if folding.BESIDE in word]
    expressions = [_of_word(word) for word in dict.fromkeys(words)]
    found: dict[int, tuple[int, Hit]] = {}
    for table in ("stems", "starts"):
        if any(table in expression for expression in expressions):
            rows = matches_any(database, view, query, table, expressions)
            for (number, *_), (identity, hit) in zip(rows, as_hits((row[1:] for row in rows), runs), strict=True):
                found.setdefault(identity, (number, hit))
    ordered = sorted(found.items(), key=lambda pair: -pair[1][0])
    return {identity: hit for identity, (_, hit) in ordered}


def _of_word(word: str) -> dict[str, str]:
    """The expression for one word in each full-text table; ``starts`` knows no runs of signs."""
    signs = [sign for sign in word.split(folding.BESIDE) if sign]
    whole = {"stems": f'"{" ".join(signs)}"'}
    return whole if len(signs) > 1 else {**whole, "starts": f'"{word}"*'}


def _with_number(database: Database, view: str, query: Query) -> dict[int, Hit]:
    """The parts that print a typed number, such as '(a)' or 'IV', by the id of the passage.

    'Clause 8b' is looked up as it is, since some documents print that, and then as 8b.
    """
    for number in (same_number(query.text), same_number(_after_its_name(query.text))):
        rows = numbered(database, view, query, number) if number else []
        if rows:
            return dict(as_hits(rows, []))
    return {}


def _after_its_name(text: str) -> str:
    """The number of 'clause 8b' or 'section IV'; nothing where no such number is named."""
    name, _, number = text.strip().partition(" ")
    named = name.lower().rstrip(".:") in _NAMES_OF_PARTS
    return number if named and _are_short(folding.words(number)) else ""


def _is_number(text: str, words: Sequence[str]) -> bool:
    """Whether a text can only be meant as a number: in brackets, or of several numbers as in 2.1 and 24/7."""
    if len(text.split()) > 1 or not _are_short(words):
        return False
    return text.strip().startswith(("(", "[")) or (len(words) > 1 and any(map(str.isdecimal, words)))


def _may_be_number(query: Query, words: Sequence[str]) -> bool:
    """Whether a text that some part has for its number is meant as one: 'Article 3' is, 'Foreword' is not.

    While it is being typed, what begins like IV may become a word.
    """
    return any(map(str.isdecimal, query.text)) or (_are_short(words) and not query.typing)


def _are_short(words: Sequence[str]) -> bool:
    return all(len(word) <= _LONGEST_NUMBER for word in words)


def _naming(database: Database, view: str, query: Query, words: Sequence[str]) -> Iterator[tuple[int, Hit]]:
    """The passages that name a typed number, and not only as a piece of another, as 11.1 and 1.10 contain 1.1."""
    typed = " ".join(folding.fold(plain_number(query.text)).lower().split())
    number = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(typed)}(?!\w|[.,]\d)")
    more = query._replace(limit=query.limit * _PIECES)
    phrase = " ".join(sign for word in words for sign in word.split(folding.BESIDE) if sign)
    for identity, *columns, printed, title, text, others in matches(
        database, view, more, "stems", f'"{phrase}"', [typed]
    ):
        plain = map(unmarked, (title, text, others))
        found = [Marked(text, [match.span() for match in number.finditer(text.lower())]) for text in plain]
        if any(marked.spans for marked in found):
            if printed:
                originals = printed.split(folding.SEPARATOR)
                found = [marked.over(original) for marked, original in zip(found, originals, strict=True)]
            yield identity, _hit(columns, [marked.written() for marked in found])


def _expressions(signs: Sequence[str], query: Query) -> Iterable[tuple[str, str]]:
    """Full-text tables with an expression for each; a later one is asked when the earlier ones gave too little."""
    whole = ("stems", " ".join(f'"{sign}"' for sign in signs))
    starting = ("starts", " ".join(f'"{sign}"*' for sign in signs))
    if not query.typing:
        return (whole, starting)
    if query.ranked:
        return (starting, whole)
    # The beginning of a common word takes a millisecond to look up, the word itself hardly any time.
    growing = ("starts", " ".join([*(f'"{sign}"' for sign in signs[:-1]), f'"{signs[-1]}"*']))
    return dict.fromkeys((growing, starting, whole))


def as_hits(rows: Iterable[tuple[Any, ...]], runs: list[str]) -> Iterator[tuple[int, Hit]]:
    """The hits in rows as :func:`matches` gives, each with the id of its passage."""
    for identity, *columns, printed, title, text, more in rows:
        texts = [title, text, more]
        if printed:  # the texts are folded, and their marks go to the printed form
            pairs = zip(texts, printed.split(folding.SEPARATOR), strict=True)
            texts = [read(text).whole(runs).over(original).written() for text, original in pairs]
        yield identity, _hit(columns, texts)


def _hit(columns: Sequence[Any], texts: Sequence[str]) -> Hit:
    """A hit of its columns, and of its title, its text and what else it says, with marks."""
    heading, body, rest = texts
    best = rest if MARK in rest and MARK not in body else body
    return Hit._make((*columns, heading, extract(best)))
