"""Days as people and spreadsheet programs write them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})")
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
