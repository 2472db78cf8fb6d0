"""``compacts plugins``: what is installed, what each plugin brings, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.library.opening import open_plugins
from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.manager import Plugins


@click.command("plugins")
@output.json_option
def plugins(*, as_json: bool) -> int:
    """List the plugins: the hooks of each, how long it took to load and ask, and what went wrong.

    COMPACTS_PLUGINS=none starts without plugins; COMPACTS_PLUGINS=a,b uses only those named.
    """
    with output.plugins_apart():
        opened = output.watched(_asked)
    listed = opened.listed()
    if as_json:
        output.echo_json(
            {"plugins": [plugin._asdict() for plugin in listed], "problems": output.problem_rows(opened.problems)}
        )
    else:
        for plugin in listed:
            output.echo(f"{output.bold(clean(plugin.name))}  {clean(plugin.distribution) or 'comes with the program'}")
            output.echo(f"    hooks: {clean(', '.join(plugin.hooks)) or 'none'}")
            output.echo(f"    time: {plugin.milliseconds:.1f} ms")
        for problem in opened.problems:
            output.echo(clean(str(problem)))
    return output.PROBLEMS if opened.problems else output.DONE


def _asked(watch: Watch) -> Plugins:
    """All plugins, each asked for everything that it offers, which shows whether it can answer."""
    found = open_plugins(watch)
    for ask in (
        *(found.code_sources, found.loaders, found.scales, found.commands),
        *(found.report_formats, found.form_kinds, found.answer_readers),
    ):
        ask()
    return found
