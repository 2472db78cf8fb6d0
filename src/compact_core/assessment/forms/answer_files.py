"""Answers that came back in any file or text: found and read, with every problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from compact_core.assessment.forms.answer_words import label_of
from compact_core.assessment.forms.filled import Plain
from compact_core.assessment.forms.letters import SAVE_SHEET, SAVE_TEXT, text_of
from compact_core.assessment.forms.looks import is_form, look_of_bytes, look_of_text
from compact_core.assessment.forms.mail_lines import is_page, page_text
from compact_core.assessment.forms.mail_reading import has_marks, read_form_text
from compact_core.assessment.forms.pasted import holds_file, pasted_in
from compact_core.assessment.forms.sheet import HEADINGS, last_moment, read_sheet
from compact_core.assessment.merging import merged
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.answer_checks import placed, response_flaws
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.assessment.records.collecting import AGAIN
from compact_core.assessment.records.reading import ReadResult
from compact_core.assessment.responses import Response
from compact_core.content.files import LARGEST_FILE
from compact_core.content.flaws import MOST_FLAWS, Flaw
from compact_core.content.structure import structure
from compact_core.errors import Problem
from compact_core.text import readable

_MOST_VALUES = 50_000
"""Values in an answers file; the answers to two hundred items have about a thousand."""
_DAMAGED = "This answers file is damaged"
_TWICE = "something is said twice"
_CELL = rf"[\s\"']*{HEADINGS[0]}[\s\"']*"
_HEADING = re.compile(rf"^{_CELL}[,;\t]|[,;\t]{_CELL}(?:[,;\t]|$)", re.IGNORECASE | re.MULTILINE)
"""A row of a sheet that may hold its headings."""


def read_answers(data: bytes, name: str, rounds: Iterable[Round], sent: str = "") -> ReadResult[Response]:
    """The answers in a file of any kind; ``name`` is what problems call it.

    ``sent`` is when it was sent (UTC), for a file that does not say it. In a sheet, line and column of a problem are
    the row and the column of the cell, from 1.
    """
    name = readable(name)
    if len(data) > LARGEST_FILE:
        return _refused(name, "This file is larger than 8 MiB, too large for answers.", AGAIN)
    if not data.strip():
        return _refused(name, "This file is empty.", AGAIN)
    if look := look_of_bytes(data):
        return _refused(name, *look)
    is_sheet = name.lower().endswith(".csv")
    save = SAVE_SHEET if is_sheet else SAVE_TEXT
    text, problems = text_of(data, name, save)
    if any(problem.severity == "error" for problem in problems):
        return ReadResult(None, problems)
    known = tuple(rounds)
    found = read_text(text, name, known, sent)
    if not found:
        found = _checked(read_sheet(text, name, known, sent), name) if is_sheet else _refused(name, *look_of_text(text))
    return ReadResult(found.sound, (*problems, *found.problems))


def read_text(text: str, name: str, rounds: Sequence[Round], sent: str = "") -> ReadResult[Response] | None:
    """The answers in a text or a page; None when there are none."""
    if is_page(text):
        return None if is_form(text) else read_plain(page_text(text), name, rounds, sent)
    return read_plain(text, name, rounds, sent)


def read_plain(text: str, name: str, rounds: Sequence[Round], sent: str = "") -> ReadResult[Response] | None:
    """The answers in a text that is no page, such as that of a mail; None when there are none."""
    whole = text.lstrip().startswith("{")
    if holds_file(text):
        pasted = _read_pasted(text, name)
        return _read_whole(text, name) if whole and pasted.sound is None else pasted
    if has_marks(text):
        return _checked(read_form_text(text, name, rounds, sent), name)
    if _has_headings(text):
        return _checked(read_sheet(text, name, rounds, sent), name)
    return _read_whole(text, name) if whole else None


def seems_answers(data: bytes, name: str) -> bool:
    """Whether a file of text may hold answers, or a form; a note beside them does not."""
    text, _ = text_of(data, name, SAVE_TEXT)
    if is_form(text):
        return True
    plain = page_text(text) if is_page(text) else text
    return plain.lstrip().startswith("{") or holds_file(plain) or has_marks(plain) or _has_headings(plain)


def _has_headings(text: str) -> bool:
    """Whether a text seems to be a sheet."""
    return bool(_HEADING.search(text)) or any(label_of(line) == HEADINGS[0] for line in text.splitlines())


def doubts(answers: Response, name: str) -> tuple[Problem, ...]:
    """What may well be wrong with answers that are sound, and should be asked about."""
    last = last_moment(answers)
    if last <= (datetime.now(UTC) + timedelta(days=1)).isoformat():  # it is tomorrow already in some places
        return ()
    message = f"It says that it was filled in on {last[:10]}, a day to come. So it holds over whatever is said before."
    hint = "Ask whoever sent it to look at the clock of the computer."
    return (Problem("warning", readable(name), 0, 0, message, hint),)


def _checked(raw: Plain, name: str) -> ReadResult[Response]:
    """Plain data as a response, with every problem."""
    if raw.data is None:
        return ReadResult(None, raw.problems)
    flaws: list[Flaw] = []
    answers = structure(raw.data, Response, flaws)
    flaws += response_flaws(answers)
    problems = (*raw.problems, *_problems(flaws, name, raw))
    sound = all(problem.severity != "error" for problem in problems)
    return ReadResult(answers if sound else None, problems)


def _problems(flaws: Iterable[Flaw], name: str, raw: Plain) -> Iterator[Problem]:
    """Flaws as problems, with the cell they came from or, where there are no cells, with their place in words."""
    cells = raw.cells
    for flaw in islice(flaws, MOST_FLAWS):
        cell = next((cells[flaw.path[:end]] for end in range(len(flaw.path), 0, -1) if flaw.path[:end] in cells), None)
        if cell:
            yield Problem(flaw.severity, name, *cell, flaw.message, "Correct the cell.")
        else:
            yield Problem(flaw.severity, name, 0, 0, placed(flaw), raw.again)


def _refused(name: str, message: str, hint: str, line: int = 0, column: int = 0) -> ReadResult[Response]:
    """No answers, and one problem."""
    return ReadResult(None, (Problem("error", name, line, column, message, hint),))


def _read_whole(text: str, name: str) -> ReadResult[Response]:
    """The answers in a text that is nothing but an answers file."""
    try:
        plain = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return _refused(name, f"{_DAMAGED}: it cannot be read from here on.", AGAIN, error.lineno, error.colno)
    except (RecursionError, ValueError) as error:
        return _refused(name, f"{_DAMAGED}: {_reason(error)}.", AGAIN)
    return _from_json(plain, name)


def _from_json(plain: dict[str, Any], name: str) -> ReadResult[Response]:
    if _too_much(plain):
        return _refused(
            name, f"This answers file says more than {_MOST_VALUES:,} things, more than any form asks.", AGAIN
        )
    if plain.get("format") != ANSWERS_FORMAT:
        message = f"This is no answers file: it does not say that its format is '{ANSWERS_FORMAT}'."
        return _refused(name, message, AGAIN)
    return _checked(Plain({key: value for key, value in plain.items() if key != "format"}, (), {}), name)


def _read_pasted(text: str, name: str) -> ReadResult[Response]:
    """The answers files in a text, in one: a thread may hold several versions."""
    found = [_best(exact, mended, name) for exact, mended in pasted_in(text, _once)]
    sound = [read.sound for read in found if read.sound]
    problems = tuple(problem for read in found if read.sound for problem in read.problems)
    if not sound:
        return next(filter(None, found), _refused(name, f"{_DAMAGED} beyond repair.", AGAIN))
    whole = sound[0]
    for other in sound[1:]:
        if _whose(other) != _whose(whole):
            message = "Answers of more than one person, or to more than one form, stand in this text."
            return _refused(name, message, "Save each as a text of its own, and name all of them.")
        whole = merged(whole, other)
    if len(sound) == len(found):
        return ReadResult(whole, problems)
    message = "Other answers in this text are damaged, and were not read."
    hint = "If they are newer than what was read, ask whoever sent them for the file."
    return ReadResult(whole, (*problems, Problem("warning", name, 0, 0, message, hint)))


def _best(exact: dict[str, Any] | None, mended: dict[str, Any] | None, name: str) -> ReadResult[Response]:
    """The answers of a file as it stands, or else as it was mended."""
    tries = [_from_json(plain, name) for plain in (exact, mended) if plain is not None]
    damaged = _refused(name, f"{_DAMAGED}: its signs were changed on the way.", AGAIN)
    return next((read for read in tries if read.sound), (*tries, damaged)[0])


def _whose(response: Response) -> tuple[object, ...]:
    return response.partnership, response.round, response.code, response.invitee, response.asked


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no key may stand twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError(_TWICE)
    return made


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "lists stand inside each other too deep"
    return _TWICE if str(error) == _TWICE else "a number in it has thousands of digits"


def _too_much(plain: dict[str, Any]) -> bool:
    """Whether there is more in a file than its checks should be kept busy with."""
    level: list[Any] = [plain]
    seen = 0
    while level and seen <= _MOST_VALUES:
        inner = [value for outer in level for value in (outer.values() if isinstance(outer, dict) else outer)]
        seen += len(inner)
        level = [value for value in inner if isinstance(value, dict | list)]
    return seen > _MOST_VALUES
