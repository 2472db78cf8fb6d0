"""CSV files read as text: the sheets of a workbook, one below the other."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from io import StringIO
from typing import TYPE_CHECKING

from compact_core import as_typed, clean, shorten
from compacts_sheet.grids import MOST_COLUMNS, Cell, Grid, UnreadableError, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = ",;\t"
"""What can stand between two cells: programs and countries differ."""
MOST_LINES = 100_000
"""Rows that a file may have, empty ones too."""
LONGEST_CELL = 1_000_000
"""Characters that a cell may have; the standard library allows fewer."""

_SHEET = re.compile(r"\[(.*)\]", re.DOTALL)
_DECLARED = re.compile(r"sep=([,;\t|])(?:\r\n|\n|\r|$)", re.IGNORECASE)
_SAVE_AS_UTF8 = "In Excel, save it as 'CSV UTF-8 (Comma delimited)'. In other programs choose the encoding UTF-8."


def read_csv(data: bytes) -> list[Grid]:
    """The sheets of a CSV file; raises :class:`UnreadableError` when it cannot be read."""
    text = _text(data)
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    sheets = list(_sheets(_rows(text, separator)))
    if len(sheets) == 1:
        message = "This CSV file holds no code: there is no row with [Code] in its first cell."
        raise UnreadableError(message, "A code has the sheets [Code] and [Parts].")
    return sheets


def _text(data: bytes) -> str:
    if not data.removeprefix(BOM_UTF8).strip():
        raise UnreadableError("This file is empty.", "Was it saved? Try to open it in a spreadsheet program.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("This file is written in UTF-16, not in UTF-8.", _SAVE_AS_UTF8)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableError("This file is an Excel workbook, not a CSV file.", "Let its name end with .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("cp1252", "replace")
        sign = data[error.start : error.start + 1].decode("cp1252", "replace")
        line = before.count("\n") + 1
        message = (
            f"This file is not written in UTF-8 but, it seems, in Windows-1252: line {line} has a sign"
            f" that would be '{clean(sign)}' there."
        )
        raise UnreadableError(message, _SAVE_AS_UTF8, line, len(before) - before.rfind("\n")) from error


def _separator(text: str) -> str:
    """The first separator in the first line that is neither a note nor the name of a sheet."""
    for line in text.splitlines():
        if line.strip(f' "{SEPARATORS}') and not line.lstrip(' "').startswith(("#", "[")):
            return next((sign for sign in line if sign in SEPARATORS), SEPARATORS[0])
    return SEPARATORS[0]


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    limit = csv.field_size_limit(LONGEST_CELL)
    lines = StringIO(text, newline="")
    if _DECLARED.match(text):
        lines.readline()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if row > MOST_LINES:
                message = f"There are more than {MOST_LINES:,} rows, too many for a code."
                raise UnreadableError(message, "Delete those that do not belong to it, and those that are empty.")
            yield cells
    except csv.Error as error:
        raise _broken(str(error), row + 1) from error
    finally:
        csv.field_size_limit(limit)


def _broken(reason: str, row: int) -> UnreadableError:
    if "limit" in reason:
        return UnreadableError(f"Row {row} has a cell of more than {LONGEST_CELL:,} characters.", "Shorten it.", row, 1)
    if "end of data" in reason:
        message = f"A cell that begins in row {row} or later is not closed with a quotation mark."
        return UnreadableError(message, "Close it. Write two quotation marks for one inside a cell.", row, 1)
    message = f"Row {row} has a quotation mark in the wrong place."
    return UnreadableError(message, "Write two quotation marks for one inside a cell.", row, 1)


def _sheets(rows: Iterator[list[str]]) -> Iterator[Grid]:
    """The rows, parted where a row has nothing but a name in square brackets.

    They are counted as spreadsheet programs show them: without the line that tells the separator.
    """
    name, order, top = "", 0, 0
    found: list[tuple[int, dict[int, Cell]]] = []
    for number, row in enumerate(rows, 1):
        marker = _SHEET.fullmatch(row[0].strip()) if row and not any(cell.strip() for cell in row[1:]) else None
        if marker:
            yield Grid(name, order, filled(found), top=top)
            name, order, top, found = shorten(clean(marker[1].strip())), order + 1, number, []
        else:
            texts = (as_typed(cell.replace("\r\n", "\n")) for cell in row[:MOST_COLUMNS])
            cells = {column: Cell(text) for column, text in enumerate(texts, 1)}
            found.append((number, cells))
    yield Grid(name, order, filled(found), top=top)
