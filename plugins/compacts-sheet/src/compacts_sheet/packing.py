"""Packed files that come out the same whenever they are made."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIRST = (1980, 1, 1, 0, 0, 0)


def repacked(data: bytes) -> bytes:
    """A packed file with the same time on everything in it, for its maker writes the time of the day."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name))
            new.writestr(ZipInfo(name, _FIRST), content, compress_type=ZIP_DEFLATED)
    return file.getvalue()
