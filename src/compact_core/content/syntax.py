"""A TOML text parsed, or one clear problem in plain words."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from compact_core.errors import Problem
from compact_core.text import clean

DEEPEST_NESTING = 32
"""How many tables and lists may stand inside each other; a code needs five."""

_DOTTED = re.compile(
    rf"^[ \t\[]*+(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST_NESTING}}}"
    rf"|(?<![\w.-])(?:[\w-]++\.){{{DEEPEST_NESTING}}}[\w-]",
    re.MULTILINE,
)
"""A name of more parts than may be nested. The parser of the standard library needs hours for a very long one."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_PLAIN_WORDS = (
    (r"Cannot overwrite a value", "This key or table stands here a second time.", "Keep one of the two."),
    (
        r"Cannot declare .* twice|Cannot mutate immutable|Cannot redefine",
        "This table stands here a second time.",
        "Keep one of the two, or use [[...]] if there are several.",
    ),
    (r"Duplicate inline table key", "This key stands here a second time.", "Keep one of the two."),
    (r"Expected '=' after a key", "There should be an equals sign after the key.", 'Write key = "text".'),
    (
        r"Invalid value",
        "There is no value that TOML knows here.",
        'Put text in double quotes, as in title = "Our code".',
    ),
    (
        r"Illegal character|Expected .*\"'\"|Unterminated string|Unclosed string",
        "A text is not closed with a quotation mark on its line.",
        "Close it, or use three quotation marks around text of several lines.",
    ),
    (
        r"Unescaped '\\\\' in a string",
        "A backslash in a text must be written twice.",
        "Write \\\\ or put the text in single quotes.",
    ),
    (r"Unclosed array", "A list is not closed.", "Close it with a square bracket, ]."),
    (r"Unclosed inline table", "A table in braces is not closed.", "Close it with a brace, }."),
    (
        r"Expected newline or end of document",
        "There is something left over after the value.",
        "Put each key on a line of its own, and a backslash before each quotation mark inside a text.",
    ),
    (r"Expected '\]", "A heading in square brackets is not closed.", "Write [code] or [[provisions]]."),
    (r"Invalid initial character for a key", "A key must start here.", "A key has letters, digits, - and _."),
    (r"Invalid statement", "A key or a heading must start here.", 'Write key = "text" or [heading].'),
)


def parse(data: bytes, file: str) -> tuple[dict[str, Any], str] | Problem:
    """The data of a TOML file and its text, or the problem that keeps it from being read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error, file)
    text = text.replace("\r\n", "\n")
    if dotted := _DOTTED.search(text):
        return _too_many_parts(text, dotted.start(), file)
    try:
        parsed = tomllib.loads(text)
    except RecursionError:
        return _too_deep(file)
    except ValueError as error:
        return _syntax_problem(str(error), text, file)
    return _too_deep(file) if _depth_exceeds(parsed, DEEPEST_NESTING) else (parsed, text)


def _wrong_encoding(data: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    hint = "Save it again with the encoding UTF-8."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("error", file, 1, 1, "This file is written in UTF-16, not in UTF-8.", hint)
    before = data[: error.start].removeprefix(b"\xef\xbb\xbf")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"This file is not written in UTF-8: the byte {data[error.start]:#04x} has no meaning here."
    return Problem("error", file, line, column, message, hint)


def _too_many_parts(text: str, start: int, file: str) -> Problem:
    message = f"A name here has more than {DEEPEST_NESTING} parts joined by dots."
    column = start - text.rfind("\n", 0, start)
    return Problem("error", file, text.count("\n", 0, start) + 1, column, message, "Keys of a code have no dots.")


def _too_deep(file: str) -> Problem:
    message = f"Tables and lists stand inside each other more than {DEEPEST_NESTING} levels deep."
    return Problem("error", file, 0, 0, message, "A code needs no more than five levels.")


def _depth_exceeds(data: object, limit: int) -> bool:
    level = [data]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)  # type: ignore[attr-defined]
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _syntax_problem(message: str, text: str, file: str) -> Problem:
    if place := _PLACE.search(message):
        message = message[: place.start()]
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    for pattern, plain, hint in _PLAIN_WORDS:
        if re.match(pattern, message):
            return Problem("error", file, line, column, plain, hint)
    return Problem("error", file, line, column, f"This is not valid TOML: {clean(message).rstrip('.')}.")
