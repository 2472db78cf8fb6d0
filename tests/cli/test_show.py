"""`compacts show`: what it prints of an invented code, in every form."""

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
FILLED_IN = {
    "aims": {},
    "trust": {"within": "aims", "at": "1, bullet 1"},
    "grow": {"within": "aims-later", "at": "1.1"},
    "money": {"within": "deeds"},
    "dates": {"within": "deeds"},
    "old-law": {"within": "aims"},
}
"""What a file may leave out, and a part of it alone is given with."""
INSIDE = {"aims": ("trust", "old-law", "aims-later", "grow"), "money": ("pay-early", "show-books")}
"""What stands in some of these parts, at every level."""
BEGINNING = (
    "--name",
    "Otters",
    "--organisation",
    "public: Mill, 1",
    "--organisation",
    "third: Ford, 1",
    "--collector",
    "me",
)
"""Options of `assess new` that say who is asked."""

CODE_TEXT = """\
Promises between neighbours
===========================
How the town and its clubs keep faith with each other.
Agreement: Otterbury Covenant (covenant, signed 2021)
Kind: schedule
Place: Otterbury, Erewhon
Language: en-GB
Issued: 2021-05
Status: in force
Said before each action: Together we
Holds: 5 provisions
Usual scale of answers: Agree or disagree, four steps (agree4)
Id: otterbury-promises
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
Kind: principle
Place: 1, bullet 1
Each side believes what the other says until it has seen otherwise.
What upholds it: Meet each month [meet]. People who meet get to know each other.
  (our reading)

Law of the Ford [old-law]
Kind: quotation
Place: 1, box
“Whoever keeps the ford keeps it for all.”
Quoted from: Law of the Ford

1.1 Later aims [aims-later]

  1.1 The covenant may grow. [grow]
  Kind: paragraph
  - new clubs
  - new streets

2 Deeds [deeds]
---------------
Owed by: all parties

Meet each month [meet]
Kind: action
Place: 2, bullet 1
Meet on the first Monday of each month, and write down what was said.
It covers:
- meets
- writes

Owed by: all parties
Upholds: Trust [trust]. People who meet get to know each other. (our reading)

Money [money]
Kind: paired undertakings
Place: 2, table 1

  Grants are paid before the work begins. [pay-early]
  Kind: commitment
  Place: 2, table 1, left
  Owed by: Town Meeting

  Each club shows its books to anybody who asks. [show-books]
  Kind: commitment
  Place: 2, table 1, right
  Owed by: Clubs of Otterbury

Dates [dates]
Kind: table
Place: 2, table 2
- Month: May; Place: Mill
- Month: June; Place: Barn

Signed by
---------
- Otterbury Town Meeting, clerk, Town Meeting, 2021
"""
PART_TEXTS = {
    "aims-later": """\
1.1 Later aims [aims-later]
===========================
Stands in: Promises between neighbours > 1 Aims

1.1 The covenant may grow. [grow]
---------------------------------
Kind: paragraph
- new clubs
- new streets
""",
    "meet": """\
Meet each month [meet]
======================
Stands in: Promises between neighbours > 2 Deeds
Kind: action
Place: 2, bullet 1
Together we … Meet on the first Monday of each month, and write down what was
said.
It covers:
- meets
- writes

Owed by: all parties
Upholds: Trust [trust]. People who meet get to know each other. (our reading)
""",
    "money": """\
Money [money]
=============
Stands in: Promises between neighbours > 2 Deeds
Kind: paired undertakings
Place: 2, table 1
Said before each action: Together we

  Grants are paid before the work begins. [pay-early]
  ---------------------------------------------------
  Kind: commitment
  Place: 2, table 1, left
  Owed by: Town Meeting

  Each club shows its books to anybody who asks. [show-books]
  -----------------------------------------------------------
  Kind: commitment
  Place: 2, table 1, right
  Owed by: Clubs of Otterbury
""",
    "dates": """\
Dates [dates]
=============
Stands in: Promises between neighbours > 2 Deeds
Kind: table
Place: 2, table 2
- Month: May; Place: Mill
- Month: June; Place: Barn
""",
    "old-law": """\
Law of the Ford [old-law]
=========================
Stands in: Promises between neighbours > 1 Aims
Kind: quotation
Place: 1, box
“Whoever keeps the ford keeps it for all.”
Quoted from: Law of the Ford
""",
}
TRUST_MARKDOWN = [
    "# Trust",
    "- **Stands in:** Promises between neighbours \\> 1 Aims",
    "- **Kind:** principle",
    "- **Place:** 1, bullet 1",
    "Each side believes what the other says until it has seen otherwise.",
    "- **What upholds it:** Meet each month \\[meet\\]. People who meet get to know each other. (our reading)",
]


MISTAKES = (('status = "', 'status = "x'), ('kind = "action"', 'kind = "acton"'), ('to = "trust"', 'to = "trist"'))


@pytest.mark.parametrize(
    ("mistakes", "many"), [(MISTAKES, "3 errors. The first"), (MISTAKES[:1], "1 error. The error")]
)
def test_a_code_whose_file_has_errors_is_there_with_them(
    here: Path, mistakes: tuple[tuple[str, str], ...], many: str
) -> None:
    """Whoever asks for such a code is told that it is there, what is wrong first, and how to see the rest."""
    file = here / "codes" / "otterbury.toml"
    text = OTTERBURY
    for right, wrong in mistakes:
        text = text.replace(right, wrong, 1)
    file.write_text(text)
    told = (
        f"The code 'otterbury-promises' is in the library's files, but has {many} (line 9): status is 'xcurrent'. "
        "Allowed: draft, current, superseded, historic. Did you mean 'current'? "
        f"Type 'compacts check \"{file}\"' to see everything.\n"
    )
    assert run_here("show", "otterbury-promises#trust", "--json") == (3, "", told)
    new = run_here("assess", "new", str(here / "new"), "--code", "otterbury-promises", *BEGINNING)
    assert (new.code, new.out, new.err) == (3, "", told)


def test_a_file_with_errors_is_known_by_its_name_too(here: Path) -> None:
    """Of a file that says nothing of its code, the name says which code it holds."""
    (here / "codes" / "muddleford-2025.toml").write_text("[")
    told = run_here("show", "muddleford-2025").err
    assert told.startswith(
        "The code 'muddleford-2025' is in the library's files, but has 1 error. The error (line 1): "
    )


@pytest.mark.parametrize("mistake", ["", "[[parts\n"])
def test_a_file_with_errors_says_which_code_it_holds(here: Path, mistake: str) -> None:
    """A file of any name is asked for the id of its code, also one that is no TOML."""
    text = OTTERBURY.replace('status = "', 'status = "x', 1)
    (here / "codes" / "otterbury.toml").rename(here / "codes" / "draft of may.toml")
    (here / "codes" / "draft of may.toml").write_text(text + mistake)
    told = run_here("show", "otterbury-promises").err
    assert told.startswith("The code 'otterbury-promises' is in the library's files, but has 1 error. The error (line ")
    assert run_here("show", "draft of may").err.startswith("There is no code called 'draft of may'.")


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
    assert (set(done.json), done.json["schema_version"]) == ({"schema_version", "code"}, 2)
    assert code_from(done.json["code"]) == (read_text(OTTERBURY).code, [])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("part", "filled_in"), FILLED_IN.items())
def test_show_gives_a_part_as_data(part: str, filled_in: dict[str, str]) -> None:
    """A part as JSON or TOML is the table that stands in the file, with where it stands, and so is what it holds."""
    in_file = {one.get("id"): one for one in tomllib.loads(OTTERBURY)["parts"]}
    expected = {**in_file[part], **filled_in}
    inside = [{**in_file[one], **FILLED_IN.get(one, {"within": part})} for one in INSIDE.get(part, ())]
    stem = {"stem": "Together we"} if part == "money" else {}
    as_json = run_here("show", f"otterbury-promises#{part}", "--json").json
    code = {"schema_version": 2, "code": "otterbury-promises", "stem": "", **stem}
    links = {"links": tomllib.loads(OTTERBURY)["links"] if part == "trust" else []}
    no_others: dict[str, list[str]] = {"relatives": [], "dropped": [], "new": []}
    assert as_json == {**code, "part": expected, "inside": inside, **links, **no_others}
    as_toml = run_here("show", f"otterbury-promises#{part}", "--format", "toml").out
    assert tomllib.loads(as_toml) == {**stem, "parts": [expected, *inside]}


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


NUMBERED = """
[[parts]]
kind = "section"
id = "clauses"
number = "3"
title = "Clauses"

[[parts]]
kind = "paragraph"
id = "free"
number = "1.6"
text = "Groups stay free to speak, \\nwhoever pays them."

[[parts]]
kind = "action"
id = "say"
within = "free"
number = "(a)"
title = "Say so"
text = "Say so in every grant letter."

[[parts]]
kind = "action"
id = "twice"
number = "1.7"
text = "Print one number twice."

[[parts]]
kind = "note"
id = "again"
number = "1.7."
text = "See https://example.org/a-long-web-address/of-a-page/that-no-terminal-may-break?in=two&or=more."

[[parts]]
kind = "paragraph"
id = "2"
number = "9"
text = "An id that looks like a number."
"""


@pytest.fixture
def numbered(here: Path) -> None:
    """Clauses with numbers, at the end of the user's code."""
    (here / "codes" / "otterbury.toml").write_text(OTTERBURY + NUMBERED, encoding="utf-8")


@pytest.mark.usefixtures("numbered")
@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("1.6", "1.6 Groups stay free to speak, whoever pays them. [free]"),
        ("1.6.", "1.6 Groups stay free to speak, whoever pays them. [free]"),
        ("free", "1.6 Groups stay free to speak, whoever pays them. [free]"),
        ("(a)", "(a) Say so [say]"),
        ("1.6(a)", "(a) Say so [say]"),
        ("2", "9 An id that looks like a number. [2]"),
        ("3", "3 Clauses [clauses]"),
    ],
)
def test_show_finds_a_part_by_its_printed_number(name: str, first: str) -> None:
    """A part is found by its id, else by the number that is printed, with the numbers around it or without them."""
    done = run_here("show", f"otterbury-promises#{name}")
    assert (done.code, done.err, done.out.splitlines()[0]) == (0, "", first)


@pytest.mark.usefixtures("numbered")
def test_where_two_parts_print_one_number_both_are_offered() -> None:
    """Whoever names a number that stands twice is told the ids of both."""
    told = "2 parts of otterbury-promises have the number 1.7: 'twice' and 'again'. Name one by its id.\n"
    assert run_here("show", "otterbury-promises#1.7") == (3, "", told)


@pytest.mark.usefixtures("numbered")
def test_a_clause_is_shown_with_what_stands_in_it() -> None:
    """A clause without a title is named once by its number and first words, and its line breaks are kept."""
    assert (
        run_here("show", "otterbury-promises#1.6").out
        == """\
1.6 Groups stay free to speak, whoever pays them. [free]
========================================================
Stands in: Promises between neighbours > 3 Clauses
Kind: paragraph
Groups stay free to speak,
whoever pays them.

  (a) Say so [say]
  ----------------
  Kind: action
  Place: 1.6(a)
  Say so in every grant letter.
"""
    )
    lines = run_here("show", "otterbury-promises#1.6", "--format", "markdown").out.splitlines()
    assert [line for line in lines if line][3:5] == ["Groups stay free to speak,\\", "whoever pays them."]


@pytest.mark.usefixtures("numbered")
@pytest.mark.parametrize("columns", [1, 20, 79, 200])
def test_show_breaks_no_web_address(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the terminal is, an address can be copied as it is."""
    monkeypatch.setenv("COLUMNS", str(columns))
    address = "https://example.org/a-long-web-address/of-a-page/that-no-terminal-may-break?in=two&or=more."
    for part in ("", "#again"):
        assert address in run_here("show", f"otterbury-promises{part}").out.split()


def test_what_changed_between_two_codes() -> None:
    """`compacts show` says how to see what changed, and shows it as text and for programs."""
    old, new = "leeds-partnership-2003", "leeds-working-together-2017"
    hint = f"compacts compare {new} {old}"
    assert hint in " ".join(run_here("show", new).out.split())
    assert run_here("show", new, "--compared-with", old) == run_here("compare", new, old)
    assert run_here("show", new, "--compared-with", old, "--json") == run_here("compare", new, old, "--json")
    refused = run_here("show", f"{new}#A", "--compared-with", old)
    assert (refused.code, refused.out) == (2, "")
    assert "Whole codes are compared" in refused.err
    assert "not as TOML" in run_here("show", new, "--compared-with", old, "--format", "toml").err
