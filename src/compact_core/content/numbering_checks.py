"""Checks of printed numbers: those of places and sections go up, and no place is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.content.locate import Path
    from compact_core.model import Code

_ROMAN_LETTERS = "ivxlcIVXLC"
"""Letters that may be Roman numbers; beside Roman numbers their order is not checked."""
_ROMAN = re.compile(r"[ivxlc]{2,}|[IVXLC]{2,}")
_AT_ROMAN = re.compile(r"((?:.*[^a-z])?)[ivxlc]{2,}", re.DOTALL)
"""A place that ends with a Roman number of several letters, such as 'iv'."""
_LONGEST_PLACE = 200
"""Most characters of a place that is checked."""


def _leading_number(at: str) -> str:
    """The number at the start of a place, without leading zeros; empty when there is none."""
    return number[0].lstrip("0") or "0" if (number := re.match(r"[0-9]+", at)) else ""


def _counted(at: str) -> tuple[str, int | None] | None:
    """A place as its row and its number in it: '8, bullet 3' -> ('8, bullet #', 3), '8b' -> ('8@', 98).

    A Roman number of several letters has no number: 'iv' -> ('@', None). None means that nothing is counted.
    """
    at = at.strip().casefold()
    before = at.rstrip("0123456789")
    if digits := at[len(before) :]:
        return (f"{before}#", int(digits)) if len(digits) < 9 else None  # noqa: PLR2004 - longer numbers are not counted
    if re.fullmatch(r"[a-z]", at[-1:]) and not at[-2:-1].isalpha():
        return f"{at[:-1]}@", ord(at[-1])
    return (f"{roman[1]}@", None) if (roman := _AT_ROMAN.fullmatch(at)) else None


def source_places(code: Code) -> Iterator[Flaw]:
    """Places go up within a section, none is left out, and each begins with the number of its section."""
    numbers = {
        section.id: section.number.lstrip("0") or "0"
        for section in code.sections
        if not section.within and re.fullmatch(r"[0-9]+", section.number)
    }
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for index, provision in enumerate(code.provisions):
        at = provision.at
        if len(at) > _LONGEST_PLACE:
            continue
        number = numbers.get(provision.section)
        if number and _leading_number(at) not in ("", number):
            message = f"The place '{shorten(at)}' does not begin with {shorten(number)}, the number of its section."
            yield Flaw(("provisions", index, "at"), message, "Correct the place or the section.")
        if not (counted := _counted(at)):
            continue
        row, step = (provision.section, counted[0]), counted[1]
        if step is None:
            last.pop(row, None)
            continue
        step_before, at_before = last.get(row, (step, ""))
        if not step_before <= step <= step_before + 1:
            yield _out_of_order(("provisions", index, "at"), at_before, at, backwards=step < step_before)
        last[row] = (step, at)


def _out_of_order(path: Path, before: str, at: str, *, backwards: bool) -> Flaw:
    if backwards:
        message = f"The place '{shorten(at)}' stands after '{shorten(before)}'."
        return Flaw(path, message, "Put the provisions in the order of the source, or correct the place.")
    message = f"Between '{shorten(before)}' and '{shorten(at)}' a place of the source is missing."
    return Flaw(path, message, "Add the provision that stands there.", severity="warning")


def section_numbers(code: Code) -> Iterator[Flaw]:
    """Numbers and letters of sibling sections go up; appendices are counted apart."""
    last: dict[tuple[str, bool, bool], tuple[int, str]] = {}
    printed = [section.number.strip().rstrip(".)").rpartition(".")[2] for section in code.sections]
    roman = {section.within for section, number in zip(code.sections, printed, strict=True) if _ROMAN.fullmatch(number)}
    for index, (section, number) in enumerate(zip(code.sections, printed, strict=True)):
        if not re.fullmatch(r"[0-9]{1,8}|[A-Za-z]", number) or (section.within in roman and number in _ROMAN_LETTERS):
            continue
        value = int(number) if number.isdecimal() else ord(number.lower())
        row = (section.within, number.isdecimal(), section.role == "appendix")
        before, shown = last.get(row, (-1, ""))
        if value <= before:
            message = f"The section number '{shorten(section.number)}' stands after '{shown}'."
            yield Flaw(("sections", index, "number"), message, "Put the sections in the order of the source.")
        last[row] = (value, shorten(section.number))
