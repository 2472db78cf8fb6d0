"""Bytes on disk, for the folder of an assessment: whole files, their previous versions, and why one is not saved."""

from __future__ import annotations

import errno
import os

from compact_core.assessment.records.paths import PREVIOUS, was_never_written
from compact_core.content.files import LARGEST_FILE, file_bytes
from compact_core.content.whole import place_of, put, sync_folder
from compact_core.errors import CompactsError, Problem
from compact_core.text import readable

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


def existing(path: str) -> bytes | None:
    """What a file holds; None when there is none."""
    if not os.path.lexists(path):
        return None
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise CompactsError(str(data))
    return data


def existing_answers(path: str) -> bytes | None:
    """What a file of answers holds; None when nobody has written any."""
    return None if was_never_written(path) else existing(path)


def write(path: str, data: bytes, *, more: bool = False) -> None:
    """Write a file: it is whole at every moment, and on disk afterwards. Its last version stays beside it.

    The caller holds the lock. With ``more`` files of one folder to come, the caller flushes their names together, by
    :func:`sync_folder`. If it cannot be written, the file is as it was.
    """
    check_size(path, data)
    try:
        put(path, data, previous=path + PREVIOUS)
    except OSError as error:
        raise unwritten(path, error) from error
    if not more:
        sync_folder(os.path.dirname(place_of(path)))


def check_size(path: str, data: bytes) -> None:
    """See that a file will not be larger than what can be read again."""
    if len(data) > LARGEST_FILE:
        message = f"With this {readable(path)} would be larger than 8 MiB, and could not be read any more."
        raise RefusedError(f"{message} So this was not saved. Shorten it, or what stands there.")


def write_once(path: str, data: bytes) -> None:
    """Write a file whole, without keeping its previous version."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe cannot be replaced
            with open(path, "wb") as out:
                out.write(data)
        else:
            put(path, data)
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
