"""Rows that are indented stand within those above them."""

from openpyxl import Workbook
from openpyxl.styles import Alignment
from sheet.books import SHEETS, from_book, from_csv, told

from compact_core import Loaded

ROWS = [
    ("section", "money", "1", "Money", "", 0),
    ("action", "pay", "1.1", "", "Pay.", 1),
    ("action", "by-post", "(a)", "", "By post.", 2),
    ("table", "days", "", "", "", 2),
    ("action", "by-hand", "(b)", "", "By hand.", 3),
    ("section", "grants", "1.2", "Grants", "", 1),
    ("action", "ask", "", "", "Ask.", 2),
    ("action", "close", "", "", "Close.", 1),
    ("section", "trust", "2", "Trust", "", 0),
    ("action", "keep", "", "", "Keep.", 0),
    ("section", "time", "2.1", "Time", "", 1),
]
WITHIN = {
    "pay": "money",
    "by-post": "pay",
    "days": "pay",
    "by-hand": "by-post",
    "grants": "money",
    "ask": "grants",
    "close": "money",
    "keep": "trust",
    "time": "trust",
}
"""A table holds nothing, an action that is not indented stands in the section above, a section in no action."""
HEADINGS = [
    "Kind",
    "Id",
    "Number",
    "Title",
    "Our words",
    "Within",
    "Headings of the table",
    "Rows of the table",
    "Lead",
]


def texts(kind: str, name: str, number: str, title: str, words: str) -> list[str]:
    """The cells of a row that is not indented."""
    return [
        kind,
        name,
        number,
        title,
        words,
        "",
        "What" * (kind == "table"),
        "Days" * (kind == "table"),
        "So." * (kind == "section"),
    ]


def nested(loaded: Loaded) -> dict[str, str]:
    """What each part stands within; tables without rows alone are told of."""
    assert loaded.code is not None, told(loaded)
    return {part.id: part.within for part in loaded.code.parts if part.within}


def test_a_part_stands_in_the_nearest_row_above_that_is_indented_less() -> None:
    """The indentation of the spreadsheet counts, in the number, the title or the words."""

    def change(made: Workbook) -> None:
        page = made["Parts"]
        page.delete_rows(1, page.max_row)
        page.append(HEADINGS)
        for at, (*row, deep) in enumerate(ROWS, 2):
            page.append(texts(*row))
            page.cell(at, next(column for column in (3, 4, 5, 1) if row[column - 1])).alignment = Alignment(indent=deep)

    assert nested(from_book(change)) == WITHIN


def in_csv(*rows: list[str]) -> dict[str, str]:
    """What each part of a CSV file stands within."""
    lines = ["[Code]", *(",".join(row) for row in SHEETS["Code"]), "[Parts]", *(",".join(row) for row in rows)]
    return nested(from_csv("\n".join(lines)))


def test_in_a_csv_file_spaces_indent() -> None:
    """Two spaces or more count, wherever they stand; a single one is a slip, and says nothing."""
    spaced = [texts(f"{'  ' * deep}{kind}", *row) for kind, *row, deep in ROWS]
    assert in_csv(HEADINGS, *spaced) == WITHIN
    slip = [
        texts("section", "s", "1", "S", ""),
        texts(" action", "a", "", " A", " x"),
        texts("action", "b", "", "", "x"),
    ]
    assert in_csv(HEADINGS, *slip) == {"a": "s", "b": "s"}


def test_what_a_row_says_itself_counts_more() -> None:
    """The column Within comes before the indentation."""
    rows = [texts("section", "s", "1", "S", ""), texts("action", "a", "", "", "x"), texts("action", "b", "", "", "  x")]
    assert in_csv(HEADINGS, *rows)["b"] == "a"
    rows[2][HEADINGS.index("Within")] = "s"
    assert in_csv(HEADINGS, *rows)["b"] == "s"
