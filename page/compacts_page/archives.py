"""Folders as zip files: for browsers that give a page no folder, and for answers that cannot be brought to disk."""

from __future__ import annotations

import os
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from compact_core.content.whole import put
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten
from compacts_page.copying import look

LARGEST = 200 * 1024 * 1024
"""Bytes of all files in a zip file that is opened."""
MOST = 5_000
"""Files in a zip file that is opened."""
_DAMAGED = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


def packed(folder: str) -> bytes:
    """A folder as a zip file, with its own name on top."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path in sorted(look(folder)):
            archive.write(os.path.join(folder, path), f"{os.path.basename(folder)}/{path}")
    return made.getvalue()


def unpack(data: bytes, folder: str) -> list[str]:
    """Write the files of a zip file below a new folder; raises :class:`CompactsError` where that is impossible."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if not members:
                raise CompactsError("This zip file holds no files. Choose another one.")
            if len(members) > MOST or sum(member.file_size for member in members) > LARGEST:
                raise CompactsError("This zip file holds more than an assessment would. Open the right one.")
            files = {_safe(member): archive.read(member) for member in members}
    except _DAMAGED as error:
        raise CompactsError("This is not a zip file that can be read. Choose another one.") from error
    for path, content in files.items():
        place = os.path.join(folder, path)
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            put(place, content)
        except OSError as error:  # a name that is too long, or that is the name of a folder too
            raise CompactsError(f"This zip file holds a file that cannot be written: {_told(path)}.") from error
    return sorted(files)


def _safe(member: ZipInfo) -> str:
    """The path of a file in the archive, which must lead nowhere else."""
    parts = member.filename.replace("\\", "/").split("/")
    if any(part in {"", os.curdir, os.pardir} or "\0" in part or ":" in part for part in parts):
        name = _told(member.filename)
        raise CompactsError(f"This zip file names a file outside of it: {name}. Nothing was unpacked.")
    return "/".join(parts)


def _told(name: str) -> str:
    return shorten(clean(name))
