"""The JSON Schema of a code file: current, readable, portable, printed, and of one mind with the reader."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import schema as script
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from cli.running import called, run_here
from code_schema import FILE, SCHEMA, examples, misshapen, schema_refuses
from compact_core.content.structure import file_key
from compact_core.content.write import FORMAT, to_plain
from compact_core.model import PART_KINDS, Code
from programs import LONGEST_WAIT
from strategies import codes, few

ROOT = Path(__file__).parents[2]
PORTABLE = re.compile(
    r"""\^(?:
        \(\?: | \( | \) | \|            # groups and alternatives
        | \[ (?: \\[sS] | [\w-] )+ \]   # classes of plain signs, and of space or no space
        | \\[sS] | [\w -]               # single signs
        | (?: [*+?] | \{\d+(?:,\d+)?\} ) (?![*+?{])  # how often
    )+\$""",
    re.VERBOSE | re.ASCII,
)
"""The patterns that Python and ECMA-262 read alike, but for `$`, after which Python lets a line break follow."""

FULL = tomllib.loads("\n".join(examples()))
NEEDED = ("format", "code", "agreement", "source")
"""The keys that no file can do without."""
WRONG: tuple[Any, ...] = (
    *(0, 1, -1, 2.5, True, date(2025, 3, 14), [], {}, [5], [[]], [{}], ["a"], [""], {"a": "b"}),
    *("", " ", "a", "Keep Word", "a--b", "a\n", "x" * 81, "é", "2025", "2025-13", "2025-02-30", "2025-3", "en-GB"),
    *("all", "any", "formal", "choose", "action", "Action", "current", "source", "upholds", "glossary"),
    *("0" * 64, "0" * 63, "0123456789abcdef 5", "0123456789abcdef 0", "0123456789abcdef"),
)
"""Values of every type and form; each is right in some places and wrong in most."""


def objects(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON holds anything
    """Every object in a JSON text, the outermost first."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from objects(inner)


def paths(plain: Any) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - TOML holds anything
    """The ways to every value in the data of a file."""
    rows = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, value in rows:
        yield (step,)
        yield from ((step, *more) for more in paths(value))


class Edit(NamedTuple):
    """One change to the data of a file."""

    path: tuple[str | int, ...]
    """Where."""
    what: str
    """Whether the value is replaced or dropped, or its key renamed."""
    value: Any
    """What stands there afterwards, or the new key."""

    def apply(self, plain: dict[str, Any]) -> dict[str, Any]:
        """Give the data with the change."""
        changed = deepcopy(plain)
        holder: Any = changed
        for step in self.path[:-1]:
            holder = holder[step]
        last = self.path[-1]
        if self.what == "replace":
            holder[last] = self.value
        else:
            value = holder.pop(last)
            if self.what == "rename" and isinstance(holder, dict):
                holder[self.value] = value
        return changed


@st.composite
def edited(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a sound file with one to three changes, most of which make it unsound."""
    plain = draw(st.just(FULL) | codes().map(to_plain))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([("format",), *paths(plain)]))
        if path not in set(paths(plain)):
            continue
        what = draw(st.sampled_from(("replace", "replace", "drop", "rename")))
        new_key = st.sampled_from(("titel", "title", "duty", "kind", "id", "", "Keep Word", "related", "format"))
        plain = Edit(path, what, draw(new_key if what == "rename" else st.sampled_from(WRONG))).apply(plain)
    return plain


@few
@given(codes())
def test_every_sound_code_is_valid(code: Code) -> None:
    """The schema finds nothing in a code that the reader accepts."""
    assert not schema_refuses(to_plain(code))


@given(edited())
def test_the_schema_and_the_reader_agree(plain: dict[str, Any]) -> None:
    """The schema refuses data just when the reader finds something wrong in its form."""
    assert schema_refuses(plain) == bool(misshapen(plain))


@pytest.mark.parametrize("place", list(dict.fromkeys(("format", *FULL))))
def test_every_key_is_held_to_its_type(place: str) -> None:
    """A number that stands for any value, and a key that nobody knows, are refused by both."""
    whole = FULL.get(place, FORMAT)
    for part in [[one] for one in whole] if isinstance(whole, list) else [whole]:
        file = {**{key: FULL[key] for key in NEEDED}, place: part}
        assert (schema_refuses(file), misshapen(file)) == (False, [])
        for path in [(place,), *((place, *more) for more in paths(part))]:
            wrong = Edit(path, "replace", 7).apply(file)
            assert schema_refuses(wrong)
            assert misshapen(wrong) != []
            if isinstance(path[-1], str) and path[0] != "wording":
                unknown = Edit(path, "rename", f"{path[-1]}x").apply(file)
                assert schema_refuses(unknown)
                assert misshapen(unknown) != []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Edit(("code", "titel"), "replace", "x"), "'titel' is not a key of the table [code]."),
        (Edit(("source", "title"), "drop", None), "A source needs 'title', which is missing."),
        (Edit(("parts", 0, "kind"), "drop", None), "This part has no 'kind'."),
        (Edit(("parts", 0, "kind"), "replace", "Action"), "kind is 'Action'."),
        (Edit(("parts", 0, "organisation"), "replace", "x"), "'organisation' is not a key of a section."),
        (Edit(("code", "issued"), "replace", "2025-13"), "issued is '2025-13'."),
        (Edit(("code", "id"), "replace", "x" * 81), f"id is '{'x' * 59}…'."),
        (Edit(("code", "title"), "replace", " "), "title is empty."),
        (Edit(("format",), "drop", None), "The file does not say in which format it is written."),
    ],
)
def test_kinds_of_wrong_form(edit: Edit, told: str) -> None:
    """Unknown and missing keys, wrong words and wrong forms: one mistake, told by the reader, refused by the schema."""
    wrong = edit.apply(FULL)
    assert [flaw.message.startswith(told) for flaw in misshapen(wrong)] == [True]
    assert schema_refuses(wrong)


def test_the_schema_is_current() -> None:
    """The file in `codes` is what the script makes of the model."""
    assert called(script.main) == (0, "codes/code.schema.json is up to date.\n", "")


def test_the_script_tells_what_to_do_and_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema that is missing or old is told of; `--write` writes it, byte for byte the same each time."""
    (tmp_path / "codes").mkdir()
    written = tmp_path / "codes" / FILE.name
    monkeypatch.setattr(script, "FILE", written)
    old = "codes/code.schema.json is out of date. Run: python scripts/schema.py --write\n"
    assert called(script.main) == (1, old, "")
    written.write_text("{}\n", encoding="ascii")
    assert called(script.main) == (1, old, "")
    assert called(script.main, "--write") == (0, "codes/code.schema.json is up to date.\n", "")
    assert written.read_bytes() == FILE.read_bytes()


def test_the_schema_is_a_schema() -> None:
    """It follows draft 2020-12 and, for editors that know nothing later, draft 7."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)


def test_the_schema_has_a_name_but_no_address() -> None:
    """Its name tells the format, no program can take it for something to fetch, and it holds all that it uses."""
    assert SCHEMA["$id"] == f"urn:compacts:code:{FORMAT}"
    outside = {one["$ref"] for one in objects(SCHEMA) if "$ref" in one and not one["$ref"].startswith("#/$defs/")}
    assert outside == set()
    assert {one["$ref"].removeprefix("#/$defs/") for one in objects(SCHEMA) if "$ref" in one} == set(SCHEMA["$defs"])


def test_the_schema_is_plain_text() -> None:
    """It holds ASCII only and ends with one newline, so no shell spoils it."""
    data = FILE.read_bytes()
    assert data.isascii()
    assert b"\r" not in data
    assert data.endswith(b"}\n")


def test_the_tables_of_a_file_are_those_of_the_model() -> None:
    """The keys of a file are `format` and those of the model; the types have the names of the glossary."""
    assert list(SCHEMA["properties"]) == ["format", *map(file_key, fields(Code))]
    assert SCHEMA["required"] == ["format", "code", "agreement", "source"]
    assert {kind.__name__ for kind in PART_KINDS.values()} <= set(SCHEMA["$defs"])
    assert [name for name in SCHEMA["$defs"] if not re.fullmatch(r"[A-Z][A-Za-z]+", name)] == []
    assert {"from", "to"} <= set(SCHEMA["$defs"]["Link"]["properties"])


def test_every_table_and_every_key_is_described() -> None:
    """An editor can say of each table and key what it means, in words without markup that it does not know."""
    tables = [SCHEMA, *SCHEMA["$defs"].values()]
    described = [*tables, *(key for table in tables for key in table.get("properties", {}).values())]
    assert [one for one in described if not one.get("description", "").endswith(".")] == []
    assert [one for one in described if "``" in one["description"] or ":func:" in one["description"]] == []
    action = SCHEMA["$defs"]["Action"]["properties"]
    assert action["id"]["description"] == "Name of the part, unique in its code."
    assert action["duty"]["description"].startswith("Ids of the parties or sides that owe it, or `all`;")


def test_patterns_mean_the_same_in_every_language() -> None:
    """The patterns have nothing that Python and ECMA-262 read in two ways."""
    patterns = {one["pattern"] for one in objects(SCHEMA) if isinstance(one.get("pattern"), str)}
    assert len(patterns) > 4
    assert {pattern for pattern in patterns if not PORTABLE.fullmatch(pattern)} == set()


@pytest.mark.parametrize("pattern", [r"^a\Z", r"\Aa$", r"^a++$", r"^(?i:a)$", r"^\d$", r"^\w$", r"^.$", r"^(?<!b)a$"])
def test_other_patterns_are_noticed(pattern: str) -> None:
    """The test above sees anchors, groups and classes that one of the two lacks or reads otherwise."""
    assert not PORTABLE.fullmatch(pattern)


def test_the_command_prints_the_schema() -> None:
    """`compacts schema` prints the file as it is, and nothing else."""
    assert run_here("schema") == (0, FILE.read_text(encoding="ascii"), "")


def test_the_page_on_editors_says_how_to_save_the_schema(tmp_path: Path) -> None:
    """The line on the page, typed into a shell, saves the schema under the name that code files then begin with."""
    page = (FILE.parents[1] / "docs" / "editor.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^```shell\n(.*)\n```$", page, re.MULTILINE)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(line, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path}, check=True, timeout=LONGEST_WAIT)  # noqa: S602 - as typed
    (saved,) = tmp_path.iterdir()
    assert saved.read_text(encoding="ascii") == FILE.read_text(encoding="ascii")
    assert f"`#:schema {saved.name}`" in page
