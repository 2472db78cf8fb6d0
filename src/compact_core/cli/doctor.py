"""``compacts doctor``: what is installed, where files are kept, what was found."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from compact_core import folders
from compact_core.cli.output import (
    DONE,
    PROBLEMS,
    bold,
    codes_option,
    echo,
    echo_json,
    json_option,
    library,
    plugins_apart,
    problem_rows,
    watched,
)
from compact_core.library.catalogue import with_catalogue
from compact_core.library.opening import open_plugins
from compact_core.text import clean, count
from compact_core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.errors import Problem

_PACKAGES = ("click", "pluggy", "tomli-w", "platformdirs", "textual", "rich")


@click.command("doctor")
@codes_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Tell versions, folders, sources, plugins and problems: what a helper needs to know first."""
    found = library(ctx, codes)
    with plugins_apart():
        plugins = [f"{one.name} ({one.distribution or 'built in'})" for one in watched(open_plugins).listed()]
    sources = Counter(entry.origin for entry in found.entries)
    facts: dict[str, dict[str, str]] = {
        "Versions": _versions(),
        "Folders": _folders(),
        "Terminal": _terminal(),
        "Plugins": {str(place): name for place, name in enumerate(plugins, 1)},
        "Codes": {name: count(number, "code") for name, number in sources.items()},
    }
    if as_json:
        echo_json({**{key.lower(): value for key, value in facts.items()}, "problems": problem_rows(found.problems)})
    else:
        _print(facts, found.problems)
    return PROBLEMS if any(one.severity == "error" for one in found.problems) else DONE


def _print(facts: dict[str, dict[str, str]], problems: Sequence[Problem]) -> None:
    for heading, rows in facts.items():
        echo(bold(heading))
        for name, value in rows.items() or [("none", "")]:
            echo(clean(f"  {name}: {value}" if value else f"  {name}"))
        echo()
    echo(bold("Problems"))
    for problem in problems:
        echo(f"  {clean(str(problem))}")
    if not problems:
        echo("  none")


def _versions() -> dict[str, str]:
    found = {"compacts": __version__, "Python": f"{platform.python_version()} ({sys.executable})"}
    found["System"] = platform.platform()
    found["SQLite"] = sqlite3.sqlite_version
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _folders() -> dict[str, str]:
    path = with_catalogue(folders.cache_folder(), lambda catalogue: catalogue.path)
    kept = "kept in memory, because its folder cannot be written" if path == ":memory:" else path
    return {
        "Your codes": _with_presence(folders.codes_folder()),
        "Your settings": _with_presence(folders.config_file()),
        "Catalogue": kept,
        "Log and state": _with_presence(folders.state_folder()),
        "COMPACTS_HOME": clean(os.environ.get("COMPACTS_HOME", "")) or "not set",
        "COMPACTS_PLUGINS": clean(os.environ.get("COMPACTS_PLUGINS", "")) or "not set",
    }


def _with_presence(path: str) -> str:
    return path if os.path.exists(path) else f"{path} (not there)"


def _terminal() -> dict[str, str]:
    return {
        "Input": "a terminal" if sys.stdin.isatty() else "not a terminal",
        "Output": "a terminal" if sys.stdout.isatty() else "not a terminal",
        "Encoding": sys.stdout.encoding or "unknown",
        "Colour": "off (NO_COLOR)" if os.environ.get("NO_COLOR") else "on where the terminal shows it",
    }
