"""A code written: as plain data (dicts, lists and texts), and as the text of a TOML file."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import tomli_w

from compact_core.content.structure import file_key
from compact_core.model import Code, Group, Provision, Quotation, Section, Table, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMAT = 1
"""The version of the file format that this program writes and reads."""


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


def to_plain(code: Code) -> dict[str, Any]:
    """The code as dicts, lists and texts, without the keys that hold their default."""
    plain: dict[str, Any] = {"format": FORMAT, **plain_value(code)}
    if code.wording:
        plain["wording"] = {one.provision: _proof_text(one) for one in code.wording}
    return plain


def item_to_plain(item: Section | Provision | Group | Table | Quotation) -> tuple[str, dict[str, Any]]:
    """The name of the list that holds the item, and the item as plain data."""
    lists: dict[type[object], str] = {
        Section: "sections",
        Group: "groups",
        Table: "tables",
        Quotation: "quotations",
    }
    return lists.get(type(item), "provisions"), plain_value(item)


def _proof_text(proof: Wording) -> str:
    """A wording proof as files write it: the digest, a space, and the number of words."""
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
    """Key and default of each field of a type of the model, and a way to all their values.

    A provision's kind and section come first. What has to be written in any case has no default here. Other types
    have no fields.
    """
    if not is_dataclass(kind):
        return (), lambda _: ()
    always = {one.name for one in fields(kind) if one.default is MISSING or one.name == "kind"}
    rows = [(file_key(one), one.name, None if one.name in always else one.default) for one in fields(kind)]
    leading = ("section", "id", "kind") if any(key == "section" for key, _, _ in rows) else ("id", "kind")
    rows.sort(key=lambda row: leading.index(row[0]) if row[0] in leading else len(leading))
    columns = tuple((key, default) for key, _, default in rows)
    first, *others = (name for _, name, _ in rows)
    if not others:  # a getter of one name gives no tuple
        return columns, lambda value: (getattr(value, first),)
    return columns, attrgetter(first, *others)
