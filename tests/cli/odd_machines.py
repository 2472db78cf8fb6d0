"""Starts the command line with something missing, which the first argument names."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import click


class NoFullText(sqlite3.Connection):
    """SQLite as it is built without FTS5."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        """Do what such a SQLite can do."""
        if "fts5" in sql.lower():
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, values)


def without_full_text() -> None:
    """Open every database without FTS5."""
    sqlite3.connect = partial(sqlite3.connect, factory=NoFullText)  # type: ignore[assignment]


def helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command and of all those in it."""
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner:
                yield from helps(inner, click.Context(inner, context, name))


def main() -> None:
    """Take away what is missing, then run the rest of the arguments as a command."""
    missing = sys.argv.pop(1)
    if missing == "no-sqlite":
        sys.modules["sqlite3"] = None  # type: ignore[assignment]
    elif missing == "no-fts5":
        without_full_text()
    from compact_core.cli.compacts import compacts, run

    if missing == "all-helps":
        from compact_core.cli.lazy import with_help

        with_help(compacts)
        print("\n".join(helps(compacts, click.Context(compacts, info_name="compacts"))))  # noqa: T201
    else:
        run()


main()
