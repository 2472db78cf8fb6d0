"""The library opened: sources asked, files read where they changed, everything else taken from the catalogue."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compact_core.errors import CompactsError, ContentError
from compact_core.folders import cache_folder
from compact_core.library.catalogue import stamp, with_catalogue
from compact_core.library.library import Library
from compact_core.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.library.catalogue import Catalogue
    from compact_core.library.entry import Entry
    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.lineage import Lineage
    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.manager import EntryPoint, Plugins

_ENVIRONMENT = (
    "COMPACTS_HOME",
    "COMPACTS_PLUGINS",
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
)
"""What decides, beside the command line, where codes and plugins are looked for."""


def open_library(codes: Sequence[str] = (), watch: Watch | None = None) -> Library:
    """The library of every code that the sources hold; ``codes`` are further folders or files.

    Sources: the program itself, plugins, the user's codes folder. What is wrong with any of them is among the
    library's problems; nothing is raised for it. ``watch`` is told how far the reading is, when anything is read.
    """
    return with_catalogue(cache_folder(), lambda catalogue: _opened(catalogue, _absolute(codes), watch))


def fresh_library(codes: Sequence[str] = ()) -> Library | None:
    """The same library, where the catalogue holds all of it and nothing has to be read; otherwise None."""
    view = _view(_absolute(codes))

    def held(catalogue: Catalogue) -> Library | None:
        return library_in(catalogue, view) if catalogue.is_fresh(view) else None

    return with_catalogue(cache_folder(), held)


def _absolute(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(os.path.abspath, codes)))


def _opened(catalogue: Catalogue, folders: Sequence[str], watch: Watch | None) -> Library:
    view = _view(folders)
    if not catalogue.is_fresh(view):
        from compact_core.library.indexing import gather
        from compact_core.plugins.isolation import Silence

        watch = watch or Silence()
        gather(catalogue, view, folders, _plugins(catalogue, watch), watch)
    return library_in(catalogue, view)


def library_in(catalogue: Catalogue, view: str) -> Library:
    """The library as the catalogue holds it for one way of opening."""
    return Library(
        catalogue.entries(view),
        catalogue.problems(view),
        lambda entry: _read(catalogue, entry),
        lambda query: _find(catalogue, view, query),
        lambda: _lineages(catalogue, view),
    )


def open_plugins(watch: Watch | None = None) -> Plugins:
    """Every installed plugin that ``COMPACTS_PLUGINS`` lets through, the built-in one first.

    ``watch`` is told when one takes long.
    """
    return with_catalogue(cache_folder(), lambda catalogue: _plugins(catalogue, watch))


def _plugins(catalogue: Catalogue, watch: Watch | None) -> Plugins:
    from compact_core.plugins import builtin
    from compact_core.plugins.manager import Plugins, wanted_plugins

    plugins = Plugins(watch)
    plugins.register(builtin, builtin.NAME)
    wanted, problems = wanted_plugins(_installed(catalogue))
    plugins.problems += problems
    for entry in wanted:
        plugins.load(entry)
    return plugins


def _installed(catalogue: Catalogue) -> list[EntryPoint]:
    """The plugins that are installed: looked up anew only when a folder of ``sys.path`` has changed."""
    from compact_core.plugins.manager import EntryPoint, installed_plugins

    view = readable("\n".join(["plugins", sys.version, *sys.path[1:]]))
    if catalogue.is_fresh(view):
        return [EntryPoint(*row) for row in catalogue.plugins(view)]
    found = installed_plugins()
    with catalogue.writing():
        catalogue.keep_plugins(view, map(stamp, sys.path[1:]), found)
    return found


def _view(folders: Sequence[str]) -> str:
    """The name of this way of opening the library."""
    from compact_core.version import __version__

    environment = [os.environ.get(name, "") for name in _ENVIRONMENT]
    return readable("\n".join([__version__, sys.version, *environment, *sys.path[1:], "codes", *folders]))


def _lineages(catalogue: Catalogue, view: str) -> list[Lineage]:
    import json

    from compact_core.content.lineage_file import lineage_from

    with _told(catalogue, "How codes relate"):
        return [lineage_from(json.loads(body))[0] for body in catalogue.lineages(view)]


def _find(catalogue: Catalogue, view: str, query: Query) -> list[Hit]:
    from compact_core.library.search.hits import find

    with _told(catalogue, "What was found"):
        return find(catalogue, view, query)


def _read(catalogue: Catalogue, entry: Entry) -> Code:
    """The code behind an entry, from the catalogue."""
    with _told(catalogue, f"The code '{entry.id}'"):
        if code := catalogue.code(entry.file):
            return code
        raise ContentError(tuple(catalogue.problems(entry.file)))


@contextmanager
def _told(catalogue: Catalogue, what: str) -> Iterator[None]:
    """A catalogue that is found damaged while it is in use is told in a sentence, and made anew the next time."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        catalogue.discard(error)
        message = f"{what} cannot be read from the catalogue: {error}. Start the program again."
        raise CompactsError(message) from error
