"""A code as plain data (dicts, lists and texts), the way files hold it."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from compact_core.content.structure import file_key
from compact_core.model import Code, Group, Provision, Quotation, Section, Table, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

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
