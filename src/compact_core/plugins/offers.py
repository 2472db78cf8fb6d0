"""What a plugin offers: cheap values, which the core puts to use one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from compact_core.content.read import Loaded


class CodeSource(NamedTuple):
    """A folder of code files, and the folders in it."""

    name: str
    """What users call the source, as in ``prefer`` and in messages."""
    folder: str | Traversable
    """The folder: a path, or a folder inside a package as importlib.resources gives it."""


class Loader(NamedTuple):
    """A way to read a code from a kind of file."""

    name: str
    """What users call the kind of file."""
    suffixes: tuple[str, ...]
    """Endings of the file names that it reads, small letters with the dot, such as ``.toml``."""
    load: Callable[[bytes, str], Loaded]
    """Bytes of the file and its name for messages -> the code, or None, and every problem."""


class CommandOffer(NamedTuple):
    """A command for the command line, imported only when it is used."""

    name: str
    """The word that users type after ``compacts``."""
    summary: str
    """What the command does, in one line of help."""
    target: str
    """Where the click command is: ``package.module:name``."""
