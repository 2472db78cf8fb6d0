"""`compacts list`: every code on its line, and what is wrong apart from them."""

from pathlib import Path

import pytest

from cli.running import run_here
from samples import BUILT_IN, OTTERBURY


@pytest.mark.usefixtures("here")
def test_list_shows_agreements_and_their_codes() -> None:
    """The list has the built-in codes and the user's, under the names of their agreements."""
    code, out, err = run_here("list")
    assert (code, err) == (0, "")
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Compact for Leeds, Leeds, England", "Otterbury Covenant, Otterbury, Erewhon"]
    assert out.endswith(
        "\n\nOtterbury Covenant, Otterbury, Erewhon\n"
        "  otterbury-promises              2021-05     current        5  Promises between neighbours\n"
    )


def test_list_as_json_has_every_field_of_an_entry(here: Path) -> None:
    """The JSON of the list gives each code as one object, with the file and the source that it comes from."""
    done = run_here("list", "--json")
    assert (done.code, done.err, done.json["schema_version"]) == (0, "", 1)
    assert [entry["id"] for entry in done.json["codes"]] == [*BUILT_IN, "otterbury-promises"]
    assert done.json["codes"][-1] == {
        "id": "otterbury-promises",
        "title": "Promises between neighbours",
        "kind": "schedule",
        "place": "Otterbury, Erewhon",
        "language": "en-GB",
        "issued": "2021-05",
        "status": "current",
        "agreement_id": "otterbury-covenant",
        "agreement": "Otterbury Covenant",
        "agreement_kind": "covenant",
        "provisions": 5,
        "scale": "agree4",
        "related": [],
        "origin": "your codes",
        "file": str(here / "codes" / "otterbury.toml"),
    }


def test_list_keeps_each_code_on_its_line(here: Path) -> None:
    """A title or a place of several lines is shown on one."""
    text = OTTERBURY.replace('"Promises between neighbours"', '"""Promises\nbetween\n\n  neighbours"""')
    (here / "codes" / "otterbury.toml").write_text(text.replace('"Otterbury, Erewhon"', '"Otter\\nbury"'))
    assert run_here("list").out.splitlines()[-2:] == [
        "Otterbury Covenant, Otter bury",
        "  otterbury-promises              2021-05     current        5  Promises between neighbours",
    ]


def test_a_translation_stands_with_its_original(here: Path) -> None:
    """The agreement has the name that the original gives it, though the name of the translation comes before."""
    text = OTTERBURY.replace('name = "Otterbury Covenant"', 'name = "Cyfamod Otterbury"')
    text = text.replace('id = "otterbury-promises"', 'id = "otterbury-addewidion"\nlanguage = "cy"', 1)
    related = '\n[[related]]\ncode = "otterbury-promises"\nrelation = "translates"\n'
    (here / "codes" / "addewidion.toml").write_text(text + related)
    out = run_here("list").out
    assert out.splitlines()[-3:] == [
        "Otterbury Covenant, Otterbury, Erewhon",
        "  otterbury-addewidion            2021-05     current        5  Promises between neighbours",
        "  otterbury-promises              2021-05     current        5  Promises between neighbours",
    ]
    assert "warning" not in run_here("doctor").out


def test_list_tells_of_problems_apart_from_the_data(here: Path) -> None:
    """A file that cannot be used costs one line on stderr; the list and the exit code stay as they are."""
    before, before_json = run_here("list"), run_here("list", "--json").json["codes"]
    (here / "codes" / "broken.toml").write_text("format = 2\n[code")
    code, out, err = run_here("list")
    assert (code, out) == (0, before.out)
    assert err == "The library has 1 error. Type 'compacts doctor' to see what and where.\n"
    assert run_here("list", "--json").json["codes"] == before_json


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("before", [True, False])
def test_problems_of_added_codes_are_found_with_them(tmp_path: Path, *, before: bool) -> None:
    """Where codes were added for this once, the doctor has to be given them too, and the message says so."""
    (tmp_path / "broken.toml").write_text("[")
    codes = ("--codes", str(tmp_path / "broken.toml"))
    done = run_here(*codes, "list") if before else run_here("list", *codes)
    told = "The library has 1 error. Type 'compacts doctor' with the same --codes to see what and where.\n"
    assert done.err == told
