"""How coarsely each rule lets reports show one side: its organisations, and where they and the side stand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from assessment_strategies import one_item
from compact_core.assessment.findings.position import MOSTLY_HIGH, SidePosition, as_shown
from compact_core.assessment.findings.tallies import Tally

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Visibility

NOWHERE = (0, 0, 0, 0)


def side(*answers: str) -> SidePosition:
    """A side of which each organisation answers in such words."""
    (found,) = one_item({"p": {f"p{place}": words for place, words in enumerate(answers)}}).finding().sides
    return found


def shown(one: SidePosition, visibility: Visibility) -> SidePosition:
    """A side as a rule lets reports show it."""
    return as_shown(one.side, one.voices, visibility)


@pytest.mark.parametrize(
    ("answers", "seen", "level"),
    [
        ("A", Tally((0, 0, 1, 0)), Fraction(2, 3)),
        ("A A SA", Tally((0, 0, 1, 0)), Fraction(2, 3)),
        ("A SA", Tally((0, 0, 0, 1)), Fraction(1)),
        ("SD D", Tally((1, 0, 0, 0)), Fraction(0)),
        ("D A", Tally((0, 1, 1, 0)), Fraction(1, 2)),
        ("A DK DK", Tally(NOWHERE, dont_know=1), None),
        ("NA NA A", Tally(NOWHERE, not_applicable=1), None),
        ("-", Tally(NOWHERE), None),
    ],
)
def test_an_organisation_is_shown_as_one_answer_without_its_people(
    answers: str, seen: Tally, level: Fraction | None
) -> None:
    """It has the nearest point, both when it is halfway, don't know or not applicable once, or nothing at all."""
    (voice,) = shown(side(answers), "by organisation").voices
    assert (voice.tally, voice.level) == (seen, level)


def test_by_side_only_who_is_known_stands_where_the_side_does() -> None:
    """Whoever doesn't know has no place, nor has a side that isn't known; nobody's answer is shown."""
    seen = shown(side("SA", "A", "DK"), "by side")
    assert [voice.level for voice in seen.voices] == [MOSTLY_HIGH, MOSTLY_HIGH, None]
    assert {voice.tally for voice in seen.voices} == {Tally(NOWHERE)}
    unknown = shown(side("SA", "DK", "DK"), "by side")
    assert [standing.level for standing in (unknown, *unknown.voices)] == [None, MOSTLY_HIGH, None, None]
