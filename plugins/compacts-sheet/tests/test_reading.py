"""What a workbook may look like: the freedom that its writers have."""

from datetime import datetime

import pytest
from openpyxl import Workbook
from sheet.books import Change, Value, csv_book, from_book, from_csv, told

from compact_core.model import Action, Code, Paragraph, Task


def read(change: Change | None = None) -> Code:
    """The code of the changed workbook, which must have no problem."""
    loaded = from_book(change)
    assert told(loaded) == []
    assert loaded.code is not None
    return loaded.code


def rename(made: Workbook, name: str, other: str) -> None:
    """Give a sheet a name that differs only in its letters, which openpyxl would number in one step."""
    page = made[name]
    page.title = "moved"
    page.title = other


def test_the_small_workbook_is_a_code() -> None:
    """Facts, sections, parties and provisions are where they should be."""
    code = read()
    assert (code.id, code.title, code.header.issued) == ("reedham-2024", "Side by Side", "2024-05")
    assert (code.agreement.name, code.source.title) == ("The Reedham Charter", "Side by Side in Reedham")
    assert [(one.id, one.duty) for one in code.sections] == [("trust", ()), ("money", ("council",))]
    assert [(one.id, one.kind, one.within) for one in code.provisions] == [
        ("keep-word", "action", "trust"),
        ("old-quarrels", "barrier", "trust"),
        ("pay-on-time", "commitment", "money"),
    ]


def test_headings_can_be_the_keys_of_code_files() -> None:
    """Sheets, columns and facts may bear the names that code files use."""

    def change(made: Workbook) -> None:
        keys = ("kind", "id", "number", "title", "text", "covers", "duty")
        for cell, key in zip(made["Parts"][1], keys, strict=True):
            cell.value = key
        rename(made, "Parts", "parts")
        rename(made, "Parties", "parties")
        for row, key in enumerate(("code.id", "TITLE", "issued", "agreement.id"), 1):
            made["Code"].cell(row, 1).value = key

    assert read(change) == read()


def test_names_may_be_written_freely() -> None:
    """Capitals, blanks, hyphens and marks at the end make no difference in names and in fixed words."""

    def change(made: Workbook) -> None:
        made["Parts"]["E1"] = " our  WORDS * "
        made["Code"]["A3"] = "issued:"
        made["Code"]["A8"], made["Code"]["B8"] = "STATUS", "Current"
        made["Parts"]["G1"] = "Who-owes-it"
        made["Parts"]["A3"] = " Action"
        made["Parts"]["A5"] = "SECTION"
        made["Parts"]["G3"] = "All"
        rename(made, "Parties", "PARTIES.")

    assert read(change) == read()


@pytest.mark.parametrize(
    "entries", ["a week before; in plain words", "a week before\nin plain words\n", "a week before ;; in plain words;"]
)
def test_a_list_has_semicolons_or_line_breaks(entries: str) -> None:
    """The entries of a list stand between semicolons, or each on a line of its own; empty ones are left out."""
    code = read(lambda made: made["Parts"].__setitem__("F3", entries))
    assert isinstance(code.provisions[0], Action)
    assert code.provisions[0].covers == ("a week before", "in plain words")


def test_a_line_break_keeps_semicolons() -> None:
    """Where the entries stand on lines, a semicolon is part of the text."""
    code = read(lambda made: made["Parts"].__setitem__("F3", "first; then\nlast"))
    assert isinstance(code.provisions[0], Action)
    assert code.provisions[0].covers == ("first; then", "last")


def test_empty_rows_and_notes_are_left_out() -> None:
    """Empty rows, and rows, columns and sheets that begin with #, may stand anywhere."""

    def change(made: Workbook) -> None:
        page = made["Parts"]
        page.insert_rows(3, 2)
        page["A3"] = "# ask the council about this"
        page["B3"] = "Not An Id"
        page["H1"], page["H2"] = "# Who checks", "=1+1"
        page["A12"] = "   "
        page.insert_rows(1)
        page["A1"] = "#"
        made["Code"]["A9"], made["Code"]["C2"] = "# Telephone", "a remark"
        made.create_sheet("# To do").append(["ask the harbour"])
        made.create_sheet("Sheet1")

    assert read(change) == read()


def test_hidden_sheets_of_other_names_are_left_out() -> None:
    """A hidden sheet that holds the words of drop-down lists is nobody's mistake."""

    def change(made: Workbook) -> None:
        made.create_sheet("Lists").append(["action"])
        made["Lists"].sheet_state = "veryHidden"

    assert read(change) == read()


def test_merged_cells_in_notes_do_not_matter() -> None:
    """Merged cells are told of only where they are read."""

    def change(made: Workbook) -> None:
        made["Code"].merge_cells("C1:C7")
        made["Parts"]["A9"] = "# the end"
        made["Parts"].merge_cells("A9:H9")

    assert read(change) == read()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (2024, "General", "2024"),
        (2024.0, "General", "2024"),
        (datetime(2024, 5, 1), "mmm-yy", "2024-05"),  # noqa: DTZ001 - spreadsheets know no time zones
        (datetime(2024, 5, 1), "yyyy", "2024"),  # noqa: DTZ001
        (datetime(2024, 5, 14), "dd/mm/yyyy", "2024-05-14"),  # noqa: DTZ001
        (datetime(2024, 5, 14), '[$-809]d" day of "mmmm yyyy', "2024-05-14"),  # noqa: DTZ001
        (datetime(2024, 5, 14), '"dated "mmm\\-yy', "2024-05"),  # noqa: DTZ001
        ("2024-05-14", "@", "2024-05-14"),
    ],
)
def test_dates_are_as_exact_as_they_are_shown(value: Value, number_format: str, text: str) -> None:
    """A year that became a number, and a month or a day that became a date, are read as they were meant."""

    def change(made: Workbook) -> None:
        made["Code"]["B3"] = value
        made["Code"]["B3"].number_format = number_format

    assert read(change).header.issued == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3.1, "0.00", "3.10"),
        (7, "00", "07"),
        (0.5, "0%", "50%"),
        (1250, "[$£-809]#,##0", "£1,250"),
        (True, "General", "TRUE"),
        ("8a", "General", "8a"),
        ("8", '"Clause "@', "Clause 8"),
        ("007", "@", "007"),
        ("=not a formula", "@", "=not a formula"),
        ("one_x000D_\ntwo", "@", "one\ntwo"),
        (" spaces around ", "@", "spaces around"),
    ],
)
def test_a_cell_counts_as_it_is_shown(value: Value, number_format: str, text: str) -> None:
    """Numbers keep the zeros, signs and commas that people see, also where the spreadsheet keeps something else."""

    def change(made: Workbook) -> None:
        for name in ("C3", "E3"):
            cell = made["Parts"][name]
            cell.value = value
            cell.number_format = number_format
            if isinstance(value, str):
                cell.data_type = "s"

    provision = read(change).provisions[0]
    assert isinstance(provision, Action)
    assert (provision.number, provision.text) == (text, text)


def test_a_date_that_somebody_writes_in_a_plan_is_as_it_looks() -> None:
    """The day until which a task is due is a text of the document; so a date there is read as it is shown."""

    def change(made: Workbook) -> None:
        made["Parts"]["H1"] = "Due"
        made["Parts"].append(["task", "open-desk", "", "", "Open a desk."])
        made["Parts"]["H7"] = datetime(2026, 3, 31)  # noqa: DTZ001 - spreadsheets know no time zones
        made["Parts"]["H7"].number_format = "d mmmm yyyy"

    task = read(change).provisions[-1]
    assert isinstance(task, Task)
    assert task.due == "31 March 2026"


def test_titles_above_the_headings_are_passed_over() -> None:
    """A title over several columns, a remark and empty rows may stand above headings and facts."""

    def change(made: Workbook) -> None:
        for name in ("Parts", "Parties", "Code"):
            page = made[name]
            page.insert_rows(1, 3)
            page["A1"] = f"Side by Side in Reedham: {name}"
            page.merge_cells("A1:G1")
            page["A2"] = "Draft of the harbour group"
        made["Code"]["A3"], made["Code"]["B3"] = "What", "Value"

    assert read(change) == read()
    titled = csv_book().replace("[Parts]", "[Parts]\r\nSide by Side in Reedham").replace("[Code]", "[Code]\r\nTitle,,")
    titled = titled.replace("[Code]\r\nTitle", "[Code]\r\nOur code")
    assert from_csv(titled).code == read()


def test_parts_stand_within_others() -> None:
    """A part stands in the nearest section above, or in the part that 'Within' names, or at the top."""

    def change(made: Workbook) -> None:
        made["Parts"]["H1"] = "Within"
        made["Parts"].append(["section", "late-bills", "2.1", "Late bills", "", "", "", "money"])
        made["Parts"].append(["action", "say-so", "2.1.1", "", "Say when you pay late."])
        made["Parts"].append(["action", "say-why", "(a)", "", "Say why.", "", "", "say-so"])
        made["Parts"].append(["paragraph", "closing", "", "", "So we agree.", "", "", "Top"])

    code = read(change)
    assert [(part.id, part.within) for part in code.parts][-4:] == [
        ("late-bills", "money"),
        ("say-so", "late-bills"),
        ("say-why", "say-so"),
        ("closing", "top"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_csv_file_gives_the_same_code(separator: str, mark: str) -> None:
    """The same rows in a CSV file give the same code, with any separator, with the mark of UTF-8 or without."""
    loaded = from_csv(mark + csv_book(separator))
    assert (loaded.code, loaded.problems) == (read(), ())


def test_a_provision_of_every_form_is_read() -> None:
    """A paragraph takes its list from the column that other kinds may not use."""

    def change(made: Workbook) -> None:
        made["Parts"]["H1"] = "List in the paragraph"
        made["Parts"].append(["paragraph", "p-2a", "2a", "", "It goes on:", "", "", "one; two"])

    provision = read(change).provisions[-1]
    assert isinstance(provision, Paragraph)
    assert provision.items == ("one", "two")
