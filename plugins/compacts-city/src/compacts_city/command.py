"""``compacts city``: published findings of many areas gathered, pictured, and asked about in SQL."""

from __future__ import annotations

from typing import ClassVar

import click

from compact_core.cli.lazy import CommandTable, LazyGroup
from compact_core.cli.output import DONE, echo

_HERE = "compacts_city.commands"


class CityCommands(LazyGroup):
    """The commands, in the order in which they are used."""

    commands_here: ClassVar[CommandTable] = {
        "gather": (f"{_HERE}:gather", "Bring published findings into a dataset, or bring it up to date."),
        "picture": (f"{_HERE}:picture", "Show what is found in how many areas, as a page or as data."),
        "sql": (f"{_HERE}:sql", "Ask the dataset something in SQL."),
    }


@click.group("city", cls=CityCommands, invoke_without_command=True)
@click.pass_context
def city(ctx: click.Context) -> int:
    """Bring published findings of many partnerships together, and picture them.

    'compacts assess publish' makes the files; 'gather' brings them into a dataset; 'picture' shows how many areas found
    what. No area and no partnership is ever ranked.
    """
    if not ctx.invoked_subcommand:
        echo(ctx.get_help())
    return DONE
