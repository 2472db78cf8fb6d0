"""What the XML of a sheet says of its rows and columns as a whole; openpyxl gives it only with every cell loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from compacts_sheet.grids import MOST_COLUMNS, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|col)\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_FACT = re.compile(rb"\s(r|min|max)=[\"']([0-9]{1,7})[\"']")
_ROW = re.compile(rb"<row\s(?:[^<>]*?\s)?r=[\"']([0-9]{1,7})[\"']")


_CELL_OR_STRIKE = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']"
    rb"|<(?:\w+:)?strike(?:\s*/?>|\s+val=[\"'](?:1|true|on)[\"'])"
)


def marks_of(xml: bytes) -> Marks:
    """What is said of the rows and columns of a sheet."""
    rows: set[int] = set()
    columns: set[int] = set()
    for match in _HIDDEN.finditer(xml):
        facts = {name: int(number) for name, number in _FACT.findall(match[0])}
        if b"r" in facts:
            rows.add(facts[b"r"])
        elif b"min" in facts:
            columns |= set(range(facts[b"min"], min(facts.get(b"max", 0), MOST_COLUMNS) + 1))
    return Marks(tuple(_merged(xml)), frozenset(rows), frozenset(columns), _last_row(xml), frozenset(_struck(xml)))


def _merged(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """First row, first column and name of each merged range of a sheet.

    Only names are looked for: to open every cell of a range would take for ever where one covers the sheet.
    """
    for match in _MERGED.finditer(xml):
        column, row = coordinate_from_string(match[1].decode())
        yield row, column_index_from_string(column), f"{match[1].decode()}:{match[2].decode()}"


def _struck(xml: bytes) -> Iterator[str]:
    """The cells with words of their own of which some are struck through: of these openpyxl gives the words alone."""
    cell = ""
    for match in _CELL_OR_STRIKE.finditer(xml) if b"strike" in xml else ():
        if match[1]:
            cell = match[1].decode()
        else:
            yield cell


def _last_row(xml: bytes) -> int | None:
    """The last row with a value, a text or a formula; what follows are formats of empty cells, a million perhaps."""
    below = xml.rfind(b"</sheetData>")
    if below < 0:
        return None
    last = max(xml.rfind(mark, 0, below) for mark in (b"<v", b"<is", b"<f"))
    if last < 0:
        return 1
    numbered = _ROW.match(xml, xml.rfind(b"<row", 0, last))
    return int(numbered[1]) if numbered else None
