"""The form as a spreadsheet that takes answer words, and the reading of one that was filled in.

It is comma-separated values, which every spreadsheet program opens.

Ids stand in square brackets, so that no program takes them for numbers or dates and changes them. What a program
could take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from compact_core.assessment.forms.answer_words import DONT_KNOW, NOT_APPLICABLE, label_of
from compact_core.assessment.forms.content import BOXES, JUDGE, Form, FormItem
from compact_core.assessment.forms.filled import LABELS, FilledEntry, FilledForm, Medium, Plain, in_brackets
from compact_core.assessment.forms.letters import SAVE_SHEET
from compact_core.assessment.partnership import Round
from compact_core.assessment.responses import Answer, Response
from compact_core.content.flaws import MOST_FLAWS
from compact_core.errors import Problem
from compact_core.reports.cells import as_typed, harmless
from compact_core.reports.labels import COVERS
from compact_core.text import clean, shorten, suggestion

HEADINGS = ("item", "section", "statement", "answer", "missing", "reason", "may be quoted")
"""The columns of the rows that are filled in."""
NOTE = "note"
"""The label of rows that are only there to be read."""
_ID = re.compile(r"(?P<before>[^\[\]]*)\[(?P<id>[^\[\]]*)\][^\[\]]*")
_SHEET = Medium(
    name="sheet",
    head="Copy these rows from the sheet that was sent out.",
    item="Copy the item from the sheet that was sent out.",
    empty="",
    undated="Write the day as in 2026-03-01.",
)


def sheet(form: Form, answers: Response | None = None) -> str:
    """The form as CSV, empty or with the answers given so far.

    Write it in UTF-8 with the byte order mark that it begins with: without one, Excel takes other letters for it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in sheet_rows(form, answers):
        writer.writerow(map(harmless, row))
    return f"\ufeff{text.getvalue()}"


def sheet_rows(
    form: Form, answers: Response | None = None, *, saved: str = "Save it as CSV"
) -> Iterator[tuple[str, ...]]:
    """The rows of cells, as texts: what the form belongs to, notes, the headings, and a row for each item and box.

    Args:
        form: The form.
        answers: The answers given so far.
        saved: How the notes say that it is saved.
    """
    yield from _head(form, answers, saved)
    yield HEADINGS
    yield from _rows(form, answers)


def _head(form: Form, answers: Response | None, saved: str) -> Iterator[tuple[str, ...]]:
    when = last_moment(answers).partition("T")[0] if answers else ""
    others = in_brackets(pair for pair in form.organisations if pair[0] != form.organisation)
    words = ", ".join((*form.points, DONT_KNOW, NOT_APPLICABLE))
    yield ("partnership", f"[{form.partnership}]", form.partnership_name)
    yield ("round", str(form.round))
    yield ("code", f"[{form.code}]", form.code_title)
    yield ("form", f"[{form.asked}]")
    yield ("invitee", f"[{form.invitee}]", form.answers_for)
    yield ("filled in on", f"[{when}]" if when else "", "Write the day as year-month-day, such as 2026-03-01.")
    by = f"[{answers.filled_in_by}]" if answers and answers.filled_in_by else ""
    yield ("filled in by", by, f"Only if it was another organisation: {others}." if others else "")
    for fact in form.about:
        yield (NOTE, f"{fact.label}: {fact.text}")
    yield (NOTE, f"Write one of these words into the column 'answer': {words}. Leave it empty to say nothing.")
    yield (NOTE, f"{JUDGE} If you like, write the numbers of what is missing, such as '1 and 3'.")
    yield (NOTE, "Where you write 'not applicable', say why in the column 'reason'.")
    yield (NOTE, "Write a comment into the column 'answer' of its row, and 'yes' beside it if it may be quoted.")
    yield (NOTE, f"{saved}, and send it to {form.send_to}.")


def last_moment(answers: Response) -> str:
    """When anything was said last; empty when that is not known."""
    moments = [*(answer.given for answer in answers.answers), *(comment.given for comment in answers.comments)]
    return max(moments, default="")


def _rows(form: Form, answers: Response | None) -> Iterator[tuple[str, ...]]:
    said = {answer.item: answer for answer in answers.answers} if answers else {}
    comments = {(note.section, note.box): note for note in answers.comments} if answers else {}
    for section in form.sections:
        for item in section.items:
            filled = _said(said[item.id], form.points) if item.id in said else ()
            yield (f"{item.number} [{item.id}]", section.title, _statement(item), *filled)
        for box, question in BOXES.items():
            row = (f"{box} [{section.id}]", section.title, question)
            comment = comments.get((section.id, box))
            if comment and comment.text:
                yield (*row, comment.text, "", "", "yes" if comment.use == "may be quoted" else "no")
            else:
                yield row


def _said(answer: Answer, points: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of an answer."""
    words = {"point": points[answer.point - 1], "taken back": ""}
    return (words.get(answer.says, answer.says), " and ".join(map(str, answer.missing)), answer.reason)


def _statement(item: FormItem) -> str:
    """What is judged, with what stands beside it, in one cell."""
    covered = "; ".join(f"({position}) {part}" for position, part in enumerate(item.covers, start=1))
    notes = [f"{note.label}: {note.text}" for note in item.notes]
    title = f"{item.title}. " if item.title else ""
    asked = [f"{COVERS} {covered}."] if covered else []
    return "\n".join([f"{title}{item.text}", *notes, *asked, f"Reasons not to apply: {'; '.join(item.reasons)}."])


_SEPARATORS = (",", ";", "\t")
MOST_ROWS = 20_000
"""Rows that a sheet may have, many times as many as there are in the longest code."""


def rows_of(text: str, heading: str, name: str) -> list[list[str]] | Problem:
    """The rows of cells, split at whichever separator gives a row that begins a column with the heading."""
    first = ""
    for separator in _SEPARATORS:
        rows, flaw = _split(text, separator)
        if len(rows) > MOST_ROWS:
            message = f"This sheet has more than {MOST_ROWS:,} rows."
            return Problem("error", name, 0, 0, message, "Take out the rows that are not of the form.")
        if any(heading in map(label_of, row) for row in rows):
            return rows if not flaw else Problem("error", name, len(rows) + 1, 1, flaw, SAVE_SHEET)
        first = first or flaw
    message = f"There is no row of headings with '{heading}' in it, so this is no sheet of answers."
    return Problem("error", name, 0, 0, message, "Begin again from the sheet that you were sent.")


def _split(text: str, separator: str) -> tuple[list[list[str]], str]:
    """The rows, and what is wrong after the last of them."""
    rows: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows.extend(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        if "field larger" in str(error):
            return rows, "A cell in this row is too long to be read."
        return rows, "The quotation marks in this row do not match: inside a cell they are written twice."
    return rows, ""


def read_sheet(text: str, name: str, rounds: Iterable[Round], sent: str = "") -> Plain:
    """A sheet as plain data; ``name`` is what problems call the file, and ``sent`` when it came if it has no day."""
    rows = rows_of(text, HEADINGS[0], name)
    if isinstance(rows, Problem):
        return Plain(None, (rows,), {})
    filled_in = _Sheet(name, rows)
    plain = filled_in.read(rounds, sent)
    return Plain(plain, tuple(filled_in.filled.problems), filled_in.filled.cells)


class _Sheet:
    """The rows of one sheet while they are read."""

    def __init__(self, name: str, rows: list[list[str]]) -> None:
        self.filled = FilledForm(name, _SHEET)
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

    def _add(self, entry: FilledEntry, row: int, asked: Round, plain: dict[str, Any], seen: dict[object, int]) -> None:
        """Add what one row says to the data."""
        if not entry.text("answer"):
            self.filled.alone(entry)
            return
        if (entry.name, entry.box) in seen:
            message = f"This row stands already in row {seen[entry.name, entry.box]}."
            self.filled.report(entry.cell("item"), message, "Keep one of the two rows.")
            return
        seen[entry.name, entry.box] = row + 1
        self.filled.add(entry, asked, plain)


def _entry(row: int, columns: Mapping[str, int], cells: list[str], given: str) -> FilledEntry:
    """What one row below the headings says."""
    said = {column: as_typed(cells[position]) for column, position in columns.items() if position < len(cells)}
    addresses = {column: (row + 1, position + 1) for column, position in columns.items()}
    item = said.get("item", "").strip()
    found = _ID.fullmatch(item)
    before = found["before"].strip().casefold() if found else ""
    name = found["id"].strip() if found else item
    return FilledEntry(name, before if before in BOXES else "", said, given, {"item": (row + 1, 1), **addresses})


def _unbracketed(cell: str) -> str:
    """What stands in square brackets, or the whole cell where there are none."""
    found = _ID.fullmatch(as_typed(cell))
    return (found["id"] if found else as_typed(cell)).strip()
