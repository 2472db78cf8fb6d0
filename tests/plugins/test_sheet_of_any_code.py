"""The law of the sheet plugin, for every code that the strategies make: written and read it is the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from compact_core import Loaded
from compact_core.model import Code, Revision
from compacts_sheet.plugin import load_csv, load_workbook
from compacts_sheet.writing import write_csv, write_workbook
from strategies import codes, few


def from_workbook(code: Code) -> Loaded:
    """The code written as a workbook and read."""
    return load_workbook(write_workbook(code), "any.xlsx")


def from_csv(code: Code) -> Loaded:
    """The code written as a CSV file and read."""
    return load_csv(write_csv(code).encode(), "any.csv")


@pytest.mark.parametrize("there_and_back", [from_workbook, from_csv])
@few
@given(code=codes())
def test_any_code_is_the_same_after_a_sheet(there_and_back: Callable[[Code], Loaded], code: Code) -> None:
    """Parts of every kind, nested and mixed, with any text in them, are read back as they were written.

    A revision that says nothing is an empty row, which is none.
    """
    code = replace(code, revisions=tuple(one for one in code.revisions if one != Revision(date="")))
    loaded = there_and_back(code)
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.code == code
