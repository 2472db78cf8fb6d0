"""Advice on printed numbers: one that goes back, and one that leaves a number out. Never an error.

The checks look along the one order of the parts, through all kinds and levels. A number goes on from the last one of
its row, such as 1.9 before 1.10, or (a) before (b): from the last among the parts beside it, or from the last anywhere.
The first of a row, and a row that begins again, are always right.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.flaws import Flaw
from compact_core.model.places import plain_number
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Code, Part

_LONGEST = 200
"""Most characters of a number that is looked at."""
_ROMAN = re.compile(r"(?=.)(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MOST_DIGITS = 9
"""Digits from which on a number is not counted."""


class _Step(NamedTuple):
    """One way to read a number: the row it belongs to, and how far it is in the row."""

    row: tuple[str, str]
    value: int


class _Seen(NamedTuple):
    value: int
    number: str
    forgiven: bool


def numbering(code: Code) -> Iterator[Flaw]:
    """Numbers go up one by one, in any way that documents number their parts; an erratum silences what is said."""
    everywhere: dict[tuple[str, str], _Seen] = {}
    beside: dict[tuple[str, tuple[str, str]], _Seen] = {}
    for index, part in enumerate(code.parts):
        number = _printed(part)
        steps = _readings(number)
        before = {step: beside[part.within, step.row] for step in steps if (part.within, step.row) in beside}
        fits = any(_goes_on(step, seen) or _goes_on(step, everywhere[step.row]) for step, seen in before.items())
        if before and not fits and not part.erratum and not any(seen.forgiven for seen in before.values()):
            yield _advice(index, part, number, before)
        for step in steps:
            seen = _Seen(step.value, number, bool(part.erratum))
            everywhere[step.row] = beside[part.within, step.row] = seen


def _printed(part: Part) -> str:
    """The number of a part; where none is printed, the place that a file gives it."""
    return plain_number(part.number) or getattr(part, "at", "").strip()


def _readings(number: str) -> list[_Step]:
    """The ways to read a number: 'i' is a letter and a Roman number; '1.10' is the tenth of '1.'."""
    number = number.casefold()
    if not number or len(number) > _LONGEST:
        return []
    bracket = number[-1] if number[-1] in ")]" else ""
    number = number.removesuffix(bracket)
    before = number.rstrip("0123456789")
    if digits := number[len(before) :]:
        return [_Step((f"{before}#{bracket}", "number"), int(digits))] if len(digits) < _MOST_DIGITS else []
    before = number.rstrip(ascii_lowercase)
    end = number[len(before) :]
    if not end or before[-1:].isalpha():
        return []
    steps = [_Step((f"{before}#{bracket}", "letter"), ord(end) - ord("a") + 1)] if len(end) == 1 else []
    if roman := _ROMAN.fullmatch(end):
        steps.append(_Step((f"{before}#{bracket}", "roman"), _roman_value(roman[0])))
    return steps


def _roman_value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _goes_on(step: _Step, seen: _Seen) -> bool:
    return step.value <= 1 or seen.value <= step.value <= seen.value + 1


def _advice(index: int, part: Part, number: str, before: dict[_Step, _Seen]) -> Flaw:
    step, seen = next(iter(before.items()))
    path = ("parts", index, "number" if part.number else "at")
    silent = "If the document prints it so, say so in an erratum of this part."
    if step.value < seen.value:
        message = f"The number '{shorten(number)}' stands after '{shorten(seen.number)}'."
        return Flaw(
            path, message, f"Look whether the parts stand in the order of the document. {silent}", "value", "warning"
        )
    message = f"Between '{shorten(seen.number)}' and '{shorten(number)}' a number seems to be missing."
    return Flaw(path, message, f"Look whether a part of the document was left out. {silent}", "value", "warning")
