"""Changes to a TOML text that leave everything else in it as it was written, comments and order included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compact_core.content.locate import locate
from compact_core.content.write import toml_text
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tomlkit import TOMLDocument

Table = tuple[str, int] | tuple[()]
"""The key of a list of tables and a place in it; nothing for the top of the file."""

_NOTE = re.compile(r"[ \t]*(?:#.*)?\n?")
"""A line that holds nothing, or a comment alone."""


def edited(text: str, change: Callable[[TOMLDocument], None]) -> str:
    """The text after a change to what it holds.

    Raises :class:`compact_core.errors.CompactsError` when tomlkit cannot change a text that is written in this way.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
        change(document)
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        message = f"The program cannot change a file that is written like this: {shorten(clean(str(error)))}."
        raise CompactsError(f"{message} Write it in a plainer way, or change it by hand.") from error


def add_table(document: TOMLDocument, key: str, plain: Mapping[str, Any]) -> None:
    """Add a table to a list of tables, under a heading of its own or, where they have none, in braces."""
    import tomlkit
    from tomlkit.items import AoT

    if key not in document:
        document.add(tomlkit.nl())
        document.append(key, tomlkit.aot())
    tables: Any = document[key]
    if isinstance(tables, AoT):
        if len(tables) and not tables[-1].as_string().endswith("\n\n"):
            tables[-1].add(tomlkit.nl())
        table = tomlkit.item(dict(plain))
        table.add(tomlkit.nl())
        tables.append(table)
    else:
        braces = tomlkit.inline_table()
        braces.update(plain)
        tables.append(braces)


def with_keys(text: str, table: Table, keys: Iterable[str], plain: Mapping[str, Any]) -> str:
    """The text in which a table says at some keys what plain data say; what it says already is not touched.

    tomlkit alone would put a new key behind the comments that stand above the next table.
    """
    new: list[str] = []

    def change(document: TOMLDocument) -> None:
        from tomlkit.items import InlineTable

        found: Any = document
        for step in table:
            found = found[step]
        known = [key for key in keys if key in found or isinstance(found, InlineTable)]
        new.extend(key for key in keys if key not in known and key in plain)
        fill(found, known, plain)

    changed = edited(text, change)
    _, end = _lines_of(changed, table)
    lines = _lines(changed)
    return "".join([*lines[:end], toml_text({key: plain[key] for key in new}), *lines[end:]])


def fill(table: Any, keys: Iterable[str], plain: Mapping[str, Any]) -> None:
    """Make a table of a document say at some keys what plain data say; what it says already is not touched."""
    for key in keys:
        if key not in plain:
            table.pop(key, None)
        elif key not in table or unwrapped(table[key]) != plain[key]:
            table[key] = plain[key]


def unwrapped(item: Any) -> Any:
    """A part of a document as plain data."""
    return item.unwrap() if hasattr(item, "unwrap") else item


def place_of(tables: Iterable[Mapping[str, Any]], by: str, value: str) -> int:
    """The place of the table that has a value at a key.

    Raises :class:`compact_core.errors.CompactsError` when there is none, and names those that there are.
    """
    values = [str(table.get(by, "")) for table in tables]
    if value not in values:
        message = f"There is no '{shorten(clean(value))}' (any more)."
        raise CompactsError(f"{message} There are: {shorten(', '.join(values), 300) or 'none'}.")
    return values.index(value)


def without_table(text: str, key: str, place: int) -> str:
    """The text without one table of a list of tables; comments between tables stay."""
    if (key, place) not in _headings(text):
        return edited(text, lambda document: document[key].pop(place))  # tables in braces
    start, end = _lines_of(text, (key, place))
    lines = _lines(text)
    while end < len(lines) and not lines[end].strip() and not "".join(lines[start - 1 : start]).strip():
        end += 1
    return "".join(lines[:start] + lines[end:])


def _lines(text: str) -> list[str]:
    """The lines of a text as TOML counts them, with their ends; other signs that may end a line do not count."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _headings(text: str) -> dict[Table, int]:
    """The line, counted from 0, of each heading in two pairs of brackets."""
    lines = _lines(text)
    found = {path: at for path, at in locate(text).keys.items() if lines[at.line - 1].startswith("[", at.column - 1)}
    return {(str(path[0]), int(path[1])): at.line - 1 for path, at in found.items()}


def _lines_of(text: str, table: Table) -> tuple[int, int]:
    """Where the lines of a table begin and end, without what stands above the next one."""
    headings = _headings(text)
    start = headings[table] if table else 0
    lines = _lines(text)
    end = min((line for line in headings.values() if line > start or not table), default=len(lines))
    while end > start and _NOTE.fullmatch(lines[end - 1]):
        end -= 1
    return start, end
