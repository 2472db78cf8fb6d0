"""`compacts list` and `compacts show`: what they print of an invented code, in every form."""

import json
import tomllib
from pathlib import Path

import pytest

from cli.running import run_here
from compact_core import read_text
from compact_core.content.read import code_from
from samples import OTTERBURY

CODES = [
    "otterbury-promises",
    "leeds-partnership-2003",
    "leeds-partnership-2003-leaflet",
    "leeds-working-together-2017",
]
PARTS = {"aims": "sections", "trust": "provisions", "money": "groups", "dates": "tables", "old-law": "quotations"}

CODE_TEXT = """\
Promises between neighbours
===========================
How the town and its clubs keep faith with each other.
Id: otterbury-promises
Agreement: Otterbury Covenant (covenant, signed 2021)
Kind: schedule
Place: Otterbury, Erewhon
Language: en-GB
Issued: 2021-05
Status: in force
Said before each action: Together we
Usual scale of answers: agree4
Holds: 5 provisions
The text is a restatement in plain words, not the signed wording.

Parties
-------
- Town Meeting (side: public)
- Clubs of Otterbury (side: third)

Written from
------------
Promises between neighbours, first printing
Published by: Otterbury Town Meeting

1 Aims [aims]
-------------
We aim at this:

Trust [trust]
Each side believes what the other says until it has seen otherwise.
Kind: principle
Place: 1, bullet 1
What upholds it: Meet each month [meet]. People who meet get to know each other.
  (our reading)

Law of the Ford [old-law]
“Whoever keeps the ford keeps it for all.”
Kind: quotation
Place: 1, box
Quoted from: Law of the Ford

1.1 Later aims [aims-later]

The covenant may grow. [grow]
- new clubs
- new streets
Kind: paragraph
Place: 1.1

2 Deeds [deeds]
---------------
Owed by: all parties

Meet each month [meet]
Meet on the first Monday of each month, and write down what was said.
It covers:
- meets
- writes
Kind: action
Place: 2, bullet 1
Owed by: all parties
Upholds: Trust [trust]. People who meet get to know each other. (our reading)

Money [money]
Kind: paired undertakings
Place: 2, table 1

Town Meeting

Grants are paid before the work begins. [pay-early]
Kind: commitment
Place: 2, table 1, left
Owed by: Town Meeting

Clubs of Otterbury

Each club shows its books to anybody who asks. [show-books]
Kind: commitment
Place: 2, table 1, right
Owed by: Clubs of Otterbury

Dates [dates]
- Month: May; Place: Mill
- Month: June; Place: Barn
Kind: table
Place: 2, table 2

Signed by
---------
- Otterbury Town Meeting, clerk, Town Meeting, 2021
"""
PART_TEXTS = {
    "aims-later": """\
1.1 Later aims [aims-later]
===========================
Stands in: Promises between neighbours > 1 Aims

The covenant may grow. [grow]
-----------------------------
- new clubs
- new streets
Kind: paragraph
Place: 1.1
""",
    "meet": """\
Meet each month [meet]
======================
Stands in: Promises between neighbours > 2 Deeds
Together we …
Meet on the first Monday of each month, and write down what was said.
It covers:
- meets
- writes
Kind: action
Place: 2, bullet 1
Owed by: all parties
Upholds: Trust [trust]. People who meet get to know each other. (our reading)
""",
    "money": """\
Money [money]
=============
Stands in: Promises between neighbours > 2 Deeds
Kind: paired undertakings
Place: 2, table 1

Town Meeting
------------

Grants are paid before the work begins. [pay-early]
Kind: commitment
Place: 2, table 1, left
Owed by: Town Meeting

Clubs of Otterbury
------------------

Each club shows its books to anybody who asks. [show-books]
Kind: commitment
Place: 2, table 1, right
Owed by: Clubs of Otterbury
""",
    "dates": """\
Dates [dates]
=============
Stands in: Promises between neighbours > 2 Deeds
- Month: May; Place: Mill
- Month: June; Place: Barn
Kind: table
Place: 2, table 2
""",
    "old-law": """\
Law of the Ford [old-law]
=========================
Stands in: Promises between neighbours > 1 Aims
“Whoever keeps the ford keeps it for all.”
Kind: quotation
Place: 1, box
Quoted from: Law of the Ford
""",
}
TRUST_MARKDOWN = [
    "# Trust",
    "- **Stands in:** Promises between neighbours \\> 1 Aims",
    "Each side believes what the other says until it has seen otherwise.",
    "- **Kind:** principle",
    "- **Place:** 1, bullet 1",
    "- **What upholds it:** Meet each month \\[meet\\]. People who meet get to know each other. (our reading)",
]


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
    assert [entry["id"] for entry in done.json["codes"]] == [*sorted(CODES[1:]), CODES[0]]
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


def test_list_tells_of_problems_apart_from_the_data(here: Path) -> None:
    """A file that cannot be used costs one line on stderr; the list and the exit code stay as they are."""
    before = run_here("list")
    (here / "codes" / "broken.toml").write_text("format = 1\n[code")
    code, out, err = run_here("list")
    assert (code, out) == (0, before.out)
    assert err == "1 problem with the library. Type 'compacts doctor' to see what and where.\n"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("before", [True, False])
def test_problems_of_added_codes_are_found_with_them(tmp_path: Path, *, before: bool) -> None:
    """Where codes were added for this once, the doctor has to be given them too, and the message says so."""
    (tmp_path / "broken.toml").write_text("[")
    codes = ("--codes", str(tmp_path / "broken.toml"))
    done = run_here(*codes, "list") if before else run_here("list", *codes)
    told = "1 problem with the library. Type 'compacts doctor' with the same --codes to see what and where.\n"
    assert done.err == told


def test_show_tells_of_problems_when_a_code_is_missing(here: Path) -> None:
    """A code whose file was left out is not there, and the reason is not kept back."""
    file = here / "codes" / "otterbury.toml"
    file.write_text(file.read_text().replace('status = "', 'status = "x', 1))
    code, out, err = run_here("show", "otterbury-promises")
    assert (code, out) == (3, "")
    assert err.splitlines() == [
        "1 problem with the library. Type 'compacts doctor' to see what and where.",
        "There is no code called 'otterbury-promises'. Type 'compacts list' to see every code.",
    ]


@pytest.mark.usefixtures("here")
def test_show_prints_a_whole_code() -> None:
    """The text of a code has its header, every section, provision, table and quotation, and who signed."""
    assert run_here("show", "otterbury-promises") == (0, CODE_TEXT, "")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("part", PART_TEXTS)
def test_show_prints_one_part(part: str) -> None:
    """After `#`, only that section, provision, group, table or quotation is printed, and where it stands."""
    assert run_here("show", f"otterbury-promises#{part}") == (0, PART_TEXTS[part], "")


@pytest.mark.usefixtures("here")
def test_show_prints_markdown() -> None:
    """In Markdown a part is a heading, its text and a list of facts, with signs of the text escaped."""
    code, out, err = run_here("show", "otterbury-promises#trust", "--format", "markdown")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line] == TRUST_MARKDOWN


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("code_id", CODES)
def test_show_as_toml_is_the_code_again(code_id: str) -> None:
    """The TOML of a code can be read, and is the same code."""
    done = run_here("show", code_id, "--format", "toml")
    again = run_here("show", code_id, "--json").json["code"]
    loaded = read_text(done.out)
    assert (done.code, done.err, loaded.problems) == (0, "", ())
    assert loaded.code == code_from(again)[0]


@pytest.mark.usefixtures("here")
def test_show_as_json_is_the_code_again() -> None:
    """The JSON of a code holds everything that its file holds."""
    done = run_here("show", "otterbury-promises", "--format", "json")
    assert set(done.json) == {"schema_version", "code"}
    assert code_from(done.json["code"]) == (read_text(OTTERBURY).code, [])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("part", "key"), PARTS.items())
def test_show_gives_a_part_as_data(part: str, key: str) -> None:
    """A part as JSON or TOML is the table that stands in the file, with the name of its list."""
    (expected,) = (one for one in tomllib.loads(OTTERBURY)[key] if one["id"] == part)
    as_json = run_here("show", f"otterbury-promises#{part}", "--json").json
    code = {"schema_version": 1, "code": "otterbury-promises"}
    assert as_json == {**code, "list": key, "item": expected, "relatives": [], "dropped": [], "new": []}
    assert tomllib.loads(run_here("show", f"otterbury-promises#{part}", "--format", "toml").out) == {key: [expected]}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("columns", [20, 40, 200])
def test_show_fits_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of text are as wide as the terminal at most, and never wider than 100 characters."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run_here("show", "otterbury-promises").out.splitlines()
    widest = max(map(len, lines))
    assert widest <= min(columns, 100)
    assert widest > min(columns, 75) - 20


@pytest.mark.usefixtures("here")
def test_json_holds_plain_letters_only(here: Path) -> None:
    """JSON is written with escapes, so that it means the same in every encoding of a terminal."""
    text = OTTERBURY.replace("Promises between neighbours", "Addewidion rhwng cymdogion – tŷ")
    (here / "codes" / "otterbury.toml").write_text(text, encoding="utf-8")
    out = run_here("list", "--json").out
    assert out.isascii()
    assert json.loads(out)["codes"][-1]["title"] == "Addewidion rhwng cymdogion – tŷ"
