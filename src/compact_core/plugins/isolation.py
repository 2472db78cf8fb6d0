"""What plugins do is done in threads of its own: what fails, fails alone, and what hangs is left behind."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Protocol, TypeVar

from compact_core.text import clean, reason

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = 2.0
"""Seconds after which a user is told that something takes long, and can leave it out."""
LONGEST = 60.0
"""Seconds after which it is left out without asking."""

Given = TypeVar("Given")


class Watch(Protocol):
    """Follows the reading of files and what plugins do, to show how far it is."""

    def progress(self, done: int, total: int) -> None:
        """So many of the files are done."""

    def slow(self, told: str) -> bool:
        """Something takes long, as is told in a sentence; true means: leave it out."""


class Silence:
    """A watch that says nothing and leaves nothing out."""

    def progress(self, done: int, total: int) -> None:
        """Say nothing."""

    def slow(self, told: str) -> bool:  # noqa: ARG002 - as a watch has it
        """Wait on."""
        return False


class FailedError(Exception):
    """Something that a plugin should do came to nothing; the message says why."""


class LateError(FailedError):
    """Something took so long that it was left behind."""

    def __init__(self, seconds: float) -> None:
        """Name the seconds that it took so far."""
        super().__init__(f"it took {seconds:.0f} seconds and was left out")


def next_of(results: queue.Queue[Given], what: str, watch: Watch) -> Given:
    """The next of the results of another thread; raises :class:`LateError` when it is to be left out.

    ``what`` is the beginning of a sentence: who has been doing what. Ctrl+C leaves out what is slow, and stops the
    program otherwise.
    """
    begin = time.monotonic()
    while True:
        try:
            return results.get(timeout=SLOW / 20)
        except queue.Empty:
            seconds = time.monotonic() - begin
            told = f"{clean(what)} for {seconds:.0f} seconds."
            if seconds > LONGEST or (seconds > SLOW and watch.slow(told)):
                raise LateError(seconds) from None
        except KeyboardInterrupt:
            seconds = time.monotonic() - begin
            if seconds < SLOW:
                raise
            raise LateError(seconds) from None


def apart(work: Callable[[], Given], what: str, watch: Watch) -> Given:
    """What the work gives; raises :class:`FailedError` when it raises anything, or takes too long."""
    results: queue.Queue[tuple[Given] | str] = queue.Queue()

    def do() -> None:
        try:
            results.put((work(),))
        except BaseException as error:  # noqa: BLE001 - the work is that of a plugin
            results.put(reason(error))

    threading.Thread(target=do, daemon=True).start()
    result = next_of(results, what, watch)
    if isinstance(result, str):
        raise FailedError(result)
    return result[0]
