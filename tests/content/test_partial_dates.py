"""Dates that are a year, a month or a day: which comes first, and whether they exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.partial_dates import exists, is_before, over_first

DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from(["", day[:4], day[:7], day]))


@given(DATES, DATES)
def test_one_date_is_before_the_other_or_neither_is(one: str, other: str) -> None:
    """No date is before one that it is after, or before nothing; what is before another is over first."""
    assert not (is_before(one, other) and is_before(other, one))
    if is_before(one, other):
        assert over_first(one, other) == over_first(other, one) == one
    assert not is_before("", one)
    assert over_first("", one) == one


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [("2027", "2027-03", "2027-03"), ("2027-03", "2027-03-30", "2027-03-30"), ("2027-12", "2027-11-30", "2027-11-30")],
)
def test_which_date_is_over_first(one: str, other: str, first: str) -> None:
    """A month is over before its year, and a day before its month."""
    assert over_first(one, other) == over_first(other, one) == first


@pytest.mark.parametrize("day", ["2027-02-29", "2027-04-31"])
def test_days_that_are_not_in_the_calendar(day: str) -> None:
    """A day that no month has does not exist; its month and its year do."""
    assert [exists(day), exists(day[:7]), exists(day[:4])] == [False, True, True]
