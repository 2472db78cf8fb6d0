"""A code written as the text of a TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli_w

from compact_core.content.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.model import Code


def write_code(code: Code) -> str:
    """The code as the text of a content file; :func:`compact_core.content.read.read_text` gives it back.

    Keys that hold their default are left out. The text ends with a newline.
    """
    return toml_text(to_plain(code))


def toml_text(plain: Mapping[str, Any]) -> str:
    """Plain data as TOML: texts and numbers first, then tables, each of a list under a heading of its own.

    ``tomli_w`` alone would put short tables of a list between brackets, on one line each.
    """
    parts = [tomli_w.dumps({key: value for key, value in plain.items() if not _holds_tables(value)})]
    for key, value in plain.items():
        if isinstance(value, dict):
            parts.append(tomli_w.dumps({key: value}))
        elif _holds_tables(value):
            parts += [f"[[{key}]]\n{tomli_w.dumps(table)}" for table in value]
    return "\n".join(filter(None, parts))


def _holds_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
