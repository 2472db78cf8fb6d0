"""How a sheet looks: what is struck through or hidden is read, and told of; far-away formats cost nothing."""

from io import BytesIO
from itertools import count

import pytest
from openpyxl import Workbook
from openpyxl import load_workbook as opened
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from sheet.books import Change, book, from_book, told

from compacts_sheet import workbook
from compacts_sheet.cells import cell_of

STRUCK = Font(strike=True)
IN_ALL_THE_SAME = "struck through, and it is read all the same. Is it meant to count? If not, take it out."


def strike(*names: str) -> Change:
    """A change that draws a line through cells of the parts."""

    def change(made: Workbook) -> None:
        for name in names:
            made["Parts"][name].font = STRUCK

    return change


def strike_a_word(name: str) -> Change:
    """A change that draws a line through the first word of a cell of the parts; another one is only bold."""

    def change(made: Workbook) -> None:
        for cell, font in ((name, InlineFont(strike=True)), ("E4", InlineFont(b=True, strike=False))):
            first, _, rest = str(made["Parts"][cell].value).partition(" ")
            made["Parts"][cell].value = CellRichText(TextBlock(font, first), f" {rest}")

    return change


def hide(made: Workbook) -> None:
    """Hide two rows with parts, one without, and a column."""
    page = made["Parts"]
    for row in (3, 4, 20):
        page.row_dimensions[row].hidden = True
    page.column_dimensions["E"].hidden = True
    page.column_dimensions["F"].hidden = True  # it has a heading, and nothing below it


LOOKS: dict[str, tuple[Change, list[str]]] = {
    "a cell": (
        strike("E3"),
        [f"3:5: warning: Sheet 'Parts', row 3, column 'Our words': Something here is {IN_ALL_THE_SAME}"],
    ),
    "some words of a cell": (
        strike_a_word("E3"),
        [f"3:5: warning: Sheet 'Parts', row 3, column 'Our words': Something here is {IN_ALL_THE_SAME}"],
    ),
    "a row": (
        strike("A4", "B4", "C4", "D4", "E4", "F4", "G4"),
        [f"4:1: warning: Sheet 'Parts', row 4: This row is {IN_ALL_THE_SAME}"],
    ),
    "empty cells": (strike("C3", "F3", "A30"), []),
    "hidden rows and columns": (
        hide,
        [
            (
                " warning: Sheet 'Parts': Hidden, and read like the others: column E."
                " Show it, so that everybody sees what is read, or delete it."
            ),
            (
                "3:1: warning: Sheet 'Parts', row 3: Hidden, and read like the others: rows 3, 4."
                " Show them, so that everybody sees what is read, or delete them."
            ),
        ],
    ),
    "a hidden fact": (
        lambda made: setattr(made["Code"].row_dimensions[3], "hidden", True),
        [
            (
                "3:1: warning: Sheet 'Code', row 3: Hidden, and read like the others: row 3."
                " Show it, so that everybody sees what is read, or delete it."
            )
        ],
    ),
}
"""A change to the looks of the small workbook, and what is told of it."""


@pytest.mark.parametrize("name", LOOKS)
def test_odd_looks_are_reported_and_change_nothing(name: str) -> None:
    """What is struck through or hidden is a warning with its place, and the code is the same."""
    change, messages = LOOKS[name]
    loaded = from_book(change)
    assert told(loaded) == [f"reedham.xlsx:{message}" for message in messages]
    assert loaded.code == from_book().code


@pytest.mark.parametrize("value", [None, "# the end"])
def test_a_cell_in_the_last_row_costs_nothing(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A formatted cell in the last row of a sheet, and even a note there, brings no cells to be looked at."""

    def change(made: Workbook) -> None:
        made["Parts"]["A1048576"].number_format = "0.00"
        made["Parts"]["A1048576"].value = value

    looked = count()

    def counting(cell: object) -> object:
        next(looked)
        return cell_of(cell)  # type: ignore[arg-type]  # openpyxl's cells, as they come

    monkeypatch.setattr(workbook, "cell_of", counting)
    assert from_book(change).code == from_book().code
    cells = sum(1 for page in opened(BytesIO(book())) for row in page.iter_rows() for cell in row if cell.value)
    assert next(looked) <= 2 * cells + 1
