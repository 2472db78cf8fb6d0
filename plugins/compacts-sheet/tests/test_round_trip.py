"""The law of the sheets: what is written is read back as it was."""

import csv
from io import BytesIO, StringIO

from hypothesis import given, settings
from openpyxl import load_workbook as opened
from sheet.codes import codes

from compact_core import looks_worked_out
from compact_core.model import Code
from compacts_sheet.plugin import load_csv, load_workbook
from compacts_sheet.writing import write_csv, write_workbook

few = settings(max_examples=settings().max_examples // 3)
"""Codes take long to make, and workbooks to write."""


@few
@given(codes())
def test_a_workbook_gives_the_code_back(code: Code) -> None:
    """Every code that a workbook can hold is read back as it was written, and nothing in it is an error."""
    loaded = load_workbook(write_workbook(code), "a.xlsx")
    assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])


@few
@given(codes())
def test_a_csv_file_gives_the_code_back(code: Code) -> None:
    """Every code that a CSV file can hold is read back as it was written, with and without the mark of UTF-8."""
    text = write_csv(code)
    for encoding in ("utf-8", "utf-8-sig"):
        loaded = load_csv(text.encode(encoding), "a.csv")
        assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])


@few
@given(codes())
def test_no_cell_is_a_formula(code: Code) -> None:
    """No cell of a CSV file begins like a formula; in a workbook one that does is marked as text, even when edited."""
    rows = csv.reader(StringIO(write_csv(code), newline=""))
    assert [cell for row in rows for cell in row if looks_worked_out(cell)] == []
    cells = [cell for sheet in opened(BytesIO(write_workbook(code))) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert [cell.value for cell in cells if looks_worked_out(str(cell.value or "")) and not cell.quotePrefix] == []
