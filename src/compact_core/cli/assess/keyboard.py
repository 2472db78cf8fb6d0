"""Keys and lines that somebody types while a command runs; from a pipe, each line stands for what is typed."""

from __future__ import annotations

import sys

import click

from compact_core.cli.output import echo
from compact_core.errors import CompactsError
from compact_core.text import clean


def read_key(prompt: str) -> str:
    """A key at a terminal, as a small letter; from a pipe, a line.

    Raises :class:`EOFError` where nothing more is typed, and :class:`KeyboardInterrupt` for ctrl+c.
    """
    if not sys.stdin.isatty():
        return read_line(prompt).lower()
    echo(prompt, newline=False)
    key = click.getchar().lower()
    echo(key if key.isprintable() else "")
    return key


def read_line(prompt: str) -> str:
    """A line without the spaces around it, and without what could steer a terminal; raises like :func:`read_key`."""
    echo(prompt, newline=False)
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError as error:
        raise CompactsError(
            f"The next line is not in {error.encoding}, and cannot be read. Save the file anew."
        ) from error
    if not line:
        raise EOFError
    line = clean(line).strip()
    if not sys.stdin.isatty():  # a terminal shows by itself what is typed
        echo(line)
    return line
