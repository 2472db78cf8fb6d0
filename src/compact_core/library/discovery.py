"""The files of every source: code files with their loaders, and lineage files."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.files import file_bytes, is_lineage
from compact_core.content.names import PARTNERSHIP, ROUND_FOLDER
from compact_core.content.syntax import parse
from compact_core.errors import Problem
from compact_core.folders import codes_folder
from compact_core.library.stamps import Stamp, stamp, useless
from compact_core.plugins import CodeSource, Loader
from compact_core.plugins.builtin import TOML
from compact_core.plugins.loading import Job
from compact_core.text import readable, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable

    from compact_core.plugins.manager import Plugins

USER = "your codes"
"""Name of the source that is the user's codes folder."""
COMMAND_LINE = "--codes"
"""Name of the sources that are given on the command line."""


class FoundFile(NamedTuple):
    """A file of a source."""

    stamp: Stamp
    """The file as it is now; its path is its name in messages."""
    source: str
    data: Callable[[], bytes | Problem]
    """Gives the bytes of the file, or the problem that keeps it from being read."""


class FoundCode(NamedTuple):
    """A file that a loader reads."""

    file: FoundFile
    loader: Loader

    def job(self, digest: str = "") -> Job:
        """The job to read the file; ``digest`` is that of its bytes when it was last read."""
        return Job(self.file.stamp.path, self.loader, self.file.data, digest, trusted=self.loader is TOML)


@dataclass(slots=True)
class Finds:
    """What was found so far."""

    stamps: list[Stamp] = field(default_factory=list)
    """The stamps of folders, which change when a file is added."""
    codes: dict[str, FoundCode] = field(default_factory=dict)
    """Code files by path; one that two sources hold belongs to the first."""
    lineages: dict[str, FoundFile] = field(default_factory=dict)
    """Lineage files, by path."""
    problems: list[Problem] = field(default_factory=list)
    """Folders that are missing or cannot be read, and files that no loader reads."""

    def text(self, path: str) -> str | None:
        """The text of a TOML file; None for a file of another kind, or one that cannot be read any more."""
        found = self.codes.get(path)
        if found is None or found.loader is not TOML:
            return None
        parsed = parse(found.file.data(), path)
        return None if isinstance(parsed, Problem) else parsed[1]


def find_files(sources: Iterable[CodeSource], loaders: Sequence[Loader]) -> Finds:
    """Every file of the sources that a loader reads, and every lineage file."""
    finds = Finds()
    for source in sources:
        try:
            if isinstance(source.folder, str | os.PathLike):
                _find_in_folder(source.name, os.fspath(source.folder), loaders, finds)
            else:
                _find_in_package(source.name, source.folder, loaders, finds)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the folder may be an object of a plugin
            finds.stamps.append(useless(source.name))
            finds.problems.append(_failed(source.name, "The codes of this source cannot be listed", error))
    return finds


def _failed(name: str, what: str, error: BaseException) -> Problem:
    return Problem("error", name, 0, 0, f"{what}: {reason(error)}.", "Tell the makers of the plugin that brings it.")


def sources(plugins: Plugins, folders: Iterable[str]) -> Iterator[CodeSource]:
    """The sources of codes: plugins (the built-in one first), the user's folder, and ``folders``."""
    yield from plugins.code_sources()
    yield CodeSource(USER, codes_folder())
    for folder in folders:
        yield CodeSource(COMMAND_LINE, folder)


def _find_in_folder(source: str, top: str, loaders: Sequence[Loader], finds: Finds) -> None:
    is_folder = os.path.isdir(top)
    if assessment := _assessment_of(top, is_folder=is_folder):
        message = f"This is a {'folder' if is_folder else 'file'} of an assessment. Codes are not looked for in it."
        hint = f"To see the assessment:  compacts assess status {readable(assessment)}"
        finds.problems.append(Problem("error", readable(top), 0, 0, message, hint))
        finds.stamps.append(stamp(top))
        return
    if os.path.lexists(top) and not is_folder:
        if not _note(top, source, loaders, finds):
            other = None if os.path.isfile(top) else file_bytes(top)  # a pipe, or a device
            finds.problems.append(other if isinstance(other, Problem) else _no_loader(top, loaders))
        return
    finds.stamps.append(stamp(top))
    if not is_folder:
        if source != USER:
            update = f"Update the plugin that brings the codes of {source}."
            hint = "Check the name." if source == COMMAND_LINE else update
            finds.problems.append(Problem("error", readable(top), 0, 0, "There is no such folder of codes.", hint))
        return
    for folder, names in _folders(top, finds):
        for name in sorted(names):
            _note(os.path.join(folder, name), source, loaders, finds)


def _folders(top: str, finds: Finds) -> Iterator[tuple[str, list[str]]]:
    """A folder and the folders below it, each once, with the names of their files, without folders of assessments.

    Links are followed last, unless they lead back up.
    """
    seen: set[tuple[int, int]] = set()
    starts = [top]
    for start in starts:
        for folder, inner, names in os.walk(start, onerror=lambda error: _note_unreadable(error, finds)):
            which = _which(folder)
            if which in seen or _is_assessment(inner, names):
                inner.clear()
                continue
            seen.add(which)
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            paths = [os.path.join(folder, name) for name in inner]
            finds.stamps += map(stamp, paths)
            starts += [path for path in paths if os.path.islink(path) and not _leads_up(path)]
            yield folder, names


def _which(folder: str) -> tuple[int, int]:
    """Device and inode, by which a folder is recognised under another name."""
    try:
        status = os.stat(folder)
    except OSError:  # it has just gone
        return (0, 0)
    return status.st_dev, status.st_ino


def _leads_up(link: str) -> bool:
    """Whether a link leads to a folder that it lies in."""
    target = os.path.join(os.path.realpath(link), "")
    return os.path.join(os.path.realpath(os.path.dirname(link)), "").startswith(target)


def _is_assessment(inner: Collection[str], names: Collection[str]) -> bool:
    """Whether a folder with these folders and files is that of an assessment."""
    return PARTNERSHIP in names and any(map(ROUND_FOLDER.fullmatch, inner))


def _assessment_of(path: str, *, is_folder: bool) -> str:
    """The folder of the assessment that a file or folder belongs to; empty for none."""
    try:
        folder = os.path.abspath(path)
    except FileNotFoundError:  # the working folder is gone, and the path begins there
        return ""
    if is_folder or os.path.basename(folder) == PARTNERSHIP:
        top = folder if is_folder else os.path.dirname(folder)
        with suppress(OSError):
            inner = os.listdir(top)
            if _is_assessment(inner, inner):
                return top
    while (outer := os.path.dirname(folder)) != folder:
        is_round = ROUND_FOLDER.fullmatch(os.path.basename(folder))
        if is_round and os.path.isfile(os.path.join(outer, PARTNERSHIP)):
            return outer
        folder = outer
    return ""


def _note_unreadable(error: OSError, finds: Finds) -> None:
    name = readable(str(error.filename))
    message = f"This folder cannot be read: {error.strerror}."
    finds.stamps.append(useless(name))
    finds.problems.append(Problem("error", name, 0, 0, message, "Ask its owner, or change its permissions."))


def _note(path: str, source: str, loaders: Sequence[Loader], finds: Finds) -> bool:
    """Note a file that is not hidden if a loader reads it; returns whether a loader does."""
    path = os.path.normpath(path)
    found = FoundFile(stamp(path), source, partial(file_bytes, path))
    return _take_in(os.path.basename(path), found, loaders, finds)


def _take_in(name: str, found: FoundFile, loaders: Sequence[Loader], finds: Finds) -> bool:
    loader = next((loader for loader in loaders if name.lower().endswith(loader.suffixes)), None)
    path = found.stamp.path
    if is_lineage(name):
        finds.lineages.setdefault(path, found)
    elif loader and not name.startswith("."):
        finds.codes.setdefault(path, FoundCode(found, loader))
    return is_lineage(name) or loader is not None


def _no_loader(path: str, loaders: Sequence[Loader]) -> Problem:
    endings = ", ".join(suffix for loader in loaders for suffix in loader.suffixes)
    message = "No loader reads this kind of file."
    return Problem("error", readable(path), 0, 0, message, f"Files can end with {endings}.")


def _find_in_package(source: str, folder: Traversable, loaders: Sequence[Loader], finds: Finds) -> None:
    """Note the files of a folder in a package, which may be an archive.

    A file without a path on disk has no stamp: its bytes are compared.
    """
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            _find_in_package(source, item, loaders, finds)
        else:
            now = stamp(str(item))
            found = FoundFile(now if now.size >= 0 else useless(str(item)), source, partial(_package_bytes, item))
            _take_in(item.name, found, loaders, finds)


def _package_bytes(file: Traversable) -> bytes | Problem:
    try:
        return bytes(file.read_bytes())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the file may be an object of a plugin
        return _failed(readable(str(file)), "This file cannot be read", error)
