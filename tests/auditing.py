"""What Python itself does while a test looks: the files that it opens, and the names that it gives."""

import sys
from collections.abc import Callable
from functools import cache

Listener = Callable[[str, tuple[object, ...]], None]
"""Is told of each event, and what it is about."""

_listening: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tell a function of all events, up to ``stop``."""
    _begin()
    _listening.append(listener)


def stop(listener: Listener) -> None:
    """Tell it no more."""
    _listening.remove(listener)


@cache
def _begin() -> None:
    """Look at events, with one hook for all tests: Python cannot forget one, and each costs time ever after."""
    sys.addaudithook(_tell)


def _tell(event: str, words: tuple[object, ...]) -> None:
    for listener in _listening:
        listener(event, words)
