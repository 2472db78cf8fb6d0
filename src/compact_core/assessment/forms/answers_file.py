"""The answers file that the form saves, as plain data."""

from __future__ import annotations

import json
from typing import Any

from compact_core.assessment.forms.plain import Plain
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.assessment.records.collecting import AGAIN
from compact_core.errors import Problem

_MOST_VALUES = 50_000
"""Values in an answers file; the answers to two hundred items have about a thousand."""
_DAMAGED = "This answers file is damaged"


class KeyTwiceError(ValueError):
    """A key stands twice in one object."""


def read_json(data: bytes, name: str) -> Plain:
    """The plain data of an answers file; ``name`` is what problems call it."""
    try:
        plain = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return _refused(name, f"{_DAMAGED}: it cannot be read from here on.", error.lineno, error.colno)
    except UnicodeDecodeError:
        return _refused(name, "This file is not written in UTF-8.")
    except (RecursionError, ValueError) as error:
        return _refused(name, f"{_DAMAGED}: {_reason(error)}.")
    wrong = _wrong(plain)
    return _refused(name, wrong) if wrong else Plain(plain, (), {})


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


def _wrong(plain: dict[str, Any]) -> str:
    """Why the data are no answers; empty when they may be. The format is taken out of them."""
    if _too_much(plain):
        return f"This answers file says more than {_MOST_VALUES:,} things, more than any form asks."
    if plain.pop("format", None) != ANSWERS_FORMAT:
        return f"This is no answers file: it does not say that its format is '{ANSWERS_FORMAT}'."
    return ""


def _too_much(plain: dict[str, Any]) -> bool:
    """Whether there is more in a file than its checks should be kept busy with."""
    level: list[Any] = [plain]
    seen = 0
    while level and seen <= _MOST_VALUES:
        inner = [value for outer in level for value in (outer.values() if isinstance(outer, dict) else outer)]
        seen += len(inner)
        level = [value for value in inner if isinstance(value, dict | list)]
    return seen > _MOST_VALUES
