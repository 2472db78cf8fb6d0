"""One SQLite file: opened or made, asked, changed, closed."""

from __future__ import annotations

import os
import time
import weakref
from contextlib import contextmanager, suppress
from functools import cache
from threading import get_ident
from typing import TYPE_CHECKING, Any, Self

from compact_core.errors import CompactsError

try:
    import sqlite3
except ImportError:  # some builds of Python are without it
    HAS_SQLITE = False
else:
    HAS_SQLITE = True

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Values = tuple[Any, ...]

Error: type[Exception] = sqlite3.Error if HAS_SQLITE else LookupError
"""Whatever SQLite raises."""
DatabaseError: type[Exception] = sqlite3.DatabaseError if HAS_SQLITE else LookupError
"""What it raises of a damaged file."""
AMONG = "IN (SELECT value FROM json_each(?))"
"""Whether a value is in a list, which :func:`as_list` passes to SQLite."""
LONGEST_WAIT = 5
"""Seconds to wait for another process that holds the file."""
_REFUSED: set[int] = (
    {
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC),
        *(sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK),
        sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    }
    if HAS_SQLITE
    else set()
)
"""What SQLite says where a drive has no locks, or does not bring bytes to disk when it is asked to."""


@cache
def has_full_text() -> bool:
    """Whether SQLite has full-text search (FTS5) here; some systems build it without."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE tried USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


class RankingStoppedError(CompactsError):
    """The best hits were still being looked for when another search began."""


class Database:
    """A connection to a SQLite file. Every method may raise :class:`sqlite3.Error`. It can be used in a ``with``."""

    def __init__(self, path: str, version: int, tables: str, *, whole: bool = False) -> None:
        """Open the file, or make it with these tables; ``:memory:`` keeps them in memory.

        ``whole`` is for drives that refuse what SQLite needs: the file is read into memory, and written anew as a whole
        after each change. Raises :class:`sqlite3.DatabaseError` when the file has another version.
        """
        self.path = path
        self.opened = time.time_ns()
        """When it was opened, in nanoseconds since 1970."""
        self.is_closed = False
        self.has_full_text = has_full_text()
        """Whether it has full-text tables."""
        self._ranking: set[int] = set()  # the threads that rank
        self._whole = whole
        address = ":memory:" if whole else path
        self._connection = sqlite3.connect(address, timeout=0, isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._connection.close)  # Python 3.13 warns of one that nobody closed
        try:
            if whole and os.path.exists(path) and os.path.getsize(path):
                with open(path, "rb") as file:
                    self._connection.deserialize(file.read())
            self._be_patient()
            self._prepare(version, tables)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _be_patient(self) -> None:
        """Wait for other processes from now on, but not for a drive without locks."""
        try:
            self._version()
        except sqlite3.OperationalError as error:
            if not is_held(error) or is_refused(error, self.path):
                raise
        self.execute(f"PRAGMA busy_timeout = {int(LONGEST_WAIT * 1000)}")

    def _prepare(self, version: int, tables: str) -> None:
        if self._version() == version:
            return
        with self.writing():
            found = self._version()
            if found == version:  # another process was quicker
                return
            if found or self.select("SELECT 1 FROM sqlite_master"):
                message = f"catalogue of version {found}"
                raise DatabaseError(message)
            for statement in tables.split(";"):
                self.execute(statement)
            self.execute(f"PRAGMA user_version = {version}")

    def _version(self) -> int:
        ((version,),) = self.select("PRAGMA user_version")
        return int(version)

    def select(self, sql: str, values: Sequence[object] = ()) -> list[Values]:
        """The rows that a query gives."""
        return self._connection.execute(sql, values).fetchall()

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Make one change."""
        self._connection.execute(sql, values)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Make one change for each row."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the changes inside as one: all or none, and one process at a time."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # SQLite ends it by itself when the disk is full
                self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")
        if self._whole:
            from compact_core.content.whole import put

            with suppress(OSError):
                remove(f"{self.path}-journal")
                put(self.path, self._connection.serialize())

    def rank(self, sql: str, values: Sequence[object]) -> list[Values]:
        """The rows of a query that takes long; :meth:`stop_ranking` makes it raise :class:`RankingStoppedError`."""
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
        """Stop what other threads rank, and wait for them: SQLite answers one query of a connection at a time."""
        stopped = {*self._ranking}
        while stopped & self._ranking:
            self._connection.interrupt()  # again and again: it does nothing to a query that has not begun
            time.sleep(0.001)

    def close(self) -> None:
        """Close the connection. A database in memory is lost."""
        self.is_closed = True
        self._connection.close()

    def discard(self, error: Exception) -> None:
        """Close the file after an error, and remove it when the error shows that it is damaged."""
        self.close()
        if not is_held(error):
            remove(self.path)


def as_list(values: Sequence[str]) -> str:
    """Texts as a JSON list, for :data:`AMONG`."""
    from json import dumps

    return dumps(values)


def sound(row: Values, types: Sequence[type]) -> Values:
    """The row, if its values have the types that were stored; SQLite does not check them."""
    if [*map(type, row)] != [*types]:
        message = "damaged row"
        raise DatabaseError(message)
    return row


def is_held(error: Exception) -> bool:
    """Whether the error says that another process holds the file."""
    return getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_refused(error: Exception, path: str) -> bool:
    """Whether the error says that the drive of a file refuses what SQLite needs, and there is a way without."""
    code = getattr(error, "sqlite_errorcode", None)
    refused = code in _REFUSED or (is_held(error) and not _has_locks(path))
    return refused and hasattr(sqlite3.Connection, "deserialize")


def _has_locks(path: str) -> bool:
    """Whether the drive of a file has locks; without them SQLite reports that another process holds the file."""
    try:
        import fcntl
    except ImportError:  # where there is no such module, drives have locks
        return True
    from compact_core.content.whole import NOT_OFFERED

    try:
        with open(path, "rb+") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError as error:
        return error.errno not in NOT_OFFERED
    return True


def remove(path: str) -> None:
    """Remove a database file and its journal, where they are there."""
    for leftover in (path, f"{path}-journal"):
        with suppress(OSError):
            os.remove(leftover)
