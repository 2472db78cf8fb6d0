"""Checks of the numbers that a source prints: places and sections go up, and none is passed over."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.content.locate import Path
    from compact_core.model import Code

_ROMAN_LETTERS = "ivxlcIVXLC"
"""Letters that are Roman numbers where they stand beside Roman numbers; then their order says nothing."""
_ROMAN = re.compile(r"[ivxlc]{2,}|[IVXLC]{2,}")
_AT_ROMAN = re.compile(r"((?:.*[^a-z])?)[ivxlc]{2,}", re.DOTALL)
"""A place that ends with a Roman number of several letters: 'iv' is no step from 'i' to 'v'."""
_LONGEST_PLACE = 200
"""Characters of a place; a longer one is a text that counts nothing."""


@lru_cache  # the codes of a library name the same places again and again
def _leading_number(at: str) -> str:
    """The number that a place begins with, without zeros before it; empty when it begins with none."""
    return number[0].lstrip("0") or "0" if (number := re.match(r"[0-9]+", at)) else ""


@lru_cache
def _place(at: str) -> tuple[str, int | None] | None:
    """A place as what stands around its last number or letter, and that: '8, bullet 3' -> ('8, bullet #', 3).

    A Roman number of several letters is no number here: 'iv' -> ('@', None).
    """
    at = at.strip().casefold()
    before = at.rstrip("0123456789")
    if digits := at[len(before) :]:
        return (f"{before}#", int(digits)) if len(digits) < 9 else None  # noqa: PLR2004 - longer ones count nothing
    if re.fullmatch(r"[a-z]", at[-1:]) and not at[-2:-1].isalpha():
        return f"{at[:-1]}@", ord(at[-1])
    return (f"{roman[1]}@", None) if (roman := _AT_ROMAN.fullmatch(at)) else None


def source_places(code: Code) -> Iterator[Flaw]:
    """Places in the source go up within a section, none is passed over, and they bear the section's number."""
    numbers = {
        one.id: one.number.lstrip("0") or "0"
        for one in code.sections
        if not one.within and re.fullmatch(r"[0-9]+", one.number)
    }
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for index, one in enumerate(code.provisions):
        if len(one.at) > _LONGEST_PLACE:
            continue
        number = numbers.get(one.section)
        if number and _leading_number(one.at) not in ("", number):
            message = f"The place '{shorten(one.at)}' does not begin with {shorten(number)}, the number of its section."
            yield Flaw(("provisions", index, "at"), message, "Correct the place or the section.")
        if not (place := _place(one.at)):
            continue
        row, step = (one.section, place[0]), place[1]
        if step is None:
            last.pop(row, None)
            continue
        before, at = last.get(row, (step, ""))
        if not before <= step <= before + 1:
            yield _out_of_order(("provisions", index, "at"), at, one.at, backwards=step < before)
        last[row] = (step, one.at)


def _out_of_order(path: Path, before: str, at: str, *, backwards: bool) -> Flaw:
    if backwards:
        message = f"The place '{shorten(at)}' stands after '{shorten(before)}'."
        return Flaw(path, message, "Put the provisions in the order of the source, or correct the place.")
    message = f"Between '{shorten(before)}' and '{shorten(at)}' a place of the source is missing."
    return Flaw(path, message, "Add the provision that stands there.", severity="warning")


def section_numbers(code: Code) -> Iterator[Flaw]:
    """Sections side by side have numbers that go up, and letters too; appendices count on their own."""
    last: dict[tuple[str, bool, bool], tuple[int, str]] = {}
    printed = [one.number.strip().rstrip(".)").rpartition(".")[2] for one in code.sections]
    roman = {one.within for one, number in zip(code.sections, printed, strict=True) if _ROMAN.fullmatch(number)}
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
