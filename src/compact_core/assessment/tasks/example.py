"""The worked example: a made-up partnership with two rounds, to look at and to try things with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from compact_core.content.names import is_assessment
from compact_core.content.whole import put_new
from compact_core.errors import CompactsError
from compact_core.text import readable

EXAMPLE = "riverside-health"
"""The name of its folder."""
_SUFFIX = ".toml"


def write_example(folder: str) -> None:
    """Copy the example into a folder; raises :class:`CompactsError` where something of that name is there already."""
    if os.path.lexists(folder):
        raise CompactsError(f"{readable(folder)} is already there, and stays as it is. Choose another name.")
    try:
        for name, data in _files(_shipped()):
            path = os.path.join(folder, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            put_new(path, data)
    except OSError as error:
        raise CompactsError(f"{readable(folder)} cannot be written: {error.strerror}.") from error


def example_in(folder: str) -> str:
    """The folder of a copy of the example inside a folder; it is made where it is not there yet."""
    path = os.path.join(folder, EXAMPLE)
    if not is_assessment(path):
        write_example(path)
    return path


def _shipped() -> Traversable:
    """The example inside the package when installed; else beside ``src``."""
    package = files("compact_core")
    shipped = package / "_example"
    return shipped if shipped.is_dir() else package / ".." / ".." / "examples" / EXAMPLE


def _files(folder: Traversable, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """The path below the folder, with slashes, and the bytes of each file of the assessment."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{inside}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield f"{inside}{entry.name}", entry.read_bytes()
