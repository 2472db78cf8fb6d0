"""Documents that are archives of XML files, opened within bounds: no bombs, no entities, nothing from outside."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from compact_core import UnreadableError

Element: TypeAlias = Any
"""An element of XML: lxml says nothing of its types."""

LARGEST_PART = 24 * 2**20
"""Most bytes of one XML file, unpacked: a thousand pages of text stay below."""
LARGEST = 400 * 2**20
"""Most bytes that an archive says it has, unpacked; pictures count, although nothing reads them."""
MOST_PARTS = 10_000
"""Most files in an archive."""
_DAMAGED = "The file is damaged. Open it in the program that made it, and save it anew"
_DECLARES = "The file declares a document type or entities, which no office program writes. Check where it comes from."


class Archive:
    """The XML files of a document."""

    def __init__(self, data: bytes) -> None:
        """Open the archive; raises :class:`UnreadableError` when it is none, or is far too large."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            parts = self._archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
            raise UnreadableError(f"{_DAMAGED}, or choose another file.") from error
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise UnreadableError(
                f"The file unpacks to more than {LARGEST // 2**20} MiB or {MOST_PARTS:,} parts, far more than a"
                f" document has."
                " Check where it comes from."
            )
        self.names = {part.filename for part in parts}

    def xml(self, name: str) -> Element | None:
        """The root of an XML file; None when the archive does not have it."""
        if name not in self.names:
            return None
        return parsed(self._read(name))

    def _read(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
            EOFError,
        ) as error:
            if "password" in str(error) or "encrypted" in str(error):
                raise UnreadableError("The file has a password. Save it without one.") from error
            raise UnreadableError(f"{_DAMAGED}.") from error
        if len(data) > LARGEST_PART:
            raise UnreadableError(
                f"A part of the file unpacks to more than {LARGEST_PART // 2**20} MiB, far more than a document has."
                " Check where it comes from."
            )
        return data


def parsed(data: bytes) -> Element:
    """The root of some XML, which declares no entities of its own and fetches nothing."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError(_DECLARES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{_DAMAGED}.") from error
    if root.getroottree().docinfo.doctype:  # in an encoding in which the bytes above look otherwise
        raise UnreadableError(_DECLARES)
    return root
