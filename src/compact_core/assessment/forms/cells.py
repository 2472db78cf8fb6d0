"""The cells of a spreadsheet saved as text, whatever program saved it: encodings and separators."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from compact_core.errors import Problem

_SEPARATORS = (",", ";", "\t")
MOST_ROWS = 20_000
"""Rows that a sheet may have, many times as many as there are in the longest code."""
_SAVE = "Save it again as CSV in UTF-8."


def text_of(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text in the bytes of a file, and what is doubtful of it; problems that are errors leave no text.

    Spreadsheet programs write UTF-8, UTF-16 (Excel's 'Unicode text') or the old Windows letters.
    """
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            return "", (Problem("error", name, 0, 0, "This file is damaged: its last letters are cut off.", _SAVE),)
        message = "This file is not in UTF-8. It was read in the old Windows letters."
        hint = f"Look whether quotes, dashes and accents are right. If not: {_SAVE[:1].lower()}{_SAVE[1:]}"
        return data.decode("cp1252", "replace"), (Problem("warning", name, 0, 0, message, hint),)
    if "\0" in text:
        return "", (Problem("error", name, 0, 0, "This file holds signs that no text has.", _SAVE),)
    return text, ()


def rows_of(text: str, heading: str, name: str) -> list[list[str]] | Problem:
    """The rows of cells, split at whichever separator gives a row that begins a column with the heading."""
    first = ""
    for separator in _SEPARATORS:
        rows, flaw = _split(text, separator)
        if len(rows) > MOST_ROWS:
            message = f"This sheet has more than {MOST_ROWS:,} rows."
            return Problem("error", name, 0, 0, message, "Take out the rows that are not of the form.")
        if any(heading in map(label_of, row) for row in rows):
            return rows if not flaw else Problem("error", name, len(rows) + 1, 1, flaw, _SAVE)
        first = first or flaw
    message = f"There is no row of headings with '{heading}' in it, so this is no sheet of answers."
    return Problem("error", name, 0, 0, message, "Begin again from the sheet that you were sent.")


def label_of(cell: str) -> str:
    """A heading or label, however it is spaced and spelt."""
    return " ".join(cell.split()).casefold()


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
