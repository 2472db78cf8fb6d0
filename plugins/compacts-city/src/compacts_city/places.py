"""Where published findings are: files, folders, mails and patterns, here or on storage that fsspec knows."""

from __future__ import annotations

import glob
import os
from email import message_from_bytes, policy
from email.errors import MessageError
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core import CompactsError, Problem, clean, is_published, read_lines
from compacts_city.files import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compact_core import PublishedRound

_MAILS = (".eml", ".mail")
SUFFIX = ".jsonl"
_ENDINGS = (SUFFIX, *_MAILS)
_LARGEST_MAIL = 64 * 1024 * 1024
_HINT = "Install it with: pip install 'compacts-city[storage]'"


class Source(NamedTuple):
    """A file that may hold published findings."""

    name: str
    """Its path or address."""
    stamp: str
    """What changes when the file does: its size and when it was written."""
    read: Callable[[], bytes]


class Found(NamedTuple):
    """What a file holds."""

    rounds: tuple[PublishedRound, ...]
    problems: tuple[Problem, ...]


def sources(places: Iterable[str]) -> Iterator[Source | Problem]:
    """Every file at some places, each once; a place where there is nothing is a problem."""
    known: set[str] = set()
    for place in places:
        there = False
        for source in _remote(place) if "://" in place else _local(place):
            there = True
            if isinstance(source, Problem):
                yield source
            elif source.name not in known:
                known.add(source.name)
                yield source
        if not there:
            name = shown(place) or "''"
            message = f"There are no published findings at {name}."
            yield Problem("error", name, 0, 0, message, f"Name files that end in {SUFFIX}, mails or folders.")


def contents(source: Source) -> Found:
    """The rounds that a file holds: one, or those that are attached to a mail."""
    name = shown(source.name)
    try:
        data = source.read()
    except OSError as error:
        return Found((), (_unreadable(name, error),))
    if len(data) > _LARGEST_MAIL:
        message = "This file is larger than 64 MiB, more than any published file or mail."
        return Found((), (Problem("error", name, 0, 0, message, "Look at it yourself."),))
    if is_published(data) or not name.endswith(_MAILS):
        return _parted([read_lines(data, name)])
    held = [part for part in _attached(data) if is_published(part)]
    if not held:
        hint = f"Findings are attached to mails as files that end in {SUFFIX}."
        return Found((), (Problem("error", name, 0, 0, "No published findings are attached to this mail.", hint),))
    return _parted([read_lines(part, name) for part in held])


def _attached(data: bytes) -> Iterator[bytes]:
    """What is attached to a mail; of a spoilt one as much as can be read."""
    try:
        for part in message_from_bytes(data, policy=policy.compat32).walk():
            if not part.is_multipart() and isinstance(held := part.get_payload(decode=True), bytes):
                yield held.replace(b"\r\n", b"\n")
    except (MessageError, LookupError, ValueError, RecursionError):
        return


def _parted(found: Iterable[PublishedRound | Problem]) -> Found:
    found = tuple(found)
    rounds = tuple(one for one in found if not isinstance(one, Problem))
    return Found(rounds, tuple(one for one in found if isinstance(one, Problem)))


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"This cannot be read: {clean(error.strerror or str(error))}."
    return Problem("error", shown(path), 0, 0, message, "Look at it yourself.")


def _local(place: str) -> Iterator[Source | Problem]:
    paths = [place] if os.path.lexists(place) else sorted(glob.glob(place, recursive=True))
    for path in paths:
        if os.path.isdir(path):
            yield from _below(path)
        elif os.path.isfile(path):
            yield _file(path, os.stat(path))


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
            elif entry.name.endswith(_ENDINGS) and os.path.isfile(entry.path):
                yield _file(entry.path, entry.stat())


def _file(path: str, about: os.stat_result) -> Source:
    def read() -> bytes:
        with open(path, "rb") as file:
            return file.read(_LARGEST_MAIL + 1)

    return Source(os.path.abspath(path), f"{about.st_size}:{about.st_mtime_ns}", read)


def _remote(place: str) -> Iterator[Source]:
    """The files at an address, such as s3://bucket/folder; a pattern may stand in it."""
    try:
        url_to_fs = import_module("fsspec.core").url_to_fs  # it comes with the extra alone
    except ImportError as error:
        raise CompactsError(f"{shown(place)} lies on other storage, for which fsspec is needed. {_HINT}") from error
    try:
        storage, path = url_to_fs(place)
        paths = storage.glob(path) if set("*?[") & set(path) else [path]
        for each in sorted(paths):
            if storage.isdir(each):
                yield from (_stored(storage, one) for one in sorted(storage.find(each)) if one.endswith(_ENDINGS))
            elif storage.exists(each):
                yield _stored(storage, each)
    except (OSError, ValueError, ImportError) as error:
        raise CompactsError(f"{shown(place)} cannot be reached: {error}.") from error


def _stored(storage: Any, path: str) -> Source:  # noqa: ANN401 - fsspec has no types
    about = storage.info(path)
    changed = next(
        (str(about[key]) for key in ("etag", "ETag", "md5Hash", "mtime", "LastModified", "created") if about.get(key)),
        "",
    )
    protocol = storage.protocol if isinstance(storage.protocol, str) else storage.protocol[0]

    def read() -> bytes:
        data: bytes = storage.cat_file(path, end=_LARGEST_MAIL + 1)
        return data

    return Source(f"{protocol}://{path.lstrip('/')}", f"{about.get('size')}:{changed}", read)
