"""What a file without answers is, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compact_core.assessment.forms.mail_lines import is_page
from compact_core.assessment.records.collecting import AGAIN
from compact_core.assessment.records.unpacking import OLD_OFFICE, OTHER_PACKED, PDF, PICTURES, RECORDING
from compact_core.text import clean, count, shorten

_KEY_IN = "Type the answers in with 'compacts assess key-in'."
_ASK = "Ask whoever sent it for the file of answers, or type them in with 'compacts assess key-in'."
_INSTALL = "To read it, install the package {} in the folder of the project: pip install plugins/{}"
_BEGINNINGS: tuple[tuple[bytes | tuple[bytes, ...], str, str], ...] = (
    (PDF, "This is a PDF.", _KEY_IN),
    (PICTURES, "This is a picture.", _KEY_IN),
    (RECORDING, "This is a picture or a recording.", _KEY_IN),
    (OTHER_PACKED, "This is a packed file.", "Unpack it, and name what was in it."),
    (b"{\\rtf", "This is a document in Rich Text.", "Save it again as plain text."),
)
_PACKED = (
    (b"xl/", "This is a workbook.", _INSTALL.format("compacts-sheet", "compacts-sheet")),
    (b"word/", "This is a Word document.", _INSTALL.format("compacts-word", "compacts-word")),
    (
        b"mimetypeapplication/vnd.oasis",
        "This is a document in the format of LibreOffice.",
        "Save it again as .xlsx or .docx.",
    ),
)
"""What stands in packed files of office programs."""
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
"""What stands in every mail that Outlook has saved."""
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8_192


class Look(NamedTuple):
    """What a file is, in a sentence, and what to do."""

    message: str
    hint: str


def look_of_bytes(data: bytes) -> Look | None:
    """What a file is that is no text; None for text."""
    if data.startswith(b"PK"):
        return next(_packed(data))
    if data.startswith(OLD_OFFICE):
        return _old_office(data)
    if data[4:8] == b"ftyp":  # telephones take such pictures
        return Look("This is a picture or a film.", _KEY_IN)
    for beginning, message, hint in _BEGINNINGS:
        if data.startswith(beginning):
            return Look(message, hint)
    return None


def _packed(data: bytes) -> Iterator[Look]:
    for sign, message, hint in _PACKED:
        if sign in data:
            yield Look(message, hint)
    yield Look(
        "This is a packed file, or a document in the format of its program.",
        "Unpack it first, or save a spreadsheet again as CSV.",
    )


def _old_office(data: bytes) -> Look:
    if _OUTLOOK in data:
        hint = _INSTALL.format("compacts-outlook", "compacts-outlook")
        return Look("This is a mail that Outlook has saved.", f"Save it as plain text. {hint}")
    return Look("This is a document in an old format of office programs, or it has a password.", "Save it again.")


def is_form(text: str) -> bool:
    """Whether a page is a form as it was sent out."""
    return 'id="form-data"' in text


def look_of_text(text: str) -> Look:
    """What a text looks like in which no answers were found."""
    start = text.lstrip()
    if is_page(start):
        if is_form(text):
            return Look("This is the form itself, not the answers.", AGAIN)
        return Look("This is a web page without answers in it.", _ASK)
    if start.startswith("{"):
        return Look("This is data in the format JSON, but no answers file.", AGAIN)
    if _BINARY.search(text[:_SAMPLE].encode("utf-8", "replace")):
        return Look("This file is no text that can be read.", _ASK)
    words = len(text.split())
    begins = f", and begins '{shorten(clean(start), 50)}'" if start else ""
    return Look(f"There are no answers in this text. It has {count(words, 'word')}{begins}.", _ASK)
