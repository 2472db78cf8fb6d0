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
    """Every code that a workbook can hold is read back as it was written, and nothing in it is an error.

    No cell is a formula: one that begins like one is marked as text, even when it is edited.
    """
    data = write_workbook(code)
    loaded = load_workbook(data, "a.xlsx")
    assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])
    cells = [cell for sheet in opened(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert [cell.value for cell in cells if looks_worked_out(str(cell.value or "")) and not cell.quotePrefix] == []


@few
@given(codes())
def test_a_csv_file_gives_the_code_back(code: Code) -> None:
    """Every code that a CSV file can hold is read back as it was written, with and without the mark of UTF-8.

    No cell begins like a formula.
    """
    text = write_csv(code)
    assert [cell for row in csv.reader(StringIO(text, newline="")) for cell in row if looks_worked_out(cell)] == []
    for encoding in ("utf-8", "utf-8-sig"):
        loaded = load_csv(text.encode(encoding), "a.csv")
        assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])
