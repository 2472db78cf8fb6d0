"""The hits of a search in the catalogue."""

# No postponed annotations: see errors.py.

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from compact_core.library.search import folding, highlights
from compact_core.library.search.folding import SEPARATOR
from compact_core.library.search.query import Hit, Query

if TYPE_CHECKING:
    from compact_core.library.catalogue import Catalogue

_LONGEST = 20
"""Words of a search that count; more find nothing else."""
_RANKED_FROM = 3
"""Letters of a single word from which results are ranked: below, nearly everything matches."""


def find(catalogue: "Catalogue", view: str, query: Query) -> list[Hit]:
    """The hits of a query among the codes of a view, at most ``query.limit``, each once.

    A ranked search that still runs in another thread is stopped; it raises
    :class:`compact_core.library.catalogue.RankingStoppedError`.
    """
    catalogue.stop_ranking()
    words = folding.words(query.text)[:_LONGEST]
    if not words:
        return []
    if len(words) == 1 and len(words[0]) < _RANKED_FROM:
        query = query._replace(ranked=False)
    signs = [sign for word in words for sign in word.split(folding.BESIDE) if sign][:_LONGEST]
    runs = [word for word in words if folding.BESIDE in word]
    found: dict[int, Hit] = {}
    for table, expression in _asked(signs, query):
        if len(found) < query.limit and (query.typing or not found):
            found = {**dict(_rows(catalogue, view, query, table, expression, runs)), **found}
    return list(found.values())[: query.limit]


def _asked(signs: Sequence[str], query: Query) -> Iterable[tuple[str, str]]:
    """Tables to ask, each with what: the next where those before did not give enough."""
    whole = ("stems", " ".join(f'"{sign}"' for sign in signs))
    starting = ("starts", " ".join(f'"{sign}"*' for sign in signs))
    if not query.typing:
        return (whole, starting)
    if query.ranked:
        return (starting, whole)
    # The beginning of a common word takes a millisecond to look up, the word itself hardly any time.
    growing = ("starts", " ".join([*(f'"{sign}"' for sign in signs[:-1]), f'"{signs[-1]}"*']))
    return dict.fromkeys((growing, starting, whole))


def _rows(
    catalogue: "Catalogue", view: str, query: Query, table: str, expression: str, runs: list[str]
) -> Iterator[tuple[int, Hit]]:
    filters = ""
    values: list[object] = [view, expression]
    for column, value in (("passage.kind", query.kind), ("code.id", query.code)):
        if value:
            filters += f" AND {column} = ?"
            values.append(value)
    if query.side:
        filters += " AND instr(passage.sides, ?)"
        values.append(f" {query.side} ")
    for run in runs:  # the full-text tables know its signs, but not that they stand side by side
        filters += " AND instr(lower(passage.title || ' ' || passage.text || ' ' || passage.more), ?)"
        values.append(run)
    order = f"ORDER BY bm25({table}, 4.0, 1.0, 0.5)" if query.ranked else ""
    marked = ", ".join(
        f"highlight({table}, {column}, '{highlights.MARK}', '{highlights.UNMARK}')" for column in range(3)
    )
    sql = f"""
        SELECT passage.id, code.id, code.title, code.place, item, passage.kind, at, printed, {marked}
        FROM {table} CROSS JOIN passage ON passage.id = {table}.rowid
            JOIN listed ON listed.path = passage.path AND listed.view = ? JOIN code ON code.path = passage.path
        WHERE {table} MATCH ?{filters} {order} LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    ask = catalogue.rank if query.ranked else catalogue.select
    for identity, *columns, printed, title, text, more in ask(sql, values):
        texts = (title, text, more)
        heading, said, beside = _as_printed(texts, printed, runs) if printed else texts
        extract = beside if highlights.MARK in beside and highlights.MARK not in said else said
        yield identity, Hit._make((*columns, heading, highlights.extract(extract)))


def _as_printed(texts: Sequence[str], printed: str, runs: list[str]) -> list[str]:
    """Texts with marks, as they were before they were folded."""
    pairs = zip(texts, printed.split(SEPARATOR), strict=True)
    return [highlights.read(text).whole(runs).over(original).written() for text, original in pairs]
