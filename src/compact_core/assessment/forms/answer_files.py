"""Answers that came back: a file of the form or a filled-in sheet, read with every problem."""

from __future__ import annotations

import codecs
import json
import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from compact_core.assessment.forms.sheet import last_moment
from compact_core.assessment.forms.filled import Plain
from compact_core.assessment.forms.letters import SAVE_SHEET, text_of
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
_MOST_VALUES = 50_000
"""Values in an answers file; the answers to two hundred items have about a thousand."""
_DAMAGED = "This answers file is damaged"


class KeyTwiceError(ValueError):
    """A key stands twice in one object."""


def read_answers(data: bytes, name: str, rounds: Iterable[Round]) -> Read[Response]:
    """The answers in a file, whichever kind of file it is.

    In a sheet, line and column of a problem are the row and the column of the cell, from 1.

    Args:
        data: What the file holds.
        name: What problems call the file.
        rounds: The rounds of the assessment: a sheet holds words, which its round turns into points.
    """
    name = readable(name)
    raw = _other_file(data, name)
    if raw is None:
        data = _unpacked(data)
        is_json = data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
        raw = _read_json(data, name) if is_json else _read_sheet(data, name, rounds)
    if raw.data is None:
        return Read(None, raw.problems)
    flaws: list[Flaw] = []
    answers = structure(raw.data, Response, flaws)
    flaws += response_flaws(answers)
    problems = (*raw.problems, *_problems(flaws, name, raw.cells))
    sound = all(problem.severity != "error" for problem in problems)
    return Read(answers if sound else None, problems)


def doubts(answers: Response, name: str) -> tuple[Problem, ...]:
    """What may well be wrong with answers that are sound, and should be asked about."""
    last = last_moment(answers)
    if last <= (datetime.now(UTC) + timedelta(days=1)).isoformat():  # it is tomorrow already in some places
        return ()
    message = f"It says that it was filled in on {last[:10]}, a day to come. So it holds over whatever is said before."
    hint = "Ask whoever sent it to look at the clock of the computer."
    return (Problem("warning", readable(name), 0, 0, message, hint),)


def _read_sheet(data, name, rounds):
    text, problems = text_of(data, name, SAVE_SHEET)
    if any(problem.severity == "error" for problem in problems):
        return Plain(None, problems, {})
    found = read_sheet(text, name, rounds)
    return found._replace(problems=(*problems, *found.problems))


def _other_file(data: bytes, name: str) -> Plain | None:
    """The one problem of what is no file of answers at all; None when it may be one."""
    if len(data) > LARGEST_FILE:
        return _refused(name, "This file is larger than 8 MiB, too large for answers.")
    if not data.strip():
        return _refused(name, "This file is empty.")
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()
    for signs, message, hint in _NOT_ANSWERS:
        if start.startswith(signs):
            return Plain(None, (Problem("error", name, 0, 0, message, hint),), {})
    return None


def _unpacked(data: bytes) -> bytes:
    """What an answers file holds that was copied into other text, such as an e-mail; anything else as it is."""
    start, end = data.find(b"{"), data.rfind(b"}")
    return data[start : end + 1] if _ANSWERS.search(data, max(start, 0), end + 1) else data


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


def _read_json(data: bytes, name: str) -> Plain:
    """The plain data of an answers file; ``name`` is what problems call it."""
    try:
        plain = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return _refused(name, f"{_DAMAGED}: it cannot be read from here on.", error.lineno, error.colno)
    except UnicodeDecodeError:
        return _refused(name, "This file is not written in UTF-8.")
    except (RecursionError, ValueError) as error:
        return _refused(name, f"{_DAMAGED}: {_reason(error)}.")
    if _too_much(plain):
        return _refused(name, f"This answers file says more than {_MOST_VALUES:,} things, more than any form asks.")
    if plain.pop("format", None) != ANSWERS_FORMAT:
        return _refused(name, f"This is no answers file: it does not say that its format is '{ANSWERS_FORMAT}'.")
    return Plain(plain, (), {})


def _refused(name: str, message: str, line: int = 0, column: int = 0) -> Plain:
    return Plain(None, (Problem("error", name, line, column, message, AGAIN),), {})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no key may stand twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise KeyTwiceError
    return made


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "lists stand inside each other too deep"
    return "something is said twice" if isinstance(error, KeyTwiceError) else "a number in it has thousands of digits"


def _too_much(plain: dict[str, Any]) -> bool:
    """Whether there is more in a file than its checks should be kept busy with."""
    level: list[Any] = [plain]
    seen = 0
    while level and seen <= _MOST_VALUES:
        inner = [value for outer in level for value in (outer.values() if isinstance(outer, dict) else outer)]
        seen += len(inner)
        level = [value for value in inner if isinstance(value, dict | list)]
    return seen > _MOST_VALUES
