"""The command ``compacts``: finds the command asked for, runs it, and answers for whatever goes wrong."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from compact_core.cli import output
from compact_core.cli.ascii_signs import IN_ASCII
from compact_core.cli.lazy import LazyGroup, imported, with_help
from compact_core.errors import CompactsError
from compact_core.folders import GONE, working_folder_is_gone
from compact_core.text import clean, reason, shorten
from compact_core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.plugins import CommandOffer

_COMMANDS = {
    "list": ("compact_core.cli.list:list_codes", "List the codes in the library."),
    "show": ("compact_core.cli.show:show", "Show a code, or one part of it."),
    "compare": ("compact_core.cli.compare:compare", "Compare two codes: what was kept, changed, dropped, and is new."),
    "search": ("compact_core.cli.search:search", "Find words in the provisions of every code."),
    "assess": ("compact_core.cli.assess:assess", "Assess a partnership: ask every partner, see where views differ."),
    "check": ("compact_core.cli.check:check", "Check code files and show every problem."),
    "lineage": ("compact_core.cli.lineage:lineage", "Suggest and review how the provisions of two codes relate."),
    "import": ("compact_core.cli.import_document:import_document", "Make a draft of a code from a document."),
    "wording": ("compact_core.cli.wording:wording", "Prove the signed words of a code by its document."),
    "new": ("compact_core.cli.new:new", "Begin a code, or a plugin, of your own."),
    "schema": ("compact_core.cli.schema:schema", "Print the schema that helps editors with code files."),
    "doctor": ("compact_core.cli.doctor:doctor", "Show what is installed, where files are, what was found."),
    "plugins": ("compact_core.cli.plugins:plugins", "List the plugins, and what went wrong with any."),
    "completion": ("compact_core.cli.completion:completion", "Print what makes the Tab key complete commands."),
}
_NO_OUTPUT = {errno.EBADF, errno.EINVAL, errno.EIO, errno.ENOSPC, errno.EPIPE}
"""What the system says when data cannot be written: no room, no reader, a device that is gone."""
_INTERFACE = "browse"
"""The command that opens the terminal interface, when a plugin offers it."""


class Commands(LazyGroup):
    """The commands of the core, and those that plugins offer."""

    commands_here = _COMMANDS

    def summaries(self, ctx: click.Context) -> Mapping[str, str]:
        """What each command does; the commands of the core come first."""
        offered = {
            name: shorten(clean(offer.summary))
            for name, offer in sorted(_offered(ctx).items())
            if name not in _COMMANDS
        }
        return {**super().summaries(ctx), **offered}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        offered = _offered(ctx).get(cmd_name)
        return _imported_from_plugin(offered) if offered else None


def _offered(ctx: click.Context) -> dict[str, CommandOffer]:
    """The commands that plugins offer, by name."""
    plugins = output.loaded_plugins(ctx)
    with output.plugins_apart():
        return {offer.name: offer for offer in plugins.commands()}


def _imported_from_plugin(offer: CommandOffer) -> click.Command:
    try:
        with output.plugins_apart():
            command = imported(offer.target)
    except (Exception, SystemExit) as error:
        raise CompactsError(_not_loaded(offer, reason(error))) from error
    if not isinstance(command, click.Command):
        kind = type(command).__name__
        raise CompactsError(_not_loaded(offer, f"{shorten(clean(offer.target), 200)} is of type {kind}, not a command"))
    return with_help(command)


def _not_loaded(offer: CommandOffer, why: str) -> str:
    return f"The command '{offer.name}' of a plugin cannot be loaded: {why}. Update the plugin or take it out."


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, prog_name="compacts", message="%(prog)s %(version)s", help="Show the version and leave."
)
@output.codes_option
@click.option("--debug", is_flag=True, expose_value=False, help="When something breaks, show where in the program.")
@click.pass_context
def compacts(ctx: click.Context, codes: tuple[str, ...]) -> Any:
    """Codes of practice for equal partnerships: read them, check them, use them.

    Without a command, the terminal interface opens.
    """
    if ctx.invoked_subcommand:
        return output.DONE
    if sys.stdin.isatty() and sys.stdout.isatty() and (browse := compacts.get_command(ctx, _INTERFACE)):
        return ctx.invoke(browse, **_defaults(ctx, browse, codes))
    click.echo(ctx.get_help())
    return output.DONE


def _defaults(ctx: click.Context, command: click.Command, codes: tuple[str, ...]) -> dict[str, Any]:
    """The values of the interface's own options when it is opened without its name."""
    values = {option.name: option.get_default(ctx) for option in command.params if option.name}
    return {**values, "codes": codes} if "codes" in values else values


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open until the end
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=IN_ASCII)  # a sign that the terminal cannot show must not stop a command
    with_help(compacts)
    code = _outcome()
    if (locking := sys.modules.get("compact_core.assessment.records.locking")) and (news := locking.news_of_locks()):
        output.message(news)
    if working_folder_is_gone():
        output.message(f"{GONE} Go to another folder, then try again.")
    sys.exit(code)


def _outcome() -> int:
    """The exit code of the command; every failure is shown in plain words."""
    stdout = sys.stdout
    try:
        code = compacts.main(prog_name="compacts", complete_var=output.COMPLETION_VARIABLE, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _wrong_use(error)
    except (click.Abort, KeyboardInterrupt):
        output.message("Stopped.")
        return 130
    except CompactsError as error:
        output.message(clean(str(error)))
        return output.NOT_FOUND
    except SystemExit:
        if sys.stdout is stdout:
            raise
        return _without_output(BrokenPipeError())  # click puts another stream there when the reader has left
    except Exception as error:  # noqa: BLE001 - the one place that answers for mistakes of the program itself
        return _failed(error)
    return code if isinstance(code, int) else output.DONE


def _failed(error: Exception) -> int:
    if isinstance(error, OSError) and error.filename is None and error.errno in _NO_OUTPUT:
        return _without_output(error)
    if isinstance(error, FileNotFoundError) and working_folder_is_gone():
        return output.NOT_FOUND
    from compact_core.cli.crash import show_crash

    return show_crash(error, show="--debug" in sys.argv)


def _without_output(error: OSError) -> int:
    """The exit code when data cannot be written; a reader that left early, such as ``head``, is no failure."""
    output.silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return output.DONE
    output.message(f"The output cannot be written: {error.strerror}.")
    return output.NOT_FOUND


def _wrong_use(error: click.ClickException) -> int:
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "compacts"
        text = clean(error.format_message())
        output.message(f"{text}\nType '{command} --help' for how to use it." if "--help'" not in text else text)
        return output.WRONG_USE
    output.message(clean(error.format_message()))
    return output.NOT_FOUND
