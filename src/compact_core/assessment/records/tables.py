"""Changes to a TOML text that leave everything else in it as it was written, comments and order included."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.locate import locate
from compact_core.content.write import toml_text
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

TableKey = tuple[str, int] | tuple[()]
"""The key of a list of tables and a position in it; nothing for the top of the file."""

_TOP = ("", 0)
"""The top of the file, which is no table of a list."""
_NOTE = re.compile(r"[ \t]*(?:#.*)?\n?")
"""A line that holds nothing, or a comment alone."""


def edited(text: str, change: Callable[[TOMLDocument], None]) -> str:
    """The text after a change to what it holds."""
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
        tables.append(_in_braces(plain))


def with_keys(text: str, table: TableKey, keys: Sequence[str], plain: Mapping[str, Any]) -> str:
    """The text in which a table says at some keys what plain data say; what it says already is not touched."""
    blocks = _blocks(text)
    for position, block in enumerate(blocks):
        if block.table == (table or _TOP):
            blocks[position] = _with_keys(block, keys, plain)
            return _joined(blocks)
    name, at = table or _TOP
    return edited(text, lambda document: fill(document[name][at], keys, plain))  # tables in braces


def with_table(text: str, key: str, plain: Mapping[str, Any]) -> str:
    """The text with one more table in a list of tables: after the others, or at the end when there are none."""
    blocks = _blocks(text)
    if key in tomllib.loads(text) and not _has(blocks, key):
        return edited(text, lambda document: add_table(document, key, plain))  # tables in braces
    return _joined(_with_tables(blocks, key, [plain]))


def with_changed_rows(text: str, key: str, by: str, keys: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The text in which a list of tables says what rows say at some keys; new rows are added, no table is taken out."""
    there = [str(table[by]) for table in tomllib.loads(text).get(key, ())]
    for row in rows:
        if row[by] in there:
            text = with_keys(text, (key, there.index(row[by])), keys, row)
        else:
            text = with_table(text, key, row)
    return text


def with_rows(text: str, key: str, by: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The text in which a list of tables holds these rows and no others.

    ``by`` names the keys that identify a row, with a space between two. Rows that are there already are changed where
    they stand.
    """
    wanted = {_name(row, by): row for row in rows}
    data = tomllib.loads(text)
    there = data.get(key, [])
    blocks = _blocks(text)
    if key in data and not _has(blocks, key):
        return edited(text, lambda document: _fill_braces(document[key], by, wanted))
    for position in reversed(range(len(blocks))):
        name, at = blocks[position].table
        if name != key:
            continue
        old = there[at]
        row = wanted.get(_name(old, by))
        if row is None:
            blocks = _without(blocks, position)
        elif row != old:
            blocks[position] = _with_keys(blocks[position], [*{**row, **old}], row)
    known = {_name(table, by) for table in there}
    return _joined(_with_tables(blocks, key, [row for name, row in wanted.items() if name not in known]))


def with_list(text: str, key: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The text in which a list of tables holds just these rows, in their order; for lists that nobody edits."""
    blocks = _blocks(text)
    if key in tomllib.loads(text) and not _has(blocks, key):
        text = edited(text, lambda document: document.pop(key))  # tables in braces
        blocks = _blocks(text)
    at = next((position for position, block in enumerate(blocks) if block.table[0] == key), len(blocks))
    notes = "".join(block.notes for block in blocks if block.table[0] == key).lstrip("\n")
    left = [block for block in blocks if block.table[0] != key]
    if not rows:
        return _joined(left)
    new = [_Block((key, position), toml_text({key: [row]}), "\n") for position, row in enumerate(rows)]
    new[-1] = new[-1]._replace(notes=f"\n{notes}" if at < len(blocks) else notes)
    if not (before := _joined(left[:at])).endswith("\n\n"):
        new.insert(0, _Block(_TOP, "" if before.endswith("\n") else "\n", "\n"))
    return _joined([*left[:at], *new, *left[at:]])


def fill(table: Any, keys: Iterable[str], plain: Mapping[str, Any]) -> None:
    """Make a table of a document say at some keys what plain data say; what it says already is not touched."""
    for key in keys:
        if key not in plain:
            table.pop(key, None)
        elif table.get(key) != plain[key]:
            table[key] = plain[key]


def position_of(tables: Iterable[Mapping[str, Any]], by: str, value: str) -> int:
    """The position of the table that has a value at a key; an error names the values that there are."""
    values = [str(table.get(by, "")) for table in tables]
    if value not in values:
        message = f"There is no '{shorten(clean(value))}' (any more)."
        raise CompactsError(f"{message} There are: {shorten(', '.join(values), 300) or 'none'}.")
    return values.index(value)


def without_row(text: str, key: str, by: str, value: str) -> str:
    """The text without the table that has a value at a key; comments between tables stay."""
    position = position_of(tomllib.loads(text).get(key, []), by, value)
    blocks = _blocks(text)
    for at, block in enumerate(blocks):
        if block.table == (key, position):
            return _joined(_without(blocks, at))
    return edited(text, lambda document: document[key].pop(position))  # tables in braces


class _Block(NamedTuple):
    """The lines of one table, or of the top of the file."""

    table: tuple[str, int]
    """The key of the list of tables and the place in it."""
    own: str
    """The heading and what stands in the table."""
    notes: str
    """The empty lines and comments after it, which may belong to the next table."""


def _blocks(text: str) -> list[_Block]:
    """The text in blocks, the top of the file first; joined they are the text."""
    lines = _lines(text)
    starts = {
        at.line - 1: (str(path[0]), int(path[1]))
        for path, at in locate(text).keys.items()
        if lines[at.line - 1].startswith("[", at.column - 1)  # a heading in two pairs of brackets
    }
    order = sorted(starts)
    top = _block(_TOP, lines[: min(order, default=len(lines))])
    ends = [*order[1:], len(lines)]
    return [top, *(_block(starts[start], lines[start:end]) for start, end in zip(order, ends, strict=False))]


def _block(table: tuple[str, int], lines: Sequence[str]) -> _Block:
    end = len(lines)
    while end and _NOTE.fullmatch(lines[end - 1]):
        end -= 1
    return _Block(table, "".join(lines[:end]), "".join(lines[end:]))


def _joined(blocks: Iterable[_Block]) -> str:
    return "".join(block.own + block.notes for block in blocks)


def _has(blocks: Iterable[_Block], key: str) -> bool:
    """Whether tables of a list have headings of their own."""
    return any(block.table[0] == key for block in blocks)


def _with_keys(block: _Block, keys: Sequence[str], plain: Mapping[str, Any]) -> _Block:
    """The block, whose lines alone tomlkit reads: it takes long for a whole file."""
    name, _ = block.table
    held = tomllib.loads(block.own)
    known = [key for key in keys if key in (held[name][0] if name else held)]
    new = {key: plain[key] for key in keys if key in plain and key not in known}
    own = block.own if block.own.endswith("\n") or not block.own else f"{block.own}\n"
    if known:
        own = edited(own, lambda document: fill(document[name][0] if name else document, known, plain))
    return block._replace(own=own + toml_text(new))


def _with_tables(blocks: list[_Block], key: str, rows: Sequence[Mapping[str, Any]]) -> list[_Block]:
    """The blocks with more tables: after the last of their list and its comments, or at the end of the text."""
    if not rows:
        return blocks
    places = [position for position, block in enumerate(blocks) if block.table[0] == key]
    at = places[-1] if places else len(blocks) - 1
    last = blocks[at]
    notes = last.notes
    if at < len(blocks) - 1:  # what stands above the next table belongs to that
        notes = "".join(takewhile(str.strip, _lines(notes)))
    before = last.own + notes
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    texts = [toml_text({key: [row]}) for row in rows]
    new = [_Block((key, len(places) + position), text, "\n") for position, text in enumerate(texts)]
    new[-1] = new[-1]._replace(notes=last.notes[len(notes) :])
    return [*blocks[:at], last._replace(notes=notes + gap), *new, *blocks[at + 1 :]]


def _without(blocks: list[_Block], at: int) -> list[_Block]:
    """The blocks without one of them; of the empty lines around it only those before it stay."""
    before, notes = blocks[at - 1], _lines(blocks[at].notes)
    if not "".join(_lines(before.own + before.notes)[-1:]).strip():
        notes = list(dropwhile(lambda line: not line.strip(), notes))
    return [*blocks[: at - 1], before._replace(notes=before.notes + "".join(notes)), *blocks[at + 1 :]]


def _name(row: Mapping[str, Any], by: str) -> tuple[str, ...]:
    """The values of the keys that identify a row in its list."""
    return tuple(str(row.get(key, "")) for key in by.split())


def _fill_braces(tables: Any, by: str, wanted: Mapping[tuple[str, ...], Mapping[str, Any]]) -> None:
    """Make a list of tables in braces hold what is wanted."""
    for position in reversed(range(len(tables))):
        old = tables[position]
        row = wanted.get(_name(old, by))
        if row is None:
            tables.pop(position)
        else:
            fill(old, [*{**row, **old}], row)
    known = {_name(table, by) for table in tables}
    for row in (row for name, row in wanted.items() if name not in known):
        tables.append(_in_braces(row))


def _in_braces(plain: Mapping[str, Any]) -> Any:
    import tomlkit

    braces = tomlkit.inline_table()
    braces.update(plain)
    return braces


def _lines(text: str) -> list[str]:
    """The lines of a text as TOML counts them, with their ends; other signs that may end a line do not count."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
