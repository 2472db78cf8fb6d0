"""The schema and the reader agree on the files of the project, good and bad, as far as a schema can say it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from code_schema import CODES, cleaned, examples, misshapen, schema_refuses
from compact_core.content.checks import CHECKS
from compact_core.content.read import code_from, read_bytes

BAD = Path(__file__).parents[1] / "data" / "bad_codes"
SHIPPED = sorted(path for path in CODES.rglob("*.toml") if path.name != "lineage.toml")
ONLY_CHECKS_CAN_SAY = {
    "unique_ids": "an id stands once, and no party is called 'all'",
    "references": "what an id refers to exists",
    "part_tree": "an outer part stands first and can hold others, and there are eight levels at most",
    "real_dates": "a day is in the calendar, and nothing ends before it begins",
    "sound_links": "a link leads to a barrier or a principle, not to itself, and stands once",
    "table_widths": "a table has headings, and a row one cell for each",
    "owed_commitments": "somebody owes a commitment",
    "repeated_parties": "a duty names a party once, and nobody beside 'all'",
}
"""The rules of the reader that a schema cannot say, by the check that keeps each."""

SMALLEST = examples()[0]


def plain_data(path: Path) -> dict[str, Any] | None:
    """The data of a TOML file, or None when it is not one."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError:
        return None


BAD_FILES = {path.name: data for path in sorted(BAD.glob("*.toml")) if (data := plain_data(path)) is not None}


def telling_checks(plain: dict[str, Any]) -> set[str]:
    """The names of the checks of the whole code that find an error."""
    code, _ = code_from(plain)
    return {check.__name__ for check in CHECKS if any(flaw.severity == "error" for flaw in check(code))}


def small(old: str, new: str) -> dict[str, Any]:
    """The data of the smallest code with something else in one place."""
    assert SMALLEST.count(old) == 1
    return tomllib.loads(SMALLEST.replace(old, new))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_code_is_valid(path: Path) -> None:
    """The schema finds nothing in a code that comes with the program."""
    assert not schema_refuses(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_code_names_the_schema(path: Path) -> None:
    """The first line of a code leads editors to the schema."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == CODES / "code.schema.json"


def test_the_examples_for_writers_are_valid() -> None:
    """The schema finds nothing in the examples of the page for writers, which use every table and every kind."""
    assert not schema_refuses(tomllib.loads("\n".join(examples())))


def test_the_schema_refuses_what_has_the_wrong_form() -> None:
    """The schema refuses a bad file just when the reader finds something wrong in its form."""
    refused = [name for name, data in BAD_FILES.items() if schema_refuses(cleaned(data))]
    assert refused == [name for name, data in BAD_FILES.items() if misshapen(data)]


def test_bad_files_of_both_sorts_are_there() -> None:
    """Among the bad files are many with a wrong form, and many whose mistake only a check can find."""
    refused = {name for name, data in BAD_FILES.items() if schema_refuses(cleaned(data))}
    assert {"key-is-misspelt.toml", "kind-is-unknown.toml", "year-is-a-number.toml"} <= refused
    assert {"id-is-taken.toml", "section-does-not-exist.toml"} <= set(BAD_FILES) - refused


def test_what_only_the_checks_can_say() -> None:
    """The checks that find errors in bad files which the schema accepts are those that are listed, each of them."""
    accepted = [data for data in BAD_FILES.values() if not schema_refuses(cleaned(data))]
    assert {name for data in accepted for name in telling_checks(data)} == set(ONLY_CHECKS_CAN_SAY)


def test_a_schema_does_not_tell_one_from_one_point_nought() -> None:
    """The reader refuses `format = 2.0`; JSON has one kind of number, so the schema accepts it."""
    data = small("format = 2\n", "format = 2.0\n")
    assert [flaw.message for flaw in misshapen(data)] == ["format must be 2; found the number 2.0."]
    assert not schema_refuses(data)


def test_a_schema_sees_text_before_it_is_cleaned() -> None:
    """Signs that steer a terminal make an id wrong for the schema; the reader takes them out with a warning."""
    data = small('"keep-word"', '"keep-\\u001b[1mword"')
    assert misshapen(data) == []
    assert schema_refuses(data)
    assert not schema_refuses(cleaned(data))


def test_editors_take_dates_for_text() -> None:
    """A date without quotes is no text for the reader; where TOML is first turned into JSON, it is."""
    data = small("\n\n[agreement]", "\nissued = 2025-03-14\n\n[agreement]")
    assert [flaw.path for flaw in misshapen(data)] == [("code", "issued")]
    assert schema_refuses(data)
    assert not schema_refuses(json.loads(json.dumps(data, default=str)))


def test_what_is_not_toml_has_no_data_to_compare() -> None:
    """The bad files left out above are those that the reader cannot parse either: one problem, and no more."""
    left_out = [path for path in sorted(BAD.glob("*.toml")) if path.name not in BAD_FILES]
    assert left_out != []
    assert [path.name for path in left_out if len(read_bytes(path.read_bytes(), path.name).problems) != 1] == []
