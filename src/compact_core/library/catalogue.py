"""The catalogue: what was read before, in one SQLite file in the cache folder.

The file can be thrown away at any time: it is made again when it is missing, damaged or of another version, and
kept in memory when it cannot be written.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, TypeVar

from compact_core.library import readings, views
from compact_core.library.database import Database, is_held, remove
from compact_core.library.search import full_text

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

VERSION = 8
"""Version of the tables and of what is put into them; a file of another version is made again."""


class Catalogue(Database):
    """The database with its two parts: readings of files, and views of the library."""

    def __init__(self, path: str) -> None:
        """Open or make the catalogue at a path; ``:memory:`` keeps it in memory."""
        super().__init__(path, VERSION, readings.TABLES + views.TABLES + full_text.TABLES)
        self.readings = readings.Readings(self)
        """What came of reading each file."""
        self.views = views.Views(self, self.readings)
        """What each way of opening the library found."""


def with_catalogue(folder: str, use: Callable[[Catalogue], Result]) -> Result:
    """The result of ``use`` with the catalogue in a folder; ``use`` closes it, or keeps it open for its result.

    A file that is damaged or of another version is removed and made again. One that cannot be written, or that
    another process holds for long, is left alone, and a catalogue in memory is used.
    """
    path = os.path.join(folder, "catalogue.sqlite")
    for _ in range(2):
        try:
            os.makedirs(folder, exist_ok=True)
            return _used(Catalogue(path), use)
        except OSError:
            break
        except (sqlite3.Error, UnicodeDecodeError) as error:  # messages of SQLite may hold the damage
            if is_held(error):
                break
        remove(path)
    return _used(Catalogue(":memory:"), use)


def _used(catalogue: Catalogue, use: Callable[[Catalogue], Result]) -> Result:
    try:
        return use(catalogue)
    except BaseException:
        catalogue.close()
        raise
