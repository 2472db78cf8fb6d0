"""Rounds that were made differently stand side by side only with a note, in every format."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assessment_strategies import Case, case, one_item
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.partnership import AskedSide, Meeting, Plan, Row
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.results.formats import write_csv, write_html, write_json, write_markdown
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from compact_tui.assessment.result_pages import item_page, overview
from leeds import RECENT

NO_CAUSE = "Two rounds do not show a cause: other people may have answered, and they may expect more."
SIDES = {"public": {"council": "A"}, "third": {"boat": "A"}}
FIRST = one_item(SIDES)
NEWER = METHOD + 1


def changed(drawn: Case, number: int, **changes: object) -> Case:
    """A case as a round of that number, with other fields."""
    one = replace(drawn.round, number=number, closed="2026-03-20", **changes)  # type: ignore[arg-type]
    return replace(drawn, round=one, responses=tuple(replace(each, round=number) for each in drawn.responses))


def page_of(*rounds: Case) -> ResultPage:
    """The page of the last of some rounds of a partnership."""
    records = [RoundRecord(one.round, one.responses, Meeting(), Plan(), "") for one in rounds]
    return result_page(replace(RECENT, parts=()), rounds[-1].partnership, records, len(rounds), program="")


def _one_line(text: str) -> str:
    return " ".join(text.split())


DIFFERENT: Mapping[str, tuple[dict[str, object], str]] = {
    "scale": (
        {"points": ("no", "rather no", "so so", "rather yes", "yes")},
        "Round 1 was asked on another scale, so it is not compared.",
    ),
    "code": (
        {"code": "older"},
        "Round 1 asked about another edition or code: older. Compared is only what says the same in both: 1 item.",
    ),
    "wording": ({"wording": "signed"}, "Round 1 was asked in the signed words, and this one in the plain words."),
    "rule": (
        {"promised": "by organisation"},
        "In round 1 people were told another rule on who may see what: by organisation.",
    ),
    "method": (
        {"method": NEWER},
        (
            f"Round 1 was closed under version {NEWER} of the method. Here it is worked out anew by version {METHOD}, "
            "and can be found otherwise than in reports of that time."
        ),
    ),
    "side": (
        {
            "sides": (
                AskedSide(id="public", name="Public sector", organisations=("council", "boat")),
                AskedSide(id="third", name="Third sector", organisations=()),
            )
        },
        "In round 1 Boat stood on another side: Public sector.",
    ),
    "name of a side": (
        {"sides": (AskedSide(id="public", name="The state", organisations=("council",)),)},
        "In round 1 the side Public sector was called The state.",
    ),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_how_a_round_was_made_differently_is_told(what: str) -> None:
    """Another scale, code, wording, rule, version of the method, side of an organisation, or name of a side."""
    changes, told = DIFFERENT[what]
    page = page_of(changed(FIRST, 1, **changes), changed(FIRST, 2, promised="named"))
    assert page.comparison is not None
    assert page.comparison.differently == (told,)
    assert page.comparison.notes == (told, NO_CAUSE)
    assert told in _one_line(write_markdown(page, {}).decode())
    assert told in write_html(page, {}).decode()
    assert told in write_csv(page, {}).decode().replace('""', '"')
    assert told in write_json(page, {}).decode()
    assert told in _one_line(overview(page).copied)
    if page.comparison.items:
        assert told in _one_line(item_page(page, page.items[0]).copied)


@pytest.mark.parametrize("what", DIFFERENT)
def test_a_trend_has_the_notes_of_all_rounds(what: str) -> None:
    """Beside the findings of three rounds stands how any of them was made differently from this one."""
    changes, told = DIFFERENT[what]
    others = [changed(FIRST, number, promised="named") for number in (2, 3)]
    page = page_of(changed(FIRST, 1, **changes), *others)
    assert page.trend is not None
    assert page.trend.notes == (told,)
    ((_, marks),) = page.trend.rows
    assert (marks[0].words == "asked on another scale") is (what == "scale")
    assert told in _one_line(write_markdown(page, {}).decode())
    assert told in write_html(page, {}).decode()
    assert told in _one_line(item_page(page, page.items[0]).copied)


def test_what_was_made_alike_has_no_note() -> None:
    """Two rounds that were made alike have only what is always said."""
    page = page_of(changed(FIRST, 1), changed(FIRST, 2))
    assert page.comparison is not None
    assert (page.comparison.notes, page.comparison.differently) == ((NO_CAUSE,), ())


def test_items_that_only_one_round_asked_about_are_told() -> None:
    """Numbers of the new items, and how many are asked no more."""
    said = {"public": {"council": [{"a": 3, "b": 3, "c": 3}]}}
    first = case(said, items=["a", "c"])
    rows = tuple(Row(item=one, digest=first.round.rows[0].digest) for one in ("a", "b"))
    page = page_of(changed(first, 1), changed(first, 2, rows=rows))
    assert page.comparison is not None
    assert page.comparison.notes[:2] == ("Not asked in round 1: item 2.", "Asked in round 1 only: 1 item.")


def test_each_round_goes_by_its_own_sides() -> None:
    """An organisation that changed side is counted on its old one in the old round, and on the new one in this."""
    drawn = one_item({"public": {"council": "SA"}, "third": {"boat": "SD", "carers": "SA"}})
    then = (
        AskedSide(id="public", name="Public sector", organisations=("council", "boat")),
        AskedSide(id="third", name="Third sector", organisations=("carers",)),
    )
    page = page_of(changed(drawn, 1, sides=then), changed(drawn, 2))
    assert page.comparison is not None
    (moved,) = page.comparison.items
    assert moved.before.words == "split inside a side"
    assert page.items[0].finding.words == "split inside a side"
    assert [one.words for one in page.items[0].cells] == ["strongly agree", "between"]
    first = page_of(changed(drawn, 1, sides=then))
    assert [one.words for one in first.items[0].cells] == ["between", "strongly agree"]
    assert [one.answered for one in first.turnout] == [("Council", "Boat"), ("Carers",)]


def test_a_side_that_is_gone_is_still_that_of_its_round() -> None:
    """The result of a round can be made when a side of it was taken out of partnership.toml since."""
    then = (AskedSide(id="health", name="Health", organisations=("boat",)),)
    page = page_of(changed(FIRST, 1, sides=then))
    assert page.sides == ("Health", "Public sector")


def test_another_version_of_the_method_is_told_on_the_first_page() -> None:
    """A result that is made anew by another version than that of its day says so."""
    page = page_of(changed(FIRST, 1, method=NEWER))
    assert (page.method, page.closed_under) == (METHOD, NEWER)
    assert page.warnings[0] == (
        f"This round was closed under version {NEWER} of the method. This page is made by version {METHOD}, and can "
        "say something else than reports of that time."
    )
