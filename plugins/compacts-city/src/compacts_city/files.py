"""Files that are whole at every moment, and names of files that can be shown."""

from __future__ import annotations

import os
import secrets
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


def shown(path: str) -> str:
    """A path as it can be shown anywhere."""
    return clean(path.encode("utf-8", "replace").decode())


def counted(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
