"""Stamps of files and folders, by which a change is noticed without reading them."""

from __future__ import annotations

import os
from stat import S_ISDIR
from typing import NamedTuple

from compact_core.text import readable

USELESS = -2
"""Time of a useless stamp."""
_LARGEST = 2**63 - 1
_RACE = 2_000_000_000
"""Nanoseconds: a file changed later than this before it was read may change again within one tick of its clock."""


class Stamp(NamedTuple):
    """What the file system says of a file or folder; it changes when the content does."""

    path: str
    """Path of the file or folder, as text."""
    mtime: int
    """Time of the last change in nanoseconds since 1970; -1 when nothing is there, -2 in a useless stamp."""
    size: int
    """Bytes; -1 when nothing is there, and 0 for a folder."""
    ctime: int = -1
    """Time of the last change of anything, which no program can set, in nanoseconds; on Windows that of its making."""
    inode: int = -1
    """The file itself on its disk: another one can replace it with all else unchanged."""


def stamp(path: str) -> Stamp:
    """The stamp of a file or folder now; what is inside an archive changes with the archive."""
    try:
        status = _status(path)
    except (OSError, ValueError):
        return Stamp(readable(path), -1, -1)
    size = 0 if S_ISDIR(status.st_mode) else status.st_size
    mtime, ctime, inode = map(_stored, (status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return Stamp(readable(path), mtime, size, ctime, inode)


def _stored(number: int) -> int:
    """A number as SQLite can store it: some disks have longer ones."""
    return number if number <= _LARGEST else number & _LARGEST


def _status(path: str) -> os.stat_result:
    """What the system says of a file or folder; inside an archive, what it says of the archive."""
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        above = path
        while not os.path.lexists(above) and os.path.dirname(above) != above:
            above = os.path.dirname(above)
        if os.path.isfile(above):
            return os.stat(above)
        raise


def useless(path: str) -> Stamp:
    """A stamp that never matches, for what must be looked at each time."""
    return Stamp(readable(path), USELESS, USELESS)


def settled(now: Stamp, begin: int) -> Stamp:
    """The stamp to store for what was read after ``begin``: a useless one where a later change might not show."""
    recent = begin - now.mtime < _RACE
    return now._replace(mtime=USELESS) if recent else now
