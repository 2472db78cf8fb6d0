"""Days: today's, and those that people type, checked before they go into a file."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import get_args

from compact_core.content.partial_dates import exists, is_before
from compact_core.errors import CompactsError
from compact_core.model.text_rules import PartialDate
from compact_core.text import clean, shorten

_DATE = get_args(PartialDate)[1].pattern
_WEEKS_TO_ANSWER = 3
_LAST_YEAR = 9999


def today() -> date:
    """The day, as people here count it."""
    return date.today()  # noqa: DTZ011 - a closing day means the day where the partners are


def a_day() -> str:
    """Examples of a day, for messages."""
    year = next_year()
    return f"31 March {year}, 31/3/{year} or {year}-03-31"


def a_date() -> str:
    """Examples of a year, a month and a day, for messages."""
    year = next_year()
    return f"{year}, March {year}, {a_day()}"


def next_year() -> int:
    """The year after this one, for examples of what is to come."""
    return min(today().year + 1, _LAST_YEAR)


def usual_closing(day: date) -> str:
    """The usual closing day of a round that opens on this day."""
    return (day + timedelta(weeks=_WEEKS_TO_ANSWER)).isoformat()


def usual_retention(closes: str) -> str:
    """The usual day until which answers are kept: a year after the closing day."""
    last = date.fromisoformat(closes)
    year = min(last.year + 1, _LAST_YEAR)
    leap_day = (last.month, last.day) == (2, 29)
    return last.replace(year=year, day=28 if leap_day else last.day).isoformat()


def has_passed(day: str) -> bool:
    """Whether a year, a month or a day, written as in files, is over; an empty text never is."""
    return is_before(day, today().isoformat())


def partial_date(typed: str) -> str:
    """A year, a month or a day as files have it (2026, 2026-03, 2026-03-31), from what people write; or nothing."""
    text = " ".join(clean(typed).split())
    found = text if re.fullmatch(_DATE, text) else day_of(_plain(text))[0] or _month_of(text)
    if (text and not found) or not exists(found):
        raise CompactsError(f"'{shorten(text)}' is no date. Write a year, a month or a day, such as {a_date()}.")
    return found


def day_from(typed: str, first: str) -> str:
    """A day as files have it, 2026-03-31, from what people write; it must not be before the first one."""
    text = " ".join(clean(typed).split())
    found = day_of(_plain(text))[0]
    if not found:
        raise CompactsError(f"'{shorten(text)}' is no day. Write day, month and year, such as {a_day()}.")
    if found < first:
        raise CompactsError(f"{in_words(found)} is too early. Write {in_words(first)}, or a later day.")
    return found


def is_moment(text: str) -> bool:
    """Whether a moment, written as in files, exists in the calendar and on the clock."""
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9}|\d{1,2})[-/.\s]+(?P<year>\d{4})")
_WORD = re.compile(r"(?P<day>\d{1,2})[-\s]?(?P<month>[A-Za-z]{3,9})[-\s]?(?P<year>\d{4}|\d{2})")


def in_words(day: str) -> str:
    """A partial date (2026, 2026-03 or 2026-03-01) as British readers write it: 1 March 2026."""
    year, *rest = day.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*number, *month, year])


def day_of(written: str) -> tuple[str, bool]:
    """The day that is written, as 2026-03-01, and whether another order of its numbers would give another day.

    Spreadsheet programs rewrite days in the habit of their country; British ones put the day first. Empty when it
    cannot be read.
    """
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _WORD):
        if found := pattern.fullmatch(written):
            day, month = int(found["day"]), _month(found["month"])
            doubtful = pattern is _DAY_FIRST and day != month and day <= len(MONTHS)
            year = found["year"] if len(found["year"]) == len("2026") else f"20{found['year']}"
            return _exact(int(year), month, day), doubtful
    return "", False


def _plain(text: str) -> str:
    """A day without what people add to it: the name of the weekday, a comma, 'of', 'the', and the ending of 31st."""
    text = re.sub(r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[,\s]*|\b(?:of|the)\b\s*|,", "", text)
    return " ".join(re.sub(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", text).split())


def _month_of(text: str) -> str:
    """The month that is written, as 2026-03; empty when it cannot be read."""
    found = _MONTH_FIRST.fullmatch(_plain(text))
    month = _month(found["month"]) if found else 0
    return f"{found['year']}-{month:02}" if found and 1 <= month <= len(MONTHS) else ""


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    short = [month.casefold() for month in MONTHS]
    return next((position for position, month in enumerate(short, start=1) if month.startswith(written.casefold())), 0)


def _exact(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
