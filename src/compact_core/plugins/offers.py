"""What a plugin offers: small values, which the core uses one by one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from compact_core.content.read import Loaded


_NAME = r"[a-z][a-z0-9-]*"
"""What the words look like that users type."""


class CodeSource(NamedTuple):
    """A folder of code files; folders in it count too."""

    name: str
    """What users call the source, as in ``prefer`` and in messages."""
    folder: str | Traversable
    """The folder: a path, or a folder inside a package as importlib.resources gives it."""


class Loader(NamedTuple):
    """A function that reads a code from a kind of file."""

    name: str
    """What users call the kind of file."""
    suffixes: tuple[str, ...]
    """Endings of the file names that it reads, small letters with the dot, such as ``.toml``."""
    load: Callable[[bytes, str], Loaded]
    """From the bytes of a file, and its name for messages, to the code or None, and every problem."""
    id_in: Callable[[bytes], str] | None = None
    """From the bytes of a file with errors to the id of the code in it, if it can be told; else to an empty text.

    With it, whoever asks for the code is told of the errors, and not that there is no such code.
    """


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
    """Where the function is that writes it, ``package.module:name``: from a page and options to the bytes of a file."""
    options: tuple[str, ...] = ()
    """Names of the options that it takes, such as ``template``."""


class FormKind(NamedTuple):
    """A kind of form that people fill in, imported only when it is used."""

    name: str
    """The word that users type after ``--kind``; the names of its files begin with it."""
    suffix: str
    """Ending of the file names, small letters with the dot, such as ``.html``."""
    summary: str
    """What the kind is for, in one line of help."""
    target: str
    """Where the function is that writes it, ``package.module:name``: from a form to the bytes of a file."""


class AnswerReader(NamedTuple):
    """A way to read a kind of file in which answers come back, imported only when it is used."""

    name: str
    """What users call the kind of file."""
    suffixes: tuple[str, ...]
    """Endings of the file names that it reads, small letters with the dot, such as ``.docx``."""
    target: str
    """Where the function is that reads it, ``package.module:name``: from the bytes of a file to the bytes of a file
    that the program reads itself: a sheet as CSV, a form as text, or a mail (RFC 5322).
    """


class DocumentReader(NamedTuple):
    """A reader of documents of one format, imported only when it is used."""

    name: str
    """What users call the format."""
    suffixes: tuple[str, ...]
    """Endings of the file names that it reads, small letters with the dot, such as ``.docx``."""
    target: str
    """Where the function is that reads, ``package.module:name``: from the bytes of a file to its blocks."""


class HeadingWords(NamedTuple):
    """Words in a heading that say what stands under it, in some language."""

    language: str
    """The language, as a tag such as ``fr``."""
    kind: str
    """A kind of provision, a role of a section, ``contents`` or ``contacts``."""
    words: tuple[str, ...]
    """Small letters without accents; ``*`` at a word stands for any letters, ``=`` before it for all the heading."""


def _is_function(value: object) -> bool:
    """Whether a value can be called, and stand in a key."""
    return callable(value) and isinstance(value, Hashable)


def is_sound(offer: object) -> bool:
    """Whether the values of an offer have the right types and forms: a NamedTuple takes any value."""
    match offer:
        case CodeSource(str(name), folder) if name.strip():
            return isinstance(folder, str | os.PathLike) or hasattr(folder, "iterdir")
        case Loader(str(name), tuple(suffixes), load, id_in) if name.strip() and _is_function(load):
            fit = all(isinstance(suffix, str) and re.fullmatch(r"\.[^A-Z]+", suffix) for suffix in suffixes)
            return fit and (id_in is None or _is_function(id_in))
        case CommandOffer(str(name), str(), str()):
            return re.fullmatch(_NAME, name) is not None
    return _is_sound_target(offer)


def _is_sound_target(offer: object) -> bool:
    """The same of an offer that names a function."""
    match offer:
        case ReportFormat(str(name), str(suffix), str(), str(target), tuple(options)):
            return all(isinstance(option, str) for option in options) and _is_named(name, suffix, target)
        case FormKind(str(name), str(suffix), str(), str(target)):
            return _is_named(name, suffix, target)
        case AnswerReader(str(name), tuple(suffixes), str(target)) if name.strip() and suffixes:
            return all(isinstance(suffix, str) and _is_named("a", suffix, target) for suffix in suffixes)
        case DocumentReader(str(name), tuple(suffixes), str(target)) if name.strip() and suffixes:
            return all(isinstance(suffix, str) and _is_named("a", suffix, target) for suffix in suffixes)
        case HeadingWords(str(), str(kind), tuple(words)) if kind.strip():
            return all(isinstance(word, str) and word.strip(" *=") for word in words)
    return _is_sound_scale(offer)


def _is_sound_scale(offer: object) -> bool:
    from compact_core.model.scales import Scale  # the model is a tenth of the first frame, which does without it

    match offer:
        case Scale(str(), str(), tuple(points)):
            return len(points) > 1 and all(isinstance(point, str) for point in points)
    return False


def _is_named(name: str, suffix: str, target: str) -> bool:
    """Whether a name, an ending and a place of a function are written as they should be."""
    forms = ((_NAME, name), (r"\.[a-z0-9]+", suffix), (r"[\w.]+:\w+", target))
    return all(re.fullmatch(form, text) for form, text in forms)
