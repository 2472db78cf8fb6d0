"""What was read before, kept in one SQLite file in the cache folder.

The file can be thrown away at any time: it is made again when it is missing, damaged or of another version, and
kept in memory when it cannot be written. A *view* is what one way of opening the library found last time, with
the stamps of every file and folder that it depended on; while no stamp has changed, nothing else is read.
"""

# No postponed annotations: see errors.py.

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from stat import S_ISDIR
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from compact_core.errors import PROBLEM_TYPES, CompactsError, Problem
from compact_core.library.entry import Entry
from compact_core.text import readable

if TYPE_CHECKING:
    from compact_core.library.search.passages import Passage
    from compact_core.model import Code

Result = TypeVar("Result")

VERSION = 6
"""Version of the tables, those of ``search/full_text.py`` too, and of what is put into them; another is made again."""

_USELESS = -2
"""Stands for the time of a file whose time says nothing."""
_RACE = 2_000_000_000
"""Nanoseconds: a file changed later than this before it was read may change again within one tick of its clock."""

_TABLES = """
CREATE TABLE file (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, digest TEXT, reader TEXT);
CREATE TABLE code (path TEXT PRIMARY KEY, id TEXT, title TEXT, kind TEXT, place TEXT, language TEXT, issued TEXT,
    status TEXT, agreement_id TEXT, agreement TEXT, agreement_kind TEXT, provisions INTEGER, scale TEXT,
    related TEXT, body TEXT);
CREATE TABLE problem (owner TEXT, severity TEXT, file TEXT, line INTEGER, col INTEGER, message TEXT, hint TEXT);
CREATE INDEX problem_owner ON problem (owner);
CREATE TABLE stamp (view TEXT, path TEXT, mtime INTEGER, size INTEGER);
CREATE INDEX stamp_view ON stamp (view);
CREATE TABLE listed (view TEXT, position INTEGER, path TEXT, origin TEXT);
CREATE INDEX listed_view ON listed (view);
CREATE INDEX listed_path ON listed (path, view);
CREATE TABLE view (key TEXT PRIMARY KEY);
CREATE TABLE lineage (view TEXT, body TEXT);
CREATE TABLE plugin (view TEXT, name TEXT, target TEXT, distribution TEXT);
"""
_VIEWS = 32
"""How many ways of opening the library are remembered."""
_NEW_PROBLEM = "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?)"
_ENTRY_TYPES = [*[str] * 10, int, *[str] * 4]
_ENTRY = (
    "id, title, kind, place, language, issued, status, agreement_id, agreement, agreement_kind, provisions,"
    " scale, related, path"
)


class Stamp(NamedTuple):
    """What the file system says of a file or folder; it changes when the content does."""

    path: str
    """Path of the file or folder, as text."""
    mtime: int
    """Last change in nanoseconds since 1970; -1 when there is nothing of that name, -2 when it says nothing."""
    size: int
    """Bytes; -1 when there is nothing of that name, and 0 for a folder."""


class Reading(NamedTuple):
    """What came of reading one file."""

    stamp: Stamp
    """The file as it was just before."""
    reader: str
    """What read it: a loader of a version."""
    digest: str
    """SHA-256 of the file; empty when it could not be opened."""
    entry: Entry | None
    """Its code in the list; None when it holds none that can be used."""
    body: str
    """The code as JSON of its plain data; empty when there is none."""
    problems: Sequence[Problem]
    """Everything that is wrong with it."""
    passages: "Iterable[Passage]"
    """What of it can be found by words."""


def stamp(path: str) -> Stamp:
    """The stamp of a file or folder now."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return Stamp(readable(path), -1, -1)
    size = 0 if S_ISDIR(status.st_mode) else status.st_size
    return Stamp(readable(path), status.st_mtime_ns, size)


def useless(path: str) -> Stamp:
    """A stamp that agrees with nothing, for what must be looked at each time."""
    return Stamp(readable(path), _USELESS, _USELESS)


class RankingStoppedError(CompactsError):
    """The best answers were still being looked for when something else was asked."""


class Catalogue:
    """The SQLite file. Every method may raise :class:`sqlite3.Error`; :func:`with_catalogue` says what then."""

    def __init__(self, path: str) -> None:
        """Open or make the catalogue at ``path``; ``:memory:`` keeps it in memory."""
        self.path = path
        """Where it is."""
        self._opened = time.time_ns()
        self._ranking: set[int] = set()  # the threads that rank
        self._db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        if self._version() == VERSION:
            return
        with self.writing():
            version = self._version()
            if version == VERSION:  # another process was quicker
                return
            if version or self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                message = f"catalogue of version {version}"
                raise sqlite3.DatabaseError(message)
            from compact_core.library.search.full_text import TABLES

            for statement in (_TABLES + TABLES).split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {VERSION}")

    def _version(self) -> int:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        return int(version)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One change: whole or not at all, and one process at a time."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite ends it by itself when the disk is full
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file; this also happens when nobody holds the catalogue any more."""
        self._db.close()

    def discard(self, error: Exception) -> None:
        """Close the file after an error, and throw it away if it is damaged, so that it is made anew."""
        self.close()
        if not _is_held(error):
            _remove(self.path)

    def __del__(self) -> None:
        if hasattr(self, "_db"):
            self._db.close()

    def is_fresh(self, view: str) -> bool:
        """Whether the view is known and everything it depended on is as it was."""
        if not self._db.execute("SELECT 1 FROM view WHERE key = ?", (view,)).fetchone():
            return False
        rows = self._db.execute("SELECT path, mtime, size FROM stamp WHERE view = ?", (view,))
        return all(stamp(path) == (path, mtime, size) for path, mtime, size in rows)

    def entries(self, view: str) -> list[Entry]:
        """The codes of a view, in its order."""
        rows = self._db.execute(
            f"SELECT {_ENTRY}, origin FROM listed JOIN code USING (path) WHERE view = ? ORDER BY position",  # noqa: S608
            (view,),
        )
        return [_entry(*row) for row in rows]

    def problems(self, owner: str) -> list[Problem]:
        """The problems that were kept for a view or a file."""
        rows = self._db.execute(
            "SELECT severity, file, line, col, message, hint FROM problem WHERE owner = ? ORDER BY rowid",
            (owner,),
        )
        return [Problem(*_sound(row, PROBLEM_TYPES)) for row in rows]

    def entry(self, path: str, origin: str) -> Entry | None:
        """The code that a file holds, if it could be read; ``origin`` names the source that has the file."""
        row = self._db.execute(f"SELECT {_ENTRY} FROM code WHERE path = ?", (path,)).fetchone()  # noqa: S608
        return _entry(*row, origin) if row else None

    def body(self, path: str) -> str | None:
        """The code of a file as JSON of its plain data."""
        row = self._db.execute("SELECT body FROM code WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def code(self, path: str) -> "Code | None":
        """The code that a file holds, if it could be read; it is checked again, as if it came from the file."""
        from json import loads

        from compact_core.content.read import code_from

        if not (body := self.body(path)):
            return None
        try:
            code, flaws = code_from(loads(body))
        except (ValueError, TypeError, AttributeError) as error:
            raise sqlite3.DatabaseError("damaged code") from error
        if any(flaw.severity == "error" for flaw in flaws):
            raise sqlite3.DatabaseError("damaged code")
        return code

    def is_known(self, now: Stamp, reader: str) -> bool:
        """Whether the file was read by that reader (a loader of a version) and its stamp has not changed since."""
        row = self._db.execute("SELECT mtime, size, reader FROM file WHERE path = ?", (now.path,)).fetchone()
        return bool(row == (now.mtime, now.size, reader)) and now.mtime != _USELESS

    def digest(self, path: str, reader: str) -> str:
        """SHA-256 of the file when that reader read it; empty when it did not."""
        row = self._db.execute("SELECT digest FROM file WHERE path = ? AND reader = ?", (path, reader)).fetchone()
        return row[0] if row else ""

    def keep_stamp(self, now: Stamp) -> None:
        """Remember a new stamp for a file whose bytes are the same."""
        self._db.execute(
            "UPDATE file SET mtime = ?, size = ? WHERE path = ?", (self._settled(now).mtime, now.size, now.path)
        )

    def select(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows that answer a question to the tables."""
        return self._db.execute(sql, values).fetchall()

    def rank(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The same for a question that takes long; :meth:`stop_ranking` makes it raise :class:`RankingStoppedError`."""
        self._ranking.add(get_ident())
        try:
            return self.select(sql, values)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                message = "Another search has begun."
                raise RankingStoppedError(message) from error
            raise
        finally:
            self._ranking.discard(get_ident())

    def stop_ranking(self) -> None:
        """Stop what other threads rank: SQLite answers one question at a time."""
        if self._ranking:
            self._db.interrupt()

    def keep_files(self, readings: Sequence[Reading]) -> None:
        """Remember what came of reading some files.

        Many rows go into one statement where they can: SQLite then works without holding Python up, so that the
        next files are read meanwhile.
        """
        from json import dumps

        from compact_core.library.search.full_text import keep_passages

        paths = dumps([one.stamp.path for one in readings])
        self._forget(paths)
        among = "IN (SELECT value FROM json_each(?))"  # whatever was opened with them before has to be opened anew
        self._db.execute(f"UPDATE stamp SET mtime = ? WHERE path {among}", (_USELESS, paths))  # noqa: S608
        files = [
            (one.stamp.path, self._settled(one.stamp).mtime, one.stamp.size, one.digest, one.reader) for one in readings
        ]
        self._db.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?)", files)
        codes = [
            (one.stamp.path, *one.entry[:-3], " ".join(one.entry.related), one.body) for one in readings if one.entry
        ]
        self._db.executemany(f"INSERT INTO code VALUES ({', '.join('?' * 15)})", codes)  # noqa: S608
        problems = [(one.stamp.path, *problem) for one in readings for problem in one.problems]
        self._db.executemany(_NEW_PROBLEM, problems)
        keep_passages(self._db, [(one.stamp.path, *passage) for one in readings for passage in one.passages])

    def _forget(self, paths: str) -> None:
        """Take out everything that came from the files with these paths (a JSON list)."""
        from compact_core.library.search.full_text import forget_passages

        forget_passages(self._db, paths)
        among = "IN (SELECT value FROM json_each(?))"
        for table, column in (("file", "path"), ("code", "path"), ("problem", "owner")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} {among}", (paths,))  # noqa: S608

    def plugins(self, view: str) -> list[tuple[str, str, str]]:
        """Name, target and distribution of the plugins that were found last time."""
        return self.select("SELECT name, target, distribution FROM plugin WHERE view = ? ORDER BY rowid", (view,))

    def keep_plugins(self, view: str, stamps: Iterable[Stamp], plugins: Iterable[tuple[str, str, str]]) -> None:
        """Remember which plugins are installed, and the folders that this depended on."""
        self._db.execute("DELETE FROM plugin WHERE view = ?", (view,))
        self._db.executemany("INSERT INTO plugin VALUES (?, ?, ?, ?)", [(view, *one) for one in plugins])
        self.keep_view(view, stamps, (), ())

    def lineages(self, view: str) -> list[str]:
        """The lineages of a view, each as JSON of its plain data."""
        return [body for (body,) in self.select("SELECT body FROM lineage WHERE view = ? ORDER BY rowid", (view,))]

    def keep_lineages(self, view: str, bodies: Iterable[str]) -> None:
        """Remember the lineages of a view."""
        self._db.execute("DELETE FROM lineage WHERE view = ?", (view,))
        self._db.executemany("INSERT INTO lineage VALUES (?, ?)", [(view, body) for body in bodies])

    def keep_view(
        self, view: str, stamps: Iterable[Stamp], entries: Iterable[Entry], problems: Iterable[Problem]
    ) -> None:
        """Remember what one way of opening the library found, and what it depended on."""
        self._db.execute("INSERT OR REPLACE INTO view VALUES (?)", (view,))
        self._db.execute("DELETE FROM stamp WHERE view = ?", (view,))
        self._db.execute("DELETE FROM listed WHERE view = ?", (view,))
        rows = [(view, *self._settled(one)) for one in stamps]
        self._db.executemany("INSERT INTO stamp VALUES (?, ?, ?, ?)", rows)
        listed = [(view, place, entry.file, entry.origin) for place, entry in enumerate(entries)]
        self._db.executemany("INSERT INTO listed VALUES (?, ?, ?, ?)", listed)
        self._db.execute("DELETE FROM problem WHERE owner = ?", (view,))
        self._db.executemany(_NEW_PROBLEM, [(view, *one) for one in problems])
        self._prune()

    def _settled(self, now: Stamp) -> Stamp:
        """The stamp, made useless where the file changed so lately that a further change might not show.

        What matters is when the file was read; that was after the catalogue was opened.
        """
        recent = self._opened - now.mtime < _RACE
        return now._replace(mtime=_USELESS) if recent else now

    def _prune(self) -> None:
        """Take out what only ways of opening depended on that have not been used for long."""
        old = "SELECT key FROM view ORDER BY rowid DESC LIMIT -1 OFFSET ?"
        views = [key for (key,) in self.select(old, (_VIEWS,))]
        for key in views:
            for table, column in (
                ("stamp", "view"),
                ("listed", "view"),
                ("plugin", "view"),
                ("lineage", "view"),
                ("problem", "owner"),
            ):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))  # noqa: S608
            self._db.execute("DELETE FROM view WHERE key = ?", (key,))
        if views:
            from json import dumps

            unused = self.select("SELECT path FROM file WHERE path NOT IN (SELECT path FROM stamp)", ())
            self._forget(dumps([path for (path,) in unused]))


def _entry(*row: Any) -> Entry:
    *columns, related, path, origin = _sound(row, _ENTRY_TYPES)
    return Entry._make((*columns, tuple(related.split()), origin, path))


def _sound(row: tuple[Any, ...], types: list[type]) -> tuple[Any, ...]:
    """The row, if its values are what was stored: SQLite itself does not look at them."""
    if [*map(type, row)] != types:
        message = "damaged row"
        raise sqlite3.DatabaseError(message)
    return row


def _is_held(error: Exception) -> bool:
    """Whether another process holds the file."""
    return getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _remove(path: str) -> None:
    for leftover in (path, f"{path}-journal"):
        with suppress(OSError):
            os.remove(leftover)


def with_catalogue(folder: str, use: Callable[[Catalogue], Result]) -> Result:
    """What ``use`` makes of the catalogue in a folder.

    A file that is damaged or of another version is thrown away and made again; one that cannot be written, or
    that another process holds for long, is left alone, and a catalogue in memory serves this once.
    """
    path = os.path.join(folder, "catalogue.sqlite")
    for _ in range(2):
        try:
            os.makedirs(folder, exist_ok=True)
            return _used(Catalogue(path), use)
        except OSError:
            break
        except (sqlite3.Error, UnicodeDecodeError) as error:  # messages of SQLite may hold the damage
            if _is_held(error):
                break
        _remove(path)
    return _used(Catalogue(":memory:"), use)


def _used(catalogue: Catalogue, use: Callable[[Catalogue], Result]) -> Result:
    try:
        return use(catalogue)
    except BaseException:
        catalogue.close()
        raise
