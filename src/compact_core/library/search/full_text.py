"""The tables of passages and of their words, in the file of the catalogue."""

import sqlite3
from collections.abc import Sequence

TABLES = """
CREATE TABLE passage (id INTEGER PRIMARY KEY, path TEXT, item TEXT, kind TEXT, at TEXT, sides TEXT,
    title TEXT, text TEXT, more TEXT, printed TEXT);
CREATE INDEX passage_path ON passage (path);
CREATE VIRTUAL TABLE stems USING fts5(title, text, more, content='passage', content_rowid='id',
    tokenize="porter unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
CREATE VIRTUAL TABLE starts USING fts5(title, text, more, content='passage', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'", prefix='1 2 3', detail='none');
"""
_FULL_TEXT = ("stems", "starts")
"""The full-text tables over the passages: by stem, and by the beginning of words."""
_AT_ONCE = 100
"""Rows in one statement: nine values each, within the limit of 999 that old versions of SQLite have."""


def keep_passages(db: sqlite3.Connection, rows: Sequence[Sequence[str]]) -> None:
    """Take in passages, each with the path of its file before it, and index their words."""
    ((last,),) = db.execute("SELECT coalesce(max(id), 0) FROM passage")
    names = "path, item, kind, at, sides, title, text, more, printed"
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        places = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(some))
        values = [value for row in some for value in row]
        db.execute(f"INSERT INTO passage ({names}) VALUES {places}", values)  # noqa: S608
    for table in _FULL_TEXT:
        new = "SELECT id, title, text, more FROM passage WHERE id > ?"
        db.execute(f"INSERT INTO {table} (rowid, title, text, more) {new}", (last,))


def forget_passages(db: sqlite3.Connection, paths: str) -> None:
    """Take out the passages of the files with these paths (a JSON list), and their words."""
    among = "path IN (SELECT value FROM json_each(?))"
    for table in _FULL_TEXT:
        old = f"SELECT 'delete', id, title, text, more FROM passage WHERE {among}"  # noqa: S608
        db.execute(f"INSERT INTO {table} ({table}, rowid, title, text, more) {old}", (paths,))
    db.execute(f"DELETE FROM passage WHERE {among}", (paths,))  # noqa: S608
