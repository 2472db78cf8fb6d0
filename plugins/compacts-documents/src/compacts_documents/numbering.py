"""The labels that list numbers print: counted level by level, in the formats of office programs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 30_000
"""Numbers up to this one are written in letters or Roman numbers."""


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    """Name of the format, as Word writes it; ``bullet`` and ``none`` count nothing."""
    text: str = "%1."
    """What is printed: %1 stands for the number of the first level, and so on."""
    start: int = 1
    """The first number."""
    restarts: int = -1
    """The level after which it begins again; -1 for any above it, 0 for never."""
    legal: bool = False
    """Whether the numbers of other levels are written as digits."""


@dataclass
class Counter:
    """Counts the paragraphs of one list."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, at: int, *, start: int | None = None) -> str:
        """The label of the next paragraph at a level; empty for bullets and for what counts nothing."""
        level = self.levels.get(at, Level())
        first = level.start if start is None else start
        self.counts[at] = first if start is not None or at not in self.counts else self.counts[at] + 1
        for deeper in [level for level in self.counts if level > at]:
            restarts = self.levels.get(deeper, Level()).restarts
            if restarts == -1 or (restarts and at < restarts):
                del self.counts[deeper]
        if level.form in {"bullet", "none"} or not level.text:
            return ""
        return re.sub(r"%(\d)", lambda match: self._number(int(match[1]) - 1, level), level.text).strip()

    def _number(self, at: int, level: Level) -> str:
        other = self.levels.get(at, Level())
        form = "decimal" if level.legal and other.form != "none" else other.form
        return formatted(self.counts.get(at, other.start), form)


def formatted(number: int, form: str) -> str:
    """A number in a format."""
    if not 0 < number < _MOST:
        return str(number)
    match form:
        case "lowerLetter" | "a":
            return _letters(number)
        case "upperLetter" | "A":
            return _letters(number).upper()
        case "lowerRoman" | "i":
            return _roman(number)
        case "upperRoman" | "I":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}{_ending(number)}"
        case "none" | "bullet":
            return ""
    return str(number)


def _letters(number: int) -> str:
    """A to z, then aa, bb and so on, as Word counts."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * min(times + 1, 50)


def _roman(number: int) -> str:
    values = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    written = ""
    for value, letters in values:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _ending(number: int) -> str:
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
