"""Plain data (dicts, lists, texts, numbers) read into the dataclasses of the model, with every flaw at once.

One reader is made for each type from its fields. Where the data is wrong, a reader notes a flaw and gives a
placeholder, so that the checks of the whole code can still run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from compact_core.content.flaws import Flaw
from compact_core.content.other_words import key_hint, kind_hint
from compact_core.model import PART_KINDS, Code, Header, TextRule
from compact_core.model.parts import PartBase, PlacedPart
from compact_core.model.places import fill_in
from compact_core.text import clean, joined, listed, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path

Trail = tuple[Any, str | int] | None
"""A path as a chain of pairs, which is cheap to grow; :func:`path_of` makes a path of it when there is a flaw."""
ValueReader = Callable[[Any, Trail, list[Flaw]], Any]


class _Readers(NamedTuple):
    """How values of one type are read."""

    takes: Callable[[str], object]
    """Whether a printable text is right as it stands; asked first, because most texts are."""
    read: ValueReader
    """Reads every other value."""


_NO_TEXT = frozenset[str]().__contains__
"""Takes no text, for types that have none."""

_ORDER = {"kind": 0, "id": 1, "within": 2, "number": 3, "at": 4, "": 5, "erratum": 6}
"""The order of the keys of a part in files; the empty key stands for all others."""
_MOST_KINDS = 4
"""Most kinds that a hint names."""
_EXAMPLES: dict[object, str] = {int: "1", bool: "true"}
"""Example values for hints, where a missing value is not a text."""


def structure(
    data: Mapping[str, Any], kind: type[Any], flaws: list[Flaw], special: Mapping[str, ValueReader] | None = None
) -> Any:
    """A value of the dataclass ``kind`` made from plain data; what is wrong with the data is added to ``flaws``.

    ``special`` gives readers, by key, for fields that files write in a form of their own.
    """
    return _table(kind, tuple((special or {}).items()))(data, None, flaws)


def path_of(trail: Trail) -> Path:
    """The path of a trail, from the top of the file."""
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def file_key(field: Any) -> str:
    """The key that files use for a field of the model."""
    key: str = field.metadata.get("key", field.name)
    return key


def file_fields(kind: type[Any]) -> tuple[Any, ...]:
    """The fields of a type of the model in the order of files: of a part the kind comes first, the erratum last."""
    in_order = fields(kind)
    if not issubclass(kind, PartBase):
        return in_order
    return tuple(sorted(in_order, key=lambda field: _ORDER.get(field.name, _ORDER[""])))


def found(value: object) -> str:
    """A value in words, as messages name it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = shorten(clean(value))
        return f"'{text}'" if text else "empty"
    if isinstance(value, int | float):
        return "a very long number" if isinstance(value, int) and abs(value) >= 10**30 else f"the number {value}"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f"the date or time {value}"


def _readers(annotation: Any) -> _Readers:
    """The readers for a type annotation of the model."""
    if annotation in _BASIC:
        return _BASIC[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _ruled_text(next(rule for rule in arguments if isinstance(rule, TextRule)))
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _Readers(_NO_TEXT, _list(arguments[0]))
    if origin is UnionType:
        return _Readers(_NO_TEXT, _part)
    return _Readers(_NO_TEXT, _table(annotation))


def _ruled_text(rule: TextRule) -> _Readers:
    limit = rf"(?=(?s:.{{0,{rule.longest}}})\Z)" if rule.longest else ""
    pattern = re.compile(f"{limit}(?:{rule.pattern})")
    follows_rule = pattern.fullmatch if rule.whole else pattern.match

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
        text = _text(value, trail, flaws)
        if type(value) is str and not follows_rule(text):
            flaws.append(_unruly(text, trail, rule))
            return ""
        return text

    return _Readers(follows_rule, read)


def _text(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
    if type(value) is not str:
        hint = "Write one text in double quotes." if isinstance(value, dict | list) else "Put it in double quotes."
        flaws.append(Flaw(path_of(trail), f"{_name(trail)} must be text; found {found(value)}.", hint))
        return ""
    safe = clean(value)
    if safe != value and safe != value.replace("\r\n", "\n"):
        message = f"{_name(trail)} holds characters that steer a screen or turn text round"
        message += f"; without them it is {found(value)}."
        flaws.append(Flaw(path_of(trail), message, "Take them out of the file.", severity="warning"))
    return safe


def _unruly(value: str, trail: Trail, rule: TextRule) -> Flaw:
    limit = f", at most {rule.longest} characters" if rule.longest else ""
    message = f"{_name(trail)} is {found(value)}. Write {rule.allowed}{limit}."
    if rule.advice:
        return Flaw(path_of(trail), message, rule.advice)
    # Of the rules without advice only those for ids have a longest text, so for all others nothing is left of this.
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[: rule.longest].strip("-")
    return Flaw(path_of(trail), message, f"Did you mean '{slug}'?" if slug else "")


def _whole_number(value: Any, trail: Trail, flaws: list[Flaw]) -> int:
    """A whole number, 0 or more."""
    if type(value) is int and value >= 0:
        return value
    message = f"{_name(trail)} must be a whole number, 0 or more; found {found(value)}."
    hint = "Write it in digits, without quotes." if isinstance(value, str) else ""
    flaws.append(Flaw(path_of(trail), message, hint))
    return 0


def _yes_or_no(value: Any, trail: Trail, flaws: list[Flaw]) -> bool:
    if type(value) is bool:
        return value
    hint = "Write it without quotes." if isinstance(value, str) else ""
    flaws.append(Flaw(path_of(trail), f"{_name(trail)} must be true or false; found {found(value)}.", hint))
    return False


_BASIC: dict[object, _Readers] = {
    str: _Readers(str.isprintable, _text),
    int: _Readers(_NO_TEXT, _whole_number),
    bool: _Readers(_NO_TEXT, _yes_or_no),
}


def _choice(allowed: tuple[str, ...]) -> _Readers:
    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
        flaws.append(_not_allowed(value, trail, allowed))
        return ""

    return _Readers(frozenset(allowed).__contains__, read)


def _not_allowed(value: object, trail: Trail, allowed: tuple[str, ...]) -> Flaw:
    choices = listed(filter(None, allowed), value if isinstance(value, str) else "")
    hint = suggestion(value, filter(None, allowed)) if isinstance(value, str) else "Write one of them in double quotes."
    if "" in allowed:
        hint = hint or "Leave the key out where none of them fits."
    return Flaw(path_of(trail), f"{_name(trail)} is {found(value)}. Allowed: {choices}.", hint)


def _list(inner: Any) -> ValueReader:
    takes, read_item = _readers(inner)
    of_tables = is_dataclass(inner) or get_origin(inner) is UnionType

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> tuple[Any, ...]:
        if type(value) is list:
            items = []
            for position, item in enumerate(value):
                right = type(item) is str and item.isprintable() and takes(item)
                items.append(item if right else read_item(item, (trail, position), flaws))
            if read_item is _part:
                fill_in(items)
            return tuple(items)
        name = _name(trail)
        if of_tables:
            message = f"{name} must be a list of tables; found {found(value)}."
            hint = _each_begins(name)
        else:
            message = f"{name} must be a list in square brackets; found {found(value)}."
            example = shorten(clean(value), 30).replace('"', "") if isinstance(value, str) else ""
            hint = f'Write it as in ["{example or "..."}"].'
        flaws.append(Flaw(path_of(trail), message, hint, at="key" if of_tables else "value"))
        return _no_list(inner)

    return read


def _table_reader(kind: Any, special: tuple[tuple[str, ValueReader], ...] = ()) -> ValueReader:
    """The reader of a dataclass, with readers of their own for some of its keys."""
    own = dict(special)
    hints = get_type_hints(kind, include_extras=True)
    keys = {file_key(field): field.name for field in file_fields(kind)}
    readers = {
        key: (name, *(_Readers(_NO_TEXT, own[key]) if key in own else _readers(hints[name])))
        for key, name in keys.items()
    }
    needed = [(file_key(field), field.name) for field in file_fields(kind) if field.default is MISSING]

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> Any:
        if type(value) is not dict:
            name = _name(trail)
            hint = f"Begin it with a line [{name}], in one pair of brackets."
            if trail and isinstance(trail[1], int):
                hint = _each_begins(_name(trail[0]))
            flaws.append(Flaw(path_of(trail), f"{name} must be a table; found {found(value)}.", hint))
            return _nothing(kind)
        values = {}
        for key, item in value.items():
            if reader := readers.get(key):
                name, takes, read_other = reader
                right = type(item) is str and item.isprintable() and takes(item)
                values[name] = item if right else read_other(item, (trail, key), flaws)
            else:
                flaws.append(_unknown_key(key, trail, kind, keys))
        for key, name in needed:
            if name not in values:
                flaws.append(_missing(key, trail, kind, hints[name]))
                values[name] = _nothing(hints[name])
        return kind(**values)

    return read


_table: Callable[..., ValueReader] = cache(_table_reader)  # no decorator: mutmut leaves those out


def _part(value: Any, trail: Trail, flaws: list[Flaw]) -> Any:
    """A part of a code, of the kind that its key ``kind`` names."""
    kind = value.get("kind") if type(value) is dict else None
    if type(kind) is str and kind in PART_KINDS:
        return _table(PART_KINDS[kind])(value, trail, flaws)
    if type(value) is not dict:
        hint = _each_begins("parts")
        flaws.append(Flaw(path_of(trail), f"A part must be a table; found {found(value)}.", hint))
        return PlacedPart(id="")
    if kind is None:
        message = f"This part has no 'kind'. Allowed: {listed(PART_KINDS)}."
        flaws.append(Flaw(path_of(trail), message, 'Add a line such as kind = "action".', at="key"))
    else:
        flaw = _not_allowed(kind, (trail, "kind"), tuple(PART_KINDS))
        flaws.append(flaw._replace(hint=kind_hint(kind) or flaw.hint))
    known = _keys_of_any_kind()
    flaws += [_unknown_key(key, trail, PlacedPart, known) for key in value if key not in known]
    common = {field.name: value[field.name] for field in fields(PlacedPart) if field.name in value}
    return _table(PlacedPart)({**common, "kind": ""}, trail, flaws)


@cache
def _keys_of_any_kind() -> tuple[str, ...]:
    keys = dict.fromkeys(file_key(field) for kind in PART_KINDS.values() for field in fields(kind))
    return tuple(sorted(keys, key=lambda key: _ORDER.get(key, _ORDER[""])))


def _each_begins(name: str) -> str:
    return f"Begin each one with a line [[{name}]], in two pairs of brackets."


def _unknown_key(key: str, trail: Trail, kind: type[Any], known: Iterable[str]) -> Flaw:
    near = key_hint(key, tuple(known)) or _others_with(key, kind) or suggestion(key, known)
    message = f"'{shorten(clean(key))}' is not a key of {_label(kind)}. Allowed: {listed(known, key)}."
    return Flaw(path_of((trail, key)), message, near, at="key")


def _others_with(key: str, kind: type[Any]) -> str:
    """A hint that names the other kinds of part that have a key; empty where there are none."""
    if not issubclass(kind, PartBase):
        return ""
    kinds = [word for word, other in PART_KINDS.items() if key in map(file_key, fields(other))]
    if len(kinds) > _MOST_KINDS:
        return f"It is a key of {len(kinds)} other kinds, such as {kinds[0]}."
    return f"It is a key of the kind{'s' if len(kinds) > 1 else ''} {joined(kinds)}." if kinds else ""


def _missing(key: str, trail: Trail, kind: type[Any], annotation: Any) -> Flaw:
    if is_dataclass(annotation):
        hint = f"Add a line [{key}] and its keys below it."
        return Flaw(path_of(trail), f"The heading [{key}] is missing.", hint, at="key")
    value = "[...]" if get_origin(annotation) is tuple else _EXAMPLES.get(annotation, '"..."')
    hint = f"Add a line {key} = {value}."
    return Flaw(path_of(trail), f"{_label(kind).capitalize()} needs '{key}', which is missing.", hint, at="key")


def _nothing(annotation: Any) -> Any:
    """An empty value of the type; checks skip it."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = get_type_hints(annotation)
        needed = [field.name for field in fields(annotation) if field.default is MISSING]
        return annotation(**{name: _nothing(hints[name]) for name in needed})
    if annotation in _EXAMPLES:
        return annotation()
    return _no_list(get_args(annotation)[0]) if get_origin(annotation) is tuple else ""


def _no_list(inner: Any) -> tuple[str, ...]:
    """A placeholder for a wrong or missing list: of texts one empty text, so that no check calls it empty."""
    of_texts = not is_dataclass(inner) and get_origin(inner) not in {tuple, UnionType}
    return ("",) if of_texts else ()


def _name(trail: Trail) -> str:
    """The value's name in messages: its key, or its position in a list."""
    if trail is None:
        return "the file"
    step = trail[1]
    return step if isinstance(step, str) else f"entry {step + 1} of {_name(trail[0])}"


def _label(kind: type[Any]) -> str:
    """The type's name in messages: 'an action', 'a code file', 'the settings'."""
    if kind is Code:
        return "a code file"
    if kind is Header:
        return "the table [code]"
    if kind is PlacedPart:
        return "a part"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
    article = "the" if words.endswith("s") else "an" if words[0] in "aeiou" else "a"
    return f"{article} {words}"
