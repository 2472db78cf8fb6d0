"""The catalogue: what was read before, in one SQLite file in the cache folder.

The file can be thrown away at any time: it is made again when it is missing, damaged or of another version, and
kept in memory when it cannot be written.

A view is what one way of opening the library found, with the stamps of everything that this depended on. While none of
its stamps has changed, the library opens from the view, and nothing else is read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar, cast

from compact_core.library import readings
from compact_core.library.database import (
    AMONG,
    HAS_SQLITE,
    Database,
    Error,
    as_list,
    has_full_text,
    is_held,
    is_refused,
    remove,
)
from compact_core.library.library import FarLink
from compact_core.library.readings import ENTRY_COLUMNS, Readings, entry_from, keep_problems, kept_problems
from compact_core.library.search import full_text
from compact_core.library.stamps import USELESS, Stamp, settled, stamp
from compact_core.text import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compact_core.errors import Problem
    from compact_core.library.library import Entry
    from compact_core.library.search.scanning import FoundPassage

_Used = TypeVar("_Used")

VERSION = 11
"""Version of the tables and of what is put into them; a file of another version is made again."""
_TABLES = """
CREATE TABLE view (key TEXT PRIMARY KEY);
CREATE TABLE stamp (view TEXT, path TEXT, mtime INTEGER, size INTEGER, ctime INTEGER, inode INTEGER);
CREATE INDEX stamp_view ON stamp (view);
CREATE TABLE listed (view TEXT, position INTEGER, path TEXT, origin TEXT);
CREATE INDEX listed_view ON listed (view);
CREATE INDEX listed_path ON listed (path, view);
CREATE TABLE lineage (view TEXT, body TEXT);
CREATE TABLE plugin (view TEXT, name TEXT, target TEXT, distribution TEXT);
"""
_OWNED = (("stamp", "view"), ("listed", "view"), ("plugin", "view"), ("lineage", "view"), ("problem", "owner"))
"""The tables with rows of views, each with the column that names the view."""
_MOST = 32
"""Views that are kept."""


class Views:
    """The views in a database."""

    def __init__(self, database: Database, readings: Readings) -> None:
        self._database = database
        self._readings = readings

    def is_fresh(self, view: str) -> bool:
        """Whether the view is known, and nothing that it depended on has changed."""
        if not self._database.select("SELECT 1 FROM view WHERE key = ?", (view,)):
            return False
        rows = self._database.select("SELECT path, mtime, size, ctime, inode FROM stamp WHERE view = ?", (view,))
        return all(stamp(path_of(row[0])) == row for row in rows)

    def entries(self, view: str) -> list[Entry]:
        """The codes of a view, in the order of lists."""
        listed = "listed JOIN code USING (path) WHERE view = ? ORDER BY position"
        rows = self._database.select(f"SELECT {ENTRY_COLUMNS}, origin FROM {listed}", (view,))  # noqa: S608
        return [entry_from(*row) for row in rows]

    def links_to(self, view: str, target: str) -> list[FarLink]:
        """The links from codes of a view to a part of another code, given as ``code#id``."""
        sql = """
            SELECT code, source, target, relation, reason, basis FROM link JOIN listed USING (path)
            WHERE view = ? AND target = ? ORDER BY position, link.rowid"""
        return [FarLink(*row) for row in self._database.select(sql, (view, target))]

    def without_code(self, view: str) -> dict[str, str]:
        """The files of a view that gave no code, each with the id that it states."""
        sql = """
            SELECT DISTINCT path, file.id FROM stamp JOIN file USING (path)
            WHERE view = ? AND path NOT IN (SELECT path FROM code)"""
        return dict(self._database.select(sql, (view,)))

    def problems(self, view: str) -> list[Problem]:
        """What was wrong when the view was made."""
        return kept_problems(self._database, view)

    def lineages(self, view: str) -> list[str]:
        """The lineages of a view, each as JSON of its plain data."""
        rows = self._database.select("SELECT body FROM lineage WHERE view = ? ORDER BY rowid", (view,))
        return [body for (body,) in rows]

    def paths(self, view: str) -> list[str]:
        """Every file and folder that the view depended on."""
        rows = self._database.select("SELECT path FROM stamp WHERE view = ? ORDER BY rowid", (view,))
        return [path_of(path) for (path,) in rows]

    def plugins(self, view: str) -> list[tuple[str, str, str]]:
        """Name, target and distribution of the plugins that were installed."""
        return self._database.select(
            "SELECT name, target, distribution FROM plugin WHERE view = ? ORDER BY rowid", (view,)
        )

    def keep(
        self,
        view: str,
        stamps: Iterable[Stamp],
        entries: Iterable[Entry] = (),
        problems: Iterable[Problem] = (),
        lineages: Iterable[str] = (),
    ) -> None:
        """Store what a view found and depended on, in place of what it had; old views are deleted."""
        database = self._database
        self._forget(view)
        database.execute("INSERT INTO view VALUES (?)", (view,))
        rows = [(view, *settled(now, database.opened)) for now in stamps]
        database.execute_many("INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?)", rows)
        listed = [(view, position, entry.file, entry.origin) for position, entry in enumerate(entries)]
        database.execute_many("INSERT INTO listed VALUES (?, ?, ?, ?)", listed)
        database.execute_many("INSERT INTO lineage VALUES (?, ?)", [(view, body) for body in lineages])
        keep_problems(database, view, problems)
        self._forget_old()

    def passages(self, view: str) -> Iterator[FoundPassage]:
        """Everything that a search can find, in the order of the codes."""
        from compact_core.library.search.passages import Passage
        from compact_core.library.search.scanning import FoundPassage

        for identity, code, title, place, *fields in full_text.every_passage(self._database, view):
            yield FoundPassage(identity, code, title, place, Passage(*fields))

    def kinds(self, view: str) -> list[tuple[str, str, int]]:
        """How many parts of each kind each code has: the id of the code, the kind and the number."""
        return full_text.kinds(self._database, view)

    def keep_plugins(
        self,
        view: str,
        stamps: Iterable[Stamp],
        plugins: Iterable[tuple[str, str, str]],
        problems: Iterable[Problem] = (),
    ) -> None:
        """Keep which plugins are installed, what was wrong, and the folders that this depended on."""
        self.keep(view, stamps, problems=problems)
        rows = [(view, *plugin) for plugin in plugins]
        self._database.execute_many("INSERT INTO plugin VALUES (?, ?, ?, ?)", rows)

    def expire(self, paths: Sequence[str]) -> None:
        """Make every view that depended on one of these files stale."""
        sql = f"UPDATE stamp SET mtime = ? WHERE path {AMONG}"  # noqa: S608
        self._database.execute(sql, (USELESS, as_list(paths)))

    def _forget(self, view: str) -> None:
        for table, column in (*_OWNED, ("view", "key")):
            self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", (view,))  # noqa: S608

    def _forget_old(self) -> None:
        """Forget the oldest views, and the files that only they depended on."""
        old = self._database.select("SELECT key FROM view ORDER BY rowid DESC LIMIT -1 OFFSET ?", (_MOST,))
        for (view,) in old:
            self._forget(view)
        if old:
            unused = self._database.select("SELECT path FROM file WHERE path NOT IN (SELECT path FROM stamp)")
            self._readings.forget([path for (path,) in unused])


class Catalogue(Database):
    """The database with its two parts: readings of files, and views of the library."""

    def __init__(self, path: str, *, whole: bool = False) -> None:
        """Open or make the catalogue at a path; ``:memory:`` keeps it in memory, ``whole`` does until it is written."""
        words = full_text.FULL_TEXT_TABLES if has_full_text() else ""
        super().__init__(path, VERSION, readings.TABLES + _TABLES + full_text.TABLES + words, whole=whole)
        self.readings = Readings(self)
        """What came of reading each file."""
        self.views = Views(self, self.readings)
        """What each way of opening the library found."""


def new_catalogue() -> Catalogue:
    """A catalogue in memory, or its replacement without SQLite."""
    if HAS_SQLITE:
        return Catalogue(":memory:")
    from compact_core.library.unkept import Unkept

    return cast("Catalogue", Unkept())  # it answers whatever the library asks of a catalogue


def with_catalogue(folder: str, use: Callable[[Catalogue], _Used], *, whole: bool = False) -> _Used:
    """What ``use`` returns for the catalogue in a folder. ``use`` closes it, unless its result still needs it.

    A file that is damaged or of another version is removed and made again. One that cannot be written, or that
    another process holds for long, is left alone, and a catalogue in memory is used. On a drive without locks it is
    read and written ``whole``.
    """
    for _ in range(2 if HAS_SQLITE else 0):
        path = os.path.join(folder, _file_name())
        try:
            os.makedirs(folder, exist_ok=True)
            return _used(Catalogue(path, whole=whole), use)
        except OSError:
            break
        except (Error, UnicodeDecodeError) as error:  # messages of SQLite may hold the damage
            if not whole and is_refused(error, path):
                return with_catalogue(folder, use, whole=True)
            if is_held(error):
                break
        remove(path)
    return _used(new_catalogue(), use)


def _file_name() -> str:
    """The name of the file; another one without full-text tables, because such an SQLite cannot open them."""
    return "catalogue.sqlite" if has_full_text() else "catalogue-plain.sqlite"


def _used(catalogue: Catalogue, use: Callable[[Catalogue], _Used]) -> _Used:
    try:
        return use(catalogue)
    except BaseException:
        catalogue.close()
        raise
