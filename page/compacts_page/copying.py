"""A folder on disk and its copy in memory, on which the program works: what changed on one side is copied to the other.

Nothing that others put on the disk is removed or written over. Where both sides changed a file of answers, the versions
are merged as on a shared drive. Of any other file the one on disk stays, and ours is put beside it, as sync programs
do: the program tells of such a copy.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Awaitable, Iterator, Mapping
from stat import S_ISDIR
from typing import NamedTuple, Protocol

from compact_core.assessment.records.saving import merged_files
from compact_core.content.whole import NEW, put
from compact_core.errors import CompactsError

COPY = " (copy from the page)"
"""What is put into the name of our version of a file, where both sides changed it."""
_ANSWERS = re.compile(r"(.*/)?round-\d+/responses/[^/]+\.toml")
_BEFORE = ".previous"
LARGEST = 20_000_000
"""Bytes of the largest file that is brought into memory. A larger one, such as a film, is no part of an assessment."""
_MOMENT = 3.0
"""Seconds after which whoever writes a file has read what was written here before."""
TRIES = 10
"""After so many copies in a row, a file that was another one each time is told of."""


class ChangedError(Exception):
    """The file on disk is no longer what was looked at."""


class Disk(Protocol):
    """The folder on disk. Paths are relative, with slashes; those of folders end in one."""

    def look(self) -> Awaitable[Mapping[str, str]]:
        """What one look tells of each file: its time and size."""

    def read(self, path: str) -> Awaitable[bytes]:
        """What a file holds. Raises :class:`ChangedError` while somebody else is writing or removing it."""

    def write(self, path: str, data: bytes, expected: str) -> Awaitable[str]:
        """Write a file, or make a folder, and give what a look at it tells now.

        Raises :class:`ChangedError` when a look does not tell what is expected; nothing for a file that is not there.
        """

    def remove(self, path: str, expected: str) -> Awaitable[None]:
        """Remove a file or an empty folder, unless it is another one by now (:class:`ChangedError`)."""


class Known(NamedTuple):
    """What a look told of a file when both sides held the same."""

    disk: str = ""
    memory: str = ""


class Copied(NamedTuple):
    """What was copied."""

    to_disk: tuple[str, ...] = ()
    """Files that are on disk now as they are in memory."""
    to_memory: tuple[str, ...] = ()
    """Files that others had changed."""
    beside: tuple[str, ...] = ()
    """Files that both sides had changed, so that ours was put beside the one on disk."""
    failed: tuple[str, ...] = ()
    """Files that could not be read or written, while all others were copied."""


class TwoWay:
    """Copies between a folder on disk and a folder in memory."""

    def __init__(self, folder: str, disk: Disk) -> None:
        """Begin with nothing known to be the same; the first copy brings everything in."""
        self._folder = folder
        self._disk = disk
        self._known: dict[str, Known] = {}
        self._written: dict[str, float] = {}
        self._tries: Counter[str] = Counter()
        self.left_out: tuple[str, ...] = ()
        """Files that are too large to be brought into memory; they stay on disk as they are."""

    def unsaved(self) -> list[str]:
        """What is in memory and not yet on disk so, or still on disk and removed in memory."""
        here = look(self._folder)
        return sorted(path for path in {*here, *self._known} if here.get(path, "") != self._of(path).memory)

    async def copy(self) -> Copied:
        """Copy what changed since the last time, in both directions. A file that fails keeps no other from it."""
        to_disk: list[str] = []
        to_memory: list[str] = []
        beside: list[str] = []
        failed: list[str] = []
        there = await self._disk.look()
        self.left_out = tuple(sorted(path for path, key in there.items() if _size(key) > LARGEST))
        there = {path: key for path, key in there.items() if path not in self.left_out}
        for path in sorted({*there, *look(self._folder), *self._known}):
            theirs = there.get(path, "")
            ours, known = self._look(path), self._of(path)
            try:
                if theirs == known.disk and ours == known.memory:
                    continue
                if not theirs and not ours:
                    self._knows(path, "", "")  # removed on both sides
                elif theirs == known.disk:
                    await self._to_disk(path, theirs, ours)
                    to_disk.append(path)
                elif ours == known.memory and not (theirs and self._may_have_collided(path)):
                    await self._to_memory(path, theirs, ours)
                    to_memory.append(path)
                else:
                    await self._both(path, theirs, ours, to_memory, beside)
                del self._tries[path]
            except ChangedError:  # the next copy finds what it is now
                self._tries[path] += 1
                if self._tries[path] >= TRIES:
                    failed.append(path)
            except Exception:  # noqa: BLE001 - what a browser raises; the page has noted its words
                failed.append(path)
        return Copied(tuple(to_disk), tuple(to_memory), tuple(beside), tuple(failed))

    def _may_have_collided(self, path: str) -> bool:
        """Whether others may have written over answers of a moment ago, without having read them."""
        return bool(_ANSWERS.fullmatch(path)) and time.monotonic() < self._written.get(path, -_MOMENT) + _MOMENT

    def _of(self, path: str) -> Known:
        return self._known.get(path, Known())

    def _look(self, path: str) -> str:
        return told(os.path.join(self._folder, path))

    def _knows(self, path: str, theirs: str, ours: str) -> None:
        if theirs or ours:
            self._known[path] = Known(theirs, ours)
        else:
            self._known.pop(path, None)

    async def _to_disk(self, path: str, theirs: str, ours: str) -> None:
        """Take over on disk what was written or removed in memory."""
        if ours:
            data = b"" if path.endswith("/") else self._data(path)
            self._knows(path, await self._disk.write(path, data, theirs), ours)
            self._written[path] = time.monotonic()
        else:
            await self._disk.remove(path, theirs)
            self._knows(path, "", "")

    async def _to_memory(self, path: str, theirs: str, ours: str) -> None:
        """Take over in memory what others wrote or removed, unless it was changed here meanwhile."""
        place = os.path.join(self._folder, path)
        data = await self._disk.read(path) if theirs and not path.endswith("/") else b""
        if self._look(path) != ours:
            raise ChangedError
        if path.endswith("/"):
            if theirs:
                os.makedirs(place, exist_ok=True)
            elif ours and not os.listdir(place):
                os.rmdir(place)
        elif theirs:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            put(place, data)
        elif ours:
            os.unlink(place)
        self._knows(path, theirs, self._look(path))

    async def _both(self, path: str, theirs: str, ours: str, to_memory: list[str], put_beside: list[str]) -> None:
        """Bring together what both sides changed, and note what is new in memory, or put beside the one on disk."""
        if not theirs or not ours or path.endswith("/"):  # what was removed on one side was changed on the other
            self._knows(path, theirs, "") if theirs else self._knows(path, "", ours)
            await (self._to_memory(path, theirs, ours) if theirs else self._to_disk(path, theirs, ours))
            return
        other, data = await self._disk.read(path), self._data(path)
        if self._look(path) != ours:
            raise ChangedError
        if data == other:
            self._knows(path, theirs, ours)
            return
        place = os.path.join(self._folder, path)
        if _ANSWERS.fullmatch(path):
            try:
                put(place, merged_files(data, other, place) if other else data)  # an empty one is only being made
            except CompactsError:
                pass
            else:
                self._knows(path, theirs, "")  # so that the next copy writes it
                to_memory.append(path)
                return
        if not path.endswith(_BEFORE):
            put(beside_name(place), data)
            put_beside.append(path)
        put(place, other)
        self._knows(path, theirs, self._look(path))

    def _data(self, path: str) -> bytes:
        with open(os.path.join(self._folder, path), "rb") as file:
            return file.read()


def look(folder: str) -> dict[str, str]:
    """What one look tells of each file and folder below a folder in memory, without those that only pass."""
    return dict(_below(folder, ""))


def _size(key: str) -> int:
    """The bytes of a file, as a look at it tells them; none of a folder."""
    parts = key.split("-")
    return int(parts[1]) if len(parts) > 1 else 0


def told(path: str) -> str:
    """What one look tells of a file or folder; nothing where there is none."""
    try:
        about = os.stat(path)
    except OSError:
        return ""
    if S_ISDIR(about.st_mode) != path.endswith("/"):  # in a browser even a file is found under the name of a folder
        return ""
    return "folder" if path.endswith("/") else f"{about.st_mtime_ns}-{about.st_size}-{about.st_ino}"


def beside_name(path: str) -> str:
    """A name for our version of a file, which nothing else has."""
    stem, ending = os.path.splitext(path)
    number, name = 1, f"{stem}{COPY}{ending}"
    while os.path.lexists(name):
        number += 1
        name = f"{stem}{COPY} {number}{ending}"
    return name


def _below(folder: str, path: str) -> Iterator[tuple[str, str]]:
    with os.scandir(os.path.join(folder, path)) as entries:
        for entry in entries:
            name = path + entry.name
            if entry.is_dir():
                yield f"{name}/", "folder"
                yield from _below(folder, f"{name}/")
            elif not name.endswith(NEW):
                yield name, told(os.path.join(folder, name))
