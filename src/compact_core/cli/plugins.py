"""``compacts plugins``: what is installed, what each plugin brings, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.errors import Problem
from compact_core.library.opening import open_plugins
from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.manager import Plugin, Plugins


SLOW = 300
"""Milliseconds from which a plugin is called slow: every start without a catalogue waits so long for it."""


@click.command("plugins")
@output.json_option
def plugins(*, as_json: bool) -> int:
    """List the plugins: the hooks of each, how long it took to load and ask, and what went wrong.

    COMPACTS_PLUGINS=none starts without plugins; COMPACTS_PLUGINS=a,b uses only those named; COMPACTS_PLUGINS=-a uses
    all but that one.
    """
    with output.plugins_apart():
        opened = output.watched(_asked)
    failed = opened.failed()
    listed = [*opened.listed(), *failed]
    problems = [*opened.problems, *map(_slow, (plugin for plugin in listed if plugin.milliseconds >= SLOW))]
    if as_json:
        rows = [{**plugin._asdict(), "failed": plugin in failed} for plugin in listed]
        output.echo_json({"plugins": rows, "problems": output.problem_rows(problems)})
    else:
        for plugin in listed:
            output.echo(f"{output.bold(clean(plugin.name))}  {clean(plugin.distribution) or 'comes with the program'}")
            none = "none: it failed" if plugin in failed else "none"
            output.echo(f"    hooks: {clean(', '.join(plugin.hooks)) or none}")
            output.echo(f"    time: {plugin.milliseconds:.1f} ms")
        for problem in problems:
            output.echo(output.problem_line(problem))
    return output.PROBLEMS if any(problem.severity != "note" for problem in problems) else output.DONE


def _slow(plugin: Plugin) -> Problem:
    """That a plugin is slow, and what to do. It is no mistake: it may have much to do."""
    name = clean(plugin.name)
    message = f"The plugin '{name}' is slow: it costs {plugin.milliseconds:,.0f} ms."
    return Problem("note", f"plugin {name}", 0, 0, message, f"COMPACTS_PLUGINS=-{name} starts without it.")


def _asked(watch: Watch) -> Plugins:
    """All plugins, after each was asked for everything that it offers, so that every failure is known."""
    found = open_plugins(watch)
    for ask in (
        *(found.code_sources, found.loaders, found.scales, found.commands),
        *(found.report_formats, found.form_kinds, found.answer_readers),
        *(found.document_readers, found.heading_words),
    ):
        ask()
    return found
