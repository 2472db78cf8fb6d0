"""An item for a room: everybody on one scale, as far as the rule allows, and who sees it higher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.results import riverside
from assessment.results.test_page import page_of
from assessment_strategies import Case, case, cases
from compact_core.assessment.partnership import Visibility
from compact_core.assessment.results.room import WITHHELD, stands, who_is_higher
from compact_core.assessment.results.values import ResultPage
from strategies import few

SENTENCES = {
    "sides differ": (
        {"public": {"council": [{"item": 4}]}, "third": {"club": [{"item": 1}], "ferry": [{"item": 2}]}},
        "Public sector sees it higher than Third sector.",
    ),
    "split inside a side": (
        {"public": {"council": [{"item": 3}]}, "third": {"club": [{"item": 1}], "ferry": [{"item": 4}]}},
        "Inside Third sector, Ferry sees it higher than Club.",
    ),
    "differ in degree": (
        {"public": {"council": [{"item": 2}, {"item": 3}]}, "third": {"club": [{"item": 3}]}},
        "Third sector sees it a little higher than Public sector.",
    ),
    "agreed strength": (
        {"public": {"council": [{"item": 3}]}, "third": {"club": [{"item": 4}]}},
        "All sides agree that this is so.",
    ),
    "agreed, needs work": (
        {"public": {"council": [{"item": 1}]}, "third": {"club": [{"item": 2}]}},
        "All sides agree that this is not so.",
    ),
    "not enough known": (
        {"public": {"council": [{"item": 1}]}, "third": {"club": [{"item": "DK"}]}},
        "Too little is known: Third sector doesn't know.",
    ),
    "set aside": (
        {"public": {"council": [{"item": "NA"}]}, "third": {"club": [{"item": "NA"}]}},
        "Everybody who answered says that it does not apply.",
    ),
    "partly there": (
        {"public": {"council": [{"item": 2}, {"item": 3}]}, "third": {"club": [{"item": 2}, {"item": 3}]}},
        "All stand in the middle.",
    ),
}


def shown(page: ResultPage) -> str:
    """Everything that a room sees of the only item."""
    (item,) = page.items
    names = " ".join(name for stand in stands(item, page) for name in (*stand.names, stand.words))
    return f"{who_is_higher(item, page)} {names}"


@pytest.mark.parametrize("finding", SENTENCES)
def test_a_plain_sentence_for_each_finding(finding: str) -> None:
    """Each finding has its sentence, which names who sees it higher where anybody does."""
    sides, sentence = SENTENCES[finding]
    page = page_of(case(sides))  # type: ignore[arg-type]  # the sides of each case
    (item,) = page.items
    assert (item.finding.words, who_is_higher(item, page)) == (finding, sentence)


@few
@given(cases(), st.sampled_from(["named", "by organisation", "by side"]))
def test_everybody_stands_where_the_page_says(one: Case, visibility: Visibility) -> None:
    """Each side stands once, at its place of the page; each organisation once, where organisations are told at all."""
    page = page_of(one, visibility=visibility)
    for item in page.items:
        every = stands(item, page)
        assert [stand.at for stand in every if stand.letter] == [place.at for place in item.places]
        names = [name for stand in every if not stand.letter for name in stand.names]
        assert sorted(names) == sorted(voice.organisation for voice in item.voices)
        told = {spot.organisation: spot.at for place in item.places for spot in place.organisations}
        assert {
            name: stand.at for stand in every if not stand.letter for name in stand.names if stand.at is not None
        } == told
        if not item.summary:
            assert who_is_higher(item, page) == WITHHELD


def test_by_side_no_organisation_is_seen() -> None:
    """Where only sides are told, a room sees no organisation, nor that one stands apart from its side."""
    people = {
        "public": {f"p{n}": [{"item": 4}] for n in range(3)},
        "third": {f"t{n}": [{"item": n + 1}] for n in range(3)},
    }
    seen = shown(page_of(case(people), visibility="by side"))
    assert "Public sector sees it higher than Third sector." in seen
    assert not any(name in seen for name in ("P0", "P1", "P2", "T0", "T1", "T2"))


def test_the_worked_assessment_has_an_agenda() -> None:
    """Without votes the weightiest that differ, are split or need work come first."""
    page = riverside.page()
    kinds = {one.item.finding.words for one in page.agenda}
    assert kinds <= {"sides differ", "split inside a side", "agreed, needs work"}
    assert [one.item for one in page.agenda] == list(page.votable[:7])
