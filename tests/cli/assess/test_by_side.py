"""By side, end to end: what comes after a round was closed tells nothing of anybody."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment_strategies import Case, one_item
from cli.running import run_here
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.records.saving import create, save_response
from compact_core.assessment.responses import Comment
from leeds import RECENT

SIDES = {
    "public": {"council": "A SA", "trust": "A", "police": "A"},
    "third": {"carers": "D", "boat": "D", "lantern": "D", "bridge": "SD"},
}
FORMATS = ("html", "markdown", "csv", "json")


def begin(sides: dict[str, dict[str, str]]) -> Case:
    """An assessment in the folder 'harbour', told by side, with its only round closed."""
    drawn = one_item(sides)
    asked = replace(drawn.round, code=RECENT.id, promised="by side", closed="2026-03-20")
    create("harbour", replace(drawn.partnership, code=RECENT.id, visibility="by side"), asked)
    for one in drawn.responses:
        save_response("harbour", replace(one, code=RECENT.id, asked=asked_digest(asked)))
    return replace(drawn, round=asked)


def outputs() -> dict[str, object]:
    """All that shows the result."""
    for name in FORMATS:
        assert run_here("assess", "report", "harbour", "--format", name, "-o", f"result.{name}", "--replace").code == 0
    told: dict[str, object] = {name: Path(f"result.{name}").read_bytes() for name in FORMATS}
    return told | {" ".join(how): run_here("assess", "show", "harbour", *how) for how in ([], ["--json"], ["1"])}


@pytest.mark.usefixtures("here")
def test_what_comes_late_changes_no_output() -> None:
    """An answer, another answer and a comment that come when the round is closed leave every byte as it was."""
    drawn = begin({**SIDES, "third": {**SIDES["third"], "meadow": "-"}})
    before = outputs()
    for one in drawn.responses:
        if one.invitee in {"meadow-1", "bridge-1"}:
            (answer,) = drawn.responses[0].answers
            comment = Comment(section="forming", box="strengths", text="late", use="may be quoted", late=True)
            late = replace(answer, given="2026-03-21T09:00:00Z", late=True)
            save_response(
                "harbour",
                replace(one, code=RECENT.id, asked=asked_digest(drawn.round), answers=(late,), comments=(comment,)),
            )
    assert outputs() == before


@pytest.mark.usefixtures("here")
def test_a_result_that_was_told_is_not_opened_again() -> None:
    """Where a result could be read, the round stays closed, and the message says why and what can be done."""
    begin(SIDES)
    path = Path("harbour", "round-1", "round.toml")
    path.write_text(path.read_text(encoding="utf-8").replace('closed = "2026-03-20"\n', ""), encoding="utf-8")
    assert "--reopen" not in run_here("assess", "close", "harbour").err
    before = path.read_bytes()
    assert run_here("assess", "close", "harbour", "--reopen") == (
        3,
        "",
        (
            "Round 1 stays closed: its result could be read. Whoever takes it from a later one can work out who "
            "answered in between, and what. Answers that come now are kept, and marked as late. If nobody has seen the "
            "result, take the line 'closed' out of round.toml by hand.\n"
        ),
    )
    assert path.read_bytes() == before


@pytest.mark.usefixtures("here")
def test_where_a_side_stands_is_told_too() -> None:
    """A round without a finding that may be told stays closed too: its result told where a side stands."""
    begin({"public": SIDES["public"], "third": {"carers": "D", "boat": "D", "lantern": "NA"}})
    (item,) = run_here("assess", "show", "harbour", "--json").json["result"]["items"]
    assert (item["finding"]["words"], item["cells"][0]["words"]) == ("withheld", "mostly high")
    assert run_here("assess", "close", "harbour", "--reopen").code == 3


@pytest.mark.usefixtures("here")
def test_a_comment_is_told_too() -> None:
    """A round with too few answers for findings stays closed too once its result quoted a comment."""
    drawn = begin({"public": SIDES["public"], "third": {"carers": "D", "boat": "A", "lantern": "-"}})
    comment = Comment(section="forming", box="strengths", text="Well met.", use="may be quoted")
    one = drawn.responses[0]
    asked = asked_digest(drawn.round)
    save_response("harbour", replace(one, code=RECENT.id, asked=asked, answers=(), comments=(comment,)))
    assert run_here("assess", "close", "harbour", "--reopen").code == 3


@pytest.mark.usefixtures("here")
def test_a_result_that_told_nothing_can_be_waited_for() -> None:
    """With too few answers nothing was told, so the round can be opened again; once open, it is open."""
    begin({"public": SIDES["public"], "third": {"carers": "D", "boat": "A", "lantern": "-"}})
    assert run_here("assess", "close", "harbour", "--reopen").code == 0
    assert run_here("assess", "close", "harbour", "--reopen") == (3, "", "Round 1 is open.\n")


@pytest.mark.usefixtures("here")
def test_who_erases_is_told_of_earlier_results() -> None:
    """A result without a person, beside one from before, gives the person away: that is told, where it is so."""
    begin(SIDES)
    told = (
        "The result of round 1 could be read. Whoever takes a new one from one of before can work out what the "
        "person answered: give no new one to anybody who has the earlier one.\n"
    )
    assert run_here("assess", "erase", "harbour", "bridge-1", "--yes").err.endswith(told)
    assert told in run_here("assess", "erase", "harbour", "council-2", "--yes").err
    assert told in run_here("assess", "erase", "harbour", "trust-1", "--yes").err
    assert told not in run_here("assess", "erase", "harbour", "police-1", "--yes").err
