"""Words found in the provisions of every code: what is indexed, and how a search is asked.

Two full-text tables (SQLite FTS5) stand over one table of passages. ``stems`` knows words by their stem (Porter),
so that 'organise' finds 'organising'; ``starts`` knows how words begin, for the word that is still being typed.
Both fold case and accents. What a user types is data: it is cut into words, and nothing in it has a meaning.
"""

# No postponed annotations: see errors.py.

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from compact_core.library import CodeIndex

if TYPE_CHECKING:
    from compact_core.catalogue import Catalogue
    from compact_core.model import Code, Provision

MARK, UNMARK = "\x02", "\x03"
"""Signs around found words; text that was cleaned holds neither."""

_WORD = r"[^\W_]+"
_LONGEST = 20
"""Words of a search that count; more find nothing else."""
_RANKED_FROM = 3
"""Letters of a single word from which results are ranked: below, nearly everything matches."""


class Passage(NamedTuple):
    """A piece of a code that can be found."""

    item: str
    """Id of the section or provision; empty for the code itself."""
    kind: str
    """Kind of provision, ``section`` or ``code``."""
    section: str
    """Title of the section it stands in."""
    at: str
    """Place in the source."""
    sides: str
    """Sides that owe it, with spaces before, between and after; empty when nobody is named."""
    title: str
    """Short name or heading."""
    text: str
    """Its text."""
    more: str
    """What else belongs to it: items, parts, asides."""


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
    """Id of the section or provision; empty for the code itself."""
    kind: str
    """Kind of provision, ``section`` or ``code``."""
    at: str
    """Place in the source."""
    title: str
    """Short name or heading, with marks around what was found."""
    extract: str
    """A piece of the text, with marks around what was found."""


def passages(code: "Code") -> Iterator[Passage]:
    """Everything of a code that can be found."""
    from compact_core.model import ALL_PARTIES

    header = code.header
    about = f"{header.place} {code.agreement.name} {code.agreement.kind} {header.kind} {header.issued}"
    yield Passage("", "code", "", "", "", header.title, header.summary, about)
    titles = {one.id: one.title for one in code.sections}
    index = CodeIndex(code)
    sides = {party.id: party.side for party in code.parties}
    everybody = _spaced(sides.values())
    for section in code.sections:
        above = titles.get(section.within, "")
        yield Passage(section.id, "section", above, section.number, "", section.title, section.lead, "")
    for one in code.provisions:
        owed = index.owed_by(one)
        named = everybody if ALL_PARTIES in owed else _spaced(sides[party] for party in owed if party in sides)
        section_title = titles.get(one.section, "")
        yield Passage(one.id, one.kind, section_title, one.at, named, one.title, one.text, _more(one))


def _spaced(words: Any) -> str:
    return "".join(f" {word}" for word in dict.fromkeys(words)) + " "


def _more(one: "Provision") -> str:
    lists = (getattr(one, name, ()) for name in ("items", "parts", "also"))
    texts = (getattr(one, name, "") for name in ("condition", "hedge", "aside", "formal_variant", "example"))
    return " · ".join(filter(None, chain(texts, *lists)))


def find(catalogue: "Catalogue", view: str, query: Query) -> list[Hit]:
    """The hits of a query among the codes of a view, at most ``query.limit``, each once."""
    words = re.findall(_WORD, normalize("NFC", query.text))[:_LONGEST]
    if not words:
        return []
    if len(words) == 1 and len(words[0]) < _RANKED_FROM:
        query = query._replace(ranked=False)
    whole = " ".join(f'"{word}"' for word in words)
    starting = " ".join(f'"{word}"*' for word in words)
    asked = [("starts", starting), ("stems", whole)] if query.typing else [("stems", whole), ("starts", starting)]
    found: dict[int, Hit] = {}
    for table, expression in asked:
        if len(found) < query.limit and (query.typing or not found):
            found = {**dict(_rows(catalogue, view, query, table, expression)), **found}
    return list(found.values())[: query.limit]


def _rows(catalogue: "Catalogue", view: str, query: Query, table: str, expression: str) -> Iterator[tuple[int, Hit]]:
    filters = ""
    values: list[object] = [view, expression]
    for column, value in (("passage.kind", query.kind), ("code.id", query.code)):
        if value:
            filters += f" AND {column} = ?"
            values.append(value)
    if query.side:
        filters += " AND instr(passage.sides, ?)"
        values.append(f" {query.side} ")
    order = f"ORDER BY bm25({table}, 4.0, 1.0, 0.5)" if query.ranked else ""
    sql = f"""
        SELECT passage.id, code.id, code.title, code.place, item, passage.kind, at,
            highlight({table}, 0, '{MARK}', '{UNMARK}'),
            snippet({table}, 1, '{MARK}', '{UNMARK}', '…', 24),
            snippet({table}, 2, '{MARK}', '{UNMARK}', '…', 24)
        FROM {table} CROSS JOIN passage ON passage.id = {table}.rowid
            JOIN listed ON listed.path = passage.path AND listed.view = ? JOIN code ON code.path = passage.path
        WHERE {table} MATCH ?{filters} {order} LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    for row in catalogue.select(sql, values):
        identity, *columns, text, more = row
        extract = more if MARK in more and MARK not in text else text
        yield identity, Hit._make((*columns, extract))


def pieces(text: str) -> Sequence[tuple[str, bool]]:
    """The text in pieces, each with whether it was found."""
    return [(piece, place % 2 == 1) for place, piece in enumerate(re.split(f"[{MARK}{UNMARK}]", text)) if piece]
