"""A code written: as plain data (dicts, lists and texts), and as the text of a TOML file."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

import tomli_w

from compact_core.content.structure import file_fields, file_key
from compact_core.model.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from compact_core.model import Code, Part, Wording

FORMAT = 2
"""Version of the format of code files that this program reads and writes."""


def write_code(code: Code) -> str:
    """The code as the text of a code file; :func:`compact_core.content.read.read_text` gives it back.

    Keys that hold their default are left out. The text ends with a newline. Raises :class:`TypeError` when a value is
    of a type that no file holds.
    """
    return toml_text(to_plain(code))


def toml_text(plain: Mapping[str, Any]) -> str:
    """Plain data as TOML: texts and numbers first, then tables; each table of a list has a heading of its own.

    ``tomli_w`` alone would write short tables of a list inline.
    """
    parts = [tomli_w.dumps({key: value for key, value in plain.items() if not _holds_tables(value)})]
    for key, value in plain.items():
        if isinstance(value, dict):
            parts.append(tomli_w.dumps({key: value}))
        elif _holds_tables(value):
            parts += [f"[[{key}]]\n{tomli_w.dumps(table)}" for table in value]
    return "\n".join(filter(None, parts))


def _holds_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def to_plain(code: Code) -> dict[str, Any]:
    """The code as dicts, lists and texts, without the keys that hold their default."""
    plain: dict[str, Any] = {"format": FORMAT, **plain_value(code)}
    for table, spare in zip(plain.get("parts", ()), spare_keys(code), strict=True):
        for key in spare:
            table.pop(key, None)
    if code.wording:
        plain["wording"] = {proof.provision: _proof_text(proof) for proof in code.wording}
    return plain


def spare_keys(code: Code) -> Iterator[tuple[str, ...]]:
    """The keys of each part that a file can leave out, because reading fills in the same."""
    places = Places()
    for part in code.parts:
        filled_in = zip(("within", "at"), places.go_on(part), strict=True)
        yield tuple(key for key, value in filled_in if getattr(part, key, "") == value)


def part_to_plain(part: Part) -> dict[str, Any]:
    """A part as plain data, with the place and the outer part that a file may leave out."""
    plain: dict[str, Any] = plain_value(part)
    return plain


def _proof_text(proof: Wording) -> str:
    """A wording proof as files write it: the wording hash, a space, and the number of words."""
    return f"{proof.digest} {proof.words}"


def plain_value(value: Any) -> Any:
    """Any value of the model as dicts, lists and texts, without the keys that hold their default."""
    kind: Any = type(value)
    if kind is str:
        return value
    if kind is tuple or kind is list:  # a code made in Python may hold either
        return [plain_value(item) for item in value]
    columns, values_of = _columns(kind)
    plain = {}
    for (key, default), item in zip(columns, values_of(value), strict=True):
        if item == default:
            continue
        if type(item) is str:
            plain[key] = item
        elif item != []:
            plain[key] = plain_value(item)
    return plain if columns else value


@cache
def _columns(kind: Any) -> tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]:
    """Key and default of each field of a type of the model, in the order of files, and a getter of all their values.

    Fields that are always written have the default None here. Types outside of the model have no fields.
    """
    if not is_dataclass(kind):
        return (), lambda _: ()
    always = {field.name for field in fields(kind) if field.default is MISSING or field.name == "kind"}
    in_order = file_fields(cast("type[Any]", kind))
    columns = tuple((file_key(field), None if field.name in always else field.default) for field in in_order)
    first, *others = (field.name for field in in_order)
    if not others:  # a getter of one name gives no tuple
        return columns, lambda value: (getattr(value, first),)
    return columns, attrgetter(first, *others)
