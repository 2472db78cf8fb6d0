"""A filled-in sheet turned into the plain data of a response, with the cell of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from compact_core.assessment.forms.answer_words import label_of
from compact_core.assessment.forms.content import BOXES
from compact_core.assessment.forms.filled import LABELS, Entry, Filled, Medium, Plain
from compact_core.assessment.forms.sheet import HEADINGS, NOTE, rows_of
from compact_core.assessment.partnership import Round
from compact_core.content.flaws import MOST_FLAWS
from compact_core.errors import Problem
from compact_core.reports.cells import as_typed
from compact_core.text import clean, shorten, suggestion

_ID = re.compile(r"(?P<before>[^\[\]]*)\[(?P<id>[^\[\]]*)\][^\[\]]*")
_SHEET = Medium(
    name="sheet",
    head="Copy these rows from the sheet that was sent out.",
    item="Copy the item from the sheet that was sent out.",
    empty="",
    undated="Write the day as in 2026-03-01.",
)


def read_sheet(text: str, name: str, rounds: Iterable[Round], sent: str = "") -> Plain:
    """A sheet as plain data; ``name`` is what problems call the file, and ``sent`` when it came if it has no day."""
    rows = rows_of(text, HEADINGS[0], name)
    if isinstance(rows, Problem):
        return Plain(None, (rows,), {})
    sheet = _Sheet(name, rows)
    plain = sheet.read(rounds, sent)
    return Plain(plain, tuple(sheet.filled.problems), sheet.filled.cells)


class _Sheet:
    """The rows of one sheet while they are read."""

    def __init__(self, name: str, rows: list[list[str]]) -> None:
        self.filled = Filled(name, _SHEET)
        self._rows = [[clean(cell) for cell in row] for row in rows]
        self._top = next(position for position, row in enumerate(self._rows) if HEADINGS[0] in map(label_of, row))

    def read(self, rounds: Iterable[Round], sent: str) -> dict[str, Any] | None:
        """The plain data of the response; None when it is not known what the sheet belongs to."""
        head = self._head()
        asked = self.filled.round_of(head, tuple(rounds))
        if asked is None:
            return None
        columns = self._columns()
        if "answer" not in columns:
            hint = "Write the heading back in."
            self.filled.report((self._top + 1, 1), "There is no column 'answer' here.", hint)
            return None
        plain = self.filled.begun(head, asked)
        given = self.filled.given(head, sent)
        seen: dict[object, int] = {}
        for row in range(self._top + 1, len(self._rows)):
            if len(self.filled.problems) >= MOST_FLAWS:
                break
            self._add(_entry(row, columns, self._rows[row], given), row, asked, plain, seen)
        return plain

    def _head(self) -> dict[str, str]:
        """The values of the labelled rows."""
        head: dict[str, str] = {}
        for number, row in enumerate(self._rows[: self._top], start=1):
            column = next((column for column, cell in enumerate(row) if cell.strip()), 0)
            label, *values = row[column:] or [""]
            key = label_of(label)
            cell = (number, column + 1)
            if key in LABELS and key in head:
                self.filled.report(cell, f"'{key}' stands here a second time.", "Keep one of the two rows.")
            elif key in LABELS:
                head[key] = _unbracketed(values[0] if values else "")
                self.filled.cells["asked" if key == "form" else key.replace(" ", "_"),] = (number, column + 2)
            elif key and key != NOTE and not key.startswith("sep="):
                message = f"'{shorten(label)}' is no label of a sheet. Allowed: {', '.join((*LABELS, NOTE))}."
                self.filled.report(cell, message, suggestion(key, LABELS))
        return head

    def _columns(self) -> dict[str, int]:
        """The position of each column, by its heading."""
        columns: dict[str, int] = {}
        for position, heading in enumerate(self._rows[self._top]):
            label = label_of(heading)
            cell = (self._top + 1, position + 1)
            if label in columns:
                self.filled.report(cell, f"There is another column '{label}'.", "Keep one of the two.")
            elif label in HEADINGS:
                columns[label] = position
            elif label:
                message = f"The column '{shorten(heading)}' is not read. Columns: {', '.join(HEADINGS)}."
                self.filled.report(cell, message, suggestion(label, HEADINGS), "warning")
        return columns

    def _add(self, entry: Entry, row: int, asked: Round, plain: dict[str, Any], seen: dict[object, int]) -> None:
        """Add what one row says to the data."""
        if not entry.text("answer"):
            self.filled.alone(entry)
            return
        if (entry.name, entry.box) in seen:
            message = f"This row stands already in row {seen[entry.name, entry.box]}."
            self.filled.report(entry.place("item"), message, "Keep one of the two rows.")
            return
        seen[entry.name, entry.box] = row + 1
        self.filled.add(entry, asked, plain)


def _entry(row: int, columns: Mapping[str, int], cells: list[str], given: str) -> Entry:
    """What one row below the headings says."""
    said = {column: as_typed(cells[position]) for column, position in columns.items() if position < len(cells)}
    places = {column: (row + 1, position + 1) for column, position in columns.items()}
    item = said.get("item", "").strip()
    found = _ID.fullmatch(item)
    before = found["before"].strip().casefold() if found else ""
    name = found["id"].strip() if found else item
    return Entry(name, before if before in BOXES else "", said, given, {"item": (row + 1, 1), **places})


def _unbracketed(cell: str) -> str:
    """What stands in square brackets, or the whole cell where there are none."""
    found = _ID.fullmatch(as_typed(cell))
    return (found["id"] if found else as_typed(cell)).strip()
