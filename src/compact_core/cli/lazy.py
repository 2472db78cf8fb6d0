"""Groups of commands that import a command when it is used, and propose the nearest name for an unknown one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

import click

from compact_core.text import clean, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

CommandTable = Mapping[str, tuple[str, str]]
"""By the name of each command: where it is (``package.module:name``), and what it does in one line of help."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    commands_here: ClassVar[CommandTable] = {}
    """The commands of the group."""

    def summaries(self, ctx: click.Context) -> Mapping[str, str]:
        """What each command does, in the order in which help lists them."""
        return {name: summary for name, (_, summary) in self.commands_here.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command."""
        return list(self.summaries(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.commands_here:
            return None
        command: click.Command = imported(self.commands_here[cmd_name][0])
        return with_help(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; an error that proposes the nearest name for an unknown one."""
        name = args[0]
        if not name.startswith("-") and not ctx.resilient_parsing and self.get_command(ctx, name) is None:
            hint = suggestion(name, self.list_commands(ctx)) or f"Type '{ctx.command_path} --help' to see the commands."
            ctx.fail(f"There is no command '{shorten(clean(name))}'. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries(ctx).items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options that begin with this, without importing them."""
        from click.shell_completion import CompletionItem

        summaries = self.summaries(ctx).items()
        names = [CompletionItem(name, help=text) for name, text in summaries if name.startswith(incomplete)]
        return [*names, *super(click.Group, self).shell_complete(ctx, incomplete)]


def imported(target: str) -> Any:
    """The object at ``package.module:name``."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def with_help(command: click.Command) -> click.Command:
    """A command with its help, and so for its subcommands: with -OO, Python drops the docstrings that click takes."""
    if sys.flags.optimize > 1:
        if command.callback and not command.help:
            command.help = _docstring_in_source(command.callback)
        for inner in getattr(command, "commands", {}).values():
            with_help(inner)
    return command


def _docstring_in_source(function: Callable[..., object]) -> str | None:
    """The docstring of a function as it stands in its file; None where there is no source."""
    import ast
    from inspect import getsource
    from textwrap import dedent

    try:
        definition = ast.parse(dedent(getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError):
        return None
    return ast.get_docstring(definition) if isinstance(definition, ast.FunctionDef) else None
