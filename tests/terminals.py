"""Programs in a real terminal: keys are typed, what is shown is waited for, and every wait has an end."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PATIENCE = 120
"""Seconds after which a test gives up; no speed is asserted."""
SILENCE = 5
"""Seconds after which a key that does nothing is pressed again."""
_LEAD = """\
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
_LEADING = (sys.executable, "-I", "-S", "-c", _LEAD)
"""Makes the terminal that of the program, so that ctrl+c reaches it."""


class Terminal:
    """A program that runs in a terminal of its own."""

    def __init__(
        self, command: Sequence[str], folder: Path, variables: Mapping[str, str], size: tuple[int, int] = (24, 80)
    ) -> None:
        """Start a command in a folder; the terminal has so many lines and columns."""
        import fcntl
        import pty
        import termios

        self._main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.process = subprocess.Popen(
            [*_LEADING, *command], stdin=other, stdout=other, stderr=other, cwd=folder, env=variables
        )
        os.close(other)
        self.raw = b""
        """What it has written, as far as nobody has taken it away."""
        self.ended = False
        """Whether it has closed the terminal."""

    @property
    def shown(self) -> str:
        """The same as text."""
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._main, keys.encode())

    def sends(self, data: bytes) -> None:
        """Send bytes, as a terminal does by itself."""
        os.write(self._main, data)

    def hangs_up(self) -> int:
        """Take the terminal away, and wait until the program ends; gives its exit code."""
        os.close(self._main)
        return self.process.wait(timeout=PATIENCE)

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed: whether it shows it, and waits for whole lines."""
        import termios

        return termios.tcgetattr(self._main)

    def wait(self, done: Callable[[], bool], what: str, again: str = "") -> None:
        """Take in what is shown until something is so, which has a name for the message when it never is.

        While nothing is shown at all, keys are pressed again, if any are named.
        """
        end = time.monotonic() + PATIENCE
        pressed = time.monotonic()
        while not done():
            assert not self.ended, f"it ended before {what}: {self.shown[-4000:]!r}"
            if time.monotonic() > end:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"waited {PATIENCE} seconds, and not yet {what}: {self.shown[-4000:]!r}")
            if not self._read(0.1) and again and time.monotonic() > pressed + SILENCE:
                self.type(again)
                pressed = time.monotonic()

    def rests(self, seconds: float) -> None:
        """Wait until nothing is shown for so long, where no text tells that all is there."""
        end = time.monotonic() + PATIENCE
        while self._read(seconds):
            assert time.monotonic() < end, f"it was never quiet for {seconds} seconds: {self.shown[-4000:]!r}"

    def ends(self, again: str = "") -> int:
        """Wait until the program ends; gives its exit code."""
        self.wait(lambda: self.ended, "the end", again)
        code = self.process.wait(timeout=PATIENCE)
        os.close(self._main)
        return code

    def is_stopped(self) -> int:
        """Press ctrl+c, and wait for the end.

        It is pressed again while nothing happens: Python overlooks one that comes just before it waits for a key.
        """
        self.type("\x03")
        return self.ends(again="\x03")

    def _read(self, seconds: float) -> bool:
        """Take in what is shown within some seconds; whether there was anything, and will be more."""
        if self.ended or not select.select([self._main], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._main, 1 << 16)
        except OSError:  # Linux: the other side is closed
            piece = b""
        self.raw += piece
        self.ended = not piece
        return not self.ended
