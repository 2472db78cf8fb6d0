"""Answers that came back: a file of the form or a filled-in sheet, read with every problem told."""

from __future__ import annotations

import codecs
import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from compact_core.assessment.forms.answers_file import read_json
from compact_core.assessment.forms.plain import Plain
from compact_core.assessment.forms.sheet_reading import read_sheet
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.assessment.records.collecting import AGAIN
from compact_core.assessment.records.file_checks import placed, response_flaws
from compact_core.assessment.records.reading import Read
from compact_core.assessment.responses import Response
from compact_core.content.files import LARGEST_FILE
from compact_core.content.flaws import MOST_FLAWS, Flaw
from compact_core.content.structure import structure
from compact_core.errors import Problem
from compact_core.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compact_core.assessment.partnership import Round
    from compact_core.content.locate import Path

_NOT_ANSWERS = (
    (b"PK", "This is a spreadsheet or a document in the format of its program.", "Save a spreadsheet again as CSV."),
    (b"%PDF", "This is a PDF.", "Type the answers in with 'compacts assess key-in'."),
    (b"<", "This is the form itself, not the answers.", AGAIN),
)
"""How other files begin that are easily taken for answers."""

_ANSWERS = re.compile(rb'"format"\s*:\s*"' + re.escape(ANSWERS_FORMAT.encode()) + rb'"')
"""What an answers file says of itself."""


def read_answers(data: bytes, name: str, rounds: Iterable[Round]) -> Read[Response]:
    """The answers in a file, whichever kind of file it is.

    In a sheet, line and column of a problem are the row and the column of the cell, from 1.

    Args:
        data: What the file holds.
        name: What problems call the file.
        rounds: The rounds of the assessment: a sheet holds words, which its round turns into points.
    """
    name = readable(name)
    raw = _other_file(data, name) or _raw(_unpacked(data), name, rounds)
    if raw.data is None:
        return Read(None, raw.problems)
    flaws: list[Flaw] = []
    answers = structure(raw.data, Response, flaws)
    flaws += response_flaws(answers)
    problems = (*raw.problems, *_problems(flaws, name, raw.cells))
    sound = all(one.severity != "error" for one in problems)
    return Read(answers if sound else None, problems)


def doubts(answers: Response, name: str) -> tuple[Problem, ...]:
    """What may well be wrong with answers that are sound, and should be asked about."""
    given = [*(one.given for one in answers.answers), *(one.given for one in answers.comments)]
    last = max(given, default="")
    if last <= (datetime.now(UTC) + timedelta(days=1)).isoformat():  # it is tomorrow already in some places
        return ()
    message = f"It says that it was filled in on {last[:10]}, a day to come. So it holds over whatever is said before."
    hint = "Ask whoever sent it to look at the clock of the computer."
    return (Problem("warning", readable(name), 0, 0, message, hint),)


def _other_file(data: bytes, name: str) -> Plain | None:
    """The one problem of what is no file of answers at all; None when it may be one."""
    if len(data) > LARGEST_FILE:
        problem = Problem("error", name, 0, 0, "This file is larger than 8 MiB, too large for answers.", AGAIN)
    elif not data.strip():
        problem = Problem("error", name, 0, 0, "This file is empty.", AGAIN)
    else:
        start = data.removeprefix(codecs.BOM_UTF8).lstrip()
        known = next((told for signs, *told in _NOT_ANSWERS if start.startswith(signs)), None)
        if known is None:
            return None
        problem = Problem("error", name, 0, 0, *known)
    return Plain(None, (problem,), {})


def _unpacked(data: bytes) -> bytes:
    """What an answers file holds that was copied into other text, such as an e-mail; anything else as it is."""
    start, end = data.find(b"{"), data.rfind(b"}")
    return data[start : end + 1] if _ANSWERS.search(data, max(start, 0), end + 1) else data


def _raw(data: bytes, name: str, rounds: Iterable[Round]) -> Plain:
    is_json = data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    return read_json(data, name) if is_json else read_sheet(data, name, rounds)


def _problems(flaws: Iterable[Flaw], name: str, cells: Mapping[Path, tuple[int, int]]) -> tuple[Problem, ...]:
    """Flaws as problems, with the cell they came from or, where there are no cells, with their place in words."""
    problems = []
    for flaw in islice(flaws, MOST_FLAWS):
        cell = next((cells[flaw.path[:end]] for end in range(len(flaw.path), 0, -1) if flaw.path[:end] in cells), None)
        if cell:
            problems.append(Problem(flaw.severity, name, *cell, flaw.message, "Correct the cell."))
        else:
            problems.append(Problem(flaw.severity, name, 0, 0, placed(flaw), AGAIN))
    return tuple(problems)
