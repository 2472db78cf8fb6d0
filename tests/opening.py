"""A library opened with plugins that are written in the tests."""

from collections.abc import Iterable

from compact_core import Entry, Problem
from compact_core.library.catalogue import Catalogue
from compact_core.library.indexing import gather
from compact_core.plugins import builtin
from compact_core.plugins.isolation import Watch
from compact_core.plugins.manager import Plugins
from samples import OTTERBURY

BUILT_IN = ["leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017"]


def opened(*plugins: object, watch: Watch | None = None) -> tuple[list[Entry], list[Problem]]:
    """The codes and problems of a library with these plugins, each registered as ``odd``, and the built-in one."""
    manager = Plugins(watch)
    manager.register(builtin, builtin.NAME)
    for plugin in plugins:
        manager.register(plugin, "odd", "odd-plugin 1.0")
    with Catalogue(":memory:") as catalogue:
        gather(catalogue, "view", (), manager)
        return catalogue.views.entries("view"), catalogue.views.problems("view")


def ids(entries: Iterable[Entry]) -> list[str]:
    """The ids of entries."""
    return [entry.id for entry in entries]


def otterbury(**changes: str) -> str:
    """The invented code with some words replaced."""
    text = OTTERBURY
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text
