"""Whatever a file holds, reading it gives a code or says what is wrong and where."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from compact_core import write_code
from compact_core.content.flaws import Flaw
from compact_core.content.locate import locate
from compact_core.content.read import code_from, read_bytes, read_text
from compact_core.content.structure import file_key, found, structure
from compact_core.content.write import to_plain
from compact_core.model import PART_KINDS, TOP, Agreement, Code, Header, Link, Source
from strategies import FRAGMENTS, codes, few, hostile_texts, is_harmless, texts


@dataclass(frozen=True, slots=True)
class Numbered:
    """A type with a number and a yes or no."""

    number: int
    sure: bool = True


WORDS = sorted(
    {file_key(one) for kind in (Code, Header, Agreement, Source, Link, *PART_KINDS.values()) for one in fields(kind)}
)
KEYS = st.sampled_from(("format", *WORDS)) | texts
SCALARS = st.one_of(
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates() | st.times() | st.datetimes(),
    texts,
    hostile_texts.map(lambda text: text.encode("utf-8", "replace").decode()),
    st.sampled_from((*PART_KINDS, TOP, "all", "a", "2003", "other#a")),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
SIGNS = (
    *("a", "a = ", "code", "=", ".", ",", "#", "\n", " ", "[", "]", "[[", "]]", "[a]", "[[a]]", "[a.b]", "{", "}"),
    *('"', "'", '"""', "'''", '"b"', "\\", "\\u12", "\\ud800", "\t", "\x07", "1", "-", "2003-02-30", "0x", "true", "é"),
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=6)


def assert_told(data: bytes) -> None:
    """Reading the bytes gives a code, or errors; every problem is one clean line with a place inside the file."""
    loaded = read_bytes(data, "a.toml")
    assert (loaded.code is None) == any(problem.severity == "error" for problem in loaded.problems)
    places = [(problem.line, problem.column) for problem in loaded.problems]
    assert places == sorted(places)
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    for problem in loaded.problems:
        assert is_harmless(str(problem))
        assert "\n" not in str(problem)
        assert "\t" not in str(problem)
        assert len(str(problem)) < 600
        assert "not valid TOML" not in problem.message
        if "levels deep" not in problem.message:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def ways(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to everything inside plain data."""
    inner: Iterator[tuple[Any, object]] = iter(())
    if isinstance(data, dict):
        inner = iter(data.items())
    elif isinstance(data, list):
        inner = iter(enumerate(data))
    for key, value in inner:
        yield (*path, key)
        yield from ways(value, (*path, key))


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """The plain data of a sound code in which one thing was removed, renamed or replaced, or one put in."""
    plain = to_plain(draw(codes()))
    way = draw(st.sampled_from([*ways(plain)]))
    inside: Any = plain
    for step in way[:-1]:
        inside = inside[step]
    match draw(st.sampled_from(("remove", "rename", "replace", "put in"))):
        case "remove":
            del inside[way[-1]]
        case "rename" if isinstance(inside, dict):
            inside[f"{way[-1]}{draw(texts)}"] = inside.pop(way[-1])
        case "put in" if isinstance(inside, dict):
            inside[draw(KEYS)] = draw(VALUES)
        case _:
            inside[way[-1]] = draw(VALUES)
    return plain


@given(st.binary())
def test_any_bytes_are_reported(data: bytes) -> None:
    """Bytes that are no code give problems, never a failure of the program."""
    assert_told(data)


@given(TABLES)
def test_any_tables_are_reported(tables: dict[str, Any]) -> None:
    """So does a file that is in good form but holds anything at all."""
    assert_told(tomli_w.dumps(tables).encode())


@given(damaged())
def test_any_damage_is_reported(plain: dict[str, Any]) -> None:
    """So does a sound code in which one thing was removed, renamed, put in or replaced."""
    assert_told(tomli_w.dumps(plain).encode())


@few
@given(codes(), st.data())
def test_any_slip_of_the_pen_is_reported(code: Code, data: st.DataObject) -> None:
    """So does a sound file in which some signs were taken out, put in or repeated."""
    text = write_code(code)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put_in = data.draw(st.sampled_from(("", text[start:end] * 2, *FRAGMENTS, "\0", "\x07", "\r", "\\", "]", "}", "=")))
    assert_told((text[:start] + put_in + text[end:]).encode())


@few
@given(codes(), st.data())
def test_any_broken_byte_is_reported(code: Code, data: st.DataObject) -> None:
    """So does a sound file in which one byte is another, which may be none of UTF-8."""
    broken = bytearray(write_code(code).encode())
    broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    assert_told(bytes(broken))


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_any_soup_of_signs_is_reported(text: str) -> None:
    """So do the signs of the format in any order: whatever the parser says of them has words of our own."""
    assert_told(text.encode())


@given(hostile_texts)
def test_any_text_is_reported(text: str) -> None:
    """So does a text that a program passes in, lone surrogates and all."""
    assert read_text(text, "a.toml").code is None


@given(TABLES | damaged())
def test_every_flaw_stands_at_a_place_of_its_own(tables: dict[str, Any]) -> None:
    """The path of each flaw is a key or a value that the file has, so its place is exact."""
    places = locate(tomli_w.dumps(tables))
    for flaw in code_from(tables)[1]:
        known: Mapping[Any, Any] = places.keys if flaw.at == "key" else places.values
        assert flaw.path in known or flaw.path == () or flaw.path in places.values


PARTS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from((*PART_KINDS, "acton")),
            "id": st.sampled_from(("a", "b", "c", TOP, "", "No")),
            "within": st.sampled_from(("a", "b", "c", TOP, "", "z")),
            "number": st.sampled_from(("1", "1.1", "(a)", "i", "2.0", "")) | texts,
            "at": st.sampled_from(("1, bullet 1", "1, bullet 3", "")) | texts,
            "on": st.sampled_from(("a", "b")),
            "about": st.sampled_from(("a", "other#b")),
            "title": texts,
        },
    )
)


@given(PARTS)
def test_any_parts_are_reported(parts: list[dict[str, Any]]) -> None:
    """So does any list of parts, in circles, twice or nowhere; each is there once."""
    assert len(code_from({"parts": parts})[0].parts) == len(parts)
    assert_told(tomli_w.dumps({"format": 2, "parts": parts}).encode())


@pytest.mark.parametrize("kind", PART_KINDS)
def test_each_kind_takes_only_its_own_keys(kind: str) -> None:
    """A key that only other kinds of part have is refused by name."""
    own = {file_key(one) for one in fields(PART_KINDS[kind])}
    others = {file_key(one) for other in PART_KINDS.values() for one in fields(other)} - own
    _, flaws = code_from({"parts": [{"kind": kind, **dict.fromkeys(others, "")}]})
    refused = {flaw.path[-1] for flaw in flaws if " is not a key of " in flaw.message}
    assert refused == others


@pytest.mark.parametrize("value", [True, False])
def test_true_is_no_number(value: bool) -> None:  # noqa: FBT001 - it is what a file holds
    """True and false are no numbers, though Python counts them among these; and 1 is not true."""
    flaws: list[Flaw] = []
    structure({"number": value}, Numbered, flaws)
    told = f"number must be a whole number, 0 or more; found {'true' if value else 'false'}."
    assert flaws == [Flaw(("number",), told)]
    flaws.clear()
    structure({"number": 1, "sure": int(value)}, Numbered, flaws)
    assert flaws == [Flaw(("sure",), f"sure must be true or false; found the number {int(value)}.")]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (5, "the number 5"),
        (-1.5, "the number -1.5"),
        (math.inf, "the number inf"),
        pytest.param(16**5000, "a very long number", id="long"),
        (10**30, "a very long number"),
        (-(10**30), "a very long number"),
        (10**30 - 1, f"the number {'9' * 30}"),
        (True, "true"),
        (False, "false"),
        ("two\nlines", "'two lines'"),
        ("x" * 100, f"'{'x' * 59}…'"),
        ("\x1b[31m", "empty"),
        (" ", "empty"),
        ("", "empty"),
        ([1], "a list"),
        ({}, "a table"),
        (date(2003, 9, 17), "the date or time 2003-09-17"),
        (time(9, 30), "the date or time 09:30:00"),
        (datetime(2003, 9, 17, 9, 30), "the date or time 2003-09-17 09:30:00"),  # noqa: DTZ001 - as files have it
    ],
)
def test_what_was_found_is_reported_in_words(value: object, told: str) -> None:
    """Every kind of value has words, short and on one line."""
    assert found(value) == told
