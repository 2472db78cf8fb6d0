"""Starts programs in a terminal of their own, times them in turn, and tells ratios.

A machine can change its speed for minutes, so a time alone says little. The two sides of a ratio are always
measured in turn, in the same run.
"""

from __future__ import annotations

import fcntl
import os
import pty
import selectors
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

COLUMNS, LINES = 100, 30
QUIET = 0.05
"""Seconds without output after which a screen is painted."""
PATIENCE = 30.0
"""Seconds after which a program is taken for stuck."""


class Terminal:
    """A program in a terminal of its own. It can say that it is ready by writing to the file number it is given."""

    def __init__(self, program: str, *arguments: str) -> None:
        """Start a Python program; the number of the ready file is its first argument."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._ready, ready = os.pipe()
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COMPACTS_PLUGINS": "tui",  # codes of other plugins would change what stands where
        }
        self._start = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, str(ready), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            pass_fds=[ready],
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        os.close(ready)

    def __enter__(self) -> Self:
        """The running program."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)
        os.close(self._ready)

    def until_ready(self) -> float:
        """Seconds from the start until the program says that it is ready."""
        with selectors.DefaultSelector() as files:
            files.register(self._ready, selectors.EVENT_READ)
            files.register(self._master, selectors.EVENT_READ)
            while events := files.select(PATIENCE):
                if any(key.fd == self._ready for key, _ in events):
                    if not os.read(self._ready, 1):
                        break
                    return time.perf_counter() - self._start
                os.read(self._master, 1 << 16)
        raise SystemExit("The program ended, or did not paint.")

    def painted(self) -> float:
        """Read output until it pauses; the time of the last of it."""
        last = time.perf_counter()
        with selectors.DefaultSelector() as files:
            files.register(self._master, selectors.EVENT_READ)
            while files.select(QUIET):
                os.read(self._master, 1 << 16)
                last = time.perf_counter()
        return last

    def press(self, key: bytes) -> float:
        """Seconds from a key until everything that it changes is painted."""
        start = time.perf_counter()
        os.write(self._master, key)
        return self.painted() - start


def first_number(usual: int) -> int:
    """The number that is the first argument of the command, or the usual one."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of some work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def in_turn(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[list[float], list[float]]:
    """Both sides, measured in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        order = ((ours, times[0]), (theirs, times[1]))
        for side, found in order if number % 2 else reversed(order):
            found.append(side())
    return times


def tell(name: str, ours: Sequence[float], theirs: Sequence[float], goal: float, *, share: float = 0.5) -> None:
    """Print a ratio with both of its sides; ``share`` is the quantile, 0.5 for the median."""
    our, their = quantile(ours, share), quantile(theirs, share)
    print(f"{name}: {our / their:.2f} (goal {goal}; {our * 1000:.1f} ms to {their * 1000:.1f} ms)")


def quantile(times: Sequence[float], share: float) -> float:
    """The time under which so large a share of the times lies."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]
