"""Numbers from five organisations on: what each means, and that none is given below."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings.arithmetic import are_far, numbers, share, stretch_of, to_one_decimal


@given(st.integers(2, 9), st.data())
def test_a_point_is_as_many_steps_above_the_lowest_as_its_share_says(points: int, data: st.DataObject) -> None:
    """The lowest point is at 0, the highest at 1, and all steps between them are of one size."""
    point = data.draw(st.integers(1, points))
    assert share(point, points) * (points - 1) == point - 1


@pytest.mark.parametrize(("point", "points"), [(0, 4), (5, 4), (1, 1)])
def test_a_point_that_a_scale_does_not_have_is_no_share(point: int, points: int) -> None:
    """Nor has a scale of one point any shares."""
    with pytest.raises(ValueError, match=rf"^A scale of {points} points gives no share to point {point}\.$"):
        share(point, points)


def test_the_parts_of_the_scale_and_what_is_far() -> None:
    """Both lines belong to their part; a third of the scale is far when it leads out of one."""
    parts = {"high": (Fraction(3, 5), Fraction(1)), "middle": (Fraction(1, 2),), "low": (Fraction(2, 5), Fraction(0))}
    assert [stretch_of(x) for shares in parts.values() for x in shares] == ["high", "high", "middle", "low", "low"]
    assert are_far(Fraction(1, 2), Fraction(5, 6))
    assert are_far(Fraction(1, 2), Fraction(1, 6))
    assert not are_far(Fraction(1, 2), Fraction(4, 5))
    assert not are_far(Fraction(1), Fraction(3, 5))


def test_numbers_by_example() -> None:
    """Five organisations, one of them with two opinions; every number was worked out by hand."""
    found = numbers(
        one_item({"p": {"a": "SA SA SA SA", "b": "A SA", "c": "A"}, "t": {"d": "D", "e": "SD"}}).finding().opinions
    )
    assert found is not None
    assert found.organisations == 5
    assert found.distribution == (Fraction(1, 5), Fraction(1, 5), Fraction(3, 10), Fraction(3, 10))
    assert found.median == 3
    assert found.mean == Fraction(27, 10)
    assert found.favourable == Fraction(3, 5)
    assert round(found.consensus, 4) == 0.3906


def test_a_median_between_two_points_is_halfway() -> None:
    """Three low and three high voices have their middle between the points that are used."""
    low_and_high = one_item({"p": {"a": "D", "b": "D", "c": "D"}, "t": {"d": "SA", "e": "SA", "f": "SA"}})
    found = numbers(low_and_high.finding().opinions)
    assert found is not None
    assert found.median == 3
    near = numbers(
        one_item({"p": {"a": "D", "b": "D", "c": "D"}, "t": {"d": "A", "e": "A", "f": "A"}}).finding().opinions
    )
    assert near is not None
    assert near.median == Fraction(5, 2)


def test_four_organisations_get_no_numbers() -> None:
    """Neither don't-knows nor silence make up the number."""
    assert (
        numbers(
            one_item({"p": {"a": "A", "b": "A", "c": "A", "d": "A"}, "t": {"e": "DK", "f": "-"}}).finding().opinions
        )
        is None
    )


@given(cases())
def test_numbers_are_of_one_piece(drawn: Case) -> None:
    """From five voices on, the distribution is whole and everything else lies on the scale; below there is nothing."""
    for finding in drawn.result().findings:
        known = [voice for voice in finding.voices if voice.known]
        found = numbers(finding.opinions)
        assert (found is None) == (len(known) < 5)
        if found:
            points = len(finding.heads.points)
            assert sum(found.distribution) == 1
            assert 1 <= found.median <= points
            assert (found.mean - 1) / (points - 1) == sum(voice.x for voice in known) / len(known)
            assert 0 <= found.favourable <= 1


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(27, 10), "2.7"),
        (Fraction(11, 4), "2.8"),
        (Fraction(5, 4), "1.3"),
        (Fraction(4), "4.0"),
        (Fraction(299, 100), "3.0"),
        (Fraction(0), "0.0"),
    ],
)
def test_halves_are_rounded_up(number: Fraction, text: str) -> None:
    """One decimal, and a half goes up whatever stands before it."""
    assert to_one_decimal(number) == text


@given(st.fractions(0, 1000))
def test_rounding_moves_by_half_a_tenth_at_most(number: Fraction) -> None:
    """The text is never further from the number than half of its last digit."""
    assert abs(Fraction(to_one_decimal(number)) - number) <= Fraction(1, 20)
