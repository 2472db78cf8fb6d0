"""A command in a real terminal: what it shows, and keys for it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING

from cli.running import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 60
"""Seconds after which a test gives up; no speed is asserted."""
_SILENCE = 5
"""Seconds after which a key that does nothing is pressed again."""
_LEAD = """\
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
_LEADING = (sys.executable, "-c", _LEAD)
"""Makes the terminal that of the command, so that ctrl+c reaches it."""


class Terminal:
    """A command that runs in a terminal of its own."""

    def __init__(self, folder: Path, *args: str, home: Path) -> None:
        """Start a command in a folder."""
        import pty

        self._main, other = pty.openpty()
        self.process = subprocess.Popen(
            [*_LEADING, *COMMAND, *args], stdin=other, stdout=other, stderr=other, cwd=folder, env=environment(home)
        )
        os.close(other)
        self._shown = ""

    def wait_for(self, text: str) -> str:
        """Wait until a text is shown, and give everything that was shown up to its end since the last time."""
        while text not in self._shown:
            assert self._read(), f"it ended without {text!r}: {self._shown!r}"
        before, found, self._shown = self._shown.partition(text)
        return before + found

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._main, keys.encode())

    def stop(self) -> tuple[int, str]:
        """Press ctrl+c, and end.

        It is pressed again while nothing happens: Python overlooks one that comes just before it waits for a key.
        """
        self.type("\x03")
        while self._read(again="\x03"):
            pass
        return self.end()

    def end(self) -> tuple[int, str]:
        """Wait until the command ends; gives its exit code, and what was shown since the last time."""
        while self._read():
            pass
        code = self.process.wait(timeout=_PATIENCE)
        os.close(self._main)
        return code, self._shown

    def _read(self, again: str = "") -> bool:
        """Take in what is shown next; whether the command still runs. After a silence, press keys again."""
        if again and not select.select([self._main], [], [], _SILENCE)[0]:
            self.type(again)
        if not select.select([self._main], [], [], _PATIENCE)[0]:
            self.process.kill()
            raise AssertionError(f"nothing more is shown after {self._shown!r}")
        try:
            piece = os.read(self._main, 1 << 16)
        except OSError:  # Linux: the other side is closed
            return False
        self._shown += piece.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)
