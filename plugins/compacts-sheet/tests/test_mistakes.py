"""Mistakes that people make in a workbook: each told once, with sheet, row and column, and what to do."""

from datetime import datetime

from openpyxl import Workbook
from sheet.books import Change, Value, from_book, told

KINDS = "section, paragraph, principle, benefit, barrier, action and 19 more"
HEADINGS = "Kind, Id, Number, Title, Our words, Within and 34 more"
SHEETS = "Code, Related codes, Revisions, Parties, What applies, Parts, Links, Wording"
FACTS = "Id, Title, Kind of document, Area, Language, Issued and 18 more"


def put(sheet: str, **cells: Value) -> Change:
    """A change that writes values into cells."""

    def change(book: Workbook) -> None:
        for name, value in cells.items():
            book[sheet][name] = value

    return change


def add(sheet: str, *rows: list[str]) -> Change:
    """A change that adds a sheet."""

    def change(book: Workbook) -> None:
        page = book.create_sheet(sheet)
        for row in rows:
            page.append(row)

    return change


def table(headings: str, rows: str) -> Change:
    """A change that adds a table of the document."""
    return put("Parts", A7="table", B7="days", H1="Headings of the table", I1="Rows of the table", H7=headings, I7=rows)


def rename(sheet: str, name: str) -> Change:
    """A change that gives a sheet another name."""
    return lambda book: setattr(book[sheet], "title", name)


MISTAKES: dict[str, tuple[Change, str]] = {
    "an unknown kind": (
        put("Parts", A3="acton"),
        (
            "3:1: Sheet 'Parts', row 3, column 'Kind': kind is 'acton'. Allowed: action, section, paragraph, principle,"
            " benefit, barrier and 19 more. Did you mean 'action'?"
        ),
    ),
    "no kind": (
        put("Parts", A3=None),
        f"3:1: Sheet 'Parts', row 3, column 'Kind': kind is empty. Allowed: {KINDS}.",
    ),
    "a heading that is misspelt": (
        put("Parts", F1="What it cover"),
        (
            "1:6: Sheet 'Parts', row 1, column F: No column here is called 'What it cover'."
            " Allowed: What it covers, Kind, Id, Number, Title, Our words and 34 more. Did you mean 'What it covers'?"
        ),
    ),
    "a heading that nobody knows": (
        put("Parts", F1="Responsible officer"),
        (
            "1:6: Sheet 'Parts', row 1, column F: No column here is called 'Responsible officer'."
            f" Allowed: {HEADINGS}. Begin it with # if it holds notes."
        ),
    ),
    "a heading twice": (
        put("Parts", F1="Our words"),
        (
            "1:6: Sheet 'Parts', row 1, column F: The heading 'Our words' stands in column E too."
            " Take one of the two out."
        ),
    ),
    "text under no heading": (
        put("Parts", H3="a remark"),
        (
            "1:8: Sheet 'Parts', row 1, column H: There is text below, but no heading here."
            " Give the column a heading. Begin it with # if it holds notes."
        ),
    ),
    "a column that is missing": (
        lambda book: book["Parts"].delete_cols(5),
        "1:1: Sheet 'Parts', row 1: There is no column 'Our words', and an action needs one. Add it.",
    ),
    "a column that few kinds need": (
        put("Parts", A7="signatory"),
        "1:1: Sheet 'Parts', row 1: There is no column 'Organisation', and a signatory needs one. Add it.",
    ),
    "a column that another kind uses": (
        put("Parts", G4="all"),
        (
            "4:7: Sheet 'Parts', row 4, column 'Who owes it': A barrier does not use this column."
            " Leave the cell empty, or correct the kind."
        ),
    ),
    "a part that is not there": (
        put("Parts", F1="Within", F3="trusty"),
        (
            "3:6: Sheet 'Parts', row 3, column 'Within': There is no part with the id 'trusty' to stand in."
            " Did you mean 'trust'?"
        ),
    ),
    "a party that is not there": (
        put("Parts", G3="council; circles"),
        (
            "3:7: Sheet 'Parts', row 3, column 'Who owes it': There is no party or side with the id 'circles'."
            " Did you mean 'circle'?"
        ),
    ),
    "an id in capitals": (
        put("Parts", B3="Keep Word"),
        (
            "3:2: Sheet 'Parts', row 3, column 'Id': id is 'Keep Word'. Write small letters a to z, digits and"
            " single hyphens between them, such as share-power, at most 80 characters. Did you mean 'keep-word'?"
        ),
    ),
    "an id twice": (
        put("Parts", B6="old-quarrels"),
        (
            "6:2: Sheet 'Parts', row 6, column 'Id': The id 'old-quarrels' is already taken by a barrier."
            " Give one of the two another id."
        ),
    ),
    "no words": (
        put("Parts", E3="   "),
        "3:5: Sheet 'Parts', row 3, column 'Our words': text is empty. Write some text here.",
    ),
    "a formula": (
        put("Parts", E3='="Do "&"it"'),
        (
            "3:5: Sheet 'Parts', row 3, column 'Our words': There is a formula here, and formulas are not worked"
            " out. Copy the cell and paste it as values ('paste special'), so that what you see is what stands there."
        ),
    ),
    "an error of the spreadsheet": (
        put("Parts", E3="#NAME?"),
        (
            "3:5: Sheet 'Parts', row 3, column 'Our words': The spreadsheet shows an error here: #NAME?."
            " Write what should stand here."
        ),
    ),
    "a commitment that nobody owes": (
        put("Parts", G5=None),
        (
            "6:1: Sheet 'Parts', row 6: The commitment 'pay-on-time' does not say who owes it."
            " Say who owes it, here or at its section."
        ),
    ),
    "a part within itself": (
        put("Parts", F1="Within", F5="money"),
        (
            "5:6: Sheet 'Parts', row 5, column 'Within': This part stands within itself."
            " Leave the cell empty for the nearest section before it."
        ),
    ),
    "a role that is misspelt": (
        put("Parts", F1="Role", F5="Introducton"),
        (
            "5:6: Sheet 'Parts', row 5, column 'Role': role is 'Introducton'."
            " Allowed: introduction, review, dispute, glossary, signatories, appendix. Did you mean 'introduction'?"
        ),
    ),
    "a word of the document in place of a kind": (
        put("Parts", A3="Undertaking"),
        (
            f"3:1: Sheet 'Parts', row 3, column 'Kind': kind is 'Undertaking'. Allowed: {KINDS}. Use the kind"
            " commitment, and write Undertaking in the column 'Label' to show the word of the document."
        ),
    ),
    "merged cells": (
        lambda book: book["Parts"].merge_cells("F2:F4"),
        (
            "2:6: Sheet 'Parts', row 2, column F: The cells F2:F4 are merged into one."
            " Unmerge them: each cell has its own meaning here."
        ),
    ),
    "a hidden sheet": (
        lambda book: setattr(book["Parties"], "sheet_state", "hidden"),
        " Sheet 'Parties': It is hidden. Show it, so that everybody sees what is read, or delete it.",
    ),
    "a sheet twice": (
        lambda book: [add(name, ["Note"])(book) for name in ("Related", "Related codes")],
        " Sheet 'Related codes': There is another sheet for this, 'Related'. Put all rows on one of the two.",
    ),
    "a sheet that is misspelt": (
        add("Revisoins", ["Date"]),
        f" Sheet 'Revisoins': No sheet of a code has this name. Allowed: {SHEETS}. Did you mean 'Revisions'?",
    ),
    "a sheet of notes": (
        add("To do", ["ask the harbour"]),
        (
            " Sheet 'To do': No sheet of a code has this name."
            f" Allowed: {SHEETS}. Begin the name with # if this sheet is a note."
        ),
    ),
    "a fact that is misspelt": (
        put("Code", A8="Publishr", B8="Reedham Council"),
        (
            "8:1: Sheet 'Code', row 8 ('Publishr'): No fact of a code has this name. Allowed: Publisher, Id, Title,"
            " Kind of document, Area, Language and 18 more."
            " Did you mean 'Publisher'?"
        ),
    ),
    "a fact that nobody knows": (
        put("Code", A8="Telephone", B8="none"),
        (
            f"8:1: Sheet 'Code', row 8 ('Telephone'): No fact of a code has this name. Allowed: {FACTS}."
            " Begin the row with # if it is a note."
        ),
    ),
    "a fact twice": (
        put("Code", A8="Title", B8="Another title"),
        "8:2: Sheet 'Code', row 8 ('Title'): This stands in row 2 too. Take one of the two out.",
    ),
    "a fact without a name": (
        put("Code", B8="Reedham Council"),
        (
            "8:2: Sheet 'Code', row 8, column B: There is a value here, but no name in the first column."
            " Write what the value is, or take it out."
        ),
    ),
    "a fact that is missing": (
        lambda book: book["Code"].delete_rows(5),
        (
            " Sheet 'Code': There is no row 'Name of the agreement', and a code needs one."
            " Add it, with its value in the second column."
        ),
    ),
    "a fact without a value": (
        put("Code", B2=None),
        "2:2: Sheet 'Code', row 2 ('Title'): title is empty. Write some text here.",
    ),
    "a date in words": (
        put("Code", B3="May 2024"),
        (
            "3:2: Sheet 'Code', row 3 ('Issued'): issued is 'May 2024'."
            " Write a year, a month or a day, such as 2003, 2003-09 or 2003-09-17."
        ),
    ),
    "a formula beside a fact": (
        put("Code", B2="=A1"),
        (
            "2:2: Sheet 'Code', row 2 ('Title'): There is a formula here, and formulas are not worked out. Copy the"
            " cell and paste it as values ('paste special'), so that what you see is what stands there."
        ),
    ),
    "a table with a cell too few": (
        table("What | Days", "Bills | 30\nLetters"),
        (
            "7:9: Sheet 'Parts', row 7, column 'Rows of the table': In line 2: This row has 1 cell; the table 'days'"
            " has 2 headings. Put a | between the cells, also beside an empty one."
        ),
    ),
    "a proof that is none": (
        add("Wording", ["Part", "Proof"], ["keep-word", "quite sure"]),
        (
            "2:1: Sheet 'Wording', row 2: The wording of 'keep-word' is 'quite sure'. Write 16 digits from 0-9 and a-f,"
            " a space and the number of words, such as '3f2a9c0d11e2b7a4 31'."
            " Leave the row out if you do not have the proof."
        ),
    ),
    "two proofs of one sentence": (
        add("Wording", ["Part", "Proof"], *[["keep-word", "3f2a9c0d11e2b7a4 31"]] * 2),
        "3:1: Sheet 'Wording', row 3: There are two proofs for 'keep-word'. Take one of the two out.",
    ),
    "a link that leads to an action": (
        add("Links", ["From", "To", "Relation", "Reason"], ["old-quarrels", "keep-word", "Upholds", "So it is."]),
        (
            "2:2: Sheet 'Links', row 2, column 'To': A link that upholds must lead to a principle;"
            " 'keep-word' is of the kind action. Correct the relation or the id."
        ),
    ),
}
"""A change to the small workbook, and the one problem that it makes, after the name of the file."""


def test_a_mistake_is_reported_where_it_stands() -> None:
    """Each mistake is told in words, with what is allowed and what to do, and no code comes of it."""
    for name, (change, message) in MISTAKES.items():
        loaded = from_book(change)
        assert told(loaded) == [f"reedham.xlsx:{message}"], name
        assert loaded.code is None, name


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    """Mistakes of several sheets come together, sorted by sheet, row and column."""

    def change(book: Workbook) -> None:
        book["Parts"]["A3"] = "acton"
        book["Parts"]["B3"] = "Keep Word"
        book["Code"]["B3"] = "May"
        book["Parties"]["C3"] = "X"
        book["Parts"]["E5"] = "=1"

    problems = from_book(change).problems
    assert [(problem.line, problem.column) for problem in problems] == [(3, 2), (3, 3), (3, 1), (3, 2), (5, 5)]
    assert [problem.message.split("'")[1] for problem in problems] == ["Code", "Parties", *["Parts"] * 3]


def test_a_date_that_was_not_meant_is_a_warning() -> None:
    """'8/9' that the spreadsheet took for a day is told of, and the code is still read."""

    def change(book: Workbook) -> None:
        book["Parts"]["C3"] = datetime(2026, 9, 8)  # noqa: DTZ001 - spreadsheets know no time zones
        book["Parts"]["C3"].number_format = "d-mmm"

    loaded = from_book(change)
    assert told(loaded) == [
        (
            "reedham.xlsx:3:3: warning: Sheet 'Parts', row 3, column 'Number': The spreadsheet has made a date"
            " of what was typed here; it is read as '8-Sep'. If that is wrong, give the cell the format 'Text' and"
            " type it again."
        )
    ]
    assert loaded.code is not None
    assert loaded.code.provisions[0].number == "8-Sep"


def test_sheets_that_are_missing_are_reported() -> None:
    """A workbook without any sheet of a code names the one that it needs beside it."""

    def change(book: Workbook) -> None:
        for page in book.worksheets[1:]:
            book.remove(page)

    loaded = from_book(change)
    assert told(loaded) == [
        "reedham.xlsx: There is no sheet 'Parts', and a code needs one. Add it, or correct the name of the sheet.",
    ]
    loaded = from_book(rename("Code", "The code"))
    assert told(loaded) == [
        "reedham.xlsx: There is no sheet 'Code', and a code needs one. Add it, or correct the name of the sheet.",
        f"reedham.xlsx: Sheet 'The code': No sheet of a code has this name. Allowed: {SHEETS}. Did you mean 'Code'?",
    ]


def test_a_table_without_rows_is_a_warning() -> None:
    """A document can print an empty table, but a writer can also have forgotten its rows."""
    loaded = from_book(table("What | Days", ""))
    assert told(loaded) == [
        (
            "reedham.xlsx:7:9: warning: Sheet 'Parts', row 7, column 'Rows of the table': This table has no rows."
            " Fill them in if the document has some."
        )
    ]
    assert loaded.code is not None
    assert [table.rows for table in loaded.code.tables] == [()]
