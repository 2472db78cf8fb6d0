"""What a round asks of people."""

from dataclasses import replace

import pytest

from assessment_strategies import case, one_item
from compact_core.assessment.asking import asked_digest, minutes_each, time_asked
from compact_core.assessment.partnership import AskedTime

ROUND = case({"public": {"council": [{}]}}, items=("one", "two")).round


@pytest.mark.parametrize(
    "other",
    [
        replace(ROUND, rows=ROUND.rows[::-1]),
        replace(ROUND, rows=ROUND.rows[:1]),
        replace(ROUND, rows=(replace(ROUND.rows[0], digest="f" * 16), ROUND.rows[1])),
        replace(ROUND, points=(*ROUND.points, "more")),
        replace(ROUND, code="other"),
        replace(ROUND, wording="signed"),
    ],
)
def test_another_form_is_noticed(other: object) -> None:
    """Another order, fewer items, other words, another scale or code: the digest is another."""
    assert isinstance(other, type(ROUND))
    assert asked_digest(other) != asked_digest(ROUND)


def test_who_is_asked_changes_no_form() -> None:
    """An invitee more, a later day: the forms that are out stay good."""
    assert asked_digest(replace(ROUND, invitees=(), closes="2027", number=2)) == asked_digest(ROUND)


@pytest.mark.parametrize(("rows", "minutes"), [(0, 0), (1, 1), (5, 3), (34, 17)])
def test_half_a_minute_an_item(rows: int, minutes: int) -> None:
    """Five items ask for three minutes, the 34 actions of a code for 17."""
    assert minutes_each(rows) == minutes


def test_each_side_has_its_time() -> None:
    """Minutes are those of all people of a side together; a side of which nobody is asked is not there."""
    drawn = one_item({"public": {"council": "A A", "trust": "A"}, "third": {"charity": "A"}, "other": {"club": ""}})
    assert time_asked(drawn.partnership, drawn.round.invitees, 5) == (
        AskedTime(side="public", minutes=9),
        AskedTime(side="third", minutes=3),
    )
