"""A round about a checklist: questions with numbers, in clauses and in no section, from beginning to result."""

import shutil
from pathlib import Path

import pytest

from assessment_strategies import answer
from cli.assess.filling import answers_file, filled_sheet, record
from cli.running import run_here
from compact_core.assessment.responses import Comment, Response
from samples import DATA

ITEMS = ("read-it", "full", "told", "closing", "light", "pay", "show")
POINTS = ((4, 4, 4, 3, 4, 3, 4), (4, 1, 2, 3, 4, 3, 3))
"""What the council and the club say to each item."""

TOLD = """\
3 Who tells the riders, and where can they read it before…
Who tells the riders, and where can they read it before they come to the
landing? (1.2(a))
Public sector rates it higher: strongly agree, against disagree; two voices.
Bank: strongly agree
Club: disagree
Finding: ≠ sides differ
Public sector: ++ strongly agree
Third sector: - disagree
"""


def said(invitee: str, points: tuple[int, ...]) -> Response:
    """What somebody answers, with a comment on what stands in no section."""
    comment = Comment(section="top", box="improvements", text=f"{invitee} reads it.", use="may be quoted")
    return Response(
        partnership="ferry",
        round=1,
        code="ferry-accord",
        invitee=invitee,
        asked="",
        answers=tuple(answer(item, point) for item, point in zip(ITEMS, points, strict=True)),
        comments=(comment,),
    )


@pytest.fixture
def ferry(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round that one organisation answers on the page, and another in a sheet; it is closed."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    codes = tmp_path / "home" / "codes"
    codes.mkdir(parents=True)
    shutil.copy(DATA / "ferry.toml", codes)
    begun = run_here(
        *("assess", "new", "ferry", "--name", "Ferry", "--code", "ferry-accord"),
        *("--organisation", "public: Bank", "--organisation", "third: Club", "--visibility", "by organisation"),
        *("--side", "public=Public sector", "--side", "third=Third sector"),
        *("--rows", "all", "--collector", "Bank, ferry desk", "--chosen-by", "all"),
    )
    assert (begun.code, begun.out) == (0, "ferry\n")
    assert run_here("assess", "form", "ferry", "--kind", "all").code == 0
    forms = here / "ferry" / "round-1" / "forms"
    bank, club = (one.code for one in record(here / "ferry", 1).asked.invitees)
    files = [
        answers_file(forms / f"form-{bank}-round-1.html", said(bank, POINTS[0])),
        filled_sheet(forms / f"sheet-{club}-round-1.csv", said(club, POINTS[1])),
    ]
    collected = run_here("assess", "collect", "ferry", *files)
    assert collected.code == 0, collected.err
    closed = run_here("assess", "close", "ferry")
    assert closed.code == 0, closed.err
    return here / "ferry"


def test_a_checklist_from_beginning_to_result(ferry: Path) -> None:
    """Each question gets its finding and its number, with the words of the code and the place in it."""
    result = run_here("assess", "show", str(ferry), "--json").json["result"]
    assert [
        (one["number"], one["id"], one["at"], one["section"], one["finding"]["words"]) for one in result["items"]
    ] == [
        ("1", "read-it", "bullet 1", "Accord of the Ferry", "agreed strength"),
        ("2", "full", "1.2", "1.0 What the law says", "sides differ"),
        ("3", "told", "1.2(a)", "1.0 What the law says", "sides differ"),
        ("4", "closing", "1.4", "1.0 What the law says", "agreed strength"),
        ("5", "light", "1.3", "At the landing", "agreed strength"),
        ("6", "pay", "2.3, bullet 1", "2.0 When we disagree", "agreed strength"),
        ("7", "show", "2.3, bullet 2", "2.0 When we disagree", "agreed strength"),
    ]
    assert [(quote["section"], quote["by"]) for quote in result["quotes"]] == [
        ("Accord of the Ferry", "Bank"),
        ("Accord of the Ferry", "Club"),
    ]


def test_one_question_of_a_checklist(ferry: Path) -> None:
    """An item in a clause is shown with its words, its section and its place."""
    done = run_here("assess", "show", str(ferry), "told")
    assert (done.code, done.out, done.err) == (0, TOLD, "")
