"""Where published findings are: files, folders, mails and patterns, here or on storage that fsspec knows."""

from __future__ import annotations

import glob
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compact_core import PUBLISHED_ENDINGS, Problem, PublishedRound, clean, published_in
from compacts_city.files import shown
from compacts_city.source import LARGEST, Source, is_wanted
from compacts_city.storage import stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Found(NamedTuple):
    """What a file holds."""

    rounds: tuple[PublishedRound, ...]
    problems: tuple[Problem, ...]


def sources(places: Iterable[str]) -> Iterator[Source | Problem]:
    """Every file at some places, each once; a place where there is nothing is a problem."""
    known: set[str] = set()
    for place in places:
        there = False
        for source in _at(place):
            there = True
            if isinstance(source, Problem):
                yield source
            elif source.name not in known:
                known.add(source.name)
                yield source
        if not there:
            name = shown(place) or "''"
            message = f"There are no published findings at {name}."
            hint = f"Name files, or folders of files, that end in {', '.join(PUBLISHED_ENDINGS)}."
            yield Problem("error", name, 0, 0, message, hint)


def contents(source: Source) -> Found:
    """The rounds that a file holds, or that are packed in it."""
    name = shown(source.name)
    try:
        found = published_in(source.read(), name)
    except OSError as error:
        return Found((), (_unreadable(source.name, error),))
    rounds = tuple(one for one in found if isinstance(one, PublishedRound))
    return Found(rounds, tuple(one for one in found if isinstance(one, Problem)))


def _unreadable(path: str, error: OSError) -> Problem:
    """A file or folder that cannot be read."""
    message = f"This cannot be read: {clean(error.strerror or str(error))}."
    return Problem("error", shown(path), 0, 0, message, "Look at it yourself.")


def _at(place: str) -> Iterator[Source | Problem]:
    return stored(place) if "://" in place else _local(place)


def _local(place: str) -> Iterator[Source | Problem]:
    for path in [place] if os.path.lexists(place) else _matching(place):
        if os.path.isdir(path):
            yield from _below(path)
        elif os.path.isfile(path):
            yield _file(path, os.stat(path))


def _matching(pattern: str) -> Iterable[str]:
    """The paths that a pattern stands for; folders that are there under the name as it stands are taken by it."""
    there, rest = pattern, ""
    while there and not os.path.isdir(there):
        above, name = os.path.split(there)
        if above == there:
            break
        there, rest = above, os.path.join(name, rest) if rest else name
    if "**" not in rest.split(os.sep):
        return [os.path.join(there, path) for path in sorted(glob.glob(rest, root_dir=there or None))]
    with suppress(ValueError):  # two stars beside other signs
        return [os.path.join(there, path) for path in sorted(_deep(there, rest))]
    return []


def _deep(folder: str, pattern: str) -> Iterator[str]:
    """What a pattern with two stars stands for; links to folders are not followed, for they may lead in circles.

    Two stars at the end stand for folders alone, also where Python gives files too, as it does from 3.13 on.
    """
    only_folders = pattern.endswith("**")
    for found in Path(folder).glob(pattern):
        if only_folders and (found.is_symlink() or not found.is_dir()):
            continue
        inner = found.relative_to(folder)
        if not any(part.startswith(".") for part in inner.parts):
            yield str(inner)


def _below(folder: str) -> Iterator[Source | Problem]:
    """The files of a folder and of those in it, in order; whatever begins with a dot is left out."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                there = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield _unreadable(here, error)
            continue
        for entry in there:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif is_wanted(entry.name) and os.path.isfile(entry.path):
                yield _file(entry.path, entry.stat())


def _file(path: str, about: os.stat_result) -> Source:
    def read() -> bytes:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)

    return Source(os.path.abspath(path), f"{about.st_size}:{about.st_mtime_ns}:{about.st_ctime_ns}", read)
