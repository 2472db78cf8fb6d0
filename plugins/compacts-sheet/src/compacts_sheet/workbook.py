"""Excel workbooks (.xlsx, .xlsm) read as text. Nothing in them is run, worked out or fetched."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import get_column_letter

from compact_core import clean, shorten
from compacts_sheet.cells import cell_of
from compacts_sheet.grids import MOST_COLUMNS, Cell, Grid, Marks, UnreadableError, filled
from compacts_sheet.marks import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zipfile import ZipInfo

    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_CONTENT = 16 * 1024 * 1024
"""Bytes that the parts of a workbook which are read may have when unpacked."""
MOST_MARKS = 300_000
"""How many signs ``<`` those parts may have: it is elements that take time. A thousand parts have some 60,000."""
MOST_PARTS = 2_000
"""How many files a workbook may be packed from."""
LAST_ROW = 1_048_576
"""The last row that Excel has."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'."
_PROTECTED = 1


def read_workbook(data: bytes) -> list[Grid]:
    """The sheets of a workbook; raises :class:`UnreadableError` when it cannot be read."""
    _check_beginning(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not know, which hold no text
            return list(_grids(data))
    except UnreadableError:
        raise
    except Exception as error:  # a damaged file can make the parsers below raise anything
        raise _damaged(error.__cause__ or error) from error


def _damaged(error: BaseException) -> UnreadableError:
    if isinstance(error, DefusedXmlException):
        message = "This file has XML entities in it, which no spreadsheet program writes. It may be meant to do harm."
        return UnreadableError(message, "Ask where it comes from.")
    reason = shorten(clean(str(error)), 80).rstrip(".") or type(error).__name__
    return UnreadableError(f"This file is damaged: it cannot be read as a workbook ({reason}).", _SAVE_AGAIN)


def _check_beginning(data: bytes) -> None:
    """Refuse what is no packed workbook at all."""
    if not data:
        raise UnreadableError("This file is empty.", "Was it saved? Try to open it in a spreadsheet program.")
    if data.startswith(_OLD) and _ENCRYPTED in data:
        raise _protected()
    if data.startswith(_OLD):
        raise UnreadableError("This file is in the old format of Excel (.xls).", _SAVE_AGAIN)
    if not data.startswith(b"PK"):
        hint = "If it is a CSV file, let its name end with .csv. If not: " + _SAVE_AGAIN[0].lower() + _SAVE_AGAIN[1:]
        raise UnreadableError("This file is not an Excel workbook, whatever its name says.", hint)


def _protected() -> UnreadableError:
    return UnreadableError(
        "This file is protected with a password.", "Open it, take the password away, and save it again."
    )


def _check_parts(archive: ZipFile) -> None:
    """Refuse other formats, protected parts, and more than a code can need."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & _PROTECTED for part in parts):
        raise _protected()
    if "xl/workbook.bin" in names:
        raise UnreadableError("This file is in the binary format of Excel (.xlsb).", _SAVE_AGAIN)
    if "mimetype" in names:
        raise UnreadableError("This file is an OpenDocument file, not an Excel workbook.", _SAVE_AGAIN)
    if "[Content_Types].xml" not in names:
        raise UnreadableError("This file is not an Excel workbook, whatever its name says.", _SAVE_AGAIN)
    if len(parts) > MOST_PARTS:
        raise _too_much()
    _check_content(archive, [part for part in parts if part.filename.endswith((".xml", ".rels"))])
    if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
        raise UnreadableError("This file is in the format 'Strict Open XML', which few programs read.", _SAVE_AGAIN)


def _check_content(archive: ZipFile, parts: Sequence[ZipInfo]) -> None:
    """Refuse too many elements, and entities: openpyxl looks for these only where lxml is not installed."""
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise _too_much()
    marks = 0
    for part in parts:
        content = archive.read(part)
        marks += content.count(b"<")
        if marks > MOST_MARKS:
            raise _too_much()
        with suppress(SAXParseException):  # whoever needs the part will tell what is wrong with it
            parseString(content, ContentHandler())


def _too_much() -> UnreadableError:
    hint = "Copy the rows that you need into a new workbook."
    return UnreadableError("This workbook holds far more than a code needs.", hint)


def _grids(data: bytes) -> Iterator[Grid]:
    reader = ExcelReader(BytesIO(data), read_only=True, keep_links=False, rich_text=True)
    reader.read()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    with reader.archive:
        for order, sheet in enumerate(reader.wb.worksheets):
            sheet.reset_dimensions()  # what the file says of its own size need not be true
            marks = marks_of(reader.archive.read(parts[sheet.title]))
            yield Grid(
                shorten(clean(sheet.title)),
                order,
                filled(_rows(sheet, marks)),
                sheet.sheet_state != "visible",
                marks,
            )


def _rows(sheet: Worksheet, marks: Marks) -> Iterator[tuple[int, dict[int, Cell]]]:
    blank = None  # openpyxl gives one and the same row for all that are missing, which may be a million
    for number, row in enumerate(sheet.iter_rows(max_row=marks.last, max_col=MOST_COLUMNS), 1):
        if number > LAST_ROW:
            return
        if row is blank:
            continue
        cells = {column: cell_of(cell) for column, cell in enumerate(row, 1) if cell.value is not None}
        for column in cells if marks.struck else ():
            if f"{get_column_letter(column)}{number}" in marks.struck:
                cells[column] = cells[column]._replace(struck=True)
        if cells:
            yield number, cells
        else:
            blank = row
