"""Your page: an organisation's own answers beside what all may see, within the promise of the round."""

from dataclasses import replace

import pytest

from assessment.results import riverside
from assessment.results.test_attack import NO_CODE, record
from assessment_strategies import Case, one_item
from compact_core.assessment.partnership import Visibility
from compact_core.assessment.results.formats import format_called, written
from compact_core.assessment.results.own import organisation_called
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import OwnPage, ResultPage
from compact_core.errors import NotFoundError
from compact_core.plugins.builtin import FORMATS
from leeds import RECENT

THREE = {"public": {"a": "A", "b": "A D", "c": "SA"}, "third": {"d": "DK", "e": "D", "f": "NA"}}
"""Two sides of three; one organisation asks two people."""
ALONE = "For {} alone: this page holds its own answers, which other partners were promised not to be shown."


def own(drawn: Case, organisation: str, visibility: Visibility) -> OwnPage:
    """What a page holds for one organisation."""
    partnership = replace(drawn.partnership, visibility=visibility)
    page = result_page(NO_CODE, partnership, [record(drawn)], 1, program="", organisation=organisation)
    assert page.own is not None
    return page.own


def of(organisation: str, visibility: Visibility = "named") -> ResultPage:
    """The page of an organisation of the worked example."""
    partnership = replace(riverside.PARTNERSHIP, visibility=visibility)
    return result_page(RECENT, partnership, riverside.ROUNDS, 1, program="", organisation=organisation)


@pytest.mark.parametrize(
    ("organisation", "visibility", "told"),
    [
        ("a", "named", ("agree", 2 / 3, ("agree",))),
        ("b", "named", ("between", 0.5, ("agree", "disagree"))),
        ("b", "by organisation", ("between", 0.5, ())),
        ("a", "by side", ("agree", 2 / 3, ())),
        ("b", "by side", ("", None, ())),
        ("d", "by side", ("don't know", None, ())),
        ("f", "by side", ("not applicable", None, ())),
    ],
)
def test_own_answers_are_told_within_the_promise(
    organisation: str, visibility: Visibility, told: tuple[str, float | None, tuple[str, ...]]
) -> None:
    """By side what one person said for an organisation is its own word; what several said stays theirs."""
    (answer,) = own(one_item(THREE), organisation, visibility).answers
    assert (answer.words, answer.at, answer.people) == told


def test_by_side_the_page_says_for_whom_it_is_and_what_it_does_not_tell() -> None:
    """It is for one organisation alone; where several people answered it is said why nothing stands there."""
    assert own(one_item(THREE), "a", "by side").notes == (ALONE.format("A"),)
    assert own(one_item(THREE), "b", "by side").notes == (
        ALONE.format("B"),
        (
            "Its own answers to 1 item came from several people: by the rule that people were told, not even its own "
            "people are shown where it stands there."
        ),
    )
    assert own(one_item(THREE), "b", "by organisation").notes == ()


def test_an_agreed_reply_is_the_word_of_the_organisation() -> None:
    """By side it is told to the organisation, also where others of it were asked besides."""
    drawn = one_item(THREE)
    invitees = tuple(replace(one, agreed=one.code == "b-1") for one in drawn.round.invitees)
    (answer,) = own(replace(drawn, round=replace(drawn.round, invitees=invitees)), "b", "by side").answers
    assert answer.words == "agree"


def test_who_did_not_answer_is_told_so() -> None:
    """Of an organisation that is silent its own page says that, under each rule."""
    drawn = one_item({"public": {"a": "A", "b": "A", "c": "A", "d": "-"}})
    for visibility in ("named", "by organisation", "by side"):
        (answer,) = own(drawn, "d", visibility).answers
        assert answer.words == "has not responded"


def test_words_for_reports_and_bids_hold_nothing_of_ones_own_alone() -> None:
    """They name partners, what was found for all, and the organisation's part in the plan."""
    assert of("harbour").own.words_to_use == (  # type: ignore[union-attr]
        (
            "Riverside health is a partnership of Riverside Council, Riverside NHS Trust, Harbour Carers and Meadow "
            "Friends."
        ),
        "By 23 March 2026 all its 4 organisations had judged how it works, on 34 items.",
        of("harbour").in_short,
        (
            "Among the agreed strengths: Aims discussed or reviewed; Sharing decisions; Boundaries and integrity; "
            "Ending when the purpose is served; Accessible work."
        ),
        (
            "In the plan Harbour Carers has a part in 3 lines: Write down together who decides what; Visit each other "
            "once; Meet in turn at each partner's place."
        ),
    )


@pytest.mark.parametrize("visibility", ["named", "by organisation", "by side"])
def test_but_for_the_own_part_it_is_the_page_of_everybody(visibility: Visibility) -> None:
    """Title and own part apart, nothing is added and nothing left out."""
    everybody = result_page(
        RECENT, replace(riverside.PARTNERSHIP, visibility=visibility), riverside.ROUNDS, 1, program=""
    )
    mine = of("trust", visibility)
    assert mine.title == "Riverside health: result of round 1, for Riverside NHS Trust"
    assert mine._replace(own=None, title=everybody.title) == everybody


def test_every_format_has_the_own_answers() -> None:
    """The organisation is named and its words stand in HTML, Markdown, CSV and JSON."""
    drawn = one_item(THREE)
    partnership = replace(drawn.partnership, visibility="by side")
    page = result_page(NO_CODE, partnership, [record(drawn)], 1, program="", organisation="c")
    for name in ("html", "markdown", "csv", "json"):
        text = written(format_called(name, FORMATS), page, {}).decode("utf-8-sig")
        assert "strongly agree" in text
        assert ALONE.format("C") in text or name == "csv"


def test_an_organisation_is_found_by_its_name_or_id() -> None:
    """Capitals and spaces do not count; one that was not asked is told with all that were."""
    asked = riverside.FIRST.asked
    assert organisation_called("  harbour  CARERS ", riverside.PARTNERSHIP, asked) == "harbour"
    assert organisation_called("Trust", riverside.PARTNERSHIP, asked) == "trust"
    with pytest.raises(NotFoundError) as caught:
        organisation_called("bridge", riverside.PARTNERSHIP, asked)
    assert str(caught.value) == (
        "Round 1 asked no organisation 'bridge'. It asked: Riverside Council (council), Riverside NHS Trust (trust), "
        "Harbour Carers (harbour), Meadow Friends (meadow)."
    )
