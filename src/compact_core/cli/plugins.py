"""``compacts plugins``: what is installed, what each plugin brings, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli.output import (
    DONE,
    PROBLEMS,
    bold,
    echo,
    echo_json,
    json_option,
    plugins_apart,
    problem_rows,
    watched,
)
from compact_core.library.opening import open_plugins
from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.manager import Plugins


@click.command("plugins")
@json_option
def plugins(*, as_json: bool) -> int:
    """List the plugins, the hooks that each one has, and what went wrong with any.

    COMPACTS_PLUGINS=none starts without plugins; COMPACTS_PLUGINS=a,b uses only those named.
    """
    with plugins_apart():
        opened = watched(_asked)
    listed = opened.listed()
    if as_json:
        echo_json({"plugins": [one._asdict() for one in listed], "problems": problem_rows(opened.problems)})
    else:
        for one in listed:
            echo(f"{bold(clean(one.name))}  {clean(one.distribution) or 'comes with the program'}")
            echo(f"    hooks: {clean(', '.join(one.hooks)) or 'none'}")
        for problem in opened.problems:
            echo(clean(str(problem)))
    return PROBLEMS if opened.problems else DONE


def _asked(watch: Watch) -> Plugins:
    """All plugins, each asked for everything that it offers: that shows whether it can answer."""
    found = open_plugins(watch)
    for ask in (found.code_sources, found.loaders, found.scales, found.commands, found.report_formats):
        ask()
    return found
