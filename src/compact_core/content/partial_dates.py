"""Partial dates (a year, a month or a day): checked, and put in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.content.locate import Path

_WHOLE_DAY = len("2026-03-31")
_YEAR = len("2026")


def exists(day: str) -> bool:
    """Whether a partial date is in the calendar."""
    try:
        return len(day) < _WHOLE_DAY or bool(date.fromisoformat(day))
    except ValueError:
        return False


def is_before(first: str, second: str) -> bool:
    """Whether the first is before the second, as far as both are known; nothing is before or after an empty one."""
    width = min(len(first), len(second))
    return first[:width] < second[:width]


def over_first(one: str, other: str) -> str:
    """The date that ends first; an empty one does not count."""
    return min(filter(None, (one, other)), key=_last_day, default="")


def _last_day(day: str) -> str:
    """The last day of a year or a month, or the day itself; every month counts as a long one."""
    return day + "-12-31"[len(day) - _YEAR :]


def unreal_dates(dated: Iterable[tuple[Path, str]]) -> Iterator[Flaw]:
    """The days that are not in the calendar."""
    for path, day in dated:
        if not exists(day):
            yield Flaw(path, f"There is no day {day} in the calendar.", "Correct it, or write only year and month.")


def wrong_order(path: Path, early: str, first: str, late: str, second: str) -> Iterator[Flaw]:
    """A flaw where the second date is before the first; ``early`` and ``late`` are their keys at ``path``."""
    if is_before(second, first):
        message = f"{late} is {second}, before {early}, which is {first}."
        yield Flaw((*path, late), message, "Correct one of the two.")
