"""The consensus of Tastle and Wierman: published and worked examples, and its laws."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.findings.arithmetic import consensus

counts = st.lists(st.integers(0, 50), min_size=2, max_size=7).filter(any)


@pytest.mark.parametrize(
    ("given_counts", "expected", "decimals"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.7256876, 7),
        ([0, 0, 0, 10], 1, 15),
        ([5, 0, 0, 5], 0, 15),
        ([2, 2, 2, 2], 0.3685, 4),
        ([0, 1, 3, 0], 0.8021, 4),
        ([1, 0, 0, 3], 0.1887, 4),
    ],
)
def test_the_examples_of_the_method_come_out(given_counts: list[int], expected: float, decimals: int) -> None:
    """Each vector of docs/method.md has the consensus that stands there, to as many decimals."""
    assert round(consensus(given_counts), decimals) == expected


@given(counts, st.integers(2, 9))
def test_only_shares_matter(some: list[int], times: int) -> None:
    """Counts, their multiples and their shares of the whole have the same consensus."""
    assert consensus([one * times for one in some]) == consensus(some)
    assert consensus([Fraction(one, sum(some)) for one in some]) == consensus(some)


@given(counts)
def test_it_lies_between_none_and_full(some: list[int]) -> None:
    """It is full just when all stand on one point, none just when half stand on each end, and else between."""
    found = consensus(some)
    if len([one for one in some if one]) == 1:
        assert found == 1
    elif some[0] == some[-1] and not any(some[1:-1]):
        assert found == 0
    else:
        assert 0 < found < 1


@given(counts)
def test_the_direction_of_the_scale_does_not_matter(some: list[int]) -> None:
    """Answers read from the other end of the scale agree as much, up to the last digits of the logarithm."""
    assert consensus(some[::-1]) == pytest.approx(consensus(some), abs=1e-12)


@pytest.mark.parametrize("nothing", [[], [3], [0, 0, 0]])
def test_nothing_to_agree_on_is_refused(nothing: list[int]) -> None:
    """No points, one point, or no answer on any has no consensus, and says so."""
    with pytest.raises(ValueError, match=r"^Consensus needs two points or more, and at least one answer\.$"):
        consensus(nothing)
