"""A filled-in sheet turned into the plain data of a response, with the cell of every mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.forms.content import BOXES, DONT_KNOW, NOT_APPLICABLE
from compact_core.assessment.forms.sheet import HEADINGS, LABELS, NOTE, label_of, rows_of, text_of
from compact_core.assessment.records.collecting import OTHER_FORM
from compact_core.assessment.records.days import day_of
from compact_core.content.flaws import MOST_FLAWS
from compact_core.errors import Problem, Severity
from compact_core.reports.cells import as_typed
from compact_core.text import clean, shorten, suggestion, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compact_core.assessment.partnership import Round
    from compact_core.content.locate import Path

_NEEDED = LABELS[:5]
_USE = {"": "facilitator only", "no": "facilitator only", "yes": "may be quoted"}
_ID = re.compile(r"(?P<before>[^\[\]]*)\[(?P<id>[^\[\]]*)\][^\[\]]*")
_PARTS = re.compile(r"[1-9][0-9]?(?:(?:[\s,;&+]|and)+[1-9][0-9]?)*")

CellPlace = tuple[int, int]
"""Row and column of a cell, counted from 1."""
_WHOLE = (0, 0)
"""Stands for no cell, but the whole sheet."""


class Plain(NamedTuple):
    """A response as plain data, before its structure is checked."""

    data: dict[str, Any] | None
    """The data; None when too much is wrong to go on."""
    problems: tuple[Problem, ...]
    """What is wrong so far."""
    cells: Mapping[Path, CellPlace]
    """The cells that values of the data came from; empty when there are no cells."""


def read_sheet(data: bytes, name: str, rounds: Iterable[Round]) -> Plain:
    """A sheet as plain data; ``name`` is what problems call the file."""
    text, problems = text_of(data, name)
    if any(problem.severity == "error" for problem in problems):
        return Plain(None, problems, {})
    rows = rows_of(text, HEADINGS[0], name)
    if isinstance(rows, Problem):
        return Plain(None, (*problems, rows), {})
    sheet = _Sheet(name, rows)
    sheet.problems.extend(problems)
    plain = sheet.read(rounds)
    return Plain(plain, tuple(sheet.problems), sheet.cells)


class _Sheet:
    """The rows of one sheet while they are read."""

    def __init__(self, name: str, rows: list[list[str]]) -> None:
        self._name = name
        self._rows = [[clean(cell) for cell in row] for row in rows]
        self._top = next(position for position, row in enumerate(self._rows) if HEADINGS[0] in map(label_of, row))
        self.problems: list[Problem] = []
        self.cells: dict[Path, CellPlace] = {}

    def read(self, rounds: Iterable[Round]) -> dict[str, Any] | None:
        """The plain data of the response; None when it is not known what the sheet belongs to."""
        head = self._head()
        asked = self._round(head, tuple(rounds))
        if asked is None:
            return None
        columns = self._columns()
        if "answer" not in columns:
            self._report((self._top + 1, 1), "There is no column 'answer' here.", "Write the heading back in.")
            return None
        plain: dict[str, Any] = {
            **{key: head[key] for key in ("partnership", "code", "invitee")},
            "round": asked.number,
            "asked": head["form"],
            "filled_in_by": self._filled_in_by(head, asked),
            "answers": [],
            "comments": [],
        }
        given = self._given(head)
        seen: dict[object, int] = {}
        for row in range(self._top + 1, len(self._rows)):
            if len(self.problems) >= MOST_FLAWS:
                break
            self._entry(_Line(row, columns, self._rows[row]), asked, plain, seen, given)
        return plain

    # What stands above the headings

    def _head(self) -> dict[str, str]:
        """The values of the labelled rows."""
        head: dict[str, str] = {}
        for number, row in enumerate(self._rows[: self._top], start=1):
            column = next((column for column, cell in enumerate(row) if cell.strip()), 0)
            label, *values = row[column:] or [""]
            key = label_of(label)
            cell = (number, column + 1)
            if key in LABELS and key in head:
                self._report(cell, f"'{key}' stands here a second time.", "Keep one of the two rows.")
            elif key in LABELS:
                head[key] = _unbracketed(values[0] if values else "")
                self.cells[("asked" if key == "form" else key.replace(" ", "_"),)] = (number, column + 2)
            elif key and key != NOTE and not key.startswith("sep="):
                message = f"'{shorten(label)}' is no label of a sheet. Allowed: {', '.join((*LABELS, NOTE))}."
                self._report(cell, message, suggestion(key, LABELS))
        return head

    def _round(self, head: Mapping[str, str], rounds: tuple[Round, ...]) -> Round | None:
        """The round that the sheet belongs to, if its words are those of the sheet."""
        missing = [label for label in _NEEDED if not head.get(label)]
        if missing:
            names = ", ".join(f"'{label}'" for label in missing)
            hint = "Copy these rows from the sheet that was sent out."
            self._report(_WHOLE, f"The sheet does not say: {names}.", hint)
            return None
        found = next((record for record in rounds if str(record.number) == head["round"]), None)
        if found is None:
            there = ", ".join(str(record.number) for record in rounds) or "none"
            message = f"There is no round '{shorten(head['round'])}'. Rounds: {there}."
            hint = "Correct it, or bring the sheet into its own assessment."
            self._report(self.cells["round",], message, hint)
        elif head["form"] != asked_digest(found):
            self._report(self.cells["asked",], *OTHER_FORM)
            found = None
        return found

    def _filled_in_by(self, head: Mapping[str, str], asked: Round) -> str:
        by = head.get("filled in by", "")
        if by and by not in asked.organisations:
            allowed = ", ".join(asked.organisations)
            message = f"There is no organisation '{shorten(by)}'. Allowed: {allowed}."
            self._report(self.cells["filled_in_by",], message, suggestion(by, asked.organisations))
            return ""
        return by

    def _given(self, head: Mapping[str, str]) -> str:
        """When the answers were given, at noon: of the hour a sheet says nothing."""
        written = head.get("filled in on", "")
        cell = self.cells.get(("filled_in_on",), _WHOLE)
        if not written:
            message = "The sheet does not say when it was filled in, so any other answers of this person hold."
            self._report(cell, message, "Write the day as in 2026-03-01.", "warning")
            return ""
        day, doubtful = day_of(written)
        if not day:
            message = f"'{shorten(written)}' is no day that can be read."
            self._report(cell, message, "Write it as in 2026-03-01.")
            return ""
        if doubtful:
            message = f"'{shorten(written)}' was read with the day first, as {day}."
            self._report(cell, message, "If that is wrong, write it as in 2026-03-01.", "warning")
        return f"{day}T12:00:00Z"

    # The rows that are filled in

    def _columns(self) -> dict[str, int]:
        """The position of each column, by its heading."""
        columns: dict[str, int] = {}
        for position, heading in enumerate(self._rows[self._top]):
            label = label_of(heading)
            cell = (self._top + 1, position + 1)
            if label in columns:
                self._report(cell, f"There is another column '{label}'.", "Keep one of the two.")
            elif label in HEADINGS:
                columns[label] = position
            elif label:
                message = f"The column '{shorten(heading)}' is not read. Columns: {', '.join(HEADINGS)}."
                self._report(cell, message, suggestion(label, HEADINGS), "warning")
        return columns

    def _entry(self, line: _Line, asked: Round, plain: dict[str, Any], seen: dict[object, int], given: str) -> None:
        """What one row says, added to the data."""
        said = line.text("answer")
        found = _ID.fullmatch(line.text("item"))
        name = found["id"].strip() if found else line.text("item")
        box = found["before"].strip().casefold() if found else ""
        if not said:
            self._nothing(line, box)
            return
        entry_name = (name, box) if box in BOXES else name
        if entry_name in seen:
            hint = "Keep one of the two rows."
            self._report(line.cell("item"), f"This row stands already in row {seen[entry_name]}.", hint)
            return
        seen[entry_name] = line.row + 1
        key = "comments" if box in BOXES else "answers"
        entry = self._comment(line, name, box) if box in BOXES else self._answer(line, name, asked)
        if entry:
            path = (key, len(plain[key]))
            self.cells[path] = line.cell("item")
            for field, column in (("section", "item"), ("text", "answer"), ("reason", "reason")):
                self.cells[*path, field] = line.cell(column)
            plain[key].append({**entry, "given": given})

    def _nothing(self, line: _Line, box: str) -> None:
        """Nothing may stand beside an answer that is not there."""
        for column in () if box in BOXES else ("missing", "reason"):
            if line.text(column):
                message = f"Something stands in the column '{column}', but the row has no answer."
                self._report(line.cell(column), message, "Write an answer, or empty this cell.")

    def _comment(self, line: _Line, section: str, box: str) -> dict[str, Any]:
        use = _USE.get(line.text("may be quoted").casefold())
        if use is None:
            said = shorten(line.text("may be quoted"))
            message = f"'{said}' does not say whether it may be quoted. Allowed: yes, no."
            self._report(line.cell("may be quoted"), message, "An empty cell means no.")
        return {"section": section, "box": box, "text": line.typed("answer"), "use": use or "facilitator only"}

    def _answer(self, line: _Line, item: str, asked: Round) -> dict[str, Any]:
        items = [row.item for row in asked.rows]
        if item not in items:
            message = f"There is no item '{shorten(item)}' in round {asked.number}."
            hint = suggestion(item, items) or "Copy the item from the sheet that was sent out."
            self._report(line.cell("item"), message, hint)
            return {}
        says = self._says(line, asked.points)
        if not says:
            return {}
        reason = line.typed("reason")
        if says["says"] == NOT_APPLICABLE and not reason:
            message = "Nothing says why this is not applicable."
            cell = line.cell("reason" if "reason" in line.columns else "answer")
            self._report(cell, message, "Ask, or write the reason here.", "warning")
        elif says["says"] != NOT_APPLICABLE and reason:
            message = "Only 'not applicable' has a reason, so this was not read."
            hint = "Move it into a comment, or change the answer."
            self._report(line.cell("reason"), message, hint, "warning")
            reason = ""
        return {"item": item, **says, "reason": reason, "missing": self._missing(line)}

    def _says(self, line: _Line, points: tuple[str, ...]) -> dict[str, Any]:
        """The kind of answer, and the point, that a word stands for."""
        written = line.text("answer")
        for spelt in (label_of, _letters):
            meanings: dict[str, dict[str, Any]] = {
                spelt(DONT_KNOW): {"says": DONT_KNOW},
                spelt(NOT_APPLICABLE): {"says": NOT_APPLICABLE},
                **{spelt(word): {"says": "point", "point": position} for position, word in enumerate(points, start=1)},
            }
            if spelt(written) in meanings:
                return meanings[spelt(written)]
        allowed = (*points, DONT_KNOW, NOT_APPLICABLE)
        message = f"'{shorten(written)}' is no answer. Allowed: {', '.join(allowed)}."
        self._report(line.cell("answer"), message, suggestion(written, allowed))
        return {}

    def _missing(self, line: _Line) -> list[int]:
        """The numbers of what is missing."""
        written = line.text("missing").casefold()
        if written and not _PARTS.fullmatch(written):
            message = f"'{shorten(written)}' are no numbers of what is missing."
            self._report(line.cell("missing"), message, "Write them as in '1 and 3'.")
            return []
        return sorted({int(number) for number in re.findall(r"\d+", written)})

    def _report(self, cell: CellPlace, message: str, hint: str, severity: Severity = "error") -> None:
        """Report what is wrong with a cell, or with the whole sheet."""
        self.problems.append(Problem(severity, self._name, *cell, message, hint))


class _Line(NamedTuple):
    """One row below the headings."""

    row: int
    columns: Mapping[str, int]
    texts: list[str]

    def typed(self, column: str) -> str:
        """What was typed into a cell; empty when there is no such cell."""
        position = self.columns.get(column, len(self.texts))
        return as_typed(self.texts[position]) if position < len(self.texts) else ""

    def text(self, column: str) -> str:
        """The same, without the spaces around it."""
        return self.typed(column).strip()

    def cell(self, column: str) -> CellPlace:
        """The cell in a column."""
        return self.row + 1, self.columns.get(column, 0) + 1


def _letters(text: str) -> str:
    """A word however its quotes and commas are written."""
    return " ".join(words(text)) or label_of(text)


def _unbracketed(cell: str) -> str:
    """What stands in square brackets, or the whole cell where there are none."""
    found = _ID.fullmatch(as_typed(cell))
    return (found["id"] if found else as_typed(cell)).strip()
