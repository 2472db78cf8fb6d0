"""Bytes on disk: a file is whole at every moment, its previous version stays, and programs wait for each other."""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from compact_core.assessment.records.paths import LOCK, NEW, PREVIOUS, is_assessment
from compact_core.content.files import LARGEST_FILE, file_bytes
from compact_core.errors import CompactsError, Problem
from compact_core.text import count, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock

PATIENCE = 10.0
"""Seconds to wait for another program that is writing into the same folder."""

_PAUSES = (0.01, 0.03, 0.1, 0.3, 1.0)
"""Seconds between tries: on Windows a file that another program is reading cannot be replaced."""

_REASONS = (
    ({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}, "the disk is full", "Make room on it, or save in another place."),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        "you may not write here",
        "Ask its owner for the right to write, or save in another place.",
    ),
    (
        {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO},
        "its folder is gone",
        "It may have been moved, renamed or removed, or its drive is not connected.",
    ),
)


class RefusedError(CompactsError):
    """What was to be written is not kept: it could not be read again, or answers what is no longer asked."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Keep every other program from writing into the folder of an assessment; not to be nested.

    The system itself lets go of the lock of a program that is killed. Raises
    :class:`compact_core.errors.CompactsError` when the folder is gone or no lock is to be had.
    """
    from filelock import Timeout

    if not is_assessment(folder):
        message = f"There is no assessment in {readable(folder)} (any more)."
        raise CompactsError(f"{message} It may have been moved, renamed or removed, or its drive is not connected.")
    lock = _lock(os.path.join(folder, LOCK))
    try:
        lock.acquire()
    except Timeout:
        message = f"Another program has been writing into {readable(folder)} for {count(round(PATIENCE), 'second')}."
        raise CompactsError(f"{message} Close it, then try again.") from None
    except OSError as error:
        raise unwritten(folder, error) from error
    try:
        yield
    finally:
        lock.release()


@lru_cache(maxsize=8)
def _lock(path: str) -> FileLock:
    """The lock of a file, made once: a tenth of the time of saving an answer went into making it."""
    from filelock import FileLock

    return FileLock(path, timeout=PATIENCE, poll_interval=0.01)


def existing(path: str) -> bytes | None:
    """What a file holds; None when there is none."""
    if not os.path.lexists(path):
        return None
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise CompactsError(str(data))
    return data


def write(path: str, data: bytes, *, more: bool = False) -> None:
    """Write a file so that it is whole at every moment and on disk afterwards; what it held before stays beside it.

    Who writes ``more`` files of one folder brings their names to disk together, by :func:`sync_folder`. The caller
    holds the lock. Raises :class:`compact_core.errors.CompactsError`; then the file is as it was.
    """
    check_size(path, data)
    try:
        _put(path, data, keep=True)
    except OSError as error:
        raise unwritten(path, error) from error
    if not more:
        sync_folder(os.path.dirname(path))


def check_size(path: str, data: bytes) -> None:
    """See that a file will not be larger than what can be read again."""
    if len(data) > LARGEST_FILE:
        message = f"With this {readable(path)} would be larger than 8 MiB, and could not be read any more."
        raise RefusedError(f"{message} So this was not saved. Shorten it, or what stands there.")


def write_once(path: str, data: bytes) -> None:
    """Write a file that keeps no previous version, so that it is whole or as it was."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe cannot be replaced
            with open(path, "wb") as out:
                out.write(data)
        else:
            _put(os.path.realpath(path), data, keep=False)
    except OSError as error:
        raise unwritten(path, error) from error


def make_folder(path: str) -> None:
    """Make a folder and those around it, where they are missing."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise unwritten(path, error) from error


def remove(path: str) -> bool:
    """Remove a file; whether there was one."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CompactsError(f"{readable(path)} could not be removed: {_reason(error)[0]}.") from error
    return True


def unwritten(path: str, error: OSError) -> CompactsError:
    """The error that says why something could not be saved, and what to do."""
    reason, hint = _reason(error)
    return CompactsError(f"{readable(path)} could not be saved: {reason}. {hint}".rstrip())


def _reason(error: OSError) -> tuple[str, str]:
    for numbers, reason, hint in _REASONS:
        if error.errno in numbers:
            return reason, hint
    return error.strerror or type(error).__name__, ""


def _put(path: str, data: bytes, *, keep: bool) -> None:
    """Put a new file in the place of what is there, with the same rights, and keep what was there if that is wished."""
    new = path + NEW
    try:
        _write_through(new, data)
        if os.path.lexists(path):
            os.chmod(new, os.stat(path).st_mode)
            if keep:
                _keep_previous(path)
        _replace(new, path)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        raise


def _write_through(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


def _keep_previous(path: str) -> None:
    """Give what the file holds a second name, so that at no moment there is no file."""
    spare = f"{path}{PREVIOUS}{NEW}"
    with suppress(FileNotFoundError):
        os.unlink(spare)
    if os.path.exists(path + PREVIOUS) and os.path.samefile(path, path + PREVIOUS):
        return  # a program was killed right after it had done this
    try:
        os.link(path, spare)
    except OSError:  # some file systems know no second names
        with open(path, "rb") as file:
            _write_through(spare, file.read())
    _replace(spare, path + PREVIOUS)


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
