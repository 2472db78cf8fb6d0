"""The README: what it tells writers is so."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from sheet.books import from_book, from_csv, told

from compact_core.model import PART_KINDS
from compacts_sheet.fields import Field, field_of, fields_of, kinds_that_need
from compacts_sheet.layout import CODE_ROWS, CODE_SHEET, LAYOUTS, Column

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def row(column: Column, of_type: Field, kinds: Sequence[str] = ()) -> str:
    """The row of a column in the README."""
    needed = "yes" if of_type.needed else "by kind" if kinds else "no"
    choices = f" One of: {', '.join(f'`{word}`' for word in of_type.choices)}." if of_type.choices else ""
    bars = (column.help + choices).replace("|", "\\|")
    return f"| {column.heading} | {needed} | {bars} |"


def under(heading: str) -> list[str]:
    """The rows of the table under a heading, without its first two lines."""
    _, _, rest = README.partition(f"\n### {heading}\n")
    return re.split(r"\n#+ ", rest)[0].strip().split("\n")[4:]


def test_every_fact_is_explained() -> None:
    """The table of the sheet 'Code' has the rows of that sheet, with their help."""
    facts = [(column, fields_of(kind)[column.key]) for kind, columns in CODE_ROWS.values() for column in columns]
    assert under(CODE_SHEET) == [row(*fact) for fact in facts]


@pytest.mark.parametrize("name", [layout.name for layout in LAYOUTS])
def test_every_column_is_explained(name: str) -> None:
    """The table of a sheet has its columns, with their help, the words to choose from, and whether they are needed."""
    (layout,) = [one for one in LAYOUTS if one.name == name]
    assert under(name) == [
        row(column, field_of(layout, column.key), kinds_that_need(layout, column.key)) for column in layout.columns
    ]


def test_what_single_kinds_need_is_said() -> None:
    """What the README says in words of the columns that some kinds need is so."""
    needed = {word: {key for key, one in fields_of(kind).items() if one.needed} for word, kind in PART_KINDS.items()}
    assert {word for word, keys in needed.items() if "id" not in keys} == {"signatory"}
    titled = {"section", "group", "barrier", "definition", "partnership-type"}
    assert {word for word, keys in needed.items() if "title" in keys} == titled
    wordless = {"section", "group", "table", "contact", "signatory"}
    assert {word for word, keys in needed.items() if "text" not in keys} == wordless
    assert {word for word, keys in needed.items() if "organisation" in keys} == {"contact", "signatory"}
    assert {word for word, keys in needed.items() if {"headings", "rows"} <= keys} == {"table"}
    assert {word for word, keys in needed.items() if "instrument" in keys} == {"quotation"}


def test_the_smallest_csv_file_is_a_code() -> None:
    """The example of a CSV file is read as it stands."""
    (example,) = re.findall(r"```csv\n(.*?)```", README, re.DOTALL)
    loaded = from_csv(example)
    assert told(loaded) == []
    assert loaded.code is not None
    assert [one.id for one in loaded.code.provisions] == ["keep-word"]


def test_problems_look_like_the_examples() -> None:
    """The example of a problem is, but for its row and file, what the program says."""
    (first, _) = re.findall(r"```text\n(.*?)\n```", README, re.DOTALL)[0].split("\n")
    (problem,) = told(from_book(lambda book: book["Parts"].__setitem__("A3", "acton")))
    assert problem == first.replace("our-code.xlsx:7", "reedham.xlsx:3").replace("row 7", "row 3")
