"""`compacts assess show` and `report`: a result in the terminal and in files."""

import csv
import json
from pathlib import Path

import pytest

from cli.running import run_here

POWER = """\
10 Differences in power and capacity
All parties understand how the organisations in the relationship differ in power
and capacity. They have agreed how to lessen these differences. (Sustaining
relationships, row 2)
It covers:
- the differences are understood
- ways to lessen them are agreed

Partly there: Public sector between, Third sector between; 2 of 2 and 2 of 2
voices.
Riverside Council: agree
Riverside NHS Trust: between
Mill Lane Carers: agree
Lantern Befriending: between
Finding: ◆ partly there
Public sector: ~ between
Third sector: ~ between
In the round before, and since: ≠ sides differ; 1 up, 1 same, 1 down
"""
HIDDEN = "We do not dare to complain while our grant is open."
WRONG = {
    "no format": (
        ["-o", "result.pdf"],
        3,
        "There is no format 'pdf'. The formats are: csv, html, json, markdown.\n",
    ),
    "nearly a format": (
        ["-o", "result", "--format", "markdwn"],
        3,
        "There is no format 'markdwn'. Did you mean 'markdown'? The formats are: csv, html, json, markdown.\n",
    ),
    "a package is missing": (
        ["-o", "result.docx"],
        3,
        (
            "The format 'docx' comes with the package compacts-word, which is not installed. "
            "To install it, type in the folder of the project: pip install plugins/compacts-word\n"
        ),
    ),
    "takes no template": (
        ["-o", "result.html", "--template", "mine.docx"],
        3,
        "The format 'html' does not take --template. It takes no option.\n",
    ),
    "no folder": (
        ["-o", "out/result.html"],
        3,
        "There is no folder out. Make it first, or choose another place.\n",
    ),
    "no round": (["-o", "result.html", "--round", "3"], 3, "There is no round 3. Rounds: 1 and 2.\n"),
    "no such organisation": (
        ["-o", "result.html", "--for", "mill-lane-carer"],
        3,
        (
            "Round 2 asked no organisation 'mill-lane-carer'. Did you mean 'mill-lane-carers'? It asked: Riverside "
            "Council (riverside-council), Riverside NHS Trust (riverside-nhs-trust), Mill Lane Carers "
            "(mill-lane-carers), Lantern Befriending (lantern-befriending).\n"
        ),
    ),
    "for two readers": (
        ["-o", "result.html", "--for", "open-boat", "--for-facilitator"],
        2,
        (
            "Use --for or --for-facilitator: what is for the facilitator only is for no partner.\n"
            "Type 'compacts assess report --help' for how to use it.\n"
        ),
    ),
    "no file": (
        [],
        2,
        "Missing option '-o' / '--output'.\nType 'compacts assess report --help' for how to use it.\n",
    ),
}


def test_one_item(riverside: str) -> None:
    """An item is shown by its number or id: its words, the finding, who stands where, and what it was before."""
    assert run_here("assess", "show", riverside, "10") == (0, POWER, "")
    assert run_here("assess", "show", riverside, "sustaining-power").out == POWER


def test_what_was_settled_stands_with_the_item(riverside: str) -> None:
    """After a meeting an item also says what was settled on it."""
    assert run_here("assess", "show", riverside, "16", "--round", "1").out.endswith(
        "At the meeting: parked. Nobody has thought about an end. Next round.\n"
    )


def test_the_whole_result_as_text(riverside: str) -> None:
    """Without an item the whole result is shown: as plain text no wider than the terminal, and as JSON."""
    lines = run_here("assess", "show", riverside).out.splitlines()
    assert lines[:2] == ["Riverside health: result of round 2", "==================================="]
    assert max(map(len, lines)) <= 80
    assert "- Side: Third sector; Answered: Mill Lane Carers, Lantern Befriending; No" in lines
    data = run_here("assess", "show", riverside, "--json").json
    assert data["schema_version"] == 1
    assert data["result"]["title"] == "Riverside health: result of round 2"
    assert run_here("assess", "show", riverside, "10", "--json").json["item"] == data["result"]["items"][14]


def test_an_item_that_is_not_asked(riverside: str) -> None:
    """A wrong item is named with the nearest."""
    done = run_here("assess", "show", riverside, "sustaining-powr")
    assert done == (3, "", "Round 2 has no item 'sustaining-powr'. Did you mean 'sustaining-power'?\n")


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("result.html", "<!doctype html>"),
        ("result.md", "# Riverside health: result of round 2"),
        ("result.csv", "\ufeffPartnership,Round,Section"),
        ("result.json", '{\n  "schema_version": 2,\n  "title": "Riverside health: result of round 2"'),
    ],
)
def test_the_ending_decides(riverside: str, file: str, beginning: str) -> None:
    """Each format is known by the ending of the file, and the file that is printed is there."""
    assert run_here("assess", "report", riverside, "-o", file) == (0, f"{file}\n", "")
    assert Path(file).read_text(encoding="utf-8").lower().startswith(beginning.lower())


def test_a_named_format(riverside: str) -> None:
    """The name of a format goes before the ending."""
    assert run_here("assess", "report", riverside, "--format", "json", "-o", "result.txt").code == 0
    assert json.loads(Path("result.txt").read_text(encoding="utf-8"))["round"] == 2


def test_nothing_is_overwritten_unasked(riverside: str) -> None:
    """A file that is there stays, unless it is to be replaced."""
    Path("result.html").write_text("mine", encoding="utf-8")
    done = run_here("assess", "report", riverside, "-o", "result.html")
    hint = "Add --replace to write over it.\nType 'compacts assess report --help' for how to use it.\n"
    assert done == (2, "", f"result.html is already there, and stays as it is. {hint}")
    assert Path("result.html").read_text(encoding="utf-8") == "mine"
    assert run_here("assess", "report", riverside, "-o", "result.html", "--replace").code == 0
    assert Path("result.html").read_text(encoding="utf-8") != "mine"


def test_comments_for_the_facilitator(riverside: str) -> None:
    """What is for the facilitator only is in no report but the facilitator's, which says so loudly."""
    for file in ("a.html", "a.md", "a.csv", "a.json"):
        run_here("assess", "report", riverside, "--round", "1", "-o", file)
        assert HIDDEN not in Path(file).read_text(encoding="utf-8")
    done = run_here("assess", "report", riverside, "--round", "1", "-o", "b.md", "--for-facilitator")
    assert HIDDEN in Path("b.md").read_text(encoding="utf-8")
    assert done.err == (
        "For the facilitator only: this page holds comments that are not for the partners. Do not pass it on.\n"
    )


def test_the_page_of_one_organisation(riverside: str) -> None:
    """Named by its name or id, it has its own answers beside the rest, and is noted so that it can be erased."""
    done = run_here("assess", "report", riverside, "--round", "1", "-o", "ours.csv", "--for", "open boat")
    assert done == (0, "ours.csv\n", "")
    head, *rows = csv.reader(Path("ours.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [row[head.index("Open Boat")] for row in rows[:8]] == [
        *["agree"] * 4,
        "strongly agree",
        "disagree",
        "doesn't know",
        "strongly disagree",
    ]
    assert "ours.csv" in Path(riverside, "round-1", "reports.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("options", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(riverside: str, options: list[str], code: int, message: str) -> None:
    """Each mistake is named with what is allowed, and no file is written or noted."""
    assert run_here("assess", "report", riverside, *options) == (code, "", message)
    assert not [one for one in Path().iterdir() if one.name.startswith("result")]
    assert not Path(riverside, "round-2", "reports.toml").exists()


def test_one_item_has_the_notes_on_how_rounds_were_made(riverside: str) -> None:
    """One item, too, stands beside the round before only with the note that this was made differently."""
    path = Path(riverside, "round-1", "round.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("\nmethod = 2", "\nmethod = 99", 1), encoding="utf-8")
    told = " ".join(run_here("assess", "show", riverside, "1").out.split())
    assert "Round 1 was closed under version 99 of the method." in told
