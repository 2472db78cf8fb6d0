"""One file given to one loader, which may belong to a plugin: whatever it does, it fails alone."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Protocol

from compact_core.content.read import Loaded
from compact_core.errors import Problem
from compact_core.model import Code
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from compact_core.plugins.offers import Loader

SLOW = 2.0
"""Seconds after which a user is told that a loader takes long, and can leave its file out."""
LONGEST = 60.0
"""Seconds after which a file is left out without asking."""


class Watch(Protocol):
    """Follows the reading of a library, to show how far it is."""

    def progress(self, done: int, total: int) -> None:
        """So many of the files are done."""

    def slow(self, file: str, loader: str, seconds: float) -> bool:
        """A loader takes long, and has taken so many seconds; true means: leave the file out."""


class Silence:
    """A watch that says nothing and leaves nothing out."""

    def progress(self, done: int, total: int) -> None:
        """Say nothing."""

    def slow(self, file: str, loader: str, seconds: float) -> bool:  # noqa: ARG002 - as a watch has it
        """Wait on."""
        return False


def load(loader: Loader, data: bytes, file: str, watch: Watch) -> Loaded:
    """What a loader makes of a file, or the problem that it made instead.

    The loader works in a thread of its own, which is left behind when it takes too long. Ctrl+C leaves the file
    out when the loader has been slow, and stops the program otherwise.
    """
    results: list[Any] = []
    thread = threading.Thread(target=_run, args=(loader, data, file, results), daemon=True)
    begin = time.monotonic()
    thread.start()
    while thread.is_alive():
        try:
            thread.join(SLOW / 20)
            seconds = time.monotonic() - begin
            given_up = seconds > LONGEST or (seconds > SLOW and watch.slow(file, loader.name, seconds))
        except KeyboardInterrupt:
            if time.monotonic() - begin < SLOW:
                raise
            given_up = True
        if given_up and thread.is_alive():
            seconds = time.monotonic() - begin
            return _failure(file, f"The loader '{loader.name}' took {seconds:.0f} seconds and was stopped.")
    return _checked(results[0] if results else None, loader, file)


def _run(loader: Loader, data: bytes, file: str, results: list[Any]) -> None:
    try:
        results.append(loader.load(data, file))
    except BaseException as error:  # noqa: BLE001 - the loader may belong to a plugin
        results.append(error)


def _checked(result: Any, loader: Loader, file: str) -> Loaded:
    """The loader's result, if it is what a loader should give."""
    if isinstance(result, BaseException):
        reason = shorten(clean(f"{type(result).__name__}: {result}"), 200)
        return _failure(file, f"The loader '{loader.name}' failed on this file: {reason}.")
    if isinstance(result, Loaded) and isinstance(result.code, Code | None):
        return result
    return _failure(file, f"The loader '{loader.name}' gave a {type(result).__name__}, not what a loader should.")


def _failure(file: str, message: str) -> Loaded:
    return Loaded(None, (Problem("error", file, 0, 0, message, "Tell the makers of the loader."),))
