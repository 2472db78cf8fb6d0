"""Codes written and read again are the same codes."""

import json
from dataclasses import replace

from hypothesis import given

from compact_core import Code, check_code, read_text, write_code
from compact_core.content.read import Loaded, code_from
from compact_core.content.write import to_plain
from strategies import codes, few


@few
@given(codes())
def test_no_check_finds_a_flaw_in_the_codes_of_these_tests(code: Code) -> None:
    """The codes that the strategies make are sound, so what the laws say of them is said of sound codes."""
    assert list(check_code(code)) == []


@few
@given(codes())
def test_what_was_written_reads_as_the_same_code(code: Code) -> None:
    """Writing a code and reading the text gives the same code, and no problem."""
    assert read_text(write_code(code)) == Loaded(code, ())


@few
@given(codes())
def test_writing_again_gives_the_same_text(code: Code) -> None:
    """A code that was read from a written text is written as the same text, byte by byte."""
    text = write_code(code)
    again = read_text(text).code
    assert again is not None
    assert write_code(again) == text


@few
@given(codes())
def test_each_table_of_a_list_stands_under_a_heading_of_its_own(code: Code) -> None:
    """Short or long, what a file can hold several of is written as the guide for writers shows it."""
    headings = [line for line in write_code(code).splitlines() if line.startswith("[[")]
    lists = {key: value for key, value in to_plain(code).items() if isinstance(value, list)}
    assert headings == [f"[[{key}]]" for key, value in lists.items() for _ in value]


@few
@given(codes())
def test_lists_do_as_well_as_tuples_in_a_code_made_in_python(code: Code) -> None:
    """A code whose provisions are in a list is checked and written like the one with a tuple."""
    listed = replace(code, provisions=list(code.provisions))  # type: ignore[arg-type]
    assert (list(check_code(listed)), write_code(listed)) == ([], write_code(code))


@few
@given(codes())
def test_plain_data_goes_through_json_and_back(code: Code) -> None:
    """The plain data of a code, written as JSON and read again, gives the same code without a flaw."""
    assert code_from(json.loads(json.dumps(to_plain(code)))) == (code, [])
