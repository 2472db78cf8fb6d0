"""Files that are whole at every moment, and names of files that can be shown."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress

from compact_core import CompactsError, clean


def put(path: str, data: bytes) -> None:
    """Put a new file in the place of what is there: the old one is there until the new one is whole and on disk."""
    new = f"{path}.{secrets.token_hex(4)}.tmp"
    try:
        with open(new, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(new)
        raise CompactsError(f"{shown(path)} could not be saved: {error.strerror}.") from error


def put_same(path: str, there: str, beside: str) -> None:
    """Let a file be in another place too, where it takes the place of what is there at once.

    ``beside`` is a folder for what is not whole yet. Nothing happens where it is there already.
    """
    with suppress(OSError):
        if os.path.samefile(path, there):
            return
    new = os.path.join(beside, f"{secrets.token_hex(4)}.tmp")
    try:
        os.makedirs(os.path.dirname(there), exist_ok=True)
        try:
            os.link(path, new)
        except OSError:  # not every drive has links
            shutil.copyfile(path, new)
        os.replace(new, there)
    except OSError as error:
        with suppress(OSError):
            os.unlink(new)
        raise CompactsError(f"{shown(there)} could not be saved: {error.strerror}.") from error


def shown(path: str) -> str:
    """A path as it can be shown anywhere."""
    return clean(path.encode("utf-8", "replace").decode())


def counted(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
