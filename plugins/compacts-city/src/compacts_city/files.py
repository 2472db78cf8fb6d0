"""Files that are whole at every moment, and names of files that can be shown."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from compact_core import CompactsError, clean

if TYPE_CHECKING:
    from collections.abc import Mapping


def put(path: str, data: bytes | memoryview) -> None:
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


def put_links(folder: str, files: Mapping[str, str], beside: str) -> None:
    """Put a new folder of files in the place of one, so that whoever lists it sees the old files or the new ones.

    ``files`` are their names in it and where they are now; ``beside`` is a folder for what is not whole yet, and for
    what goes. For a moment there is no such folder at all.
    """
    token = secrets.token_hex(4)
    new, old = os.path.join(beside, f"new-{token}"), os.path.join(beside, f"old-{token}")
    try:
        for name, path in files.items():
            there = os.path.join(new, *name.split("/"))
            os.makedirs(os.path.dirname(there), exist_ok=True)
            try:
                os.link(path, there)
            except OSError:  # not every drive has links
                shutil.copyfile(path, there)
        if os.path.isdir(folder):
            os.rename(folder, old)
        os.rename(new, folder)
    except OSError as error:
        raise CompactsError(f"{shown(folder)} could not be saved: {error.strerror}.") from error
    finally:
        for gone in (new, old):
            shutil.rmtree(gone, ignore_errors=True)


def shown(path: str) -> str:
    """A path as it can be shown anywhere."""
    return clean(path.encode("utf-8", "replace").decode())


def counted(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
