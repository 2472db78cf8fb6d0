"""Where parts stand: what a code fills in for ``within`` and ``at``, and how printed numbers are compared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compact_core.model.parts import TOP, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.model.provisions import Part

_WORDS = {"paragraph": "paragraph", "table": "table", "quotation": "box", "figure": "figure", "note": "note"}
"""The word before the position of a part without a number; all other kinds are bullets."""
_LONGEST = 60
"""So many characters of a title stand in a place."""


class Places:
    """Goes through the parts of a code in their order, and says where each stands."""

    def __init__(self) -> None:
        """Begin before the first part."""
        self.section = ""
        """Id of the last section; empty before the first."""
        self._places: dict[str, str] = {}
        self._positions: Counter[tuple[str, str]] = Counter()

    def within(self, part: Part) -> str:
        """Id of the part that the next part stands in if it does not say so; empty for none."""
        return "" if isinstance(part, Section) else self.section

    def at(self, part: Part, within: str) -> str:
        """The place of the next part, within another one, if it does not say so."""
        outer = self._places.get(within, "")
        word, number = _word(part), plain_number(part.number)
        if number and word != _WORDS["note"]:  # the number of a note alone would be taken for a clause
            return _joined(outer, number)
        position = f"{word} {number or self._positions[_holder(within), word] + 1}"
        return f"{outer}, {position}" if outer else position

    def add(self, part: Part) -> None:
        """Go on to the next part; this one, filled in, stands before it."""
        if isinstance(part, Section):
            self.section = part.id
            self._places[part.id] = self._heading(part)
            return
        if part.id:
            self._places[part.id] = part.at
        if not part.number:
            self._positions[_holder(part.within), _word(part)] += 1

    def _heading(self, section: Section) -> str:
        outer = self._places.get(section.within, "")
        number = plain_number(section.number)
        return _joined(outer, number or section.title.rstrip(" ?!.:")[:_LONGEST], titled=not number)


def filled(parts: Iterable[Part], *, fresh: bool = False) -> tuple[Part, ...]:
    """The parts with ``within`` and ``at`` where they are left out.

    Fresh parts, which nobody else holds yet, are filled in themselves: a copy of each would take as long again as all
    checks of a code together.
    """
    parts = tuple(parts)
    if not any(map(_lacks, parts)):
        return parts
    places = Places()
    whole = []
    for part in parts:
        missing: dict[str, Any] = {}
        within = part.within
        if not within and (within := places.within(part)):
            missing["within"] = within
        if not isinstance(part, Section) and not part.at:
            missing["at"] = places.at(part, within)
        if missing and not fresh:
            part = replace(part, **missing)  # noqa: PLW2901 - from here on the part is the one that is filled in
        elif missing:
            for name, value in missing.items():
                object.__setattr__(part, name, value)
        places.add(part)
        whole.append(part)
    return tuple(whole)


def _lacks(part: Part) -> bool:
    """Whether a part leaves something out. A part before the first section may seem to."""
    return not (isinstance(part, Section) or (part.at and part.within))


def _holder(within: str) -> str:
    return "" if within == TOP else within


def _word(part: Part) -> str:
    return _WORDS.get(getattr(part, "kind", ""), "bullet")  # what a file has instead of a part has no kind


def plain_number(number: str) -> str:
    """A printed number without the space and the full stop or colon around it: '1.2.1. ' is 1.2.1."""
    return number.strip().rstrip(".:").rstrip() if number else ""


def same_number(number: str) -> str:
    """A printed number in the form in which two are compared: without case and spaces, brackets or a last full stop."""
    return re.sub(r"[\s()\[\]]", "", plain_number(number)).casefold()


def places_of(part: Part) -> tuple[str, ...]:
    """The place of a part in the form in which numbers are compared; of a numbered part also its last piece alone."""
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
