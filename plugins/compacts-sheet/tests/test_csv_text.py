"""CSV files: how their sheets are found, and what can be wrong with them."""

import pytest
from sheet.books import book, csv_book, from_csv, told


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_may_be_told(separator: str) -> None:
    """A first line such as 'sep=;', which some programs write, is understood; rows are counted without it."""
    text = f"sep={separator}\r\n{csv_book(separator)}"
    assert told(from_csv(text)) == []
    assert [problem.line for problem in from_csv(text.replace("keep-word", "Keep Word")).problems] == [18]


def test_sheets_may_be_padded_with_separators() -> None:
    """Rows that a program fills up to one width, names of sheets and empty rows too, are read as they are."""
    lines = [line + ",,,," if line else ",,,,,," for line in csv_book().splitlines()]
    assert told(from_csv("\r\n".join(lines))) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_make_no_difference(ending: str) -> None:
    """Files of Windows, of Linux and of old Macs are read alike."""
    assert told(from_csv(csv_book().replace("\r\n", ending))) == []


def test_a_cell_may_have_several_lines() -> None:
    """A line break inside a cell belongs to the text, and rows are counted as a spreadsheet counts them."""
    text = csv_book().replace("Do what you said.", "Do it.\nAll of it.").replace("old-quarrels", "Old Quarrels")
    assert [(one.line, one.column) for one in from_csv(text).problems] == [(19, 2)]


MISTAKES = {
    "of another program": (
        b"name,answer\r\nsomebody,yes\r\n",
        (
            " This CSV file holds no code: there is no row with [Code] in its first cell."
            " A code has the sheets [Code] and [Parts]."
        ),
    ),
    "empty": (b"\xef\xbb\xbf\r\n", " This file is empty. Was it saved? Try to open it in a spreadsheet program."),
    "in Windows-1252": (
        csv_book().replace("Do what", "Café: do what").encode("cp1252"),
        (
            "18:46: This file is not written in UTF-8 but, it seems, in Windows-1252: line 18 has a sign that would be"
            " 'é' there. In Excel, save it as 'CSV UTF-8 (Comma delimited)'."
            " In other programs choose the encoding UTF-8."
        ),
    ),
    "in UTF-16": (
        csv_book().encode("utf-16"),
        (
            " This file is written in UTF-16, not in UTF-8."
            " In Excel, save it as 'CSV UTF-8 (Comma delimited)'. In other programs choose the encoding UTF-8."
        ),
    ),
    "a workbook": (book(), " This file is an Excel workbook, not a CSV file. Let its name end with .xlsx."),
    "a quotation mark in the wrong place": (
        csv_book().replace('"Do what you said."', '"Do "what" you said."').encode(),
        "18:1: Row 18 has a quotation mark in the wrong place. Write two quotation marks for one inside a cell.",
    ),
    "a cell that is not closed": (
        csv_book().replace('"Pay in thirty days.","",""', '"Pay in thirty days.').encode(),
        (
            "21:1: A cell that begins in row 21 or later is not closed with a quotation mark."
            " Close it. Write two quotation marks for one inside a cell."
        ),
    ),
    "a cell that never ends": (
        csv_book().replace("Do what you said.", "x" * 1_000_001).encode(),
        "18:1: Row 18 has a cell of more than 1,000,000 characters. Shorten it.",
    ),
    "too many rows": (
        csv_book().encode() + b"\n" * 100_001,
        (
            " There are more than 100,000 rows, too many for a code."
            " Delete those that do not belong to it, and those that are empty."
        ),
    ),
    "too many rows with something": (
        csv_book().encode() + b"action\n" * 10_001,
        " There are more than 10,000 rows, too many for a code. Delete those that do not belong to it.",
    ),
    "a sheet that nobody knows": (
        csv_book().replace("[Parties]", "[Partners]").replace('"council"\r\n', '""\r\n').encode(),
        (
            "10:1: Sheet 'Partners', row 10: No sheet of a code has this name. Allowed: Code, Related codes,"
            " Revisions, Parties, What applies, Parts, Links, Wording. Did you mean 'Parties'?"
        ),
    ),
    "a row before the first sheet": (
        b"Side by Side,2024\r\n" + csv_book().encode(),
        (
            "1:1: The file, row 1: This row stands before the first sheet."
            " Put a row above it that says which it is, such as [Code]."
        ),
    ),
    "a separator that nobody uses": (
        b'sep="\r\n' + csv_book().encode(),
        (
            "1:1: The file, row 1: This row stands before the first sheet."
            " Put a row above it that says which it is, such as [Code]."
        ),
    ),
    "an unknown kind": (
        csv_book().replace('"action"', '"acton"').encode(),
        (
            "18:1: Sheet 'Parts', row 18, column 'Kind': kind is 'acton'. Allowed: action, section, paragraph,"
            " principle, benefit, barrier and 19 more. Did you mean 'action'?"
        ),
    ),
    "a date as Excel shows it": (
        csv_book().replace('"2024-05"', '"01/05/2024"').encode(),
        (
            "4:2: Sheet 'Code', row 4 ('Issued'): issued is '01/05/2024'."
            " Write a year, a month or a day, such as 2003, 2003-09 or 2003-09-17."
        ),
    ),
}
"""The bytes of a CSV file, and its problem after the name of the file."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_csv_file_is_reported(name: str) -> None:
    """The problem is told in plain words, with its row, and no code comes of it."""
    data, message = MISTAKES[name]
    loaded = from_csv(data)
    assert told(loaded)[0] == f"reedham.csv:{message}"
    assert loaded.code is None
