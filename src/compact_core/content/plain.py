"""A code as plain data (dicts, lists and texts), the way files hold it."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from compact_core.content.structure import file_key
from compact_core.model import Code, Group, Provision, Quotation, Section, Table, Wording

FORMAT = 1
"""The version of the file format that this program writes and reads."""


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
    if type(value) is str:
        return value
    if type(value) is tuple or type(value) is list:  # a code made in Python may hold either
        return [plain_value(item) for item in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    plain = {}
    for key, name, default in _keys(type(value)):
        item = getattr(value, name)
        if item not in (default, []) or key == "kind":
            plain[key] = item if type(item) is str else plain_value(item)
    return plain


@cache
def _keys(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Key, field name and default of each field; a provision's kind and section come first."""
    rows = [(file_key(one), one.name, None if one.default is MISSING else one.default) for one in fields(kind)]
    leading = ("section", "id", "kind") if any(key == "section" for key, _, _ in rows) else ("id", "kind")
    return tuple(sorted(rows, key=lambda row: leading.index(row[0]) if row[0] in leading else len(leading)))
