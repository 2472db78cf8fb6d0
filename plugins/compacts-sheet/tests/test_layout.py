"""The sheets and the model of the core: nothing is missing, and no name means two things."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import file_key
from compact_core.model import PART_KINDS, Code, Section
from compacts_sheet.fields import Field, field_of, fields_of, kinds_that_need, quoted, text_of, unquoted, value_of
from compacts_sheet.layout import CODE_ROWS, LAYOUTS, Layout, by_name, normal

ids = [layout.name for layout in LAYOUTS]


def test_every_part_of_a_code_has_its_place() -> None:
    """The sheet 'Code' and the others hold all that a code file can hold."""
    assert {file_key(one) for one in fields(Code)} == {*CODE_ROWS, *(layout.key for layout in LAYOUTS)}


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
def test_every_key_has_its_column(layout: Layout) -> None:
    """The columns of a sheet are the keys of what stands in its rows."""
    keys = {key for kind in layout.types for key in fields_of(kind)}
    assert {column.key for column in layout.columns} == keys or layout.key == "wording"


def test_every_fact_has_its_row() -> None:
    """The rows of the sheet 'Code' are the keys of its three tables."""
    for kind, columns in CODE_ROWS.values():
        assert {column.key for column in columns} == set(fields_of(kind))


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
def test_no_name_means_two_columns(layout: Layout) -> None:
    """A heading is no other column's heading, and no other column's key: each name leads to its own column."""
    known = by_name(layout.columns)
    for column in layout.columns:
        assert known[normal(column.heading)] == column
        assert known[normal(column.key)] == column


def test_every_name_is_short_and_every_help_a_sentence() -> None:
    """Names fit above a column and on a tab; help ends as sentences and examples do."""
    columns = [column for layout in LAYOUTS for column in layout.columns]
    columns += [column for _, rows in CODE_ROWS.values() for column in rows]
    assert [column.heading for column in columns if len(column.heading) > 30] == []
    assert [layout.name for layout in LAYOUTS if len(layout.name) > 31 or re.search(r"[\[\]:*?/\\]", layout.name)] == []
    assert [
        one.help
        for one in columns
        if not (one.help.endswith(".") or ": " in one.help or "Such as" in one.help or ", such as" in one.help)
    ] == []


def test_what_a_cell_may_hold_comes_from_the_model() -> None:
    """Lists, dates, tables, needed cells and words to choose from are worked out from the types of the core."""
    layouts = {layout.key: layout for layout in LAYOUTS}
    parts = layouts["parts"]
    assert [field_of(parts, key).form for key in ("duty", "signed", "headings", "rows")] == [
        "list",
        "date",
        "table row",
        "table",
    ]
    assert {column.key for column in parts.columns if field_of(parts, column.key).needed} == {"kind"}
    assert kinds_that_need(parts, "organisation") == ["contact", "signatory"]
    assert set(PART_KINDS) - set(kinds_that_need(parts, "id")) == {"signatory"}
    assert set(PART_KINDS) - set(kinds_that_need(parts, "text")) == {
        "section",
        "contact",
        "table",
        "group",
        "signatory",
    }
    assert field_of(layouts["related"], "relation").choices == ("translates", "summarises", "replaces", "accompanies")
    assert field_of(parts, "role").choices == ()


def test_roles_are_named_where_they_cannot_be_chosen() -> None:
    """The column 'Role' serves kinds with fixed words and kinds without, so its help names the words of sections."""
    (role,) = [one for layout in LAYOUTS if layout.key == "parts" for one in layout.columns if one.key == "role"]
    words = re.split(r", | or ", role.help.removeprefix("Sections: ").partition(", if")[0])
    assert tuple(words) == fields_of(Section)["role"].choices


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"We act."', '"We act."'),
        ('" We act."', " We act."),
        ('"We act; we "listen""', '"We act; we "listen""'),
        ('"\\" a\\""', '" a"'),
        ('"', '"'),
        ('""', '""'),
    ],
)
def test_quotation_marks_are_taken_only_from_what_needs_them(cell: str, text: str) -> None:
    """Marks that somebody typed belong to the text; those around blanks keep the blanks."""
    assert value_of(cell, Field()) == text
    assert value_of(text_of(text, Field()), Field()) == text


@given(st.text(), st.sampled_from(("", "\n", "\n|")))
def test_any_text_is_the_same_with_its_marks(text: str, between: str) -> None:
    """A text is read back as it was, and holds no sign that would part it."""
    cell = quoted(text, between)
    assert unquoted(cell.strip(), between) == text
    assert [sign for sign in between if sign in cell] == []


@given(st.lists(st.lists(st.text('a |\n"\\;', max_size=4), min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_table_is_the_same_in_a_cell(rows: list[list[str]]) -> None:
    """Bars, line breaks and blanks inside the cells of a table do not part it, and empty cells stay."""
    table = Field("table")
    assert value_of(text_of(rows, table), table) == rows
