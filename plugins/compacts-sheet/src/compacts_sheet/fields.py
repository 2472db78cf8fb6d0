"""What the cells of a column may hold, worked out from the core's model."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args, get_origin, get_type_hints

from compact_core import file_key
from compact_core.model import ALL_PARTIES, PART_KINDS, TOP, PartialDate
from compacts_sheet.layout import normal

if TYPE_CHECKING:
    from collections.abc import Hashable

    from compacts_sheet.layout import Layout

Form = Literal["text", "date", "list", "table row", "table"]


class Field(NamedTuple):
    """What a cell may hold."""

    form: Form = "text"
    """``list``: several texts; ``table row`` and ``table``: texts between bars, one line a row."""
    needed: bool = True
    """Whether it must not be empty."""
    choices: tuple[str, ...] = ()
    """The only words allowed; none when any text is."""
    for_id: str = ""
    """The fixed word that may stand here in place of an id."""


_FOR_IDS = {"duty": ALL_PARTIES, "within": TOP}


def fields_of(kind: type[object]) -> dict[str, Field]:
    """The fields of a type of the model, by the keys that files use."""
    return _fields_of(cast("Hashable", kind))


@cache
def _fields_of(kind: Hashable) -> dict[str, Field]:
    model = cast("type[Any]", kind)
    hints = get_type_hints(model, include_extras=True)
    return {
        file_key(field): Field(
            _form(hints[field.name], file_key(field)),
            field.default is MISSING and field.default_factory is MISSING,
            tuple(word for word in _words(hints[field.name]) if word),
            _FOR_IDS.get(file_key(field), ""),
        )
        for field in fields(model)
    }


def field_of(layout: Layout, key: str) -> Field:
    """What a column of a sheet may hold, whatever else stands in the row."""
    if (layout.key, key) == ("parts", "kind"):
        return Field(choices=tuple(PART_KINDS))
    types = [fields_of(kind) for kind in layout.types]
    found = [of_type[key] for of_type in types if key in of_type]
    if not found:
        return Field()
    choices = found[0].choices if len({field.choices for field in found}) == 1 else ()
    return found[0]._replace(needed=len(found) == len(types) and all(field.needed for field in found), choices=choices)


def kinds_that_need(layout: Layout, key: str) -> list[str]:
    """The kinds of part that must have something in a column of a sheet that other kinds may leave empty."""
    if layout.key != "parts" or field_of(layout, key).needed:
        return []
    return [word for word, kind in PART_KINDS.items() if key in fields_of(kind) and fields_of(kind)[key].needed]


def _form(hint: object, key: str) -> Form:
    if hint == PartialDate:
        return "date"
    if get_origin(hint) is tuple:
        return "table row" if key == "headings" else "table" if key == "rows" else "list"
    return "text"


def _words(hint: object) -> tuple[str, ...]:
    return get_args(hint) if get_origin(hint) is Literal else ()


def value_of(text: str, field: Field) -> Any:  # noqa: ANN401 - plain data, as the core reads it
    """The text of a cell as the plain data of a code file; fixed words are known in any case."""
    if field.form == "list":
        return [_fixed(entry, field) for entry in split(text)]
    if field.form == "table row":
        return cells(text)
    if field.form == "table":
        return [cells(line) for line in text.split("\n") if line.strip()]
    return unquoted(_fixed(text.strip(), field))


def _fixed(text: str, field: Field) -> str:
    word = normal(text).replace(" ", "-")
    return word if word and word in (*field.choices, field.for_id) else text


def text_of(value: Any, field: Field) -> str:  # noqa: ANN401 - plain data, as the core writes it
    """Plain data as the text of a cell; :func:`value_of` gives it back."""
    if field.form == "list":
        return join(value)
    if field.form == "table row":
        return _row(value)
    if field.form == "table":
        return "\n".join(map(_row, value))
    return quoted(str(value))


def split(text: str) -> list[str]:
    """The entries of a list: each on a line of its own, or with semicolons between them."""
    entries = text.split("\n") if "\n" in text else text.split(";")
    return [unquoted(entry.strip(), _BETWEEN_ENTRIES) for entry in entries if entry.strip()]


def join(entries: list[str]) -> str:
    """Entries as one cell; a line break keeps the semicolons of a single one."""
    alone = len(entries) == 1 and ";" in entries[0]
    return "\n".join(quoted(entry, _BETWEEN_ENTRIES) for entry in entries) + ("\n" if alone else "")


def cells(line: str) -> list[str]:
    """The cells of one row of a table of the document."""
    return [unquoted(cell.strip(), _BETWEEN_CELLS) for cell in line.split("|")]


def _row(row: list[str]) -> str:
    return '""' if row == [""] else " | ".join(quoted(cell, _BETWEEN_CELLS) for cell in row)


_BETWEEN_ENTRIES, _BETWEEN_CELLS = "\n", "\n|"
"""What stands between two entries of a list, and between two cells of a table."""


def quoted(text: str, between: str = "") -> str:
    """A text as it stands in a cell: in quotation marks where blanks around it, or a sign in it, would be lost."""
    if not _needs_marks(text, between):
        return text
    return json.dumps(text, ensure_ascii=False).replace("|", "\\u007c")


def unquoted(cell: str, between: str = "") -> str:
    """The text in a cell; quotation marks around one that does not need them belong to the text."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        with suppress(ValueError):
            text: str = json.loads(cell)
            if _needs_marks(text, between) or (between == _BETWEEN_CELLS and not text):
                return text
    return cell


def _needs_marks(text: str, between: str) -> bool:
    return text != text.strip() or any(sign in text for sign in between) or unquoted(text, between) != text
