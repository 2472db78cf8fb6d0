"""Findings of answers in memory are those of the method."""

from dataclasses import replace

import pytest
from hypothesis import given

from assessment_strategies import Case, cases
from compact_core import GivenAnswer, GivenAnswers, assess, findings_of
from strategies import few

SILENT: GivenAnswers = {"public": {"council": {"aims": [4]}}, "third": {"carers": {"aims": []}, "library": {}}}


@few
@given(cases())
def test_they_are_the_findings_of_a_round(drawn: Case) -> None:
    """Answers given plainly have the findings that the same answers have in a round whose people are named."""
    people = {one.code: one.organisation for one in drawn.round.invitees}
    sides = {one.id: one.side for one in drawn.partnership.organisations}
    answers: dict[str, dict[str, dict[str, list[GivenAnswer]]]] = {}
    for one in drawn.partnership.sides:
        answers[one.id] = {home: {row.item: [] for row in drawn.round.rows} for home in sides if sides[home] == one.id}
    asked = replace(drawn.round, invitees=tuple(replace(one, agreed=False) for one in drawn.round.invitees))
    for response in drawn.responses:
        home = people[response.invitee]
        for answer in response.answers:
            said: GivenAnswer = answer.point if answer.says == "point" else answer.says  # type: ignore[assignment]
            answers[sides[home]][home][answer.item].append(said)
    found = findings_of(answers, len(asked.points))
    assert tuple(found.values()) == assess(drawn.partnership, asked, drawn.responses).findings


def test_an_organisation_without_answers_is_silent() -> None:
    """An organisation that says nothing was asked all the same, and its side is not known."""
    (finding,) = findings_of(SILENT, points=4).values()
    assert finding.name == "not enough known"
    assert [voice.state for voice in finding.voices] == ["known", "silent", "silent"]


def test_a_side_without_organisations_does_not_count() -> None:
    """A side of which nobody is asked is left out, as in a round; without answers there are no findings."""
    assert [side.side for side in findings_of({"public": SILENT["public"], "third": {}}, points=4)["aims"].sides] == [
        "public"
    ]
    assert findings_of({}, points=4) == {}


def test_two_points_are_enough_for_a_scale() -> None:
    """The lower of two points is low."""
    (finding,) = findings_of({"public": {"council": {"aims": [1]}}}, points=2).values()
    assert finding.name == "agreed, needs work"


@pytest.mark.parametrize(
    ("said", "points", "message"),
    [
        (5, 4, "Point 5 for aims is not on the scale of 4 points."),
        (0, 4, "Point 0 for aims is not on the scale of 4 points."),
        (1, 1, "A scale has two points or more, not 1."),
    ],
)
def test_what_no_scale_has_is_refused(said: int, points: int, message: str) -> None:
    """A point that the scale does not have, and a scale that cannot tell anything apart, are errors that say so."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        findings_of({"public": {"council": {"aims": [said]}}}, points)
