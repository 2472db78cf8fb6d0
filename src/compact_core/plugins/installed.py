"""The plugins that installed packages declare, and which of them ``COMPACTS_PLUGINS`` allows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from compact_core.errors import Problem
from compact_core.plugins.hookspecs import PROJECT
from compact_core.text import clean, readable, reason, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import Distribution


looked_over: list[Callable[[], list[Problem]]] = []
"""Who knows of packages that Python passes over, such as a damaged wheel; asked each time plugins are looked for."""


class EntryPoint(NamedTuple):
    """An installed plugin that has not been loaded yet."""

    name: str
    """Name of the plugin."""
    target: str
    """The module, or ``module:object``, that implements hooks."""
    distribution: str
    """Name and version of the package that brings it."""


class PluginChoice(NamedTuple):
    """The plugins that the user chose in ``COMPACTS_PLUGINS``."""

    only: tuple[str, ...]
    """The plugins to use; empty for all."""
    without: tuple[str, ...]
    """The plugins to leave out."""
    nothing: bool = False
    """Whether no plugin is to be used at all."""

    def allows(self, name: str) -> bool:
        """Whether a plugin is to be used."""
        return not self.nothing and name not in self.without and (not self.only or name in self.only)


def chosen_plugins() -> PluginChoice:
    """What ``COMPACTS_PLUGINS`` says: ``none``, or names with commas between them; ``-name`` leaves one out."""
    text = os.environ.get("COMPACTS_PLUGINS", "").strip()
    if text == "none":
        return PluginChoice((), (), nothing=True)
    names = [name.strip() for name in text.split(",")]
    only = tuple(name for name in names if name and not name.startswith("-"))
    without = tuple(name[1:].strip() for name in names if name.startswith("-"))
    return PluginChoice(only, without)


def wanted_plugins(found: Iterable[EntryPoint], choice: PluginChoice) -> tuple[list[EntryPoint], list[Problem]]:
    """The plugins that are to be used, and a warning for each name in the choice that is not installed."""
    entries = list(found)
    known = sorted({entry.name for entry in entries})
    missing = [_missing(name, known) for name in dict.fromkeys(choice.only + choice.without) if name not in known]
    return [entry for entry in entries if choice.allows(entry.name)], missing


def _missing(name: str, known: list[str]) -> Problem:
    message = f"There is no plugin called '{shorten(clean(name))}'."
    hint = f"{suggestion(name, known)} Installed plugins: {', '.join(known) or 'none'}."
    return Problem("warning", "COMPACTS_PLUGINS", 0, 0, message, hint.strip())


def installed_plugins() -> tuple[list[EntryPoint], list[Problem]]:
    """The plugins that installed packages declare, by name, and a note for each package that cannot be read.

    Packages are read one by one, because the metadata of any of them may be broken.
    """
    found: set[EntryPoint] = set()
    problems = [problem for look in looked_over for problem in look()]
    packages: set[str] = set()
    for package in _packages(problems):
        name = _text_from(lambda: package.name)  # noqa: B023 - called at once
        if name and name in packages:  # the first on the import path is the one that is imported
            continue
        packages.add(name)
        try:
            declared = [entry for entry in package.entry_points if entry.group == PROJECT]
        except Exception as error:  # noqa: BLE001 - anything can stand in a file of another package
            problems.append(_unreadable(package, error))
            continue
        version = _text_from(lambda: package.version)  # noqa: B023 - called at once
        label = f"{name or 'a package without a name'} {version}".strip()
        found |= {EntryPoint(entry.name, entry.value, label) for entry in declared}
    return sorted(found), sorted(problems)


def _packages(problems: list[Problem]) -> Iterator[Distribution]:
    """The installed packages; a finder of another program can fail too."""
    from importlib.metadata import distributions

    try:
        yield from distributions()
    except Exception as error:  # noqa: BLE001 - the finder may belong to anything
        message = f"The installed packages cannot all be listed: {reason(error)}."
        problems.append(Problem("note", "packages", 0, 0, message, "Plugins may be missing."))


def _text_from(ask: Callable[[], object]) -> str:
    """A text from the metadata of a package; empty when it cannot be read."""
    try:
        answer = ask()
    except Exception:  # noqa: BLE001 - anything can stand in a file of another package
        return ""
    return answer if isinstance(answer, str) else ""


def _unreadable(package: Distribution, error: Exception) -> Problem:
    where = getattr(package, "_path", None) or _text_from(
        lambda: package.name
    )  # only this private name tells the folder
    message = f"What this package says of its plugins cannot be read: {reason(error)}."
    hint = "Install the package again. If it brings no plugin, nothing is missing."
    return Problem("note", readable(str(where or "a package")), 0, 0, clean(message), hint)
