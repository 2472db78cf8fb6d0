"""The four worked items of docs/method.md, step by step, and what stands beside them."""

from fractions import Fraction

import pytest

from assessment_strategies import Case, one_item
from compact_core.assessment.findings.findings import AgreedStrength, DifferInDegree, Finding, SidesDiffer, SplitInside

ONE = one_item({"public": {"council": "A A SA", "trust": "A A"}, "third": {"a": "A", "b": "A"}})
TWO = one_item({"public": {"council": "SA SA A", "trust": "A A"}, "third": {"a": "D", "b": "SD"}})
THREE = one_item({"public": {"council": "D D A", "trust": "A SA"}, "third": {"a": "A", "b": "DK"}})
FOUR = one_item({"public": {"council": "A D A", "trust": "A D"}, "third": {"a": "A", "b": "A"}})


def levels(finding: Finding) -> list[tuple[str, str]]:
    """Where each side and each organisation stands, as fractions."""
    sides = [(side.side, str(side.x)) for side in finding.sides]
    return sides + [(voice.organisation, str(voice.x)) for voice in finding.voices if voice.known]


@pytest.mark.parametrize(
    ("example", "kind", "standing", "pooled", "hidden"),
    [
        (
            ONE,
            AgreedStrength,
            [("public", "13/18"), ("third", "2/3"), ("council", "7/9"), ("trust", "2/3"), ("a", "2/3"), ("b", "2/3")],
            Fraction(5, 7),
            False,
        ),
        (
            TWO,
            SidesDiffer,
            [("public", "7/9"), ("third", "1/6"), ("council", "8/9"), ("trust", "2/3"), ("a", "1/3"), ("b", "0")],
            Fraction(13, 21),
            True,
        ),
        (
            THREE,
            SplitInside,
            [("public", "23/36"), ("third", "2/3"), ("council", "4/9"), ("trust", "5/6"), ("a", "2/3")],
            Fraction(11, 18),
            True,
        ),
        (
            FOUR,
            DifferInDegree,
            [("public", "19/36"), ("third", "2/3"), ("council", "5/9"), ("trust", "1/2"), ("a", "2/3"), ("b", "2/3")],
            Fraction(4, 7),
            False,
        ),
    ],
    ids=["one", "two", "three", "four"],
)
def test_each_worked_item_comes_out_as_the_method_says(
    example: Case, kind: type[Finding], standing: list[tuple[str, str]], pooled: Fraction, *, hidden: bool
) -> None:
    """The finding, every fraction on the way to it, the mean of all heads, and whether counting heads hides it."""
    found = example.finding()
    assert isinstance(found, kind)
    assert levels(found) == standing
    assert found.pooled == pooled
    assert found.heads_hide_it is hidden


def test_the_second_says_who_rates_it_higher_and_by_how_much() -> None:
    """The public side stands highest, the third sector lowest, 11/18 apart, and no side is split."""
    found = TWO.finding()
    assert isinstance(found, SidesDiffer)
    assert [side.side for side in found.highest] == ["public"]
    assert [side.side for side in found.lowest] == ["third"]
    assert found.by == Fraction(11, 18)
    assert found.split == ()


def test_the_third_says_which_organisations_are_apart_and_who_does_not_know() -> None:
    """The trust stands above the council; of the third sector one voice of two is known."""
    found = THREE.finding()
    assert isinstance(found, SplitInside)
    (split,) = found.split
    assert [voice.organisation for voice in split.highest_voices] == ["trust"]
    assert [voice.organisation for voice in split.lowest_voices] == ["council"]
    third = found.sides[1]
    assert (len(third.known_voices), third.possible_voices) == (1, 2)
    assert [voice.organisation for voice in third.that("don't know")] == ["b"]
