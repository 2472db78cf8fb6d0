"""What a cell shows: the text of a value in its number format, held against that of LibreOffice."""

import csv
import shutil
import subprocess
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from compacts_sheet.display import shown
from compacts_sheet.number_formats import UnknownFormatError

MAY = datetime(2024, 5, 4, 15, 7, 9)  # noqa: DTZ001 - spreadsheets know no time zones
ACCOUNTS = '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'

SHOWN: list[tuple[str | float | date | time, str, str]] = [
    (3.1, "0.00", "3.10"),
    (1.1, "General", "1.1"),
    (1.0, "0.0", "1.0"),
    (2, "0", "2"),
    (2.5, "0", "3"),
    (2.675, "0.00", "2.68"),
    (-3.1, "0.00", "-3.10"),
    (0.25, "0.#", "0.3"),
    (7, "00", "07"),
    (7, "000", "007"),
    (1234, "00", "1234"),
    (0, "00", "00"),
    (12, '0"."0', "1.2"),
    (1.2, '"§ "0.0', "§ 1.2"),
    (8, 'General"."', "8."),
    (8, '"("0")"', "(8)"),
    (8, "\\(0\\)", "(8)"),
    (2012345, "000-0000", "201-2345"),
    (0.5, "0%", "50%"),
    (0.125, "0.0%", "12.5%"),
    (0.125, "0.0 %", "12.5 %"),
    (1234567, "#,##0", "1,234,567"),
    (999, "#,##0", "999"),
    (1234.5, "#,##0.00", "1,234.50"),
    (5, "#,##0.00", "5.00"),
    (1234567, '#,##0," k"', "1,235 k"),
    (3.1, "£0.00", "£3.10"),
    (3.1, '"£"#,##0.00', "£3.10"),
    (3.1, "[$£-809]#,##0.00", "£3.10"),
    (-3.1, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£3.10"),
    (1234.5, "#,##0.00\\ [$€-407]", "1,234.50 €"),
    (1234, "[$$-409]#,##0", "$1,234"),
    (-5, "0;(0)", "(5)"),
    (0, '0;-0;"none"', "none"),
    (0.0, "0.00", "0.00"),
    (0.001, "0.00", "0.00"),
    (True, "General", "TRUE"),
    ("3", '"Clause "@', "Clause 3"),
    ("3", "0.00", "3"),
    ("so", '0;-0;0;"text: "@', "text: so"),
    (MAY, "dd/mm/yyyy", "04/05/2024"),
    (MAY, "d mmmm yyyy", "4 May 2024"),
    (MAY, "[$-809]dddd, d mmmm yyyy", "Saturday, 4 May 2024"),
    (MAY, "d-mmm-yy", "4-May-24"),
    (MAY, "mmm-yy", "May-24"),
    (MAY, "yyyy", "2024"),
    (MAY, "yyyy\\-mm\\-dd", "2024-05-04"),
    (MAY, "dd.mm.yyyy", "04.05.2024"),
    (MAY, "dd/mm/yyyy hh:mm", "04/05/2024 15:07"),
    (MAY, "h:mm AM/PM", "3:07 PM"),
    (MAY, "mm:ss", "07:09"),
    (MAY, '"by "d mmm', "by 4 May"),
]
"""A value, its format, and what a spreadsheet shows, which English ones do alike."""

UNKNOWN: list[tuple[float | date, str]] = [
    (0.5, "# ?/?"),
    (5, "0.00E+00"),
    (5, "[<10]0;00"),
    (5, ";;;"),
    (5, "0 kr"),
    (5, "dd/mm"),
    (1e300, "0.00"),
    (MAY, "mm-dd-yy"),
    (MAY, "[$-F800]dddd, mmmm dd, yyyy"),
    (MAY, "[$-40C]d mmmm yyyy"),
    (MAY, "[h]:mm"),
]
"""A value and a format with which nobody here can say what it shows."""


def test_a_value_is_shown_as_in_a_spreadsheet() -> None:
    """Zeros, signs, commas, currencies and dates are those that people see."""
    assert [(value, form, shown(value, form).strip()) for value, form, _ in SHOWN] == SHOWN


def test_accounts_are_shown_without_their_filling() -> None:
    """In the format for accounts the currency moves to the edge of the cell; blanks are no part of the text."""
    assert [shown(value, ACCOUNTS).strip() for value in (1234.5, -2, 0, "so")] == ["£1,234.50", "-£2.00", "£-", "so"]


@pytest.mark.parametrize(("value", "number_format"), UNKNOWN)
def test_what_cannot_be_said_is_not_guessed(value: float | date, number_format: str) -> None:
    """Formats that are rare, of another language, of the computer or meant to hide are refused."""
    with pytest.raises(UnknownFormatError):
        shown(value, number_format)


@given(
    st.integers(-(10**12), 10**12) | st.floats(-1e12, 1e12) | st.datetimes() | st.text(max_size=5),
    st.text('0#?.,%;@-/ "\\[]$£*_dmyhsAPE+General', max_size=12),
)
def test_any_format_shows_something_or_is_unknown(value: str | float | date, number_format: str) -> None:
    """No format that a file can hold breaks the reading."""
    with suppress(UnknownFormatError):
        assert isinstance(shown(value, number_format), str)


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_numbers_keep_their_value(whole: int, decimals: int) -> None:
    """With so many places as it has, a number is shown as it is."""
    number = whole / 10**decimals
    number_format = "0." + "0" * decimals if decimals else "0"
    assert shown(number, number_format) == f"{number:.{decimals}f}"
    assert shown(number, f"#,##{number_format}").replace(",", "") == f"{number:.{decimals}f}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    """LibreOffice writes the same texts when it saves the cells as they are shown, in British English (2057)."""
    made = Workbook()
    page = made.worksheets[0]
    for row, (value, number_format, _) in enumerate(SHOWN, 1):
        cell = page.cell(row, 1, value)
        cell.number_format = number_format
    made.save(tmp_path / "shown.xlsx")
    convert = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true"]
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", *convert, "shown.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=300)
    if "source file could not be loaded" in done.stderr:
        pytest.skip("soffice is installed without its spreadsheet program")
    with (tmp_path / "shown.csv").open(encoding="utf-8", newline="") as file:
        theirs = [row[0].strip() for row in csv.reader(file)]
    assert theirs == [text for _, _, text in SHOWN]
