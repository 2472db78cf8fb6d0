"""The days that a new assessment gets when nobody says otherwise, whoever begins it and where."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.records.days import (
    day_from,
    in_words,
    partial_date,
    today,
    usual_closing,
    usual_retention,
)
from compact_core.errors import CompactsError

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


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_every_way_in_which_people_write_it(day: date) -> None:
    """In words, with the weekday, with an ordinal, in numbers with the day first, and as files have it."""
    month = in_words(f"2000-{day.month:02}").partition(" ")[0]
    for written in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%A}, {day.day}th of {month[:3]} {day.year}",
    ):
        assert partial_date(written) == day_from(written, "") == day.isoformat()
    for written in (f"{month} {day.year}", f"{day.month}/{day.year}", f"{month[:3].upper()} {day.year}"):
        assert partial_date(written) == day.isoformat()[: len("2026-03")]
    assert partial_date(str(day.year)) == str(day.year)


@pytest.mark.parametrize("written", ["soon", "31/2/2027", "13/2027", "March", "2027-02-29", "1 Smarch 2027", "31"])
def test_what_is_no_date_is_refused(written: str) -> None:
    """What is no day, month or year of the calendar is quoted, with what can be written."""
    year = today().year + 1
    ways = f"{year}, March {year}, 31 March {year}, 31/3/{year} or {year}-03-31"
    with pytest.raises(CompactsError) as caught:
        partial_date(written)
    assert str(caught.value) == f"'{written}' is no date. Write a year, a month or a day, such as {ways}."
