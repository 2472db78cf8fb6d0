"""The spreadsheet to start from: made by one command, full of help, and read back without a problem."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook as open_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sheet.books import told

from compact_core import Loaded
from compact_core.model import PART_KINDS
from compacts_sheet.__main__ import main, starter
from compacts_sheet.fields import field_of
from compacts_sheet.layout import LAYOUTS
from compacts_sheet.plugin import load_csv, load_workbook
from compacts_sheet.writing import write_csv, write_workbook

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, output and errors of what ``python -m compacts_sheet`` calls, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        return (main(arguments), *capsys.readouterr())

    return run


def pages() -> dict[str, Worksheet]:
    """The sheets of the new workbook."""
    book = open_workbook(BytesIO(write_workbook(starter())))
    return {page.title: page for page in book.worksheets}


@pytest.mark.parametrize(("name", "load"), [("new.xlsx", load_workbook), ("new.csv", load_csv)])
def test_a_new_spreadsheet_is_made_and_has_no_problem(
    name: str, load: Callable[[bytes, str], Loaded], run: Run, tmp_path: Path
) -> None:
    """The command makes the file and says what comes next; reading it gives the examples and nothing to mend."""
    done = run("new", name)
    assert done == (0, f"{name} is there. Open it, write your code, then type: compacts check {name}\n", "")
    loaded = load((tmp_path / name).read_bytes(), name)
    assert (loaded.code, told(loaded)) == (starter(), [])


def test_a_name_with_blanks_is_quoted_in_the_advice(run: Run) -> None:
    """What the command says to type next works with the file's name."""
    code, out, _ = run("new", "our code.csv")
    assert (code, out.splitlines()[-1].rpartition(": ")[2]) == (0, 'compacts check "our code.csv"')


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    (tmp_path / "ours.xlsx").write_bytes(b"precious")
    message = "ours.xlsx is there already, and nothing is overwritten. Choose another name.\n"
    assert run("new", "ours.xlsx") == (2, "", message)
    assert (tmp_path / "ours.xlsx").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ours.ods", "The name ours.ods will not do. Choose one such as our-code.xlsx or our-code.csv."),
        (".xlsx", "The name .xlsx will not do. Choose one such as our-code.xlsx or our-code.csv."),
        ("\x1b[31mours", "The name ours will not do. Choose one such as our-code.xlsx or our-code.csv."),
        ("nowhere/ours.xlsx", "There is no folder nowhere. Make it first, or choose another."),
    ],
)
def test_a_file_that_cannot_be_made_is_reported(name: str, message: str, run: Run, tmp_path: Path) -> None:
    """The message says what is wrong with the name or the place."""
    code, out, errors = run("new", name)
    assert (code, out, errors.replace("\\", "/")) == (2, "", f"{message}\n")
    assert list(tmp_path.iterdir()) == []


def test_there_is_an_example_of_every_kind() -> None:
    """Each kind of part has its row, and each sheet but those for proofs and other codes has one."""
    code = starter()
    assert {one.kind for one in code.parts} == set(PART_KINDS)
    lists = {layout.key for layout in LAYOUTS} - {"related", "wording"}
    assert [key for key in lists if not getattr(code, key)] == []


def test_every_column_explains_itself() -> None:
    """Each heading has a comment, and the first sheet says the same to those who cannot see comments."""
    sheets = pages()
    first = {(row[1], row[2]) for row in sheets["# Read me"].iter_rows(max_col=3, values_only=True) if row[1]}
    for layout in LAYOUTS:
        if layout.key == "wording":
            continue
        for cell, column in zip(sheets[layout.name][1], layout.columns, strict=True):
            assert cell.value == column.heading
            assert cell.comment is not None
            assert cell.comment.text.startswith(column.help)
            assert (column.heading, cell.comment.text) in first


def test_words_to_choose_from_are_offered() -> None:
    """Each column with a fixed set of words has them in a drop-down list, kinds of part among them."""
    sheets = pages()
    for layout in LAYOUTS:
        if layout.key == "wording":
            continue
        offered = {
            str(offer.sqref).partition("2:")[0]: str(offer.formula1).strip('"').split(",")
            for offer in sheets[layout.name].data_validations.dataValidation
        }
        wanted = {
            cell.coordinate.rstrip("1"): list(field_of(layout, column.key).choices)
            for cell, column in zip(sheets[layout.name][1], layout.columns, strict=True)
            if field_of(layout, column.key).choices
        }
        assert offered == wanted
    (status,) = sheets["Code"].data_validations.dataValidation
    assert status.formula1 == '"draft,current,superseded,historic"'
    kinds = next(one for one in sheets["Parts"].data_validations.dataValidation if str(one.sqref)[0] == "A")
    assert kinds.formula1 == f'"{",".join(PART_KINDS)}"'


def test_lists_to_choose_from_fit_into_excel() -> None:
    """No drop-down list is longer than the 255 characters that Excel allows."""
    lengths = [len(one.formula1 or "") for page in pages().values() for one in page.data_validations.dataValidation]
    assert lengths != []
    assert max(lengths) <= 255


def test_what_is_typed_stays_text() -> None:
    """Cells and columns have the format 'Text', so that nothing typed becomes a number or a date."""
    page = pages()["Parts"]
    assert {cell.number_format for row in page.iter_rows() for cell in row if cell.value} == {"@"}
    assert {one.number_format for one in page.column_dimensions.values()} == {"@"}


def test_a_csv_file_explains_its_parts() -> None:
    """Above the headings of each part stands a note on what a row is."""
    lines = write_csv(starter()).splitlines()
    marks = [at for at, line in enumerate(lines) if line.startswith("[")]
    assert len(marks) == len(LAYOUTS)
    assert [lines[at] for at in marks if not lines[at + 1].strip('"').startswith("# ")] == []
