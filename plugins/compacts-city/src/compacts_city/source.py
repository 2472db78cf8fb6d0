"""A file that may hold published findings, wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core import PUBLISHED_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 64 * 1024 * 1024
"""Bytes that are read of a file, but for one more, which shows that it is larger."""
_PATTERN = frozenset("*?[")


class Source(NamedTuple):
    """A file that may hold published findings."""

    name: str
    """Its path or address."""
    stamp: str
    """What changes when the file does, such as its size and when it was written; empty where nothing tells."""
    read: Callable[[], bytes]
    """Gives its bytes, or raises OSError."""


def is_wanted(name: str) -> bool:
    """Whether a file in a folder is looked at."""
    return name.lower().endswith(PUBLISHED_ENDINGS)


def is_pattern(path: str) -> bool:
    """Whether signs stand in a path that stand for others."""
    return not _PATTERN.isdisjoint(path)
