"""Where parts stand: what a code fills in for ``within`` and ``at``, and how printed numbers are compared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from compact_core.model.parts import TOP, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.model.provisions import Part

_WORDS = {"paragraph": "paragraph", "table": "table", "quotation": "box", "figure": "figure", "note": "note"}
"""The word before the position of a part without a number; all other kinds are bullets."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST = 60
"""Most characters of a title in a place."""


class Places:
    """Goes through the parts of a code in their order, and says where each stands."""

    def __init__(self) -> None:
        self._section = ""
        self._places: dict[str, str] = {}
        self._positions: dict[tuple[str, str], int] = {}

    def go_on(self, part: Part) -> tuple[str, str]:
        """Go on to the next part; gives the ``within`` and ``at`` to fill in. A section has no ``at``."""
        if isinstance(part, Section):
            self._section = part.id
            self._places[part.id] = self._heading(part)
            return "", ""
        at = self._place(part, part.within or self._section)
        if part.id:
            self._places[part.id] = part.at or at
        return self._section, at

    def _heading(self, section: Section) -> str:
        outer = self._places.get(section.within, "")
        number = plain_number(section.number)
        return _joined(outer, number or section.title.rstrip(" ?!.:")[:_LONGEST], titled=not number)

    def _place(self, part: Part, within: str) -> str:
        outer = self._places.get(within, "")
        word = _WORDS.get(part.kind, "bullet")
        number = plain_number(part.number)
        if number and word != _WORDS["note"]:  # the number of a note alone would be taken for a clause
            return _joined(outer, number)
        alike = "" if within == TOP else within, word
        position = self._positions.get(alike, 0) + 1
        if not part.number:
            self._positions[alike] = position
        return f"{outer}, {word} {number or position}" if outer else f"{word} {number or position}"


def filled(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with ``within`` and ``at`` where they are left out."""
    parts = tuple(parts)
    if any(map(_lacks, parts)):
        parts = tuple([replace(part) if _lacks(part) else part for part in parts])
        fill_in(parts)
    return parts


def fill_in(parts: Iterable[Part]) -> None:
    """Fill in ``within`` and ``at`` in new parts that nobody else holds yet."""
    places = Places()
    for part in parts:
        within, at = places.go_on(part)
        if within and not part.within:
            object.__setattr__(part, "within", within)
        if not (isinstance(part, Section) or part.at):
            object.__setattr__(part, "at", at)


def _lacks(part: Part) -> bool:
    """Whether a part leaves something out. A part before the first section may seem to."""
    return not (isinstance(part, Section) or (part.at and part.within))


def plain_number(number: str) -> str:
    """A printed number without the space and the full stop or colon around it: '1.2.1. ' is 1.2.1."""
    return number.strip().rstrip(".:").rstrip() if number else ""


def same_number(number: str) -> str:
    """A printed number in the form in which two are compared: without case and spaces, brackets or a last full stop."""
    return re.sub(r"[\s()\[\]]", "", plain_number(number)).casefold()


def roman_value(letters: str) -> int:
    """What small letters are as a Roman number, at most 399; 0 where they are none."""
    if not re.fullmatch(r"(?=.)c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", letters):
        return 0
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def letter_value(letters: str) -> int:
    """The position of a small letter that counts: 1 for a, 26 for z, 27 for aa."""
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def places_of(part: Part) -> tuple[str, ...]:
    """The place of a part in the form in which numbers are compared; for a numbered part its last piece too."""
    at: str = getattr(part, "at", "")
    return same_number(at), *([same_number(at.rpartition(", ")[2])] if part.number else [])


def _joined(outer: str, number: str, *, titled: bool = False) -> str:
    """A number after that of the part around it, unless it says as much by itself."""
    if not outer or number == outer:
        return number
    if titled:
        return f"{outer}, {number}"
    if number.startswith(("(", "[")):
        around = number[: max(number.rfind("("), number.rfind("["))]
        return outer + (number.removeprefix(around) if outer.endswith(around) else number)
    if "." in number or " " in number or _goes_on(outer, number):
        return number
    return f"{outer}, {number}"


def _goes_on(outer: str, number: str) -> bool:
    """Whether a number begins with that of the part around it: 8b with 8, and not 81."""
    rest = number.removeprefix(outer)
    return rest != number and outer[-1:].isalnum() and outer[-1:].isdecimal() != rest[:1].isdecimal()
