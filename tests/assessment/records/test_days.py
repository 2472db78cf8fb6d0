"""The days that a new assessment gets when nobody says otherwise, whoever begins it and where."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.records.days import usual_closing, usual_retention

DAYS = st.dates(max_value=date(9998, 12, 31))


@pytest.mark.parametrize(
    ("closes", "kept"),
    [
        ("2026-03-22", "2027-03-22"),
        ("2028-02-29", "2029-02-28"),
        ("2027-02-28", "2028-02-28"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_answers_are_kept_for_a_year_after_they_were_asked_for(closes: str, kept: str) -> None:
    """It is the same day a year later; the day before where the calendar has no such day, or no such year."""
    assert usual_retention(closes) == kept


@given(DAYS)
def test_the_usual_days_follow_each_other(day: date) -> None:
    """Answers are asked for three weeks after the round is opened, and kept for a year and no more than a day less."""
    asked = date(min(day.year, 9990), 1, 1) + (day - date(day.year, 1, 1))
    closes = date.fromisoformat(usual_closing(asked))
    assert closes - asked == timedelta(weeks=3)
    assert timedelta(days=365) <= date.fromisoformat(usual_retention(closes.isoformat())) - closes <= timedelta(366)
