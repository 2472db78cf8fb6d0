"""The form as a workbook with lists to choose from, and what comes back as a sheet that the program reads.

It has the rows of the program's own spreadsheet, so both are read by the same rules.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from compact_core import CompactsError, harmless, looks_worked_out, sheet_rows
from compacts_sheet.grids import UnreadableError, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from compact_core import Form
    from compacts_sheet.grids import Cell, Grid

_ITEM, _ANSWER = "item", "answer"
_SHEET, _WORDS = "Answers", "Words"
_FIXED = ("partnership", "round", "code", "form", "invitee", "note")
"""The labels of rows that are only there to be read."""
_OWN = ("answer", "missing", "reason", "may be quoted")
"""The headings of the columns that are filled in."""
_WIDTHS = (30, 26, 60, 30, 16, 30, 16)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When each workbook says that it was made, so that the same form gives the same file."""
_LONGEST = 32_767
"""Signs that a cell can hold."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""


def write(form: Form) -> bytes:
    """The form as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.properties.title, book.properties.language = _legal(form.title)[:255], form.language
    page = book.worksheets[0]
    page.title = _SHEET
    rows = [tuple(row) for row in sheet_rows(form, saved="Save it")]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            _put(page, number, column, text)
    _arrange(page, rows)
    _offer(book.create_sheet(_WORDS), page, form, rows)
    file = BytesIO()
    book.save(file)
    return _repacked(file.getvalue())


def read(data: bytes) -> bytes:
    """A workbook that came back as comma-separated values; raises :class:`CompactsError` when it is none."""
    from compacts_sheet.workbook import read_workbook

    try:
        grids = read_workbook(data)
    except UnreadableError as error:
        raise CompactsError(f"{error.message} {error.hint}") from error
    form = next((grid for grid in grids if _is_form(grid)), None)
    if form is None:
        message = "This workbook holds no answers: no sheet of it has a row of headings with 'item' and 'answer' in it."
        raise CompactsError(f"{message} Begin again from the workbook that you were sent.")
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for number in range(1, max(form.rows) + 1):
        cells = form.rows.get(number, {})
        shown = [cells.get(column) for column in range(1, max(cells, default=0) + 1)]
        writer.writerow([_typed(cell, number, column) if cell else "" for column, cell in enumerate(shown, 1)])
    return text.getvalue().encode()


def _typed(cell: Cell, row: int, column: int) -> str:
    """What somebody typed into a cell."""
    if cell.origin in {"formula", "error"}:
        place = f"Row {row}, column {letters(column)}"
        raise CompactsError(f"{place}: this cell is worked out by a formula. Type in what it should say.")
    return harmless(cell.day or cell.text)


def _is_form(grid: Grid) -> bool:
    rows = ({cell.text.strip().casefold() for cell in row.values()} for row in grid.rows.values())
    return any({_ITEM, _ANSWER} <= row for row in rows)


def _legal(text: str) -> str:
    """The text without signs that cannot stand in a workbook."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _put(page: Worksheet, row: int, column: int, text: str) -> None:
    """Put a text into a cell, where nothing works it out."""
    from openpyxl.styles import Alignment, Protection

    cell = page.cell(row, column)
    cell.value = _legal(text)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = looks_worked_out(text)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=True)


def _arrange(page: Worksheet, rows: list[tuple[str, ...]]) -> None:
    """Make the sheet pleasant to fill in, and let only what is asked for be changed; there is no password."""
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    top = _top(rows)
    for heading in page[top]:
        heading.font = Font(bold=True)
    for row, column in _places(rows):
        place = page.cell(row, column)
        place.protection = Protection(locked=False)
        place.fill = PatternFill("solid", fgColor="FFF6D6")
        place.number_format = "@"
        place.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = f"A{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.protection.sheet = True
    page.protection.formatRows = page.protection.formatColumns = False


def _top(rows: list[tuple[str, ...]]) -> int:
    """The row of the headings."""
    return next(number for number, row in enumerate(rows, 1) if row[0] == _ITEM)


def _places(rows: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The cells that are filled in."""
    top = _top(rows)
    for number, row in enumerate(rows[: top - 1], 1):
        if row[0] not in _FIXED:
            yield number, 2
    headings = rows[top - 1]
    for number in range(top + 1, len(rows) + 1):
        yield from ((number, headings.index(heading) + 1) for heading in _OWN)


def _offer(words: Worksheet, page: Worksheet, form: Form, rows: list[tuple[str, ...]]) -> None:
    """Offer the words of an answer, yes and no, and the organisations, from a sheet that is not shown."""
    others = [f"[{organisation}]" for organisation, _ in form.organisations if organisation != form.organisation]
    lists = ([*form.points, "don't know", "not applicable"], ["yes", "no"], others)
    answers, uses, homes = (_check(words, *column) for column in zip("ABC", lists, strict=True))
    words.sheet_state = "hidden"
    top = _top(rows)
    headings = rows[top - 1]
    for number, row in enumerate(rows[top:], top + 1):
        is_item = row[0][:1].isdigit()
        column = headings.index("answer" if is_item else "may be quoted") + 1
        (answers if is_item else uses).add(page.cell(number, column))
    if others:
        homes.add(page.cell(next(number for number, row in enumerate(rows, 1) if row[0] == "filled in by"), 2))
    for check in (answers, uses, homes):
        if check.sqref:
            page.add_data_validation(check)


def _check(words: Worksheet, letter: str, values: list[str]) -> DataValidation:
    """Put values into a column, and make a check that offers them."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, value in enumerate(values, 1):
        _put(words, row, "ABC".index(letter) + 1, value)
    place = f"{_WORDS}!${letter}$1:${letter}${max(len(values), 1)}"
    check = DataValidation("list", formula1=place, allow_blank=True)
    check.errorTitle = "Not in the list"
    check.error = "Choose one of the words in the list, or leave the cell empty."
    return check


def _repacked(data: bytes) -> bytes:
    """The same zip file with a fixed time in it: openpyxl writes the time of the day."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name))
            new.writestr(ZipInfo(name, _FIRST), content, compress_type=ZIP_DEFLATED)
    return file.getvalue()
