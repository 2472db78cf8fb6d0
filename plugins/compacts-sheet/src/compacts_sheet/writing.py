"""A code written as the rows of sheets: as a CSV file or, with help for its writer, as a workbook."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core import harmless, looks_worked_out, to_plain
from compacts_sheet.fields import Field, field_of, fields_of, kinds_that_need, text_of
from compacts_sheet.layout import CODE_HELP, CODE_ROWS, CODE_SHEET, LAYOUTS, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from compact_core.model import Code

_HELP_SHEET = "# Read me"
_ROWS_TO_COME = 1_000
"""How many rows are prepared for typing: as text, with drop-down lists."""
_WIDE = {"text", "title", "lead", "items", "covers", "rows", "reason", "note"}
"""Columns for whole sentences."""
_FEW_KINDS = 8
"""Where more kinds need a column, its help says so in words."""
_ADVICE = (
    "This workbook holds one code of practice. Replace the examples with your own rows; delete what you do not need.",
    "Each sheet has one row for one thing. The sheets Code and Parts are needed, the others are not.",
    "On the sheet Parts stands everything that the document prints, in its order: headings, clauses, tables, notes.",
    "In a list, put a semicolon or a line break between the entries (Alt and Enter make a line break in Excel).",
    "Rows, columns and sheets whose first cell, heading or name begins with # are notes. They are not read.",
    "Write each part in your own plain words; do not copy official sentences, and name no private person.",
)


class SheetColumn(NamedTuple):
    """A column to be written, with its field and who needs it."""

    column: Column
    field: Field
    """What it may hold."""
    kinds: tuple[str, ...] = ()
    """The kinds of part that need it, where others do not."""


class Sheet(NamedTuple):
    """A sheet to be written."""

    name: str
    help: str
    headings: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    """What stands in each column; for the sheet 'Code', in each row."""
    rows: list[list[str]]


def write_csv(code: Code) -> str:
    """The code as a CSV file with help in notes; every text that a cell can hold is read back as it is.

    What a spreadsheet could take for a formula has an apostrophe before it in the file.
    """
    file = StringIO(newline="")
    writer = csv.writer(file)
    for sheet in _sheets(code):
        writer.writerow([f"[{sheet.name}]"])
        writer.writerow([f"# {sheet.help}"])
        writer.writerow(sheet.headings)
        writer.writerows(map(harmless, row) for row in sheet.rows)
        writer.writerow([])
    return file.getvalue()


def write_workbook(code: Code) -> bytes:
    """The code as an .xlsx workbook with help, drop-down lists and room for more rows.

    Every text that a cell can hold (32,767 characters) is read back as it is.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheets = list(_sheets(code))
    _write_help(book.worksheets[0], sheets)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    book.active = 1
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheets(code: Code) -> Iterator[Sheet]:
    plain = to_plain(code)
    facts = [
        (table, column, fields_of(kind)[column.key])
        for table, (kind, columns) in CODE_ROWS.items()
        for column in columns
    ]
    rows = [
        [column.heading, text_of(plain[table].get(column.key, ""), of_type), column.help]
        for table, column, of_type in facts
    ]
    headings = ("# What", "Value", "What it means")
    yield Sheet(
        CODE_SHEET, CODE_HELP, headings, tuple(SheetColumn(column, of_type) for _, column, of_type in facts), rows
    )
    for layout in LAYOUTS:
        things: list[dict[str, Any]] = plain.get(layout.key, [])
        if layout.key == "wording":
            if not things:
                continue
            things = [{"provision": key, "proof": proof} for key, proof in plain["wording"].items()]
        columns = tuple(
            SheetColumn(column, field_of(layout, column.key), tuple(kinds_that_need(layout, column.key)))
            for column in layout.columns
        )
        rows = [
            [text_of(thing[shown.column.key], shown.field) if shown.column.key in thing else "" for shown in columns]
            for thing in things
        ]
        yield Sheet(layout.name, layout.help, tuple(column.heading for column in layout.columns), columns, rows)


def _write_help(page: Worksheet, sheets: list[Sheet]) -> None:
    """The first sheet: everything that the comments say too, for those who do not see comments."""
    page.title = _HELP_SHEET
    lines = [*([advice] for advice in _ADVICE), []]
    for sheet in sheets:
        lines += [
            [sheet.name, sheet.help],
            *(["", shown.column.heading, _help(shown)] for shown in sheet.columns),
        ]
    _write_rows(page, lines)
    _widen(page, 24, 30, 90)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    _write_rows(page, [list(sheet.headings), *sheet.rows])
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    if sheet.name == CODE_SHEET:
        _widen(page, 26, 50, 70)
        for row, shown in enumerate(sheet.columns, 2):
            _offer_choices(page, shown.field, f"B{row}")
        return
    _widen(page, *(50 if shown.column.key in _WIDE else 20 for shown in sheet.columns))
    for at, shown in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        page.cell(1, at).comment = Comment(_help(shown), "compacts")
        page.column_dimensions[letter].number_format = "@"
        _offer_choices(page, shown.field, f"{letter}2:{letter}{_ROWS_TO_COME}")


def _help(shown: SheetColumn) -> str:
    """What to write in a column, whether it may be left out, and what it can be."""
    words = [shown.column.help, *(["Needed."] if shown.field.needed else [])]
    if shown.kinds and len(shown.kinds) <= _FEW_KINDS:
        words.append(f"Needed by: {', '.join(shown.kinds)}.")
    if shown.field.choices:
        words.append(f"One of: {', '.join(shown.field.choices)}.")
    if shown.field.form == "list":
        words.append("Put semicolons or line breaks between several.")
    return " ".join(words)


def _write_rows(page: Worksheet, rows: list[list[str]]) -> None:
    """Write texts as texts, whatever they look like: no formula, no number, no date.

    What looks like a formula is marked as text for Excel too, as by an apostrophe that somebody types: so it stays text
    when somebody edits the cell.
    """
    from openpyxl.styles import Alignment

    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                cell = page.cell(row, column, text)
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = looks_worked_out(text)
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _widen(page: Worksheet, *widths: int) -> None:
    """Set the widths of the columns, in characters."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width


def _offer_choices(page: Worksheet, of_type: Field, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if of_type.choices:
        offer = DataValidation("list", formula1=f'"{",".join(of_type.choices)}"', allow_blank=True)
        offer.add(cells)
        page.add_data_validation(offer)
