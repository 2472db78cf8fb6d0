"""What all commands say alike: exit codes, messages, colours, JSON and the options for codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from compact_core.cli.progress_line import Progress
from compact_core.library.opening import open_library
from compact_core.text import clean, count

if TYPE_CHECKING:
    from compact_core.errors import Problem
    from compact_core.library.library import Library

DONE = 0
"""Exit code: it was done."""
PROBLEMS = 1
"""Exit code: it was done, and problems were found."""
WRONG_USE = 2
"""Exit code: the command was not understood."""
NOT_FOUND = 3
"""Exit code: something named is not there or cannot be read."""
CRASHED = 4
"""Exit code: the program made a mistake of its own."""

COMPLETION_VARIABLE = "_COMPACTS_COMPLETE"
"""The environment variable through which a shell asks for completions."""

SCHEMA_VERSION = 1
"""Version of the shape of all JSON that commands print."""

FILE = click.Path(readable=False)
"""Type of arguments that are paths: the Tab key completes them, and the command itself says what is wrong with one."""

_WIDEST = 100
"""Characters a line: longer lines are hard to read."""

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., Any])


def codes_option(function: Function) -> Function:
    """The option ``--codes`` of a command that uses the library."""
    text = "Also use the codes in this folder or file. Repeatable."
    return click.option("--codes", multiple=True, metavar="PATH", help=text, type=FILE)(function)


def json_option(function: Function) -> Function:
    """The option ``--json`` of a command that tells something."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")(function)


def library(ctx: click.Context, codes: Sequence[str]) -> Library:
    """The library with the folders named before and after the command; missing ones stop it."""
    folders = named_folders(ctx, codes)
    with plugins_apart():
        return watched(lambda progress: open_library(folders, progress))


def named_folders(ctx: click.Context, codes: Sequence[str]) -> list[str]:
    """The folders and files of codes named before and after the command; one that is missing stops it."""
    folders = [*ctx.find_root().params.get("codes", ()), *codes]
    for folder in folders:
        if not os.path.exists(folder):
            message = f"There is no folder or file '{clean(folder)}'. Check the name after --codes."
            raise click.ClickException(message)
    return folders


def watched(read: Callable[[Progress], Result]) -> Result:
    """What a reading gives, with its progress shown to a person at a terminal."""
    progress = Progress()
    try:
        return read(progress)
    finally:
        progress.finish()


@contextmanager
def plugins_apart() -> Iterator[None]:
    """What plugins print while they are asked goes to the messages, so that the data stay as they are."""
    with redirect_stdout(sys.stderr):
        yield


def echo(text: str = "", *, newline: bool = True) -> None:
    """Print data."""
    click.echo(text, nl=newline, color=_colour(sys.stdout))


def echo_document(text: str) -> None:
    """Print what goes into a file: in UTF-8, as its readers expect, unless a terminal shows it."""
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)


def message(text: str) -> None:
    """Print a message for the user, apart from the data."""
    try:
        click.echo(text, err=True, color=_colour(sys.stderr))
    except OSError:  # there is nobody to tell that nobody can be told
        silence(sys.stderr)


def silence(stream: IO[str]) -> None:
    """Let a stream that cannot be written lead nowhere, so that Python does not fail on it when it leaves."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def line_width() -> int:
    """Characters a line of text: those of the terminal, but no more than can be read with ease."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, _WIDEST)


def quoted(path: str) -> str:
    """The path, as it can be shown and pasted into a command, in quotes when it has spaces in it."""
    shown = clean(path)
    return f'"{shown}"' if " " in shown else shown


def bold(text: str) -> str:
    """The text, in bold where a terminal shows it; nothing is said by the style alone."""
    return click.style(text, bold=True)


def underlined(text: str) -> str:
    """The text, underlined and bold where a terminal shows it."""
    return click.style(text, bold=True, underline=True)


def _colour(stream: Any) -> bool:
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def echo_json(content: Mapping[str, Any]) -> None:
    """Print JSON with the version of its shape; all but plain letters are escaped, so every terminal can take it."""
    import json

    echo(json.dumps({"schema_version": SCHEMA_VERSION, **content}, indent=2))


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as plain data for JSON."""
    return [problem._asdict() for problem in problems]


def tell_of(problems: Sequence[Problem]) -> None:
    """Say that the library has problems, and where to see them."""
    if problems:
        ctx = click.get_current_context()
        how = " with the same --codes" if ctx.params.get("codes") or ctx.find_root().params.get("codes") else ""
        found = count(len(problems), "problem")
        message(f"{found} with the library. Type 'compacts doctor'{how} to see what and where.")
