"""The interface in a real terminal: keys are typed into it, and what it paints is waited for."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import time
from typing import TYPE_CHECKING

from cli.running import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

ENTER, TAB, ESCAPE, DOWN, RIGHT = "\r", "\t", "\x1b", "\x1b[B", "\x1b[C"
SAVE, REPORT, QUIT = "\x13", "\x05", "\x11"
_PATIENCE = 60
"""Seconds after which a test gives up; no speed is asserted."""
_REST = 0.45
"""Seconds of rest; a cursor blinks more slowly."""
_STEERING = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|[()][A-Z0-9]|[P\]].*?(?:\x1b\\|\x07)|[=>78])", re.DOTALL)


class Terminal:
    """The interface in a terminal of 80 by 24."""

    def __init__(self, folder: Path, home: Path, *args: str) -> None:
        """Open the interface in a folder."""
        import fcntl
        import pty
        import termios

        self._main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        variables = environment(home)
        del variables["COMPACTS_PLUGINS"]  # the interface comes in as a plugin
        self.process = subprocess.Popen(
            [*COMMAND, "browse", *args], stdin=other, stdout=other, stderr=other, cwd=folder, env=variables
        )
        os.close(other)
        self._painted = b""

    def types(self, *keys: str, until: str) -> None:
        """Type keys, and wait until a text is painted that was not there before."""
        self._painted = b""
        os.write(self._main, "".join(keys).encode())
        end = time.monotonic() + _PATIENCE
        while until not in self._shown:
            assert time.monotonic() < end, f"{until!r} is not painted: {self._shown[-4000:]}"
            assert self._read(), f"it ended without {until!r}"

    def sees(self, text: str) -> None:
        """Wait until a text is painted."""
        self.types(until=text)

    def rests(self) -> None:
        """Wait until nothing is painted for a while, where no text tells that a key is done."""
        while select.select([self._main], [], [], _REST)[0] and self._read():
            pass

    def leaves(self) -> int:
        """Leave with ctrl+q; gives the exit code."""
        os.write(self._main, QUIT.encode())
        while self._read():
            pass
        code = self.process.wait(timeout=_PATIENCE)
        os.close(self._main)
        return code

    @property
    def _shown(self) -> str:
        return _STEERING.sub(b"", self._painted).decode("utf-8", "replace")

    def _read(self) -> bool:
        """Take in what is painted next; whether the program still runs."""
        if not select.select([self._main], [], [], _PATIENCE)[0]:
            self.process.kill()
            raise AssertionError(f"nothing more is painted after {self._shown[-4000:]!r}")
        try:
            piece = os.read(self._main, 1 << 16)
        except OSError:  # Linux: the other side is closed
            return False
        self._painted += piece
        return bool(piece)
