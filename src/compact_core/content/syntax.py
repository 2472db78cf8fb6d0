"""TOML parsed, or the problem in plain words."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import Any

from compact_core.content.plain_toml import plain_data
from compact_core.errors import Problem
from compact_core.text import clean, shorten

DEEPEST_NESTING = 32
"""How deep tables and lists may nest; a code needs five levels."""

_DOTTED = re.compile(rf"(?:\.[ \t]*+(?:[\w-]++|\"(?>(?:[^\"\\\n]|\\.)*)\"|'[^'\n]*+')[ \t]*+){{{DEEPEST_NESTING}}}")
"""A dotted key of more parts than may nest. The parser of the standard library needs hours for a very long one."""
_MANY_DOTS = 2000
"""Dots in a text from which such a key is looked for; with fewer, the parser is fast."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_STATEMENT = re.compile(r"^[ \t]*+(\[\[?[^\]\n]*+\]{0,2}|[\w.\"'-]++(?=[ \t]*+=))", re.MULTILINE)
_LONG_NUMBER = re.compile(r"[0-9_]{4000}")
_UNCLOSED = (("Unterminated string", '"""'), ("Expected \"'''", "'''"), ("Expected \"'", "'"))
"""Beginnings of parser messages about an unclosed text, and how such a text begins."""

_CONTROLS = {*map(chr, range(ord(" "))), "\x7f"} - {"\t"}
_UTF_8 = "Save it again as plain text with the encoding UTF-8."

_AGAIN = r"Cannot overwrite a value|Cannot declare .* twice|Cannot mutate immutable|Cannot redefine"
"""Parser messages about a repeated key or heading; they give the place of the end of its value."""

_BACKSLASH = r"Unescaped '\\' in a string|Invalid hex value|Escaped character"
"""Parser messages about an unknown escape; they give the place after the backslash."""

_PLAIN_WORDS = (
    (
        r"Invalid value",
        "There is no value here that can be read; found {found}.",
        'Put text in straight double quotes, as in title = "Our code".',
    ),
    (
        r"Expected newline or end of document",
        "Something is left over after the value: {found}.",
        'Put texts and dates in double quotes, and write \\" for a quotation mark inside a text.',
    ),
    (
        r"Expected '=' after a key",
        "A key has no equals sign after it; found {found}.",
        'Write key = "text"; a key has only the letters a to z, digits, - and _.',
    ),
    (
        r"Invalid statement",
        "No line can begin like this: {found}.",
        'Write a key, as in title = "Our code", a heading, as in [code], or # before a note.',
    ),
    (
        r"Invalid initial character for a key",
        "A key is missing here; found {found}.",
        "A key has only the letters a to z, digits, - and _.",
    ),
    (
        r"Illegal character|Found invalid character",
        "The text on this line is not closed.",
        "Put a quotation mark at its end; text of several lines stands between three and three.",
    ),
    (
        r"Unterminated string|Expected \"'",
        "A text is not closed before the file ends.",
        "Put as many quotation marks at its end as stand at its beginning.",
    ),
    (
        _BACKSLASH,
        "A single backslash stands in a text: {found}.",
        "Write it twice, \\\\, or put the text in single quotes.",
    ),
    (
        r"Unclosed array",
        "A list has no comma or closing bracket before this; found {found}.",
        'Write lists as in duty = ["public", "third"].',
    ),
    (
        r"Unclosed inline table",
        "A table in braces has no comma or closing brace before this; found {found}.",
        'Write it on one line, as in { id = "public", name = "Public sector" }.',
    ),
    (r"Duplicate inline table key", "A table in braces has the same key twice.", "Keep one of the two."),
    (
        r"Expected '\]",
        "A heading is not closed; found {found}.",
        "Write it as in [code] or [[parts]], alone on its line.",
    ),
    (r"Invalid date or datetime", "There is no such day in the calendar.", "Correct it, and put it in double quotes."),
    (r"Exceeds the limit", "This number has thousands of digits.", "Put text in double quotes."),
)


def parse(data: bytes | Problem, file: str) -> tuple[dict[str, Any], str] | Problem:
    """The data and the text of a TOML file, or the problem that keeps it from being read or parsed."""
    if isinstance(data, Problem):
        return data
    text = _decoded(data, file)
    if isinstance(text, Problem):
        return text
    if text.count(".") > _MANY_DOTS and (dotted := _DOTTED.search(text)):
        return _too_many_parts(text, dotted.start(), file)
    try:
        plain = plain_data(text)
        parsed = tomllib.loads(text) if plain is None else plain
    except RecursionError:
        return _too_deep(file)
    except ValueError as error:
        return _syntax_problem(str(error), text, file)
    return _too_deep(file) if _depth_exceeds(parsed, DEEPEST_NESTING) else (parsed, text)


def _decoded(data: bytes, file: str) -> str | Problem:
    """The text of a file with plain line ends, or the problem that it is not in UTF-8."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start, file)
    if "\0" in text:
        message = "This file holds characters that no text has: it is written in UTF-16, or is no text at all."
        return Problem("error", file, *_line_and_column(text, text.index("\0")), message, _UTF_8)
    return text.replace("\r\n", "\n") if "\r" in text else text


def _wrong_encoding(data: bytes, start: int, file: str) -> Problem:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Problem("error", file, 1, 1, "This file is written in UTF-16, not in UTF-8.", _UTF_8)
    before = data[:start].decode()
    message = f"This file is not written in UTF-8: the sign here cannot be read (byte {data[start]:#04x})."
    return Problem("error", file, *_line_and_column(before, len(before)), message, _UTF_8)


def _too_many_parts(text: str, start: int, file: str) -> Problem:
    message = f"A name here has more than {DEEPEST_NESTING} parts joined by dots."
    return Problem("error", file, *_line_and_column(text, start), message, "Keys of a code have no dots.")


def _too_deep(file: str) -> Problem:
    message = f"Tables and lists stand inside each other more than {DEEPEST_NESTING} levels deep."
    return Problem("error", file, 0, 0, message, "A code needs no more than five levels.")


def _depth_exceeds(data: dict[str, Any], limit: int) -> bool:
    nesting = {dict, list}
    level: list[Any] = [data]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) in nesting
        ]
        if not level:
            return False
    return True


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _syntax_problem(error: str, text: str, file: str) -> Problem:
    offset = _offset(error, text)
    if re.match(_AGAIN, error):
        return _again(text, offset, file)
    position = _line_and_column(text, offset)
    rest = text[offset:].partition("\n")[0]
    if rest[:1] in _CONTROLS:
        message = f"A control character stands here ({ord(rest[0]):#04x})."
        return Problem("error", file, *position, message, "Take it out of the file.")
    end = "the end of the line" if text[offset:].strip() else "the end of the file"
    found = f"'{shorten(clean(rest), 30)}'" if rest.strip() else end
    for pattern, message, hint in _PLAIN_WORDS:
        if re.match(pattern, error):
            return Problem("error", file, *position, message.format(found=found), hint)
    return Problem("error", file, *position, f"This is not valid TOML: {clean(error)}.")


def _again(text: str, offset: int, file: str) -> Problem:
    """The problem of a repeated key or heading, whose value ends at the offset."""
    end = text.find("\n", offset) if "\n" in text[offset:] else len(text)
    statements = [*_STATEMENT.finditer(text, 0, end)]
    start = statements[-1].start(1) if statements else offset
    name = shorten(clean(statements[-1][1])) if statements else "A key"
    hint = "Keep one of the two; where several may stand, each has a heading such as [[parts]]."
    return Problem("error", file, *_line_and_column(text, start), f"{name} stands here a second time.", hint)


def _offset(error: str, text: str) -> int:
    """The offset of the error; the end of the text when the parser does not give it."""
    if (found := _PLACE.search(error)) and found[1]:
        lines = text.split("\n", int(found[1]) - 1)
        offset = len(text) - len(lines[-1]) + int(found[2]) - 1
        return text.rfind("\\", 0, offset) if re.match(_BACKSLASH, error) else offset
    quotes = next((signs for start, signs in _UNCLOSED if error.startswith(start)), "")
    if quotes and (error.startswith("Expected") or text.count(quotes) % 2):
        return text.rfind(quotes)
    number = _LONG_NUMBER.search(text) if error.startswith("Exceeds") else None
    return number.start() if number else len(text)
