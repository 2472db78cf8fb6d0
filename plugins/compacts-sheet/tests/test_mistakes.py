"""Mistakes that people make in a workbook: each told once, with sheet, row and column, and what to do."""

from datetime import datetime

import pytest
from openpyxl import Workbook
from sheet.books import Change, Value, from_book, told

KINDS = (
    "paragraph, principle, benefit, barrier, action, commitment, reminder, definition, partnership-type,"
    " progress-sign, warning-sign, contact"
)
HEADINGS = (
    "Section, Id, Kind, Place in the source, Short name, Our words, List in the paragraph, Parts,"
    " When it does not arise, Limits in the source, Added in brackets, Meant for, Formal partnerships use,"
    " Who owes it, Paired undertaking, Other forms of the term, Example, Sign of, Organisation, Office,"
    " Error in the source"
)
SHEETS = (
    "Code, Related codes, Parties, What applies, Sections, Paired undertakings, Provisions, Tables, Quotations,"
    " Signatories, Links, Wording"
)
FACTS = (
    "Id, Title, Kind of document, Area, Language, Issued, Revised, In force from, In force until, Status,"
    " Answer scale, Words before each action, Summary, Id of the agreement, Name of the agreement,"
    " Kind of agreement, Agreement signed, Title of the document, Publisher, Where to find it,"
    " SHA-256 of the document, Note on the document"
)


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


def rename(sheet: str, name: str) -> Change:
    """A change that gives a sheet another name."""
    return lambda book: setattr(book[sheet], "title", name)


MISTAKES: dict[str, tuple[Change, str]] = {
    "an unknown kind": (
        put("Provisions", C2="acton"),
        f"2:3: Sheet 'Provisions', row 2, column 'Kind': kind is 'acton'. Allowed: {KINDS}. Did you mean 'action'?",
    ),
    "no kind": (
        put("Provisions", C2=None),
        f"2:3: Sheet 'Provisions', row 2, column 'Kind': kind is empty. Allowed: {KINDS}.",
    ),
    "a heading that is misspelt": (
        put("Provisions", G1="Prats"),
        (
            "1:7: Sheet 'Provisions', row 1, column G: No column here is called 'Prats'."
            f" Allowed: {HEADINGS}. Did you mean 'Parts'?"
        ),
    ),
    "a heading that nobody knows": (
        put("Provisions", G1="Responsible officer"),
        (
            "1:7: Sheet 'Provisions', row 1, column G: No column here is called 'Responsible officer'."
            f" Allowed: {HEADINGS}. Begin it with # if it holds notes."
        ),
    ),
    "a heading twice": (
        put("Provisions", G1="Our words"),
        (
            "1:7: Sheet 'Provisions', row 1, column G: The heading 'Our words' stands in column F too."
            " Take one of the two out."
        ),
    ),
    "text under no heading": (
        put("Provisions", I3="a remark"),
        (
            "1:9: Sheet 'Provisions', row 1, column I: There is text below, but no heading here."
            " Give the column a heading. Begin it with # if it holds notes."
        ),
    ),
    "a column that is missing": (
        lambda book: book["Sections"].delete_cols(3),
        "1:1: Sheet 'Sections', row 1: There is no column 'Heading', and a section needs one. Add it.",
    ),
    "a column that only one kind needs": (
        put("Provisions", E1="# Short name"),
        "1:1: Sheet 'Provisions', row 1: There is no column 'Short name', and a barrier needs one. Add it.",
    ),
    "a column that another kind uses": (
        put("Provisions", H3="all"),
        (
            "3:8: Sheet 'Provisions', row 3, column 'Who owes it': A barrier does not use this column."
            " Leave the cell empty, or correct the kind."
        ),
    ),
    "a section that is not there": (
        put("Provisions", A3="trusty"),
        (
            "3:1: Sheet 'Provisions', row 3, column 'Section': There is no section with the id 'trusty'."
            " Did you mean 'trust'?"
        ),
    ),
    "a party that is not there": (
        put("Provisions", H2="council; circles"),
        (
            "2:8: Sheet 'Provisions', row 2, column 'Who owes it': There is no party with the id 'circles'."
            " Did you mean 'circle'?"
        ),
    ),
    "an id in capitals": (
        put("Provisions", B2="Keep Word"),
        (
            "2:2: Sheet 'Provisions', row 2, column 'Id': id is 'Keep Word'. Write small letters a to z, digits and"
            " single hyphens between them, such as share-power, at most 80 characters. Did you mean 'keep-word'?"
        ),
    ),
    "an id twice": (
        put("Provisions", B3="keep-word"),
        (
            "3:2: Sheet 'Provisions', row 3, column 'Id': The id 'keep-word' is already taken by a provision."
            " Give one of the two another id."
        ),
    ),
    "no words": (
        put("Provisions", F2="   "),
        "2:6: Sheet 'Provisions', row 2, column 'Our words': text is empty. Write some text here.",
    ),
    "a formula": (
        put("Provisions", F2='="Do "&"it"'),
        (
            "2:6: Sheet 'Provisions', row 2, column 'Our words': There is a formula here, and formulas are not worked"
            " out. Copy the cell and paste it as values ('paste special'), so that what you see is what stands there."
        ),
    ),
    "an error of the spreadsheet": (
        put("Provisions", F2="#NAME?"),
        (
            "2:6: Sheet 'Provisions', row 2, column 'Our words': The spreadsheet shows an error here: #NAME?."
            " Write what should stand here."
        ),
    ),
    "a commitment that nobody owes": (
        put("Sections", E3=None),
        (
            "4:1: Sheet 'Provisions', row 4: The commitment 'pay-on-time' does not say who owes it."
            " Say who owes it, here or at its section."
        ),
    ),
    "a section within itself": (
        put("Sections", F1="Within", F3="money"),
        (
            "3:6: Sheet 'Sections', row 3, column 'Within': This section stands within itself."
            " Leave the cell empty if it stands at the top."
        ),
    ),
    "a role that is misspelt": (
        put("Sections", D2="Introducton"),
        (
            "2:4: Sheet 'Sections', row 2, column 'Role': role is 'Introducton'."
            " Allowed: introduction, review, dispute, glossary, signatories, appendix. Did you mean 'introduction'?"
        ),
    ),
    "merged cells": (
        lambda book: book["Provisions"].merge_cells("G2:G4"),
        (
            "2:7: Sheet 'Provisions', row 2, column G: The cells G2:G4 are merged into one."
            " Unmerge them: each cell has its own meaning here."
        ),
    ),
    "a hidden sheet": (
        lambda book: setattr(book["Parties"], "sheet_state", "hidden"),
        " Sheet 'Parties': It is hidden. Show it, so that everybody sees what is read, or delete it.",
    ),
    "a sheet twice": (
        lambda book: [add(name, ["Id"])(book) for name in ("Groups", "Paired undertakings")],
        " Sheet 'Paired undertakings': There is another sheet for this, 'Groups'. Put all rows on one of the two.",
    ),
    "a sheet that is misspelt": (
        add("Quotatoins", ["Id"]),
        f" Sheet 'Quotatoins': No sheet of a code has this name. Allowed: {SHEETS}. Did you mean 'Quotations'?",
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
            f"8:1: Sheet 'Code', row 8 ('Publishr'): No fact of a code has this name. Allowed: {FACTS}."
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
    "a table without rows": (
        add(
            "Tables",
            ["Id", "Section", "Place in the source", "Headings", "Rows"],
            ["days", "trust", "1", "What | Days"],
        ),
        "2:5: Sheet 'Tables', row 2, column 'Rows': Nothing stands here. Fill it in, or take the row out.",
    ),
    "a table with a cell too few": (
        add(
            "Tables",
            ["Id", "Section", "Place in the source", "Headings", "Rows"],
            ["days", "trust", "1", "What | Days", "Bills | 30\nLetters"],
        ),
        (
            "2:5: Sheet 'Tables', row 2, column 'Rows': In line 2: This row has 1 cell; the table 'days' has 2"
            " headings. Put a | between the cells, also beside an empty one."
        ),
    ),
    "a proof that is none": (
        add("Wording", ["Provision", "Proof"], ["keep-word", "quite sure"]),
        (
            "2:1: Sheet 'Wording', row 2: The wording of 'keep-word' is 'quite sure'. Write 16 digits from 0-9 and a-f,"
            " a space and the number of words, such as '3f2a9c0d11e2b7a4 31'."
            " Leave the row out if you do not have the proof."
        ),
    ),
    "two proofs of one sentence": (
        add("Wording", ["Provision", "Proof"], *[["keep-word", "3f2a9c0d11e2b7a4 31"]] * 2),
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


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_where_it_stands(name: str) -> None:
    """The mistake is told in words, with what is allowed and what to do, and no code comes of it."""
    change, message = MISTAKES[name]
    loaded = from_book(change)
    assert told(loaded) == [f"reedham.xlsx:{message}"]
    assert loaded.code is None


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    """Mistakes of several sheets come together, sorted by sheet, row and column."""

    def change(book: Workbook) -> None:
        book["Provisions"]["C2"] = "acton"
        book["Provisions"]["B2"] = "Keep Word"
        book["Code"]["B3"] = "May"
        book["Sections"]["D3"] = "x"
        book["Provisions"]["F4"] = "=1"

    problems = from_book(change).problems
    assert [(problem.line, problem.column) for problem in problems] == [(3, 2), (3, 4), (2, 2), (2, 3), (4, 6)]
    assert [problem.message.split("'")[1] for problem in problems] == ["Code", "Sections", *["Provisions"] * 3]


def test_a_date_that_was_not_meant_is_a_warning() -> None:
    """'8/9' that the spreadsheet took for a day is told of, and the code is still read."""

    def change(book: Workbook) -> None:
        book["Provisions"]["E2"] = datetime(2026, 9, 8)  # noqa: DTZ001 - spreadsheets know no time zones
        book["Provisions"]["E2"].number_format = "d-mmm"

    loaded = from_book(change)
    assert told(loaded) == [
        (
            "reedham.xlsx:2:5: warning: Sheet 'Provisions', row 2, column 'Short name': The spreadsheet has made a date"
            " of what was typed here; it is read as '2026-09-08'. If that is wrong, give the cell the format 'Text' and"
            " type it again."
        )
    ]
    assert loaded.code is not None
    assert loaded.code.provisions[0].title == "2026-09-08"


def test_sheets_that_are_missing_are_told_of() -> None:
    """A workbook without any sheet of a code names the three that it needs."""

    def change(book: Workbook) -> None:
        for page in book.worksheets[1:]:
            book.remove(page)

    loaded = from_book(change)
    assert told(loaded) == [
        "reedham.xlsx: There is no sheet 'Sections', and a code needs one. Add it, or correct the name of the sheet.",
        "reedham.xlsx: There is no sheet 'Provisions', and a code needs one. Add it, or correct the name of the sheet.",
    ]
    loaded = from_book(rename("Code", "The code"))
    assert told(loaded) == [
        "reedham.xlsx: There is no sheet 'Code', and a code needs one. Add it, or correct the name of the sheet.",
        f"reedham.xlsx: Sheet 'The code': No sheet of a code has this name. Allowed: {SHEETS}. Did you mean 'Code'?",
    ]
