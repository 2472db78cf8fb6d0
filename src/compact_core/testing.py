"""Help for the tests of plugins: a library with some plugins alone, and an empty home for the program.

Neither installed plugins nor files of the user are used, so a test shows the same on every computer. pytest is not
needed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib import metadata
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from compact_core.library.catalogue import new_catalogue
from compact_core.library.indexing import gather
from compact_core.library.opening import library_in
from compact_core.plugins import builtin
from compact_core.plugins.installed import EntryPoint
from compact_core.plugins.manager import Plugin, Plugins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.library.library import Library

__all__ = ["EntryPoint", "Plugin", "Plugins", "isolated_home", "library_of", "loaded_plugins"]

_HOME = "COMPACTS_HOME"
_VIEW = "testing"


@contextmanager
def isolated_home() -> Iterator[str]:
    """An empty folder for everything that the program keeps (codes, settings, catalogue); it is removed at the end.

    ``COMPACTS_HOME`` names it meanwhile, for commands too.
    """
    before = os.environ.get(_HOME)
    with TemporaryDirectory(prefix="compacts-", ignore_cleanup_errors=True) as folder:
        os.environ[_HOME] = folder
        try:
            yield folder
        finally:
            if before is None:
                del os.environ[_HOME]
            else:
                os.environ[_HOME] = before


def loaded_plugins(*plugins: object) -> Plugins:
    """The built-in plugin and these, and no others.

    Args:
        plugins: Each a module or an object with hooks, which is named by its ``__name__``, or an installed one as
            :func:`importlib.metadata.entry_points` gives it.

    Returns:
        The plugins. What goes wrong is in ``problems``: with adding a plugin at once, with its offers when they are
        asked for.
    """
    found = Plugins()
    found.register(builtin, builtin.NAME)
    for plugin in plugins:
        if isinstance(plugin, metadata.EntryPoint):
            found.load(EntryPoint(plugin.name, plugin.value, ""))
        else:
            found.register(plugin, getattr(plugin, "__name__", type(plugin).__name__))
    return found


def library_of(*plugins: object, codes: Iterable[str | os.PathLike[str]] = ()) -> Library:
    """The library of a user who has installed these plugins and nothing else.

    ``codes`` are further folders or files, as with ``--codes``. Everything that is wrong with plugins and files is in
    ``problems`` of the result. Everything is read anew each time, and kept in memory.
    """
    catalogue = new_catalogue()
    folders = [os.path.abspath(folder) for folder in codes]
    with isolated_home():
        gather(catalogue, _VIEW, folders, loaded_plugins(*plugins))
    return library_in(catalogue, _VIEW)
