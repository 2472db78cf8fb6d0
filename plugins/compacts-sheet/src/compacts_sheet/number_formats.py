"""Number formats of spreadsheets, such as ``[$£-809]#,##0.00``, taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKENS = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | (?P<blank>_.)
    | (?P<filling>\*.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general)
    | (?P<half>am/pm|a/p)
    | (?P<field>y+|m+|d+|h+|s+)
    | (?P<digit>[0#?])
    | (?P<sign>[.,%@;])
    | (?P<plain>[^a-z"\\\[\]*_])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BRACKET = re.compile(
    r"(?P<colour>black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+)"
    r"|\$(?P<currency>[^-]*)(?:-(?P<language>.*))?",
    re.IGNORECASE | re.DOTALL,
)


class UnknownFormatError(Exception):
    """What a cell shows cannot be said: its format is not known here, or each computer shows it in its own way."""


class Token(NamedTuple):
    """A part of a format."""

    kind: str
    """``text``, ``language``, ``general``, ``half`` (of a day), ``field`` of a date, ``digit`` or ``sign``."""
    text: str
    """What stands there, in small letters; of a text, what is shown."""


def sections_of(number_format: str) -> list[list[Token]]:
    """The sections of a format: for positive and negative numbers, for zero, and for texts.

    Raises :class:`UnknownFormatError` for what is not known here, such as conditions and times longer than a day.
    """
    sections: list[list[Token]] = [[]]
    at = 0
    while at < len(number_format):
        match = _TOKENS.match(number_format, at)
        if match is None or match.lastgroup is None:
            raise UnknownFormatError
        at = match.end()
        token = _token(match.lastgroup, match[match.lastgroup])
        if token == Token("sign", ";"):
            sections.append([])
        else:
            sections[-1].append(token)
    return sections


def _token(kind: str, text: str) -> Token:
    if kind in {"quoted", "escaped", "plain"}:
        return Token("text", text)
    if kind in {"blank", "filling"}:
        return Token("text", " " if kind == "blank" else "")
    if kind != "bracket":
        return Token(kind, text.lower())
    match = _BRACKET.fullmatch(text)
    if match is None:
        raise UnknownFormatError
    if match["currency"] or match["colour"]:
        return Token("text", match["currency"] or "")
    return Token("language", match["language"] or "")


def spoken(tokens: list[Token]) -> str:
    """The texts among the parts of a format."""
    return "".join(token.text for token in tokens if token.kind == "text" or token == Token("sign", "%"))
