"""Keys and lines that somebody types while a command runs; from a pipe, each line stands for what is typed."""

from __future__ import annotations

import os
import re
import select
import sys
from typing import TYPE_CHECKING, Self

import click

from compact_core.cli.output import echo
from compact_core.errors import CompactsError
from compact_core.text import clean

if TYPE_CHECKING:
    from types import TracebackType

_SEQUENCE = rb"\x1b(?:[^\[O]|O.|\[[0-?]*[ -/]*[@-~])"
"""What keys without a letter send (ECMA-48, and the function keys of terminals)."""


class Keyboard:
    """Reads single keys, and lines between them. Keys that are typed faster than they are read are not lost.

    What click offers throws away what was typed before it is called.
    """

    def __enter__(self) -> Self:
        """Let a terminal give every key at once."""
        self._by_key = sys.platform != "win32" and sys.stdin.isatty()
        if sys.platform != "win32" and self._by_key:
            import termios

            self._as_before = termios.tcgetattr(sys.stdin)
            self._give_keys()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        self._give_lines()

    def key(self, prompt: str) -> str:
        """A key at a terminal, as a small letter; from a pipe, a line.

        Raises :class:`EOFError` where nothing more is typed, and :class:`KeyboardInterrupt` for ctrl+c.
        """
        if not sys.stdin.isatty():
            return read_line(prompt).lower()
        echo(prompt, newline=False)
        key = (_next_key() if self._by_key else click.getchar()).lower()
        if key == "\x04":
            raise EOFError
        echo(key if key.isprintable() else "")
        return key

    def line(self, prompt: str) -> str:
        """A line, as :func:`read_line` reads it."""
        self._give_lines()
        try:
            return read_line(prompt)
        finally:
            self._give_keys()

    def _give_keys(self) -> None:
        if sys.platform != "win32" and self._by_key:
            import termios
            import tty

            tty.setcbreak(sys.stdin, termios.TCSADRAIN)

    def _give_lines(self) -> None:
        if sys.platform != "win32" and self._by_key:
            import termios

            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._as_before)


def read_line(prompt: str) -> str:
    """A line without the spaces around it, and without what could steer a terminal; it raises like a key."""
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


def _next_key() -> str:
    """The next key that a terminal gives: a letter of one byte or more, or a sequence such as that of an arrow."""
    terminal = sys.stdin.fileno()
    key = os.read(terminal, 1)
    if not key:
        raise EOFError
    while not _is_whole(key) and select.select([terminal], [], [], 0)[0]:
        key += os.read(terminal, 1)
    return key.decode("utf-8", "replace")


def _is_whole(key: bytes) -> bool:
    """Whether the bytes are all of a key."""
    if key.startswith(b"\x1b"):
        return bool(re.fullmatch(_SEQUENCE, key, re.DOTALL))
    try:
        return bool(key.decode("utf-8"))
    except UnicodeDecodeError:
        return False
