"""TOML as plain as the program itself writes it, read in a fifth of the time that tomllib takes.

Only what is certain is read here: tables of lists, and keys with a text without a backslash, a whole number, yes or no,
or a list of these with one a line. Whatever is written otherwise, or is wrong, is left to tomllib.
"""

from __future__ import annotations

import re
from typing import Any

_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_WHOLE = r"0|[1-9][0-9]{0,8}"
_LIST = rf"\[\n((?: *(?:{_TEXT}|{_WHOLE}),\n)*)\]"
_LINE = re.compile(rf"\[\[([a-z_]+)\]\]\n|([a-z0-9_]+) = (?:({_TEXT})|({_WHOLE})|(true|false)|{_LIST})\n|\n")
_ENTRY = re.compile(rf"({_TEXT})|({_WHOLE})")


def plain_data(text: str) -> dict[str, Any] | None:
    """The data of a text as tomllib gives it; None where the text is not written plainly."""
    data: dict[str, Any] = {}
    table, end = data, 0
    lists: set[str] = set()
    for line in _LINE.finditer(text):
        if line.start() != end:
            return None
        end = line.end()
        heading, key, words, whole, truth, entries = line.groups()
        if heading is not None:
            if heading in data and heading not in lists:
                return None
            lists.add(heading)
            table = {}
            data.setdefault(heading, []).append(table)
        elif key is not None:
            if key in table:
                return None
            table[key] = _value(words, whole, truth, entries)
    return data if end == len(text) else None


def _value(words: str | None, whole: str | None, truth: str | None, entries: str | None) -> Any:
    if words is not None:
        return words[1:-1]
    if whole is not None:
        return int(whole)
    if truth is not None:
        return truth == "true"
    return [entry[1][1:-1] if entry[1] else int(entry[2]) for entry in _ENTRY.finditer(entries or "")]
