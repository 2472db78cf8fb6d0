"""A file that somebody calls a Word document, looked at before anything in it is put to use."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from compact_core import CompactsError

LARGEST = 20 * 2**20
"""Most bytes of a template."""
LARGEST_UNPACKED = 100 * 2**20
"""Most bytes of all its parts unpacked. A template with pictures stays far below; a bomb does not."""
MOST_PARTS = 2000
"""Most parts of a template."""
_OLD = b"\xd0\xcf\x11\xe0"
"""How files in the old format of Word begin, and those with a password."""
_OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode\s*=\s*["\']External["\'][^>]*>')


def check_template(data: bytes, name: str) -> None:
    """Refuse what is no Word document, or one that does more than show text. ``name`` is the file, for messages.

    Raises :class:`CompactsError` that says what is wrong and what to do.
    """
    if data.startswith(_OLD):
        raise _refused(name, "is in the old format of Word, or has a password", "Save it as a Word document (.docx)")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_size(archive, name)
            _check_parts(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refused(name, "is no Word document, or is damaged", "Choose a file that Word can open") from error


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refused(name, "is far larger than a template can be", "Choose another file")


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.namelist()
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise _refused(name, "is no Word document", "Choose a file that ends with .docx")
    kinds = archive.read("[Content_Types].xml")
    if b"macroEnabled" in kinds or any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise _refused(name, "has macros", "Save it as a Word document without macros (.docx)")
    for part in parts:
        if part.endswith((".xml", ".rels")):
            text = archive.read(part)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise _refused(name, "has parts that Word does not write", "Choose another file")
            if any(b"/hyperlink" not in link for link in _OUTSIDE.findall(text)):
                raise _refused(name, "fetches something from elsewhere", "Put pictures and the like into the file")


def _refused(name: str, what: str, hint: str) -> CompactsError:
    return CompactsError(f"The template {name} {what}. {hint}.")
