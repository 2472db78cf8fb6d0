"""Opens a library beside the screen while the interface is shown already."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from compact_core.text import reading_progress
from compact_core.threads import start
from compact_tui.state import START, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core.library.library import Library
    from compact_core.plugins.isolation import Watch

PATIENCE = 0.5
"""Seconds before anything is said: most readings are over by then."""


class StoppedError(Exception):
    """The reader has left, so that the library is no longer needed."""


class Opening:
    """Opens a library in a thread where one can start, and watches (:class:`Watch`) how far that is."""

    def __init__(self, read: Callable[[Watch], Library], find: Callable[[Library], Place] = lambda _: START) -> None:
        """Prepare to read a library, and to find the place at which it is opened; :meth:`start` begins."""
        self.library: Library | None = None
        """What was read last."""
        self.place = START
        """Where the library is opened when it is read for the first time."""
        self.error: BaseException | None = None
        """What went wrong instead."""
        self.late = ""
        """What takes long, in words; empty while nothing does."""
        self.is_reading = False
        """Whether the library is being read."""
        self._read = read
        self._find = find
        self._begin = 0.0
        self._progress = ""
        self._leave_out = False
        self._stopped = False

    def start(self) -> None:
        """Begin to read. The program can leave while the thread still reads; without threads it is read at once."""
        self.library, self.error, self.is_reading = None, None, True
        self._begin, self._progress = time.monotonic(), ""
        if not start(self._run):
            self._run()

    def leave_out(self) -> None:
        """Leave out what takes long."""
        self._leave_out = bool(self.late)

    def stop(self) -> None:
        """Stop reading at the next file."""
        self._stopped = True

    def message(self) -> str:
        """How far the reading is, in words; nothing in the first half second."""
        if time.monotonic() - self._begin < PATIENCE:
            return ""
        return f"{self.late} Press o to leave it out." if self.late else self._progress or "Looking for codes"

    def progress(self, done: int, total: int) -> None:
        """Note how many files are done."""
        self._check()
        self._progress, self.late, self._leave_out = reading_progress(done, total), "", False

    def slow(self, message: str) -> bool:
        """Note that something takes long, and say whether it is to be left out."""
        self._check()
        left_out, self._leave_out = self._leave_out, False
        self.late = "" if left_out else message
        return left_out

    def _check(self) -> None:
        if self._stopped:
            raise StoppedError

    def _run(self) -> None:
        try:
            library = self._read(self)
            self.place, self._find = self._find(library), lambda _: START
            self.library = library
        except StoppedError:
            return
        except BaseException as error:  # noqa: BLE001 - the thread of the screen tells of it
            self.error = error
        self.is_reading = False
