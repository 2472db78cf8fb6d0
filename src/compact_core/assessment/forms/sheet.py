"""The form as a spreadsheet that takes answer words: comma-separated values, which every spreadsheet program opens.

Ids stand in square brackets, so that no program takes them for numbers or dates and changes them. What a program
could take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from compact_core.assessment.forms.answer_words import DONT_KNOW, NOT_APPLICABLE, label_of
from compact_core.assessment.forms.content import BOXES, JUDGE, Form, FormItem
from compact_core.assessment.forms.filled import in_brackets
from compact_core.assessment.forms.letters import SAVE_SHEET
from compact_core.assessment.responses import Answer, Response
from compact_core.errors import Problem
from compact_core.reports.cells import harmless
from compact_core.reports.labels import COVERS

HEADINGS = ("item", "section", "statement", "answer", "missing", "reason", "may be quoted")
"""The columns of the rows that are filled in."""
NOTE = "note"
"""The label of rows that are only there to be read."""


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
    covered = "; ".join(f"({position}) {thing}" for position, thing in enumerate(item.covers, start=1))
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
