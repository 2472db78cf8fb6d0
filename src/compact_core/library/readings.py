"""The results of reading files, kept in the catalogue: a file is read again only when it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.errors import PROBLEM_TYPES, Problem
from compact_core.library.database import AMONG, Database, DatabaseError, as_list, sound
from compact_core.library.library import Entry, FarLink
from compact_core.library.search.full_text import forget_passages, keep_passages
from compact_core.library.stamps import USELESS, Stamp, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compact_core.library.search.passages import Passage
    from compact_core.model import Code

TABLES = """
CREATE TABLE file (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, ctime INTEGER, inode INTEGER, digest TEXT,
    reader TEXT, id TEXT);
CREATE TABLE code (path TEXT PRIMARY KEY, id TEXT, title TEXT, kind TEXT, place TEXT, language TEXT, issued TEXT,
    status TEXT, agreement_id TEXT, agreement TEXT, agreement_kind TEXT, provisions INTEGER, scale TEXT,
    related TEXT, body TEXT);
CREATE TABLE link (path TEXT, code TEXT, source TEXT, target TEXT, relation TEXT, reason TEXT,
    basis TEXT);
CREATE INDEX link_target ON link (target);
CREATE INDEX link_path ON link (path);
CREATE TABLE problem (owner TEXT, severity TEXT, file TEXT, line INTEGER, col INTEGER, message TEXT, hint TEXT);
CREATE INDEX problem_owner ON problem (owner);
"""
ENTRY_COLUMNS = (
    "id, title, kind, place, language, issued, status, agreement_id, agreement, agreement_kind, provisions,"
    " scale, related, path"
)
_ENTRY_TYPES = [*[str] * 10, int, *[str] * 4]


class Reading(NamedTuple):
    """The result of reading one file."""

    stamp: Stamp
    """The file as it was just before."""
    reader: str
    """Cache key: the loader that read it, and its version."""
    digest: str
    """SHA-256 of the file; empty when it could not be opened."""
    entry: Entry | None
    """The line of its code in lists; None when it holds no code that can be used."""
    body: str
    """The code as JSON of its plain data; empty when there is none."""
    problems: Sequence[Problem]
    """Everything that is wrong with it."""
    passages: Iterable[Passage]
    """What a search can find in it."""
    links: Sequence[FarLink]
    """Its links into other codes."""
    id: str = ""
    """Id of the code that cannot be used, as far as the file says it."""


class Readings:
    """The readings in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_known(self, now: Stamp, reader: str) -> bool:
        """Whether this reader has read the file, and its stamp has not changed since."""
        sql = "SELECT path, mtime, size, ctime, inode FROM file WHERE path = ? AND reader = ?"
        return self._database.select(sql, (now.path, reader)) == [now] and now.mtime != USELESS

    def digest(self, path: str, reader: str) -> str:
        """SHA-256 of the file as this reader read it; empty when it never did."""
        return self._text("SELECT digest FROM file WHERE path = ? AND reader = ?", path, reader)

    def keep_stamp(self, now: Stamp) -> None:
        """Keep a new stamp for a file whose bytes are the same."""
        path, *new = settled(now, self._database.opened)
        sql = "UPDATE file SET mtime = ?, size = ?, ctime = ?, inode = ? WHERE path = ?"
        self._database.execute(sql, (*new, path))

    def keep(self, readings: Sequence[Reading]) -> None:
        """Keep readings, in place of earlier ones of the same files.

        Many rows go into one statement: SQLite then works without holding Python up, which reads the next files.
        """
        database = self._database
        self.forget([reading.stamp.path for reading in readings])
        opened = database.opened
        files = [(*settled(new.stamp, opened), new.digest, new.reader, new.id) for new in readings]
        database.execute_many("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", files)
        codes = [
            (reading.stamp.path, *reading.entry[:-3], " ".join(map(":".join, reading.entry.related)), reading.body)
            for reading in readings
            if reading.entry
        ]
        database.execute_many(f"INSERT INTO code VALUES ({', '.join('?' * 15)})", codes)  # noqa: S608
        for reading in readings:
            keep_problems(database, reading.stamp.path, reading.problems)
        keep_passages(
            database, [(reading.stamp.path, *passage) for reading in readings for passage in reading.passages]
        )
        links = [(reading.stamp.path, *link) for reading in readings for link in reading.links]
        database.execute_many("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)", links)

    def forget(self, paths: Sequence[str]) -> None:
        """Remove everything that came from the files with these paths."""
        listed = as_list(paths)
        forget_passages(self._database, listed)
        for table, column in (("file", "path"), ("code", "path"), ("link", "path"), ("problem", "owner")):
            self._database.execute(f"DELETE FROM {table} WHERE {column} {AMONG}", (listed,))  # noqa: S608

    def entry(self, path: str, origin: str) -> Entry | None:
        """The entry of the code in a file, if it could be read; ``origin`` names the source that has the file."""
        rows = self._database.select(f"SELECT {ENTRY_COLUMNS} FROM code WHERE path = ?", (path,))  # noqa: S608
        return entry_from(*rows[0], origin) if rows else None

    def stated_id(self, path: str) -> str:
        """The id stated in a file that gave no code; empty when there is none."""
        return self._text("SELECT id FROM file WHERE path = ?", path)

    def _text(self, sql: str, *values: str) -> str:
        """The text that a query gives; empty for no row."""
        rows = self._database.select(sql, values)
        return str(rows[0][0]) if rows else ""

    def linking(self) -> set[str]:
        """The paths of the files whose codes have links into others."""
        return {path for (path,) in self._database.select("SELECT DISTINCT path FROM link")}

    def problems(self, path: str) -> list[Problem]:
        """What is wrong with a file."""
        return kept_problems(self._database, path)

    def code(self, path: str) -> Code | None:
        """The code in a file, if it could be read; it is checked again, as if it came from the file."""
        rows = self._database.select("SELECT body FROM code WHERE path = ?", (path,))
        return code_in(rows[0][0]) if rows else None


def code_in(body: str) -> Code:
    """The code in JSON of its plain data; raises :class:`DatabaseError` when that is damaged."""
    from json import loads

    from compact_core.content.read import code_from

    try:
        code, flaws = code_from(loads(body))
    except (ValueError, TypeError, AttributeError) as error:
        raise DatabaseError("damaged code") from error
    if any(flaw.severity == "error" for flaw in flaws):
        raise DatabaseError("damaged code")
    return code


def entry_from(*row: Any) -> Entry:
    """The entry in a row of :data:`ENTRY_COLUMNS` and the name of its source."""
    *columns, related, path, origin = sound(row, _ENTRY_TYPES)
    return Entry._make((*columns, tuple(tuple(pair.split(":", 1)) for pair in related.split()), origin, path))


def kept_problems(database: Database, owner: str) -> list[Problem]:
    """The problems of a file or a view."""
    sql = "SELECT severity, file, line, col, message, hint FROM problem WHERE owner = ? ORDER BY rowid"
    return [Problem(*sound(row, PROBLEM_TYPES)) for row in database.select(sql, (owner,))]


def keep_problems(database: Database, owner: str, problems: Iterable[Problem]) -> None:
    """Keep more problems of a file or a view."""
    rows = [(owner, *problem) for problem in problems]
    database.execute_many("INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
