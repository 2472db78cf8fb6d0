"""The command ``compacts``: finds the command asked for, runs it, and answers for whatever goes wrong."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from compact_core import __version__
from compact_core.cli.output import COMPLETION_VARIABLE, DONE, NOT_FOUND, WRONG_USE, message
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten

_COMMANDS = {
    "list": ("compact_core.cli.list:list_codes", "List the codes in the library."),
    "show": ("compact_core.cli.show:show", "Show a code, or one part of it."),
    "check": ("compact_core.cli.check:check", "Check code files and tell every problem."),
    "doctor": ("compact_core.cli.doctor:doctor", "Tell what is installed, where files are, what was found."),
    "completion": (
        "compact_core.cli.completion:completion",
        "Print what makes the Tab key complete commands.",
    ),
}
_INTERFACE = "browse"
"""The command that opens the terminal interface, when a plugin offers it."""


class Commands(click.Group):
    """The commands of the core, and those that plugins offer; each is imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command: those of the core first."""
        return [*_COMMANDS, *sorted(set(_offered()) - set(_COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name in _COMMANDS:
            return _imported(_COMMANDS[cmd_name][0])
        offered = _offered()
        return _imported(offered[cmd_name][0]) if cmd_name in offered else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments, or the nearest name."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f"Did you mean '{near[0]}'?" if near else "Type 'compacts --help' to see the commands."
            ctx.fail(f"There is no command '{shorten(clean(name))}'. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from what is known without importing them."""
        rows = {**{name: summary for name, (_, summary) in sorted(_offered().items())}}
        with formatter.section("Commands"):
            formatter.write_dl([*((name, text) for name, (_, text) in _COMMANDS.items()), *rows.items()])


def _offered() -> dict[str, tuple[str, str]]:
    """Target and summary of the commands that plugins offer, by name."""
    from compact_core.opening import open_plugins
    from compact_core.plugins import CommandOffer

    offers = [one for _, one in open_plugins().offers("compacts_commands", CommandOffer)]
    return {one.name: (one.target, one.summary) for one in offers if isinstance(one, CommandOffer)}


def _imported(target: str) -> click.Command:
    module, _, name = target.partition(":")
    try:
        command: click.Command = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        text = f"A plugin's command cannot be loaded from {target}: {error}. Update the plugin or take it out."
        raise CompactsError(text) from error
    return command


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, prog_name="compacts", message="%(prog)s %(version)s", help="Show the version and leave."
)
@click.option("--codes", multiple=True, metavar="PATH", help="Also use the codes in this folder or file. Repeatable.")
@click.option("--debug", is_flag=True, help="When something breaks, show where in the program.")
@click.pass_context
def compacts(ctx: click.Context, codes: tuple[str, ...], *, debug: bool) -> Any:
    """Codes of practice for equal partnerships: read them, check them, use them.

    Without a command, the terminal interface opens.
    """
    ctx.obj = {"codes": codes, "debug": debug}
    if ctx.invoked_subcommand:
        return DONE
    if sys.stdin.isatty() and sys.stdout.isatty() and (browse := compacts.get_command(ctx, _INTERFACE)):
        return ctx.invoke(browse, **_defaults(ctx, browse, codes))
    click.echo(ctx.get_help())
    return DONE


def _defaults(ctx: click.Context, command: click.Command, codes: tuple[str, ...]) -> dict[str, Any]:
    """The values of the interface's own options when it is opened without its name."""
    values = {option.name: option.get_default(ctx) for option in command.params if option.name}
    return {**values, "codes": codes} if "codes" in values else values


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sign that the terminal cannot show must not stop a command
    sys.exit(_outcome())


def _outcome() -> int:
    """The exit code of the command, with every failure told in plain words."""
    try:
        code = compacts.main(prog_name="compacts", complete_var=COMPLETION_VARIABLE, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _wrong_use(error)
    except (click.Abort, KeyboardInterrupt):
        message("Stopped.")
        return 130
    except CompactsError as error:
        message(clean(str(error)))
        return NOT_FOUND
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; there is nobody to tell
        return DONE
    except Exception as error:  # noqa: BLE001 - the one place that answers for mistakes of the program itself
        from compact_core.cli.crash import tell_crash

        return tell_crash(error, show="--debug" in sys.argv)
    return code if isinstance(code, int) else DONE


def _wrong_use(error: click.ClickException) -> int:
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "compacts"
        text = clean(error.format_message())
        message(f"{text}\nType '{command} --help' for how to use it." if "--help'" not in text else text)
        return WRONG_USE
    message(clean(error.format_message()))
    return NOT_FOUND
