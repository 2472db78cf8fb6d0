"""Days as forms write them and as spreadsheet programs leave them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.records.days import day_of, in_words


@given(st.dates())
def test_a_day_in_words_is_read_back(day: date) -> None:
    """A day written out, and the same day in digits, are read as that day."""
    written = f"{day.day} {day:%B} {day.year:04}"
    assert day_of(written) == (day.isoformat(), False)
    assert day_of(day.isoformat()) == (day.isoformat(), False)


@pytest.mark.parametrize(
    ("written", "day", "doubtful"),
    [
        ("1/3/2026", "2026-03-01", True),
        ("31/03/2026", "2026-03-31", False),
        ("3.3.2026", "2026-03-03", False),
        ("01-Mar-26", "2026-03-01", False),
        ("2026/03/01", "2026-03-01", False),
        ("2026-03-01 00:00:00", "2026-03-01", False),
        ("31/02/2026", "", False),
        ("1 Marzo 2026", "", False),
        ("", "", False),
    ],
)
def test_days_of_spreadsheet_programs_are_read(written: str, day: str, *, doubtful: bool) -> None:
    """The day is taken to come first, as in Britain, and it is told where that makes a difference."""
    assert day_of(written) == (day, doubtful)


@pytest.mark.parametrize(
    ("partial", "words"), [("2026", "2026"), ("2026-03", "March 2026"), ("2026-03-01", "1 March 2026")]
)
def test_partial_dates_in_words(partial: str, words: str) -> None:
    """A year, a month and a day are written as exactly as they are known."""
    assert in_words(partial) == words
