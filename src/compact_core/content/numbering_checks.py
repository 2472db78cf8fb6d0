"""Advice on printed numbers that go back or leave a number out. It is never an error.

The check follows the order of the parts, through all kinds and levels. Numbers that differ only at their end are a row:
1.9 and 1.10, or (a) and (b). A row that says where it belongs, such as 1.1 or 2A, is one through the whole code; any
other begins anew in each part that holds some, but may also run on. The first number of a row is always right, and so
is a row that begins again, but 1.1 beside 1.2 only after another 1. Tables, figures and notes may be counted with the
clauses, or apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.flaws import Flaw
from compact_core.model.parts import TOP
from compact_core.model.places import letter_value, plain_number, roman_value
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Code, Part

_LONGEST = 200
"""Longer numbers are not checked."""
_AT_END = re.compile(r"(?s)(.*?)([0-9]{1,8}|(?<![^\W\d_])[a-z]{1,15})([)\]]?)$")
_NOUGHT = re.compile(r"(?:\.0+)+$")
"""The end of a heading such as '2.0', which is the second."""
_BELONGS = re.compile(r"(?s)(.*(?:[0-9]|\b[a-z]))[.:/()\[\]-]*")
"""The beginning of a number that names its section, such as the 1 of 1.2."""
_TIMES = re.compile(r"\b(?:days?|weeks?|months?|years?) *$")
"""Words before a number that counts time instead of parts."""
_SEVERAL = re.compile(r"(.*[^\W_][)\]]?) ?(?:[-–—&,]| and | to ) ?([(\[]?[^\W_].*)")
"""A number that stands for several parts: '2-4', '3.1 to 3.4' or '(b) and (c)'."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_APART = frozenset({"table", "figure", "note", "signatory", "quotation"})
"""Kinds that are often counted for themselves."""

_RowName = tuple[str, str]
"""What stands around the end of a number, and the way in which the end is written."""


class _Reading(NamedTuple):
    """One way to read a number: its row, and how far it is in the row."""

    row: _RowName
    value: int
    heading: str | None
    """Number of the section that it names, such as the 1 of 1.1; None if it names none."""


class _Seen(NamedTuple):
    position: int
    value: int
    number: str


@dataclass
class _Row:
    """A row as far as it has been seen."""

    value: int = 0
    """The last number."""
    ends: set[int] = field(default_factory=set)
    """Numbers that the row can go on from: it may be counted several times."""
    last: dict[str, _Seen] = field(default_factory=dict)
    """The last part of each sort."""

    def goes_on(self, value: int) -> bool:
        return value == self.value or value - 1 in self.ends

    def add(self, sort: str, seen: _Seen) -> None:
        self.ends.discard(seen.value - 1)
        self.ends.add(seen.value)
        self.value = seen.value
        self.last[sort] = seen


def numbering(code: Code) -> Iterator[Flaw]:
    """Numbers go up one by one, in whatever way they are written; an erratum ends the advice."""
    rows: dict[tuple[str, _RowName], _Row] = defaultdict(_Row)
    latest: dict[_RowName, int] = {}
    heads: dict[str, int] = {}
    silence = _Silence(code)
    for index, part in enumerate(code.parts):
        if part.erratum:
            silence.begin(index, part)
        if not (number := _printed(part)):
            continue
        sort = part.kind if part.kind in _APART else ""
        readings = [
            (reading, rows["" if reading.heading else part.within or TOP, reading.row]) for reading in _readings(number)
        ]
        fitting = [
            (reading, row)
            for reading, row in readings
            if row.goes_on(reading.value)
            or reading.value - 1 == latest.get(reading.row)
            or (reading.value <= 1 and not _is_back(code, index, reading, row.last.get(sort), heads))
        ]
        before = [(reading.value, row.last[sort]) for reading, row in readings if sort in row.last]
        if before and not fitting and part.kind != "quotation" and not silence.covers(index, before[0][1].position):
            yield _advice(index, part, number, *before[0])
        for reading in _several(number):
            rows["" if reading.heading else part.within or TOP, reading.row].add(
                sort, _Seen(index, reading.value, number)
            )
        for reading, row in fitting or readings:
            row.add(sort, _Seen(index, reading.value, number))
            latest[reading.row] = reading.value
        heads[number.casefold().removesuffix(".0")] = index


def _is_back(code: Code, index: int, reading: _Reading, last: _Seen | None, heads: dict[str, int]) -> bool:
    """Whether a first number stands beside a later one of its row, although the row does not begin again."""
    if last is None or reading.heading is None:
        return False
    beside = code.parts[last.position].within == code.parts[index].within
    return beside and heads.get(reading.heading, -1) < last.position


class _Silence:
    """The places without advice: those at an erratum."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._ids = {part.id for part in code.parts if part.erratum}
        self._last: dict[str, int] = {}

    def begin(self, index: int, part: Part) -> None:
        """Remember the last erratum within each part."""
        self._last[part.within] = index

    def covers(self, index: int, since: int) -> bool:
        """Whether there is no advice on a part that does not go on from an earlier one."""
        part = self._code.parts[index]
        between = self._last.get(part.within, -1) >= since
        return between or bool(self._code.parts[since].erratum) or part.within in self._ids


def _printed(part: Part) -> str:
    """The number of a part; where none is printed, its place, if that is a number and no words."""
    if part.number:
        return plain_number(part.number)
    at: str = getattr(part, "at", "")
    return "" if " " in at else at


@lru_cache(maxsize=10_000)
def _readings(number: str) -> tuple[_Reading, ...]:
    """The ways to read a number: 'i' is a letter and a Roman number; '1.10' is the tenth of '1.'."""
    number = _NOUGHT.sub("", number.casefold())
    match = _AT_END.match(number) if len(number) <= _LONGEST else None
    if not match or _TIMES.search(match[1]) or _YEAR.fullmatch(match[2]):
        return ()
    before, end, bracket = match.groups()
    ways = {}
    if end.isdecimal():
        ways["number"] = int(end)
    elif end in {end[0], end[0] * 2}:  # after z comes aa
        ways["letter"] = letter_value(end)
    if roman := roman_value(end):
        ways["roman"] = roman
    heading = belongs[1] if (belongs := _BELONGS.fullmatch(before)) else None
    return tuple(_Reading((f"{before}#{bracket}", way), value, heading) for way, value in ways.items())


@lru_cache(maxsize=10_000)
def _several(number: str) -> tuple[_Reading, ...]:
    """The ways to read the two ends of a range such as 2-4; empty for a single number."""
    ends = _SEVERAL.fullmatch(number) if len(number) <= _LONGEST else None
    if not ends:
        return ()
    last = {reading.row: reading for reading in _readings(ends[2])}
    pairs = [(reading, last[reading.row]) for reading in _readings(ends[1]) if reading.row in last]
    return tuple(end for pair in pairs if pair[0].value < pair[1].value for end in pair)


def _advice(index: int, part: Part, number: str, value: int, seen: _Seen) -> Flaw:
    word = "number" if part.number else "place"
    silent = "If the document prints it so, say so in an erratum of this part."
    if value < seen.value:
        message = f"The {word} '{shorten(number)}' stands after '{shorten(seen.number)}'."
        hint = f"Look whether the parts stand in the order of the document. {silent}"
    else:
        message = f"Between '{shorten(seen.number)}' and '{shorten(number)}' a {word} seems to be missing."
        hint = f"Look whether a part of the document was left out. {silent}"
    return Flaw(("parts", index, "number" if part.number else "at"), message, hint, "value", "warning")
