"""The progress of reading a library, on one line of a terminal; scripts see nothing."""

from __future__ import annotations

import sys
import time

import click

from compact_core.text import reading_progress

_WAIT = 0.5
"""Seconds before the line appears: most readings are over by then."""
_ONE_LINE = "\r\x1b[K\x1b[?7l{}\x1b[?7h"
"""Writes over the line that is there; the terminal cuts it at its width, so that it stays one line."""
_PAUSE = 0.1
"""Seconds between two changes of the line."""


class Progress:
    """A watch (:class:`compact_core.plugins.isolation.Watch`) that writes one changing line on stderr."""

    def __init__(self) -> None:
        """Begin to wait."""
        self._next = time.monotonic() + _WAIT
        self._visible = False

    def progress(self, done: int, total: int) -> None:
        """Say how many files are done."""
        self._say(reading_progress(done, total))

    def slow(self, told: str) -> bool:
        """Say that something takes long, and how to go on without it."""
        self._say(f"Press Ctrl+C to leave it out. {told}")
        return False

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
