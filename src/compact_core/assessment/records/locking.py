"""Programs wait for each other: one writes into the folder of an assessment at a time."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from compact_core.assessment.records.days import today
from compact_core.assessment.records.disk import unwritten
from compact_core.assessment.records.paths import LOCK, LOCK_BEFORE, MARKER, new_of_pages
from compact_core.content.names import is_assessment
from compact_core.content.whole import NOT_OFFERED, best_effort, put
from compact_core.errors import CompactsError
from compact_core.folders import state_folder
from compact_core.text import count, readable

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 10.0
"""Seconds to wait for another program that is writing into the same folder."""

_POLL = 0.01
"""Seconds between two looks whether the other program has ended."""

_PATIENCE_WITH_PAGES = 2.0
"""Seconds to wait for a web page that is writing a file: it takes some thousandths of a second."""

_NOTED = "drives-without-locks"
"""The file with the folders that the user was warned of, and the days."""

_without_locks: dict[str, bool] = {}
"""Folders that turned out to be on drives without locks, and whether the user was warned."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Keep every other program from writing into the folder of an assessment; not to be nested.

    The system itself lets go of the lock of a program that is killed. On a drive that has no locks a file stands for
    one.
    """
    if not is_assessment(folder):
        message = f"There is no assessment in {readable(folder)} (any more)."
        raise CompactsError(f"{message} It may have been moved, renamed or removed, or its drive is not connected.")
    lock = _acquired(folder)
    try:
        yield
    finally:
        with best_effort():
            lock.release()


def let_pages_end(path: str) -> None:
    """Wait until no web page is about to replace a file: it cannot lock, and writes a file of a known name beside it.

    What a page has left that was closed meanwhile is removed, so that nobody waits for it again.
    """
    end = time.monotonic() + _PATIENCE_WITH_PAGES
    while left := new_of_pages(path):
        if time.monotonic() > end:
            for new in left:
                with suppress(OSError):
                    os.unlink(new)
            return
        time.sleep(_POLL)


def news_of_locks() -> str:
    """Warnings about drives without locks, one a day for each folder; usually none."""
    untold = [folder for folder, was_told in _without_locks.items() if not was_told]
    _without_locks.update(dict.fromkeys(untold, True))
    new = _not_told_today(untold)
    return "\n".join(
        f"The drive of {readable(folder)} cannot lock files. So let only one person at a time write there. The file"
        f" {MARKER} keeps others waiting, where the drive shows it to them in time; answers that come at the same time"
        " are merged."
        for folder in new
    )


def _not_told_today(folders: list[str]) -> list[str]:
    """The folders without locks that the user was not warned of today; it is noted that the warning is given now.

    Where that cannot be noted, the user is warned each time.
    """
    if not folders:
        return []
    day = today().isoformat()
    lines = {folder: f"{day} {readable(os.path.abspath(folder))}" for folder in folders}
    known: list[str] = []
    with suppress(OSError, CompactsError):
        path = os.path.join(state_folder(), _NOTED)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                known = [line for line in file.read().splitlines() if line.startswith(f"{day} ")]
        put(path, "".join(f"{line}\n" for line in dict.fromkeys([*known, *lines.values()])).encode())
    return [folder for folder, line in lines.items() if line not in known]


def _acquired(folder: str) -> BaseFileLock:
    """The lock of a folder, held."""
    from filelock import Timeout

    path = os.path.join(folder, LOCK)
    lock = _lock(path)
    try:
        _make(path, folder)
        try:
            lock.acquire(timeout=PATIENCE)
        except OSError as error:
            if error.filename or error.errno not in NOT_OFFERED:
                raise
            _without_locks.setdefault(folder, False)
            path = os.path.join(folder, MARKER)
            lock = _marker(path)
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise CompactsError(_still_locked(folder, path)) from None
    except PermissionError as error:
        if os.access(folder, os.W_OK) and (owner := _other_owner(path)):
            message = f"{readable(folder)} is locked by another user: {readable(path)} belongs to {owner}."
            hint = f"Ask {owner} for the right to write to that file, or to remove it."
            raise CompactsError(f"{message} {hint}") from error
        raise unwritten(folder, error) from error
    except OSError as error:
        raise unwritten(folder, error) from error
    with suppress(OSError):  # clouds refuse the name that the lock had in earlier versions
        os.unlink(os.path.join(folder, LOCK_BEFORE))
    return lock


@lru_cache(maxsize=8)
def _lock(path: str) -> BaseFileLock:
    """The lock of a file, made once: a tenth of the time of saving an answer went into making it."""
    from filelock import UnixFileLock, WindowsFileLock

    if os.name == "nt":
        return WindowsFileLock(path, poll_interval=_POLL)
    return UnixFileLock(path, poll_interval=_POLL, fallback_to_soft=False)


@lru_cache(maxsize=8)
def _marker(path: str) -> BaseFileLock:
    """A lock that is nothing but a file; it has another name, because a real lock leaves its file behind."""
    from filelock import SoftFileLock

    return SoftFileLock(path, poll_interval=_POLL)


def _make(path: str, folder: str) -> None:
    """Make the file of a lock so that whoever may write into the folder may lock it too."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except OSError:  # it is there, or nothing can be written here, which locking will find out
        return
    with best_effort():
        os.chmod(path, stat.S_IMODE(os.stat(folder).st_mode) & 0o666)


def _still_locked(folder: str, path: str) -> str:
    """That another program does not let go, and what is known of it."""
    message = f"Another program has been writing into {readable(folder)} for {count(round(PATIENCE), 'second')}."
    owner = _other_owner(path)
    whose = f" The lock is {readable(path)} and belongs to {owner}." if owner else ""
    if os.path.basename(path) == LOCK:
        return f"{message}{whose} Close it, then try again."
    hint = "If no program is writing there, it was left behind by one that was ended: remove it."
    return f"{message}{whose or f' The lock is {readable(path)}.'} Close the program, then try again. {hint}"


def _other_owner(path: str) -> str:
    """The user who owns a file, if that is somebody else; empty where that is unknown."""
    try:
        number = os.lstat(path).st_uid
    except OSError:
        return ""
    if os.name == "nt" or number == os.geteuid():
        return ""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"the user with the number {number}"
