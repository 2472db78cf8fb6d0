"""Small workbooks and CSV files for the tests, made anew each time and then changed."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from compact_core import Loaded
from compacts_sheet.plugin import load_csv, load_workbook

Value = str | float | datetime | None
"""What a test puts into a cell."""

SHEETS: dict[str, list[list[str]]] = {
    "Code": [
        ["Id", "reedham-2024"],
        ["Title", "Side by Side"],
        ["Issued", "2024-05"],
        ["Id of the agreement", "reedham-charter"],
        ["Name of the agreement", "The Reedham Charter"],
        ["Kind of agreement", "charter"],
        ["Title of the document", "Side by Side in Reedham"],
    ],
    "Parties": [
        ["Id", "Name", "Side"],
        ["council", "Reedham Council", "public"],
        ["circle", "Reedham Circle", "third"],
    ],
    "Parts": [
        ["Kind", "Id", "Number", "Title", "Our words", "What it covers", "Who owes it"],
        ["section", "trust", "1", "Trust", "", "", ""],
        ["action", "keep-word", "", "Keep your word", "Do what you said.", "", "all"],
        ["barrier", "old-quarrels", "", "Old quarrels", "People remember.", "", ""],
        ["section", "money", "2", "Money", "", "", "council"],
        ["commitment", "pay-on-time", "", "", "Pay in thirty days.", "", ""],
    ],
}
"""A code with two sections, in the words that people use."""

Change = Callable[[Workbook], object]


def book(change: Change | None = None) -> bytes:
    """The workbook of the small code, changed."""
    made = Workbook()
    del made["Sheet"]
    for name, rows in SHEETS.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    if change:
        change(made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def csv_book(separator: str = ",") -> str:
    """The CSV file of the small code."""
    lines = []
    for name, rows in SHEETS.items():
        quoted = [separator.join(f'"{cell}"' for cell in row) for row in rows]
        lines += [f"[{name}]", *quoted, ""]
    return "\r\n".join(lines)


def from_book(change: Change | None = None, file: str = "reedham.xlsx") -> Loaded:
    """What reading the changed workbook gives."""
    return load_workbook(book(change), file)


def from_csv(text: str | bytes, file: str = "reedham.csv") -> Loaded:
    """What reading a CSV file gives."""
    return load_csv(text if isinstance(text, bytes) else text.encode(), file)


def told(loaded: Loaded) -> list[str]:
    """Every problem as its reader sees it."""
    return [str(problem) for problem in loaded.problems]
