"""The tables of passages and their words, and what is asked of them.

Two full-text tables (FTS5), where SQLite has that, stand over one table of passages. ``stems`` knows words by their
stem (Porter), so that 'organise' finds 'organising'; ``starts`` knows how words begin, for the word that is still being
typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compact_core.library.database import AMONG, as_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compact_core.library.database import Database
    from compact_core.library.search.query import Query

TABLES = """
CREATE TABLE passage (id INTEGER PRIMARY KEY, path TEXT, item TEXT, kind TEXT, at TEXT, label TEXT, number TEXT,
    spot TEXT, sides TEXT, title TEXT, text TEXT, more TEXT, printed TEXT);
CREATE INDEX passage_path ON passage (path);
CREATE INDEX passage_number ON passage (number);
CREATE INDEX passage_spot ON passage (spot) WHERE spot <> '';
"""
FULL_TEXT_TABLES = """
CREATE VIRTUAL TABLE stems USING fts5(title, text, more, content='passage', content_rowid='id',
    tokenize="porter unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
CREATE VIRTUAL TABLE starts USING fts5(title, text, more, content='passage', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'", prefix='1 2 3', detail='none');
"""
MARK, UNMARK = "\x02", "\x03"
"""Signs before and after found words; text that was cleaned holds neither."""
_STORED = "path, item, kind, at, label, number, spot, sides, title, text, more, printed"
_FIELDS = "item, passage.kind, at, label, number, spot, sides, passage.title, text, more, printed"
"""The fields of a passage, in their order."""
_SHOWN = "passage.id, code.id, code.title, code.place, item, passage.kind, label, at, number, printed"
"""What a hit is made of, but for its texts."""
_OF_VIEW = "JOIN listed ON listed.path = passage.path AND listed.view = ? JOIN code ON code.path = passage.path"
"""Only the passages of a view, with their codes."""
_LAST = "\U0010ffff"
"""After this sign no other comes in any order."""
_FULL_TEXT = ("stems", "starts")
_AT_ONCE = 83
"""Rows in one statement: twelve values each, within the limit of 999 that old versions of SQLite have."""


def _full_text(database: Database) -> tuple[str, ...]:
    return _FULL_TEXT if database.has_full_text else ()


def keep_passages(database: Database, rows: Sequence[Sequence[str]]) -> None:
    """Keep passages, each with the path of its file before it, and index their words."""
    ((last,),) = database.select("SELECT coalesce(max(id), 0) FROM passage")
    for start in range(0, len(rows), _AT_ONCE):
        batch = rows[start : start + _AT_ONCE]
        slots = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(batch))
        values = [value for row in batch for value in row]
        database.execute(f"INSERT INTO passage ({_STORED}) VALUES {slots}", values)  # noqa: S608
    for table in _full_text(database):
        new = "SELECT id, title, text, more FROM passage WHERE id > ?"
        database.execute(f"INSERT INTO {table} (rowid, title, text, more) {new}", (last,))


def forget_passages(database: Database, paths: str) -> None:
    """Remove the passages of the files with these paths (see :func:`as_list`), and their words."""
    for table in _full_text(database):
        old = f"SELECT 'delete', id, title, text, more FROM passage WHERE path {AMONG}"  # noqa: S608
        database.execute(f"INSERT INTO {table} ({table}, rowid, title, text, more) {old}", (paths,))
    database.execute(f"DELETE FROM passage WHERE path {AMONG}", (paths,))  # noqa: S608


def matches(
    database: Database, view: str, query: Query, table: str, expression: str, runs: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The passages of a view's codes that match an expression of FTS5, with marks around what was found.

    Each is a row: its id; id, title and place of its code; its item, kind, label, place, number and printed text; its
    title, text and more. ``runs`` are words of signs that are indexed one by one; they must stand in the text as they
    are.
    """
    filters, limits = _limits(query)
    values: list[object] = [view, expression, *limits]
    for run in runs:
        filters += " AND instr(lower(passage.title || ' ' || passage.text || ' ' || passage.more), ?)"
        values.append(run)
    order = f"ORDER BY bm25({table}, 4.0, 1.0, 0.5)" if query.ranked else ""
    sql = f"""
        SELECT {_SHOWN}, {_marked(table)}
        FROM {table} CROSS JOIN passage ON passage.id = {table}.rowid {_OF_VIEW}
        WHERE {table} MATCH ?{filters} {order} LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    return database.rank(sql, values) if query.ranked else database.select(sql, values)


def matches_any(
    database: Database, view: str, query: Query, table: str, words: Sequence[Mapping[str, str]]
) -> list[tuple[Any, ...]]:
    """The passages of a view's codes with any of the words, passages with more of them first.

    A word is an expression of FTS5 for each table that may know it. A row is how many of the words the passage has, and
    then what :func:`matches` gives; the marks are around what one of the tables found.
    """
    each = [(number, name, expression) for number, word in enumerate(words) for name, expression in word.items()]
    found = " UNION ".join(
        f"SELECT rowid, {number} FROM {name} WHERE {name} MATCH ?"  # noqa: S608 - names and numbers of ours
        for number, name, _ in each
    )
    filters, limits = _limits(query)
    here = " OR ".join(expression for _, name, expression in each if name == table)
    order = f", bm25({table}, 4.0, 1.0, 0.5)" if query.ranked else ""
    sql = f"""
        WITH met(id, word) AS ({found}), many(id, words) AS (SELECT id, count(*) FROM met GROUP BY id)
        SELECT words, {_SHOWN}, {_marked(table)}
        FROM {table} CROSS JOIN passage ON passage.id = {table}.rowid JOIN many ON many.id = passage.id {_OF_VIEW}
        WHERE {table} MATCH ?{filters}
        ORDER BY words DESC{order} LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    values = [*(expression for *_, expression in each), view, here, *limits]
    return database.rank(sql, values) if query.ranked else database.select(sql, values)


def numbered(database: Database, view: str, query: Query, number: str) -> list[tuple[Any, ...]]:
    """The passages of a view's codes with that number, in the order of the codes; rows as :func:`matches` gives.

    First come passages that print the number, then those that stand at the place of that name. While the number is
    being typed, passages whose number begins with it follow, but no passages that only stand in these.
    """
    filters, limits = _limits(query)
    growing = query.typing and any(sign.isdecimal() for sign in number)
    last = f"{number}{_LAST}" if growing else number
    sql = f"""
        SELECT {_SHOWN}, passage.title, text, more
        FROM passage CROSS JOIN listed ON listed.path = passage.path AND listed.view = ?
            CROSS JOIN code ON code.path = passage.path
        WHERE (number = ? OR (number BETWEEN ? AND ? AND instr(number, ',') = 0) OR (spot <> '' AND spot = ?)){filters}
        ORDER BY number <> ?, position, passage.id LIMIT {int(query.limit)}"""  # noqa: S608 - names and numbers of ours
    return database.select(sql, [view, number, number, last, number, *limits, number])


def kinds(database: Database, view: str) -> list[tuple[str, str, int]]:
    """How many passages of each kind each code of a view has: the id of the code, the kind and the number."""
    sql = f"""
        SELECT code.id, passage.kind, count(*) FROM passage {_OF_VIEW}
        WHERE passage.kind <> 'code' GROUP BY code.id, passage.kind"""  # noqa: S608 - names of ours
    return database.select(sql, (view,))


def every_passage(database: Database, view: str) -> list[tuple[Any, ...]]:
    """The passages of a view's codes, in the order of the codes: id; id, title and place of the code; its fields."""
    sql = f"""
        SELECT passage.id, code.id, code.title, code.place, {_FIELDS} FROM passage {_OF_VIEW}
        ORDER BY position, passage.id"""  # noqa: S608 - names of ours
    return database.select(sql, (view,))


def _marked(table: str) -> str:
    """Title, text and more with marks around what a full-text table found."""
    return ", ".join(f"highlight({table}, {column}, '{MARK}', '{UNMARK}')" for column in range(3))


def _limits(query: Query) -> tuple[str, list[object]]:
    """What a query is limited to, as SQL and the values in it."""
    filters = ""
    values: list[object] = []
    for column, value in (("passage.kind", query.kind), ("code.id", query.code)):
        if value:
            filters += f" AND {column} = ?"
            values.append(value)
    if query.codes:
        filters += f" AND code.id {AMONG}"
        values.append(as_list(query.codes))
    if query.side:
        filters += " AND instr(passage.sides, ?)"
        values.append(f" {query.side} ")
    return filters, values
