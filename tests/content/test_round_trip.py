"""Codes written and read again are the same codes."""

import json
from dataclasses import replace

from hypothesis import given

from compact_core import Code, check_code, read_plain, read_text, write_code
from compact_core.content.read import Loaded, code_from
from compact_core.content.write import to_plain
from compact_core.model import Agreement, Header, Source
from strategies import codes, few


@few
@given(codes())
def test_no_check_finds_an_error_in_the_codes_of_these_tests(code: Code) -> None:
    """The codes that the strategies make are sound, whatever numbers they print, of which there is advice at most."""
    told = code_from(to_plain(code))[1]
    assert {(flaw.severity, flaw.path[0], flaw.path[-1] in {"number", "at"}) for flaw in told} <= {
        ("warning", "parts", True)
    }


@few
@given(codes(tidy=True))
def test_numbers_that_go_up_get_no_advice(code: Code) -> None:
    """Where parts are numbered one by one in any style, and some have none, no check finds anything."""
    assert check_code(code) == ()


@few
@given(codes())
def test_what_was_written_reads_as_the_same_code(code: Code) -> None:
    """Writing a code and reading the text gives the same code, and the same advice."""
    assert read_text(write_code(code), "code") == Loaded(code, check_code(code))


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
    """A code whose parts and links are in lists is checked and written like the one with tuples."""
    listed = replace(code, parts=list(code.parts), links=list(code.links))  # type: ignore[arg-type]
    assert (check_code(listed), write_code(listed)) == (check_code(code), write_code(code))


@few
@given(codes())
def test_plain_data_goes_through_json_and_back(code: Code) -> None:
    """The plain data of a code, written as JSON and read again, gives the same code without a flaw."""
    again, told = code_from(json.loads(json.dumps(to_plain(code))))
    assert again == code
    assert [flaw for flaw in told if flaw.severity == "error"] == []


@few
@given(codes())
def test_checks_find_what_readers_find(code: Code) -> None:
    """A code made in Python has the problems of the text that is written of it, at the same lines and columns."""
    wrong = replace(
        code, header=replace(code.header, id="Not an Id", issued="soon"), agreement=replace(code.agreement, id="")
    )
    assert check_code(wrong, "our.toml") == read_text(write_code(wrong), "our.toml").problems != ()


def test_a_code_that_cannot_be_written_is_checked_too() -> None:
    """A value of a type that no file has is a problem without a place, and no exception."""
    header = Header(id="ours", title={1: 2})  # type: ignore[arg-type]
    agreement = Agreement(id="ours", name="Ours", kind="compact")
    code = Code(header=header, agreement=agreement, source=Source(title="Ours"))
    assert [str(problem) for problem in check_code(code)][:1] == [
        "code: title must be text; found a table. Write one text in double quotes."
    ]


@few
@given(codes(tidy=True))
def test_plain_data_is_read_and_each_problem_is_reported_with_its_keys(code: Code) -> None:
    """A loader gets the code of sound data; of wrong data it gets none, and where each problem is."""
    reports: list[tuple[object, ...]] = []

    def report(*told: object) -> None:
        reports.append(told)

    plain = to_plain(code)
    assert (read_plain(plain, report), reports) == (code, [])
    del plain["format"]
    assert (read_plain(plain, report), reports) == (code, [])
    plain["code"]["issued"] = "soon"
    assert read_plain(plain, report) is None
    assert [told[:2] for told in reports] == [(("code", "issued"), "error")]
