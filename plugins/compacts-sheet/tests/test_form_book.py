"""The form as a workbook: the same bytes each time, lists to choose from, and read back as it was filled in."""

import csv
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from compact_core import CompactsError, Fact, Form, FormItem, FormSection, sheet_rows
from compacts_sheet.form_book import read, write

ITEM = FormItem("keep-word", "1", "Keep your word", "Do it.", ("a", "b"), (), ("too early",))
FORM = Form(
    partnership="reedham",
    partnership_name="=Reedham\x0b & Co",
    round=1,
    code="reedham-2024",
    code_title="Side by Side",
    language="en-GB",
    invitee="circle-1",
    organisation="circle",
    organisation_name="Reedham Circle",
    side="",
    role="",
    agreed=False,
    asked="0" * 16,
    collector="Reedham Council, officer",
    address="",
    closes="",
    points=("no, never", "yes"),
    organisations=(("circle", "Reedham Circle"), ("council", "Reedham Council")),
    about=(Fact("Time", "A minute."),),
    sections=(FormSection("trust", "1 Trust", "", (ITEM,)),),
)
SAID = {"keep-word": ("no, never", "1 and 2", "", ""), "strengths [trust]": ("-we meet", "", "", "yes")}


def filled(said: Mapping[str, tuple[str, ...]] = SAID) -> bytes:
    """The workbook with answers."""
    book = load_workbook(BytesIO(write(FORM)))
    page = book.worksheets[0]
    for row in page.iter_rows():
        for place, texts in said.items():
            if place in str(row[0].value):
                for cell, text in zip(row[3:], texts, strict=False):
                    cell.value = text or None
                    cell.data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def rows(data: bytes) -> list[list[str]]:
    """The cells that come back, without the empty ones at the end of a row."""
    return list(csv.reader(StringIO(read(data).decode(), newline="")))


def expected() -> list[list[str]]:
    """The cells of the filled-in form."""
    made = [list(row) for row in sheet_rows(FORM, saved="Save it")]
    for row in made:
        for place, texts in SAID.items():
            if place in row[0] and row[0] != "note":
                row.extend(texts)
    return [["".join(cell.split("\x0b")) for cell in row] for row in made]


def trimmed(found: list[list[str]]) -> list[list[str]]:
    """Rows without empty cells at their ends, and without the marks that keep cells from being formulas."""
    kept = [[cell.removeprefix("'") for cell in row] for row in found]
    while kept and not any(kept[-1]):
        kept.pop()
    for row in kept:
        while row and not row[-1]:
            row.pop()
    return kept


def test_the_same_form_gives_the_same_file() -> None:
    """Made again, the workbook is the same, so nobody is told that it changed."""
    assert write(FORM) == write(FORM)


def test_answers_are_chosen_from_lists() -> None:
    """Each answer has a list of the words, each comment yes and no; only what is filled in can be changed."""
    page = load_workbook(BytesIO(write(FORM))).worksheets[0]
    lists = {check.formula1: str(check.sqref) for check in page.data_validations.dataValidation}
    top = next(row[0].row for row in page.iter_rows() if row[0].value == "item")
    answers, uses = f"D{top + 1}", f"G{top + 2} G{top + 3}"
    assert lists == {"Words!$A$1:$A$4": answers, "Words!$B$1:$B$2": uses, "Words!$C$1:$C$1": "B7"}
    assert page.protection.sheet
    assert [page.cell(top + 1, column).protection.locked for column in (1, 4, 7)] == [True, False, False]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}


def test_what_is_filled_in_is_read_back() -> None:
    """Every cell comes back as text, in its place."""
    assert trimmed(rows(filled())) == trimmed(expected())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_libreoffice_keeps_what_is_filled_in(tmp_path: Path) -> None:
    """Saved again by LibreOffice, the workbook says the same."""
    (tmp_path / "form.xlsx").write_bytes(filled())
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", "out", "form.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    if not (tmp_path / "out" / "form.xlsx").exists():
        pytest.skip("soffice is installed without its spreadsheet program")
    assert trimmed(rows((tmp_path / "out" / "form.xlsx").read_bytes())) == trimmed(expected())


def _other() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


def _formula() -> bytes:
    book = load_workbook(BytesIO(write(FORM)))
    page = book.worksheets[0]
    page["D20"] = "=1+1"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


NO_FORM = (
    "This workbook holds no answers: no sheet of it has a row of headings with 'item' and 'answer' in it. "
    "Begin again from the workbook that you were sent."
)
NO_BOOK = (
    "This file is not an Excel workbook, whatever its name says. If it is a CSV file, let its name end with .csv. "
    "If not: open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'."
)
FORMULA = "Row 20, column D: this cell is worked out by a formula. Type in what it should say."


@pytest.mark.parametrize(
    ("data", "message"),
    [(_other(), NO_FORM), (_formula(), FORMULA), (b"hello", NO_BOOK)],
    ids=["other", "formula", "text"],
)
def test_what_is_no_form_is_told(data: bytes, message: str) -> None:
    """Other workbooks, and cells that nobody typed, get one clear message."""
    with pytest.raises(CompactsError) as caught:
        read(data)
    assert str(caught.value) == message
