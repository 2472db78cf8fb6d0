"""Rows of sheets turned into the plain data of a code file, with the place of every value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core import clean, listed, shorten, suggestion
from compact_core.model import PART_KINDS
from compacts_sheet.appearance import report_appearance
from compacts_sheet.fields import Field, field_of, fields_of, value_of
from compacts_sheet.grids import Spot, letters
from compacts_sheet.layout import CODE_ROWS, by_name, normal
from compacts_sheet.nesting import Nesting, depth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compacts_sheet.grids import Cell, Grid, Path, Report
    from compacts_sheet.layout import Column, Layout

_NAME, _VALUE = 1, 2
"""The columns of the sheet 'Code' that are read."""
_NO_VALUES = {"", "value"}
"""What stands in the second column beside a title, and beside the heading of the first."""
_MOST_TITLES = 10
"""So many rows may stand above the headings: titles and remarks."""
_INDENTED = {"kind", "id", "number", "title", "text"}
"""Columns whose indentation says which part a part stands within."""
_AS_SHOWN = {"due"}
"""Keys of texts that are dates more often than not, as the document says them."""
_TYPE_AGAIN = "If that is wrong, give the cell the format 'Text' and type it again."
_PASTE = "Copy the cell and paste it as values ('paste special'), so that what you see is what stands there."


@dataclass(slots=True)
class Draft:
    """The plain data so far, and where each value of it was found."""

    report: Report
    plain: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    reported: set[Path] = field(default_factory=set)
    """Paths of values that could not be read, each with a problem already."""


def read_code_sheet(grid: Grid | None, draft: Draft) -> None:
    """The sheet 'Code': a name in the first column, its value in the second, notes in the others."""
    draft.plain |= {table: {} for table in CODE_ROWS}
    if grid:
        rows = dict(list(grid.rows.items())[_titles_above_facts(grid) :])
        report_appearance(grid, rows, {_NAME: "", _VALUE: ""}, draft.report)
        for number, row in rows.items():
            _read_fact(grid, number, row, draft)
    for table, (kind, columns) in CODE_ROWS.items():
        for column in columns:
            path = (table, column.key)
            if fields_of(kind)[column.key].needed and path not in draft.spots:
                draft.plain[table][column.key] = ""
                draft.reported.add(path)
                if grid:
                    message = f"There is no row '{column.heading}', and a code needs one."
                    draft.report.add(Spot(grid), message, "Add it, with its value in the second column.")


_FACTS: dict[str, tuple[str, Column]] = {
    normal(name): (table, column)
    for table, (_, columns) in CODE_ROWS.items()
    for column in columns
    for name in (f"{table}.{column.key}", column.heading, *([column.key] if table == "code" else []))
}


def _titles_above_facts(grid: Grid) -> int:
    """How many rows at the top are no facts: titles alone in their row, and headings."""
    for place, row in enumerate(grid.rows.values()):
        name, value = (normal(row[at].text) if at in row else "" for at in (_NAME, _VALUE))
        if name in _FACTS:
            return place
        if value not in _NO_VALUES:
            break
    return 0


def _read_fact(grid: Grid, number: int, row: dict[int, Cell], draft: Draft) -> None:
    written = row[_NAME].text.strip() if _NAME in row else ""
    if not written:
        if _VALUE in row:
            message = "There is a value here, but no name in the first column."
            draft.report.add(Spot(grid, number, _VALUE), message, "Write what the value is, or take it out.")
        return
    spot = Spot(grid, number, _VALUE, name=shorten(clean(written), 40))
    if normal(written) not in _FACTS:
        known = [column.heading for _, columns in CODE_ROWS.values() for column in columns]
        message = f"No fact of a code has this name. Allowed: {listed(known, written)}."
        hint = suggestion(written, known) or "Begin the row with # if it is a note."
        draft.report.add(spot._replace(column=_NAME), message, hint)
        return
    table, column = _FACTS[normal(written)]
    path = (table, column.key)
    if path in draft.spots:
        message = f"This stands in row {draft.spots[path].row} too."
        draft.report.add(spot, message, "Take one of the two out.")
        return
    draft.spots[path] = spot
    of_type = fields_of(CODE_ROWS[table][0])[column.key]
    text = _text(row.get(_VALUE), of_type, path, draft)
    if text.strip() or of_type.needed:
        draft.plain[table][column.key] = value_of(text, of_type)


class Place(NamedTuple):
    """A column of a sheet."""

    column: Column
    at: int
    """Its number, counted from 1."""
    heading: str
    """Its heading, as written."""


class Sort(NamedTuple):
    """What a row is."""

    label: str
    """In words: 'an action', 'a party'."""
    fields: dict[str, Field]
    """What it may hold, by key."""


def read_list_sheet(layout: Layout, grid: Grid, draft: Draft) -> None:
    """A sheet with one thing a row, below a row of headings."""
    draft.spots[layout.key,] = Spot(grid)
    draft.plain[layout.key] = []
    if not grid.rows:
        return
    (top, headings), *below = list(grid.rows.items())[_titles_above(layout, grid) :]
    notes = {at for at, cell in headings.items() if cell.text.lstrip().startswith("#")}
    rows = [(number, kept) for number, row in below if (kept := {at: row[at] for at in row if at not in notes})]
    headings = {at: cell for at, cell in headings.items() if at not in notes}
    written = {at: shorten(clean(cell.text), 40) for at, cell in headings.items()}
    report_appearance(grid, dict(rows), written, draft.report, top)
    places = list(_places(layout, Spot(grid, top), headings, draft.report))
    for at in sorted({at for _, row in rows for at in row} - headings.keys()):
        message = "There is text below, but no heading here."
        draft.report.add(Spot(grid, top, at), message, "Give the column a heading. Begin it with # if it holds notes.")
    lacking: dict[str, str] = {}
    nesting = Nesting()
    levels = [place.at for place in places if place.column.key in _INDENTED]
    for number, row in rows:
        path = (layout.key, len(draft.plain[layout.key]))
        draft.spots[path] = Spot(grid, number)
        sort = _sort(layout, places, row)
        thing = _thing(sort, places, row, path, draft)
        for key in [key for key, needing in sort.fields.items() if needing.needed and key not in thing]:
            thing[key] = value_of("", sort.fields[key])
            draft.reported.add((*path, key))
            lacking.setdefault(key, sort.label)
        draft.plain[layout.key].append(thing)
        if layout.key == "parts":
            nesting.place(thing, depth(row[at] for at in levels if at in row))
    for column in layout.columns:
        if column.key in lacking:
            message = f"There is no column '{column.heading}', and {lacking[column.key]} needs one."
            draft.report.add(Spot(grid, top), message, "Add it.")


def _titles_above(layout: Layout, grid: Grid) -> int:
    """How many rows stand above the headings, which are the first of the rows that name most columns."""
    known = by_name(layout.columns)
    named = [
        sum(normal(cell.text) in known for cell in row.values()) for row in list(grid.rows.values())[: _MOST_TITLES + 1]
    ]
    return named.index(max(named))


def _places(layout: Layout, row: Spot, headings: dict[int, Cell], report: Report) -> Iterator[Place]:
    """The columns that are known by their headings; other headings are reported."""
    known = by_name(layout.columns)
    seen: dict[str, int] = {}
    for at, cell in headings.items():
        written = shorten(clean(cell.text), 40)
        spot = row._replace(column=at)
        column = known.get(normal(written))
        if not _readable(cell, spot, report):
            continue
        if column is None:
            names = [column.heading for column in layout.columns]
            message = f"No column here is called '{written}'. Allowed: {listed(names, written)}."
            report.add(spot, message, suggestion(written, names) or "Begin it with # if it holds notes.")
        elif column.key in seen:
            message = f"The heading '{column.heading}' stands in column {letters(seen[column.key])} too."
            report.add(spot, message, "Take one of the two out.")
        else:
            seen[column.key] = at
            yield Place(column, at, written)


def _thing(sort: Sort, places: list[Place], row: dict[int, Cell], path: Path, draft: Draft) -> dict[str, Any]:
    """What a row holds, by key."""
    thing: dict[str, Any] = {}
    for column, at, heading in places:
        spot = draft.spots[path]._replace(column=at, heading=heading)
        draft.spots[*path, column.key] = spot
        allowed = sort.fields.get(column.key)
        text = _text(row.get(at), allowed or Field(), (*path, column.key), draft)
        if allowed and (text.strip() or allowed.needed):
            thing[column.key] = value_of(text, allowed)
            if not text.strip() and path[0] == "wording":  # an empty proof is none for the core: it would say nothing
                draft.report.add(spot, "Nothing stands here.", "Fill it in, or take the row out.")
            elif not text.strip() and allowed.form == "table":
                draft.report.add(spot, "This table has no rows.", "Fill them in if the document has some.", "warning")
        elif text.strip():
            message = f"{sort.label.capitalize()} does not use this column."
            draft.report.add(spot, message, "Leave the cell empty, or correct the kind.")
    return thing


def _sort(layout: Layout, places: list[Place], row: dict[int, Cell]) -> Sort:
    """What a row is; for a part its kind says it."""
    sorts = _sorts(layout)
    at = next((place.at for place in places if place.column.key == "kind"), 0)
    word = value_of(row[at].text, field_of(layout, "kind")) if layout.key == "parts" and at in row else ""
    return sorts.get(word, sorts[""])


@cache
def _sorts(layout: Layout) -> dict[str, Sort]:
    """What the rows of a sheet can be, by kind; what has no kind, or no known one, stands under the empty word."""
    every = {column.key: field_of(layout, column.key) for column in layout.columns}
    if layout.key != "parts":
        return {"": Sort(_label(layout.types[0].__name__ if layout.types else "proof"), every)}
    sorts = {word: Sort(_label(word), {**fields_of(kind), "kind": every["kind"]}) for word, kind in PART_KINDS.items()}
    return {**sorts, "": Sort("a part", {**every, "id": every["id"]._replace(needed=True)})}


def _label(name: str) -> str:
    """The name of a type or kind with its article: 'a related code', 'an action'."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", name).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _text(cell: Cell | None, allowed: Field, path: Path, draft: Draft) -> str:
    """What stands in a cell; what cannot be read is reported and counts as nothing."""
    if cell is None:
        return ""
    if not _readable(cell, draft.spots[path], draft.report):
        draft.reported.add(path)
        return ""
    if cell.origin == "date" and allowed.form == "date":
        return cell.day
    if cell.strange:
        message = f"What this cell shows is not known: its format is '{shorten(clean(cell.strange), 40)}'."
        draft.report.add(draft.spots[path], f"{message} It is read as '{_quoted(cell)}'.", _TYPE_AGAIN, "warning")
    elif cell.origin == "date" and path[-1] not in _AS_SHOWN:
        message = f"The spreadsheet has made a date of what was typed here; it is read as '{_quoted(cell)}'."
        draft.report.add(draft.spots[path], message, _TYPE_AGAIN, "warning")
    return cell.text


def _quoted(cell: Cell) -> str:
    return shorten(clean(cell.text), 40)


def _readable(cell: Cell, spot: Spot, report: Report) -> bool:
    if cell.origin == "formula":
        report.add(spot, "There is a formula here, and formulas are not worked out.", _PASTE)
    elif cell.origin == "error":
        message = f"The spreadsheet shows an error here: {shorten(clean(cell.text), 20)}."
        report.add(spot, message, "Write what should stand here.")
    return cell.origin in {"text", "date"}
