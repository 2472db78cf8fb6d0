"""``compacts doctor``: what is installed, where files are kept, what was found."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

import click

from compact_core import folders
from compact_core.cli import output
from compact_core.library.catalogue import with_catalogue
from compact_core.library.database import HAS_SQLITE, has_full_text
from compact_core.text import clean, count, reason
from compact_core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compact_core.errors import Problem
    from compact_core.library.catalogue import Catalogue

_PACKAGE = "compacts"


@click.command("doctor")
@output.library_command
def doctor(ctx: click.Context, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Show versions, folders, sources, plugins and problems: what a helper needs to know first."""
    plugins = output.loaded_plugins(ctx)
    found = output.library(ctx, codes)
    listed = [f"{plugin.name} ({plugin.distribution or 'built in'})" for plugin in plugins.listed()]
    sources = Counter(entry.origin for entry in found.entries)
    packages = [_PACKAGE, *(plugin.distribution.split(" ")[0] for plugin in [*plugins.listed(), *plugins.failed()])]
    facts: dict[str, dict[str, str]] = {
        "Versions": _versions(packages),
        "Folders": _folders(),
        "Terminal": _terminal(),
        "Plugins": {str(number): name for number, name in enumerate(listed, 1)},
        "Codes": {name: count(number, "code") for name, number in sources.items()},
    }
    if as_json:
        problems = output.problem_rows([*found.problems, *found.notes])
        output.echo_json({**{key.lower(): value for key, value in facts.items()}, "problems": problems})
    else:
        _print(facts, [*found.problems, *found.notes])
    return output.PROBLEMS if any(problem.severity == "error" for problem in found.problems) else output.DONE


def _print(facts: dict[str, dict[str, str]], problems: Sequence[Problem]) -> None:
    for heading, rows in facts.items():
        output.echo(output.bold(heading))
        for name, value in rows.items() or [("none", "")]:
            output.echo(clean(f"  {name}: {value}" if value else f"  {name}"))
        output.echo()
    output.echo(output.bold("Problems"))
    for problem in problems:
        output.echo(f"  {clean(str(problem))}")
    if not problems:
        output.echo("  none")


def _versions(packages: Iterable[str]) -> dict[str, str]:
    """Of the program, of what it runs on, and of every package that these packages need."""
    found = {"compacts": __version__, "Python": f"{platform.python_version()} ({sys.executable})"}
    found["System"] = platform.platform()
    found["SQLite"] = _sqlite()
    needed = {name for package in set(filter(None, packages)) for name in _dependencies(package)}
    return found | {name: _version(name) for name in sorted(needed - {_PACKAGE})}


def _sqlite() -> str:
    if not HAS_SQLITE:
        return "not there"
    from sqlite3 import sqlite_version

    return sqlite_version if has_full_text() else f"{sqlite_version}, without full-text search"


def _dependencies(package: str) -> list[str]:
    """The packages that a package declares it needs, by name; empty where that cannot be read."""
    try:
        declared = requires(package) or []
    except Exception:  # noqa: BLE001 - the metadata of an installed package may be broken
        return []
    return [re.split(r"[^\w.-]", requirement)[0] for requirement in declared if "extra ==" not in requirement]


def _version(package: str) -> str:
    try:
        return version(package) or "unknown"
    except PackageNotFoundError:
        return "not installed"
    except Exception as error:  # noqa: BLE001 - the metadata of an installed package may be broken
        return f"cannot be read: {reason(error)}"


def _folders() -> dict[str, str]:
    path = with_catalogue(folders.cache_folder(), _path)
    unkept = {":memory:": "kept in memory, because its folder cannot be written", "": "not kept, without SQLite"}
    kept = unkept.get(path, path)
    return {
        "Your codes": _with_presence(folders.codes_folder()),
        "Attached words": _with_presence(folders.wordings_folder()),
        "Your settings": _with_presence(folders.config_file()),
        "Catalogue": kept,
        "Log and state": _with_presence(folders.state_folder()),
        "COMPACTS_HOME": clean(os.environ.get("COMPACTS_HOME", "")) or "not set",
        "COMPACTS_PLUGINS": clean(os.environ.get("COMPACTS_PLUGINS", "")) or "not set",
    }


def _path(catalogue: Catalogue) -> str:
    with catalogue:
        return catalogue.path


def _with_presence(path: str) -> str:
    return path if os.path.exists(path) else f"{path} (not there)"


def _terminal() -> dict[str, str]:
    return {
        "Input": "a terminal" if sys.stdin.isatty() else "not a terminal",
        "Output": "a terminal" if sys.stdout.isatty() else "not a terminal",
        "Encoding": sys.stdout.encoding or "unknown",
        "Colour": "off (NO_COLOR)" if os.environ.get("NO_COLOR") else "on where the terminal shows it",
    }
