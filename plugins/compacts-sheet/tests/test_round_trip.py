"""The law of the sheets: what is written is read back as it was."""

from hypothesis import given
from sheet.codes import codes

from compact_core.model import Code
from compacts_sheet.plugin import load_commas, load_workbook
from compacts_sheet.writing import write_commas, write_workbook


@given(codes())
def test_a_workbook_gives_the_code_back(code: Code) -> None:
    """Every code that a workbook can hold is read back as it was written, and nothing in it is an error."""
    loaded = load_workbook(write_workbook(code), "a.xlsx")
    assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])


@given(codes())
def test_a_csv_file_gives_the_code_back(code: Code) -> None:
    """Every code that a CSV file can hold is read back as it was written, with and without the mark of UTF-8."""
    text = write_commas(code)
    for encoding in ("utf-8", "utf-8-sig"):
        loaded = load_commas(text.encode(encoding), "a.csv")
        assert (loaded.code, [problem for problem in loaded.problems if problem.severity == "error"]) == (code, [])
