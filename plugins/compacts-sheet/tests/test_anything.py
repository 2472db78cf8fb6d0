"""Laws for whatever is in a file: nothing is raised, and every problem has a place that is there."""

import csv
from io import BytesIO, StringIO

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from sheet.books import SHEETS, book, csv_book
from sheet.codes import NASTY

from compact_core import Loaded
from compact_core.model import PART_KINDS
from compacts_sheet.grids import MOST_COLUMNS
from compacts_sheet.layout import CODE_ROWS, LAYOUTS
from compacts_sheet.plugin import load_csv, load_workbook

NAMES = [layout.name for layout in LAYOUTS]
HEADINGS = [column.heading for layout in LAYOUTS for column in layout.columns]
FACTS = [column.heading for _, columns in CODE_ROWS.values() for column in columns]
WORDS = [
    "",
    "  ",
    "trust",
    "money",
    "council",
    "all",
    "keep-word",
    "1, bullet 1",
    "a | b",
    "2024-13",
    *PART_KINDS,
    *NASTY,
]

cells = st.sampled_from([*WORDS, *HEADINGS, *FACTS]) | st.text(max_size=5)
rows = st.lists(st.lists(cells, max_size=8), max_size=6)
headings = st.lists(st.sampled_from(HEADINGS), max_size=10)
facts = st.lists(st.tuples(st.sampled_from(FACTS), cells).map(list), max_size=8)
sheets = st.lists(
    st.tuples(st.sampled_from([*NAMES, "Code", "# x", "x"]), headings, rows | facts),
    max_size=5,
    unique_by=lambda one: one[0],
)


def sound(loaded: Loaded) -> None:
    """A code comes exactly when there is no error; places are counted from 1, or there is none."""
    errors = [one for one in loaded.problems if one.severity == "error"]
    assert (loaded.code is None) == bool(errors)
    for one in loaded.problems:
        assert one.line >= 0
        assert (one.column == 0) == (one.line == 0)
        assert one.message.endswith(".")
    assert len(set(loaded.problems)) == len(loaded.problems)


@given(sheets)
@example([("Parts", ["Kind", "Kind"], [["action", "=1"]])])
@example([("Wording", ["Part", "Proof"], [["keep-word", ""], ["", "x"]])])
def test_any_workbook_gives_a_code_or_says_why(made: list[tuple[str, list[str], list[list[str]]]]) -> None:
    """Sheets with any names, headings and cells, formulas and errors among them, give a code or errors with places."""
    changed = Workbook()
    for name, first, others in made:
        page = changed.create_sheet(name)
        for number, row in enumerate([first, *others], 1):
            for column, text in enumerate(row, 1):
                if text.isprintable():
                    page.cell(number, column).value = text
    file = BytesIO()
    changed.save(file)
    loaded = load_workbook(file.getvalue(), "any.xlsx")
    sound(loaded)
    assert max((one.column for one in loaded.problems), default=0) <= MOST_COLUMNS


@given(sheets)
def test_any_csv_file_gives_a_code_or_says_why(made: list[tuple[str, list[str], list[list[str]]]]) -> None:
    """Parts with any names, headings and cells give a code or errors with places."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    for name, first, others in made:
        writer.writerows([[f"[{name}]"], first, *others])
    sound(load_csv(file.getvalue().encode("utf-8", "surrogatepass"), "any.csv"))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_code_or_say_why(data: bytes) -> None:
    """Bytes that are nothing in particular, alone or after the beginning of a file, are told of."""
    for before in (b"", b"[Code]\n", csv_book().encode()):
        sound(load_csv(before + data, "any.csv"))
    for before in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        sound(load_workbook(before + data, "any.xlsx"))


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_gives_a_code_or_says_why(damage: list[tuple[float, int]]) -> None:
    """A workbook with bytes changed anywhere gives a code or errors."""
    data = bytearray(book())
    for place, value in damage:
        data[int(place * len(data))] = value
    sound(load_workbook(bytes(data), "any.xlsx"))


def test_the_sheets_of_the_tests_are_known() -> None:
    """The names that the laws above use are those of real sheets."""
    assert set(SHEETS) <= {"Code", *NAMES}
