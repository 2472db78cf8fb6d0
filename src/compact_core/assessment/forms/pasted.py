"""Answers files that were copied into other text: found, and mended where mail programs have changed their signs.

An answers file has no line breaks inside its texts, so a break there is one that a program has made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from compact_core.assessment.forms.mail_lines import lines_of
from compact_core.assessment.records.answering import ANSWERS_FORMAT

Pairs = Callable[[list[tuple[str, Any]]], dict[str, Any]]
"""Makes an object of its keys and values, or refuses them."""

_SIGN = re.compile(r"\s*-\s*".join(map(re.escape, ANSWERS_FORMAT.split("-"))))
"""What an answers file says of itself, also where a line was broken at a hyphen."""
_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02'
"""Straight quotation marks, and what programs put in their place."""
_ENDS = re.compile(rf"\s*(?:[:}}\]]|,\s*[{_QUOTES}{{\[\d-]|$)")
"""What follows the end of a text, and not a quotation mark inside it."""
_WORDS = {
    "says": ("point", "don't know", "not applicable", "taken back"),
    "use": ("may be quoted", "facilitator only"),
    "box": ("strengths", "improvements"),
}
"""The values that are chosen from a list, by their key."""
_NAMES = ("format", "partnership", "code", "invitee", "asked", "filled_in_by", "item", "section", "given")
"""The keys whose values have no spaces."""
_MOST_FILES = 10
"""Files that are looked for in one text; a thread may hold some."""
_MOST_TRIES = 3
"""Opening braces before the sign that are tried, the nearest first."""
_LONGEST = 512 * 1024
"""Signs of a file that are mended; answers to two hundred items have some thirty thousand."""
_OTHER = re.compile(rf"[^{_QUOTES}{{}}\[\]]+")
_IN_TEXT = re.compile(rf"[^{_QUOTES}\\\n]+")


class Pasted(NamedTuple):
    """An answers file in a text."""

    exact: dict[str, Any] | None
    """What it holds as it stands; None when it cannot be read so."""
    mended: dict[str, Any] | None
    """What it holds once its signs are mended; None when that does not help."""


def holds_file(text: str) -> bool:
    """Whether a text seems to hold an answers file."""
    return bool(_SIGN.search(text) or _SIGN.search(lines_of(text).text))


def pasted_in(text: str, pairs: Pairs) -> Iterator[Pasted]:
    """Each answers file in a text, from the top."""
    mender = _Mender(lines_of(text).text, pairs)
    exact = [*_exactly(text, pairs)]
    mended = [*mender.files()]
    for position in range(max(len(exact), len(mended))):
        yield Pasted(*(found[position] if position < len(found) else None for found in (exact, mended)))


def _exactly(text: str, pairs: Pairs) -> Iterator[dict[str, Any] | None]:
    """Each answers file as it stands; None for one that cannot be read so."""
    decoder = json.JSONDecoder(object_pairs_hook=pairs)
    done = 0
    for sign in _signs(text):
        if sign < done:
            continue
        found = None
        for start in _starts(text, sign):
            try:
                plain, end = decoder.raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            if end > sign and isinstance(plain, dict) and plain.get("format") == ANSWERS_FORMAT:
                found, done = plain, end
                break
        yield found


def _signs(text: str) -> list[int]:
    return [found.start() for found, _ in zip(_SIGN.finditer(text), range(_MOST_FILES), strict=False)]


def _starts(text: str, sign: int) -> Iterator[int]:
    """Where the object that holds a sign may begin, the nearest first."""
    at = sign
    for _ in range(_MOST_TRIES):
        at = text.rfind("{", 0, at)
        if at < 0:
            return
        yield at


class _Mender:
    """Mends the files in a text, as far as there is time for."""

    def __init__(self, text: str, pairs: Pairs) -> None:
        self._text = text
        self._pairs = pairs
        self._left = 4 * _LONGEST

    def files(self) -> Iterator[dict[str, Any] | None]:
        """Each answers file, mended; None for one that cannot be."""
        for sign in _signs(self._text):
            yield next(filter(None, (self._file(start) for start in _starts(self._text, sign))), None)

    def _file(self, start: int) -> dict[str, Any] | None:
        text = self._text[start : start + min(_LONGEST, self._left)]
        whole, looked_at = _with_straight_quotes(text)
        self._left -= looked_at
        try:
            plain = json.loads(whole, strict=False, object_pairs_hook=self._pairs) if whole else None
        except (ValueError, RecursionError):
            return None
        if not isinstance(plain, dict) or "format" not in plain:
            return None
        found: dict[str, Any] = _with_known_words(plain)
        return found if found["format"] == ANSWERS_FORMAT else None


def _with_straight_quotes(text: str) -> tuple[str, int]:
    """The object at the beginning of a text, with straight quotation marks and whole lines, and where it ends.

    It is empty when it does not end.
    """
    made: list[str] = []
    depth = at = 0
    while at < len(text):
        if other := _OTHER.match(text, at):
            made.append(other[0])
            at = other.end()
            continue
        if text[at] in _QUOTES:
            at, words = _quoted(text, at)
            made.append(words)
            continue
        depth += 1 if text[at] in "{[" else -1
        made.append(text[at])
        at += 1
        if not depth:
            return "".join(made), at
    return "", at


def _quoted(text: str, start: int) -> tuple[int, str]:
    """Where a text in quotation marks ends, and the text as JSON has it."""
    straight = text[start] == '"'
    made = ['"']
    at = start + 1
    while at < len(text):
        if words := _IN_TEXT.match(text, at):
            made.append(words[0])
            at = words.end()
            continue
        sign = text[at]
        at += 1
        if sign == "\\" and at < len(text):
            made.append('\\"' if text[at] in _QUOTES else sign + text[at])
            at += 1
        elif sign == "\n":
            at = _next_line(made, text, at)
        elif (sign == '"') if straight else _ENDS.match(text, at):
            return at, "".join((*made, '"'))
        else:
            made.append('\\"' if sign == '"' else sign)
    return at, ""


def _next_line(made: list[str], text: str, at: int) -> int:
    """Go on with the line that begins there: after one space, and after none where a word was parted at a hyphen."""
    made[-1] = made[-1].rstrip(" \t")
    before = "".join(made[-2:])[-2:]
    if not (before[-1:] == "-" and before[:1].isalnum()):
        made.append(" ")
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _with_known_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_known_words(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {"".join(key.split()): _known(key, _with_known_words(inner)) for key, inner in value.items()}


def _known(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if key in _NAMES:
        return "".join(value.split())
    return next((word for word in _WORDS.get(key, ()) if _letters(word) == _letters(value)), value)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
