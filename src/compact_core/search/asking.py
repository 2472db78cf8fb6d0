"""How a search is asked, and what it gives."""

# No postponed annotations: see errors.py.

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compact_core.search import folding, marks
from compact_core.search.passages import SEPARATOR

if TYPE_CHECKING:
    from compact_core.catalogue import Catalogue

_LONGEST = 20
"""Words of a search that count; more find nothing else."""
_RANKED_FROM = 3
"""Letters of a single word from which results are ranked: below, nearly everything matches."""


class Query(NamedTuple):
    """What is looked for."""

    text: str
    """Words as the user typed them; every one must occur."""
    kind: str = ""
    """Only this kind; empty for all."""
    code: str = ""
    """Only in the code of this id; empty for all."""
    side: str = ""
    """Only what this side owes; empty for all."""
    limit: int = 50
    """Most hits that are given."""
    typing: bool = False
    """Whether the words may still be growing; then each finds every word that begins so."""
    ranked: bool = True
    """Best hits first; otherwise in the order of the library, which is faster."""


class Hit(NamedTuple):
    """A passage that was found."""

    code: str
    """Id of its code."""
    code_title: str
    """Title of its code."""
    place: str
    """The area where its code holds."""
    item: str
    """Id of the section, provision, group, table or quotation; empty for the code itself."""
    kind: str
    """Kind of provision, or ``code``, ``section``, ``group``, ``table`` or ``quotation``."""
    at: str
    """Place in the source."""
    title: str
    """Short name or heading, with marks around what was found."""
    extract: str
    """A piece of the text, with marks around what was found."""


def find(catalogue: "Catalogue", view: str, query: Query) -> list[Hit]:
    """The hits of a query among the codes of a view, at most ``query.limit``, each once.

    A ranked search that still runs in another thread is stopped; it raises
    :class:`compact_core.catalogue.RankingStoppedError`.
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
    marked = ", ".join(f"highlight({table}, {column}, '{marks.MARK}', '{marks.UNMARK}')" for column in range(3))
    sql = f"""
        SELECT passage.id, code.id, code.title, code.place, item, passage.kind, at, printed, {marked}
        FROM {table} CROSS JOIN passage ON passage.id = {table}.rowid
            JOIN listed ON listed.path = passage.path AND listed.view = ? JOIN code ON code.path = passage.path
        WHERE {table} MATCH ?{filters} {order} LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    ask = catalogue.rank if query.ranked else catalogue.select
    for identity, *columns, printed, title, text, more in ask(sql, values):
        texts = (title, text, more)
        heading, said, beside = _as_printed(texts, printed, runs) if printed else texts
        extract = beside if marks.MARK in beside and marks.MARK not in said else said
        yield identity, Hit._make((*columns, heading, marks.extract(extract)))


def _as_printed(texts: Sequence[str], printed: str, runs: list[str]) -> list[str]:
    """Texts with marks, as they were before they were folded."""
    pairs = zip(texts, printed.split(SEPARATOR), strict=True)
    return [marks.read(text).whole(runs).over(original).written() for text, original in pairs]
