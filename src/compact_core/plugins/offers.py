"""What a plugin offers: cheap values, which the core puts to use one by one."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, NamedTuple

from compact_core.model.scales import Scale

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


class ReportFormat(NamedTuple):
    """A format for the result of an assessment, imported only when it is used."""

    name: str
    """The word that users type after ``--format``."""
    suffix: str
    """Ending of the file names, small letters with the dot, such as ``.html``."""
    summary: str
    """What the format is for, in one line of help."""
    target: str
    """Where the function is that writes it, ``package.module:name``: page and options -> the bytes of a file."""
    options: tuple[str, ...] = ()
    """Names of the options that it takes, such as ``template``."""


def is_sound(offer: object) -> bool:
    """Whether an offer holds what its type promises: a NamedTuple takes anything."""
    match offer:
        case CodeSource(str(name), folder) if name.strip():
            return isinstance(folder, str | os.PathLike) or hasattr(folder, "iterdir")
        case Loader(str(name), tuple(suffixes), load) if name.strip() and callable(load) and isinstance(load, Hashable):
            return all(isinstance(one, str) and re.fullmatch(r"\.[^A-Z]+", one) for one in suffixes)
        case Scale(str(), str(), tuple(points)):
            return len(points) > 1 and all(isinstance(one, str) for one in points)
        case CommandOffer(str(name), str(), str()):
            return re.fullmatch(r"[a-z][a-z0-9-]*", name) is not None
        case ReportFormat(str(name), str(suffix), str(), str(target), tuple(options)):
            words = all(isinstance(one, str) for one in options) and re.fullmatch(r"[a-z][a-z0-9-]*", name)
            return bool(words and re.fullmatch(r"\.[a-z0-9]+", suffix) and re.fullmatch(r"[\w.]+:\w+", target))
    return False
