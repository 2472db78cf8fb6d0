"""Word documents to test with, and what stands in one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document as Word


def opened(data: bytes) -> Word:
    """The document."""
    return Document(BytesIO(data))


def words(data: bytes) -> str:
    """All text of a document: paragraphs, then tables cell by cell."""
    document = opened(data)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def saying(*paragraphs: str) -> bytes:
    """A template with these paragraphs."""
    document = Document()
    for one in paragraphs:
        document.add_paragraph(one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The document with some of its parts replaced or added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a document."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)
