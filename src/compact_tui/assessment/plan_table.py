"""A plan as a table that is edited cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args, get_type_hints

from compact_core.assessment.asking import item_of, numbers_of
from compact_core.assessment.partnership import Partnership, PlanLine, Round
from compact_core.assessment.records.days import in_words, partial_date
from compact_core.assessment.setup.partners import owners
from compact_core.errors import CompactsError
from compact_core.text import clean

COLUMNS = {
    "what": "What",
    "owners": "Who",
    "due": "By when",
    "state": "State",
    "support": "Support for the smaller partner",
    "items": "Items",
    "sign": "Sign of success",
    "kind": "Kind",
    "learning": "What is kept of what was learned",
}
"""The fields of a line, in the order of the table, and their headings."""
CHOICES = {name: get_args(get_type_hints(PlanLine)[name]) for name in ("state", "kind")}
"""The fields that hold one of a few words."""
WIDTHS = {"what": 30, "owners": 17, "due": 12, "state": 9, "support": 31, "items": 8, "sign": 26, "learning": 32}
"""Cells of the columns in which text is wrapped; the first four fit into the narrowest usual terminal."""


def cell(line: PlanLine, field: str, names: Mapping[str, str], asked: Round) -> str:
    """What a cell shows and offers to edit: names of owners, numbers of items, or the text."""
    if field == "owners":
        return ", ".join(names.get(owner, owner) for owner in line.owners)
    if field == "items":
        numbers = numbers_of(asked)
        return ", ".join(numbers.get(item, item) for item in line.items)
    if field == "due":
        return in_words(line.due) if line.due else ""
    return str(getattr(line, field))


def changed(line: PlanLine, field: str, typed: str, partnership: Partnership, asked: Round) -> PlanLine:
    """The line with another value in a field; raises CompactsError that says what is allowed."""
    text = clean(typed).strip()
    if field == "owners":
        return replace(line, owners=owners(partnership, asked, text))
    if field == "items":
        items = (item_of(asked, part) for part in text.split(",") if part.strip())
        return replace(line, items=tuple(dict.fromkeys(items)))
    if field == "due":
        return replace(line, due=partial_date(text))
    if field == "what" and not text:
        raise CompactsError("A line of the plan says what will be done. Write some words, or remove the line with r.")
    return replace(line, **{field: text})  # type: ignore[arg-type]  # the other fields are texts


def chosen(line: PlanLine, field: str, number: int) -> PlanLine:
    """The line with another word, by its number, in a field that holds one of a few words."""
    return replace(line, **{field: CHOICES[field][number]})
