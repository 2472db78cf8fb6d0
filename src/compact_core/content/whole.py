"""Files that are whole at every moment: the new one is written beside the old one, and takes its place.

Drives of other computers and clouds refuse much that is only nice to have: to keep rights, to bring bytes to disk at
once, to give a file a second name. What they refuse is left out.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from compact_core.errors import CompactsError
from compact_core.text import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEW = ".tmp"
"""What is put behind the name of a file while it is written; after a killed program such a file may be left.

Clouds leave files with such names where they are.
"""
NOT_OFFERED = {
    *(errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK, errno.ENOTTY),
    *(errno.EPERM, errno.EACCES),
}
"""Errors of drives that do not offer rights, locks or bringing bytes to disk."""
_PAUSES = (0.01, 0.03, 0.1, 0.3, 1.0)
"""Seconds between tries: on Windows a file that another program is reading cannot be replaced."""


writing_listeners: list[Callable[[str], object]] = []
"""Functions that get the path of every written file, as for a web page that brings it from memory to disk."""


@contextmanager
def best_effort() -> Iterator[None]:
    """Do something that not every drive offers, where it does; any other failure is raised."""
    try:
        yield
    except OSError as error:
        if error.errno not in NOT_OFFERED:
            raise


def put(path: str, data: bytes, *, previous: str = "") -> None:
    """Put a new file in the place of what is there, with the same rights; what was there is kept as ``previous``.

    A link stays a link: what it leads to is replaced. Raises :class:`OSError`; then the file is as it was.
    """
    target = place_of(path)
    new = target + NEW
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.lexists(target) else None
        _write_through(new, data, mode)
        if previous and mode is not None:
            _keep(target, previous, mode)
        _replace(new, target)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        raise
    for listen in writing_listeners:
        listen(target)


def put_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet: whole, or not at all. Raises :class:`OSError`."""
    with open(path, "xb"):  # takes the name, so that nothing else can be written over
        pass
    try:
        put(path, data)
    except OSError:
        with suppress(OSError):
            os.unlink(path)
        raise


def save(path: str, data: bytes, advice: str = "") -> None:
    """Put a file into a folder that is made where it is missing; raises :class:`CompactsError` with the advice."""
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        put(path, data)
    except OSError as error:
        raise CompactsError(f"{readable(path)} cannot be written: {error.strerror}. {advice}".rstrip()) from error


def write_new(path: str, text: str) -> None:
    """Write a text that is not there yet, in folders that are made where they are missing.

    Raises :class:`CompactsError` with what to do; nothing is ever overwritten.
    """
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        put_new(path, text.encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CompactsError(f"{readable(path)} cannot be written: {reason}. Choose another place.") from error


def place_of(path: str) -> str:
    """The path of a file itself, if its name is that of a link."""
    return os.path.realpath(path) if os.path.islink(path) else path


def sync_folder(folder: str) -> None:
    """Bring the new names in a folder to disk too, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder or os.curdir, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_through(path: str, data: bytes, mode: int | None) -> None:
    """Write a new file, and bring it to disk where the drive can; it never has more rights than ``mode`` says."""
    with suppress(FileNotFoundError):
        os.unlink(path)
    with open(path, "xb", buffering=0, opener=lambda name, flags: os.open(name, flags, mode or 0o666)) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        with best_effort():
            os.fsync(file.fileno())
    if mode is not None:
        with best_effort():
            os.chmod(path, mode)


def _keep(target: str, previous: str, mode: int) -> None:
    """Keep a file under a second name; the file is there at every moment."""
    spare = previous + NEW
    with suppress(FileNotFoundError):
        os.unlink(spare)
    if os.path.exists(previous) and os.path.samefile(target, previous):
        return  # a program was killed right after it had done this
    try:
        os.link(target, spare)
    except (AttributeError, OSError):  # some drives and systems know no second names; a link may lead to another drive
        with open(target, "rb") as file:
            _write_through(spare, file.read(), mode)
    _replace(spare, previous)


def _replace(source: str, target: str) -> None:
    for pause in _PAUSES:
        try:
            os.replace(source, target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
        else:
            return
    os.replace(source, target)
