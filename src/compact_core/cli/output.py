"""What all commands share: exit codes, output, messages, JSON and the options for codes."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, redirect_stdout
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from compact_core.cli.ascii_signs import IN_ASCII
from compact_core.errors import counted
from compact_core.library.database import HAS_SQLITE
from compact_core.library.opening import open_library, open_plugins
from compact_core.text import clean, readable, reading_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compact_core.errors import Problem
    from compact_core.library.library import Library
    from compact_core.plugins.manager import Plugins
    from compact_core.reports.page import Block

DONE = 0
"""Exit code: done."""
PROBLEMS = 1
"""Exit code: done, and problems were found."""
WRONG_USE = 2
"""Exit code: the command was not understood."""
NOT_FOUND = 3
"""Exit code: something that was named does not exist or cannot be read."""
CRASHED = 4
"""Exit code: the program made a mistake of its own."""

COMPLETION_VARIABLE = "_COMPACTS_COMPLETE"
"""The environment variable with which a shell asks for completions."""

SCHEMA_VERSION = 1
"""Version of the shape of the JSON that commands print, where they name no other."""

FILE = click.Path(readable=False)
"""Type of path arguments: the Tab key completes them; the command itself checks them."""

_PLUGINS = f"{__name__}.plugins"
"""Where click keeps the plugins of a run."""

_WIDEST = 100
"""Most characters of a line: longer lines are hard to read."""

_WAIT = 0.5
"""Seconds before the line of progress appears: most readings are over by then."""
_PAUSE = 0.1
"""Seconds between two changes of the line."""
_ONE_LINE = "\r\x1b[K\x1b[?7l{}\x1b[?7h"
"""Writes over the line that is there; the terminal cuts it at its width, so that it stays one line."""

codes_option = click.option(
    "--codes", multiple=True, metavar="PATH", type=FILE, help="Also use the codes in this folder or file. Repeatable."
)
"""The option of a command that uses the library."""
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
"""The option of a command that can print JSON."""

Result = TypeVar("Result")
Function = TypeVar("Function", bound="Callable[..., Any]")


def together(*decorators: Callable[[Any], Any]) -> Callable[[Function], Function]:
    """Several options and arguments of a command as one decorator, in the order of its help."""

    def decorated(function: Function) -> Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorated


library_command = together(codes_option, json_option, click.pass_context)
"""The options and the context of a command that uses the library and can print JSON."""


class Progress:
    """A :class:`compact_core.plugins.isolation.Watch` that shows progress on one changing line of a terminal."""

    def __init__(self) -> None:
        """Begin to wait."""
        self._next = time.monotonic() + _WAIT
        self._visible = False

    def progress(self, done: int, total: int) -> None:
        """Say how many files are done."""
        self._say(reading_progress(done, total))

    def slow(self, message: str) -> bool:
        """Say that something takes long, and how to go on without it."""
        self._say(f"Press Ctrl+C to leave it out. {message}")
        return False

    def pages(self, done: int, total: int) -> None:
        """Say how many pages of a document are read."""
        self._say(f"Reading pages: {done:,} of {total:,}")

    def finish(self) -> None:
        """Take the line away."""
        if self._visible:
            click.echo("\r\x1b[K", err=True, nl=False)

    def _say(self, text: str) -> None:
        if time.monotonic() < self._next or not sys.stderr.isatty():
            return
        self._next = time.monotonic() + _PAUSE
        self._visible = True
        click.echo(_ONE_LINE.format(text), err=True, nl=False)


def loaded_plugins(ctx: click.Context) -> Plugins:
    """The plugins, which are loaded once in a run of the program."""
    if _PLUGINS not in ctx.meta:
        with plugins_apart():
            ctx.meta[_PLUGINS] = watched(open_plugins)
    plugins: Plugins = ctx.meta[_PLUGINS]
    return plugins


def library(ctx: click.Context, codes: Sequence[str], *, searching: bool = False) -> Library:
    """The library with the folders named before and after the command, open until it ends; a missing one stops it.

    What this Python lacks for it is said, if the command meets it.
    """
    folders, plugins = named_folders(ctx, codes), ctx.meta.get(_PLUGINS)
    with plugins_apart():
        found = ctx.with_resource(watched(lambda progress: open_library(folders, progress, plugins=plugins)))
    if found.lacks and (searching or not HAS_SQLITE):
        message(found.lacks)
    return found


def named_folders(ctx: click.Context, codes: Sequence[str]) -> list[str]:
    """The folders and files of codes named before and after the command; a missing one stops it."""
    folders = [*ctx.find_root().params.get("codes", ()), *codes]
    for folder in folders:
        if not os.path.exists(folder):
            message = f"There is no folder or file '{readable(folder)}'. Check the name after --codes."
            raise click.ClickException(message)
    return folders


def watched(read: Callable[[Progress], Result]) -> Result:
    """The result of a reading, with its progress shown on a terminal."""
    progress = Progress()
    try:
        return read(progress)
    finally:
        progress.finish()


def watched_by(plugins: Plugins, work: Callable[[], Result]) -> Result:
    """The result of work that plugins do, with its progress shown on a terminal."""
    before = plugins.worker.watch
    plugins.worker.watch = progress = Progress()
    try:
        return work()
    finally:
        plugins.worker.watch = before
        progress.finish()


@contextmanager
def plugins_apart() -> Iterator[None]:
    """Send what plugins print to the messages, so that it is not among the data."""
    with redirect_stdout(sys.stderr):
        yield


def echo(text: str = "", *, newline: bool = True) -> None:
    """Print data."""
    click.echo(_for_the_terminal(text), nl=newline, color=_colour(sys.stdout))


def _for_the_terminal(text: str) -> str:
    """The text in signs that the terminal has; to one with ASCII alone click would send all others too."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else ""
    return text.encode(encoding, IN_ASCII).decode(encoding) if encoding else text


def echo_lines(lines: Iterable[str]) -> None:
    """Print data, line by line."""
    for line in lines:
        echo(line)


def echo_page(blocks: Iterable[Block]) -> None:
    """Print a page of blocks as text."""
    from compact_core.reports.plain_text import as_text

    echo(as_text(blocks, line_width()), newline=False)


def echo_document(text: str) -> None:
    """Print the content of a file: in UTF-8, unless a terminal shows it."""
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)


def message(text: str) -> None:
    """Print a message for the user, on stderr."""
    try:
        click.echo(text, err=True, color=_colour(sys.stderr))
    except OSError:  # the message cannot be shown, and nor can the reason
        silence(sys.stderr)


def messages(lines: Iterable[str]) -> None:
    """Print messages for the user, one by one."""
    for line in lines:
        message(line)


def silence(stream: IO[str]) -> None:
    """Send a stream that cannot be written to nowhere, so that Python does not fail on it at exit."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def show_help(ctx: click.Context) -> int:
    """Print the help of a group, unless one of its commands is named; the exit code."""
    if not ctx.invoked_subcommand:
        echo(ctx.get_help())
    return DONE


def refuse_existing(path: str, advice: str = "Choose another name.") -> None:
    """Refuse to write where something is already."""
    if os.path.lexists(path):
        raise click.UsageError(f"{readable(path)} is already there, and stays as it is. {advice}")


def line_width() -> int:
    """Characters of a line: the width of the terminal, but at most what is easy to read."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, _WIDEST)


def quoted(path: str) -> str:
    """The path as it can be shown and pasted into a command: in quotes when it has spaces."""
    shown = readable(path)
    return f'"{shown}"' if " " in shown else shown


def warn_of_clouds(path: str) -> None:
    """Say so if a name that somebody has chosen would be refused in a cloud folder."""
    from compact_core.content.names import why_clouds_refuse

    if why := why_clouds_refuse(path):
        message(f"{quoted(path)}: {why}")


def bold(text: str) -> str:
    """The text, in bold where the terminal can; style alone never says anything."""
    return click.style(text, bold=True)


def underlined(text: str) -> str:
    """The text, underlined and bold where the terminal can."""
    return click.style(text, bold=True, underline=True)


def _colour(stream: Any) -> bool:
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def echo_json(content: Mapping[str, Any], version: int = SCHEMA_VERSION) -> None:
    """Print JSON with the version of its shape; signs outside ASCII are escaped, for every terminal."""
    import json

    echo(json.dumps({"schema_version": version, **content}, indent=2))


def problem_line(problem: Problem) -> str:
    """A problem in one line that cannot steer a terminal."""
    return clean(str(problem)).replace("\n", " ")


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as plain data for JSON."""
    return [problem._asdict() for problem in problems]


def tell_of(problems: Sequence[Problem]) -> None:
    """Say how many errors and warnings the library has, and how to see them."""
    if problems:
        ctx = click.get_current_context()
        how = " with the same --codes" if ctx.params.get("codes") or ctx.find_root().params.get("codes") else ""
        message(f"The library has {counted(problems)}. Type 'compacts doctor'{how} to see what and where.")
