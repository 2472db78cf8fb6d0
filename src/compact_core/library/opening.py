"""The library opened: files that changed are read, everything else is taken from the catalogue."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compact_core.errors import CompactsError, ContentError
from compact_core.folders import cache_folder, import_path
from compact_core.library.catalogue import Catalogue, with_catalogue
from compact_core.library.database import HAS_SQLITE, Error
from compact_core.library.library import Entry, FarLink, Library
from compact_core.library.stamps import stamp, useless
from compact_core.text import readable
from compact_core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.errors import Problem
    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.lineage import Lineage
    from compact_core.plugins.installed import EntryPoint
    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.manager import Plugins

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
"""The variables that decide where codes and plugins are looked for."""
_NO_SQLITE = (
    "This Python has no SQLite (its module sqlite3), so every file is read anew each time,"
    " and a search gives its hits in the order of the library, not the best first."
)
_NO_FULL_TEXT = (
    "SQLite has no full-text search here (its part FTS5), so a search looks for the beginnings of words,"
    " and gives its hits in the order of the library, not the best first."
)


def open_library(codes: Sequence[str] = (), watch: Watch | None = None, *, plugins: Plugins | None = None) -> Library:
    """The library of all codes of the program, of plugins and of the user, and of the folders or files in ``codes``.

    What is wrong with any of them is among the library's problems; nothing is raised for it. ``watch`` follows the
    reading of files and the work of plugins. ``plugins`` are those to ask, if they are loaded already.
    """
    folders = _absolute(codes)
    view = _view(folders)

    def opened(catalogue: Catalogue) -> Library:
        if not catalogue.views.is_fresh(view):
            from compact_core.library.indexing import gather

            asked = plugins or _loaded(catalogue, watch)
            asked.worker.watch = watch or asked.worker.watch
            gather(catalogue, view, folders, asked)
        return library_in(catalogue, view)

    return with_catalogue(cache_folder(), opened)


def fresh_library(codes: Sequence[str] = ()) -> Library | None:
    """The library, if nothing has changed since it was last opened, so that no file is read; otherwise None."""
    view = _view(_absolute(codes))

    def opened(catalogue: Catalogue) -> Library | None:
        if catalogue.views.is_fresh(view):
            return library_in(catalogue, view)
        catalogue.close()
        return None

    return with_catalogue(cache_folder(), opened)


def _absolute(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(os.path.abspath, codes)))


def library_in(catalogue: Catalogue, view: str) -> Library:
    """The library of a view. Closing it closes the catalogue."""
    return Library(
        catalogue.views.entries(view),
        catalogue.views.problems(view),
        lambda entry: _read(catalogue, entry),
        find=lambda query: _find(catalogue, view, query),
        lineages=lambda: _lineages(catalogue, view),
        links_to=lambda target: _links_to(catalogue, view, target),
        kinds=lambda: _kinds(catalogue, view),
        without_code=lambda: _without_code(catalogue, view),
        lineage_files=lambda pair: _lineage_files(catalogue, view, pair),
        close=catalogue.close,
        lacks="" if catalogue.has_full_text else _NO_FULL_TEXT if HAS_SQLITE else _NO_SQLITE,
    )


def open_plugins(watch: Watch | None = None) -> Plugins:
    """Every installed plugin that ``COMPACTS_PLUGINS`` allows, the built-in one first.

    ``watch`` is told when a plugin takes long.
    """

    def opened(catalogue: Catalogue) -> Plugins:
        with catalogue:
            return _loaded(catalogue, watch)

    return with_catalogue(cache_folder(), opened)


def _loaded(catalogue: Catalogue, watch: Watch | None) -> Plugins:
    from compact_core.plugins import builtin
    from compact_core.plugins.installed import chosen_plugins, wanted_plugins
    from compact_core.plugins.manager import Plugins

    plugins = Plugins(watch)
    plugins.register(builtin, builtin.NAME)
    choice = chosen_plugins()
    if choice.nothing:
        return plugins
    found, unreadable = _installed(catalogue)
    wanted, missing = wanted_plugins(found, choice)
    plugins.problems += [*unreadable, *missing]
    for entry in wanted:
        plugins.load(entry)
    return plugins


def _installed(catalogue: Catalogue) -> tuple[list[EntryPoint], list[Problem]]:
    """The installed plugins, looked for again only when a folder of the import path has changed; and what is wrong."""
    from compact_core.plugins.installed import EntryPoint, installed_plugins

    view = readable("\n".join(["plugins", sys.version, *import_path()]))
    if catalogue.views.is_fresh(view):
        return [EntryPoint(*row) for row in catalogue.views.plugins(view)], catalogue.views.problems(view)
    found, problems = installed_plugins()
    stamps = [
        *map(stamp, import_path()),
        *(useless(problem.file) for problem in problems),
    ]  # mended without a trace there
    with catalogue.writing():
        catalogue.views.keep_plugins(view, stamps, found, problems)
    return found, problems


def _view(folders: Sequence[str]) -> str:
    """Key of the view: version, environment, import path and folders."""
    environment = [os.environ.get(name, "") for name in _ENVIRONMENT]
    return readable("\n".join([__version__, sys.version, *environment, *import_path(), "codes", *folders]))


def _lineages(catalogue: Catalogue, view: str) -> list[Lineage]:
    import json

    from compact_core.content.lineage_file import lineage_from

    with _readable(catalogue, "How codes relate"):
        return [lineage_from(json.loads(body))[0] for body in catalogue.views.lineages(view)]


def _lineage_files(catalogue: Catalogue, view: str, pair: set[str]) -> list[str]:
    from compact_core.content.files import is_lineage
    from compact_core.content.lineage_file import read_lineage_file

    with _readable(catalogue, "How codes relate"):
        files = filter(os.path.isfile, filter(is_lineage, catalogue.views.paths(view)))
    return [file for file in files if _compares(read_lineage_file(file).lineage, pair)]


def _compares(lineage: Lineage | None, wanted: set[str]) -> bool:
    return lineage is not None and any({pair.source, pair.target} == wanted for pair in lineage.pairs)


def _links_to(catalogue: Catalogue, view: str, target: str) -> list[FarLink]:
    with _readable(catalogue, "The links between codes"):
        return catalogue.views.links_to(view, target)


def _kinds(catalogue: Catalogue, view: str) -> dict[str, dict[str, int]]:
    with _readable(catalogue, "What codes hold"):
        found: dict[str, dict[str, int]] = {}
        for code, kind, number in catalogue.views.kinds(view):
            found.setdefault(code, {})[kind] = number
        return found


def _without_code(catalogue: Catalogue, view: str) -> dict[str, str]:
    with _readable(catalogue, "What files hold"):
        return catalogue.views.without_code(view)


def _find(catalogue: Catalogue, view: str, query: Query) -> list[Hit]:
    from compact_core.library.search.hits import find

    with _readable(catalogue, "What was found"):
        if catalogue.has_full_text:
            return find(catalogue, view, query)
        from compact_core.library.search.scanning import scan

        return scan(catalogue.views.passages(view), query)


def _read(catalogue: Catalogue, entry: Entry) -> Code:
    """The code behind an entry, from the catalogue."""
    with _readable(catalogue, f"The code '{entry.id}'"):
        if code := catalogue.readings.code(entry.file):
            return code
        raise ContentError(tuple(catalogue.readings.problems(entry.file)))


@contextmanager
def _readable(catalogue: Catalogue, what: str) -> Iterator[None]:
    """Raise :class:`CompactsError` when the catalogue is closed or damaged; a damaged one is made anew next time."""
    if catalogue.is_closed:
        message = f"{what} cannot be read: the library is closed. Open it again."
        raise CompactsError(message)
    try:
        yield
    except (Error, ValueError) as error:
        catalogue.discard(error)
        message = f"{what} cannot be read from the catalogue: {error}. Start the program again."
        raise CompactsError(message) from error
