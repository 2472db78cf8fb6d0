"""The cells of a workbook as text: each counts as it is shown."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock

from compacts_sheet.display import plain_number, shown
from compacts_sheet.grids import Cell
from compacts_sheet.number_formats import UnknownFormatError, sections_of

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell


def cell_of(cell: ExcelCell) -> Cell:
    """A cell that is not empty."""
    if cell.data_type == "f":
        return Cell("", "formula")
    if cell.data_type == "e":
        return Cell(str(cell.value), "error")
    value = cell.value
    number_format = cell.number_format or "General"
    strange = ""
    if isinstance(value, CellRichText | str):
        # Excel writes a carriage return that was pasted into a cell as _x000D_.
        value = str(value).replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    try:
        text = shown(value, number_format) if isinstance(value, str | float | int | date | time) else ""
    except UnknownFormatError:
        text = ""
    if not text:  # a hidden one, a duration, or a format beyond what is known
        text, strange = _bare(value), number_format
    if isinstance(value, date | time):
        return Cell(text, "date", _day(value, number_format), strange, _is_struck(cell))
    indent = int(cell.alignment.indent) if cell.alignment else 0
    return Cell(text, strange=strange, struck=_is_struck(cell), indent=indent)


def _bare(value: object) -> str:
    """A value without its format; a moment at midnight is a day."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return plain_number(value) if isinstance(value, float) else str(value)


def _day(value: date | time, number_format: str) -> str:
    """A date as exact as it is shown: 'Sep-03' has no day."""
    if isinstance(value, time) or (isinstance(value, datetime) and value.time() != time()):
        return _bare(value)
    try:
        fields = {token.text[0] for tokens in sections_of(number_format) for token in tokens if token.kind == "field"}
    except UnknownFormatError:  # of the computer, with a day
        fields = {"d"}
    width = len("2003-09-17") if "d" in fields else len("2003-09") if "m" in fields else len("2003")
    return value.isoformat()[:width]


def _is_struck(cell: ExcelCell) -> bool:
    """Whether a line is drawn through a cell, or through some of its words."""
    if cell.font is not None and cell.font.strike:
        return True
    runs = cell.value if isinstance(cell.value, CellRichText) else ()
    return any(isinstance(run, TextBlock) and bool(run.font.strike) for run in runs)
