"""The bytes of a file, or the problem that keeps it from being read."""

from __future__ import annotations

import os
import stat

from compact_core.errors import Problem
from compact_core.text import readable

LINEAGE_FILE = "lineage.toml"
"""Name of a lineage file; where a folder has several, words and a dot stand before it."""
LARGEST_FILE = 8 * 1024 * 1024
"""Most bytes of a file: 8 MiB, a hundred times the size of a long code."""


def is_lineage(path: str) -> bool:
    """Whether a file has the name of a lineage file: lineage.toml, or muddleford.lineage.toml."""
    name = os.path.basename(path)
    return name == LINEAGE_FILE or (name.endswith(f".{LINEAGE_FILE}") and not name.startswith("."))


def file_bytes(path: str | os.PathLike[str], largest: int = LARGEST_FILE) -> bytes | Problem:
    """The bytes of a file, or the problem that keeps it from being read, such as more bytes than ``largest``."""
    name = os.fspath(path)
    try:
        with open(name, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _problem(name, *_what_it_is(status.st_mode))
            data = file.read(min(status.st_size, largest) + 1)
            if len(data) > status.st_size:  # some files grow, and of some the system does not know the size
                data += file.read(largest)
    except (OSError, ValueError) as error:
        return _problem(name, *_reason(name, error))
    if len(data) > largest:
        usual = ", more than any file of a code or an assessment" if largest == LARGEST_FILE else ""
        message = f"This file is larger than {largest // 2**20} MiB{usual}."
        return _problem(name, message, "Check that it is the right one.")
    return data


def _reason(name: str, error: OSError | ValueError) -> tuple[str, str]:
    """Why a file cannot be opened, and what to do."""
    if (mode := _mode(name)) and not stat.S_ISREG(mode):  # the error tells less: Windows may not read folders
        return _what_it_is(mode)
    if isinstance(error, FileNotFoundError):
        return "There is no such file.", "Check the name; it may have been moved or removed."
    if isinstance(error, PermissionError):
        return "You may not read this file.", "Ask its owner, or change its permissions."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"This file cannot be read: {reason}.", "Check the name and the disk."


def _mode(name: str) -> int:
    """The mode of what has that name (file, folder, pipe); 0 when it is unknown."""
    try:
        return os.stat(name).st_mode
    except (OSError, ValueError):
        return 0


def _what_it_is(mode: int) -> tuple[str, str]:
    """What is there instead of a file, and what to do, in words that fit every command."""
    if stat.S_ISDIR(mode):
        return "This is a folder, not a file.", "Name a file in it."
    if stat.S_ISFIFO(mode):
        return "This is a pipe, not a file.", "Save what comes out of it in a file, and name that."
    return "This is a device, not a file.", "Name a file."


def _without_waiting(name: str, flags: int) -> int:
    """Open a file without waiting; a named pipe would otherwise wait for a writer."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _problem(name: str, message: str, hint: str) -> Problem:
    return Problem("error", readable(name), 0, 0, message, hint)
