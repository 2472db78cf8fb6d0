"""Plain data (dicts, lists, texts, numbers) turned into the types of the model, with every flaw told at once.

One reader is made for each type from its dataclass fields. A reader always gives a value, a placeholder where
the data is wrong, so that the checks of the whole code can still run and all flaws come out together.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

from compact_core.content.flaws import Flaw
from compact_core.model import KINDS, Code, Header, TextRule
from compact_core.model.provisions import ProvisionBase
from compact_core.text import clean, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path

Trail = tuple[Any, str | int] | None
"""A path as a chain of pairs: cheaper to grow than a tuple, made into one only when there is a flaw."""
Reader = Callable[[Any, Trail, list[Flaw]], Any]

_EXAMPLES: dict[object, str] = {int: "1", bool: "true"}
"""What a hint writes in the place of a missing value that is no text."""


def structure(
    data: Mapping[str, Any], kind: type[Any], flaws: list[Flaw], special: Mapping[str, Reader] | None = None
) -> Any:
    """A value of the dataclass ``kind``, which has slots, from plain data; what is wrong is added to ``flaws``.

    ``special`` gives readers for fields (by key) whose form in files is not that of their type.
    """
    return _made_table(cast("Hashable", kind), tuple((special or {}).items()))(data, None, flaws)


def path_of(trail: Trail) -> Path:
    """The trail as a path from the top."""
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def file_key(field: Any) -> str:
    """The key that files use for a field of the model."""
    key: str = field.metadata.get("key", field.name)
    return key


def found(value: object) -> str:
    """What was written, in words."""
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


def _reader(annotation: Any) -> Reader:
    """The reader for one type expression of the model."""
    if annotation in _BASIC:
        return _BASIC[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _text(next(rule for rule in arguments if isinstance(rule, TextRule)))
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _list(arguments[0])
    if origin is UnionType:
        return _provision
    return _made_table(annotation)


def _text(rule: TextRule | None) -> Reader:
    matches = _matcher(rule) if rule else None
    longest = (rule and rule.longest) or sys.maxsize

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
        if type(value) is not str:
            return _no_text(value, trail, flaws)
        if not (value.isascii() and value.isprintable()):
            value = _cleaned(value, trail, flaws)
        text: str = value
        if matches and rule and (len(text) > longest or not matches(text)):
            flaws.append(_unruly(text, trail, rule))
            return ""
        return text

    return read


def _matcher(rule: TextRule) -> Callable[[str], object]:
    """Tells whether a text follows the rule; what it said of short ones, such as ids, is kept: they come again."""
    pattern = re.compile(rule.pattern)
    matches = pattern.fullmatch if rule.whole else pattern.match
    return lru_cache(maxsize=1024)(matches) if rule.longest else matches


def _no_text(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
    hint = "Write one text in double quotes." if isinstance(value, dict | list) else "Put it in double quotes."
    flaws.append(Flaw(path_of(trail), f"{_name(trail)} must be text; found {found(value)}.", hint))
    return ""


def _cleaned(value: str, trail: Trail, flaws: list[Flaw]) -> str:
    safe = clean(value)
    if safe != value and safe != value.replace("\r\n", "\n"):
        flaws.append(_unsafe(value, trail))
    return safe


def _unsafe(value: str, trail: Trail) -> Flaw:
    message = (
        f"{_name(trail)} holds characters that steer a screen or turn text round; without them it is {found(value)}."
    )
    return Flaw(path_of(trail), message, "Take them out of the file.", severity="warning")


def _unruly(value: str, trail: Trail, rule: TextRule) -> Flaw:
    limit = f", at most {rule.longest} characters" if rule.longest else ""
    message = f"{_name(trail)} is {found(value)}. Write {rule.allowed}{limit}."
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[: rule.longest].strip("-")
    hint = f"Did you mean '{slug}'?" if slug and rule.longest and re.fullmatch(rule.pattern, slug) else ""
    return Flaw(path_of(trail), message, hint)


def _whole_number(value: Any, trail: Trail, flaws: list[Flaw]) -> int:
    """A count or a place in a row, which is never negative."""
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


_BASIC: dict[object, Reader] = {str: _text(None), int: _whole_number, bool: _yes_or_no}


def _choice(allowed: tuple[str, ...]) -> Reader:
    words = frozenset(allowed)

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> str:
        if type(value) is str and value in words:
            return value
        flaws.append(_not_allowed(value, trail, allowed))
        return ""

    return read


def _not_allowed(value: object, trail: Trail, allowed: tuple[str, ...]) -> Flaw:
    choices = ", ".join(filter(None, allowed))
    hint = suggestion(value, filter(None, allowed)) if isinstance(value, str) else "Write one of them in double quotes."
    if "" in allowed:
        hint = hint or "Leave the key out where none of them fits."
    return Flaw(path_of(trail), f"{_name(trail)} is {found(value)}. Allowed: {choices}.", hint)


def _list(inner: Any) -> Reader:
    read_one = _reader(inner)
    of_tables = is_dataclass(inner) or get_origin(inner) is UnionType

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> tuple[Any, ...]:
        if type(value) is list:
            return tuple([read_one(item, (trail, place), flaws) for place, item in enumerate(value)])
        name = _name(trail)
        if of_tables:
            message = f"{name} must be a list of tables; found {found(value)}."
            hint = _each_begins(name)
        else:
            message = f"{name} must be a list in square brackets; found {found(value)}."
            example = shorten(clean(value), 30).replace('"', "") if isinstance(value, str) else ""
            hint = f'Write it as in ["{example or "..."}"].'
        flaws.append(Flaw(path_of(trail), message, hint, at="key" if of_tables else "value"))
        return ()

    return read


@cache
def _made_table(kind: Hashable, special: tuple[tuple[str, Reader], ...] = ()) -> Reader:
    return _table(cast("type[Any]", kind), dict(special))


def _table(kind: type[Any], special: Mapping[str, Reader]) -> Reader:
    hints = get_type_hints(kind, include_extras=True)
    keys = {file_key(one): one.name for one in fields(kind)}
    readers = [special.get(key) or _reader(hints[name]) for key, name in keys.items()]
    # A frozen dataclass of many fields takes long to make itself; its slots can be filled one by one.
    fillers = [getattr(kind, name).__set__ for name in keys.values()]
    slots = list(zip(keys, readers, fillers, [one.default for one in fields(kind)], strict=True))

    def read(value: Any, trail: Trail, flaws: list[Flaw]) -> Any:
        if type(value) is not dict:
            name = _name(trail)
            hint = f"Begin it with a line [{name}], in one pair of brackets."
            if trail and isinstance(trail[1], int):
                hint = _each_begins(_name(trail[0]))
            flaws.append(Flaw(path_of(trail), f"{name} must be a table; found {found(value)}.", hint))
            return _nothing(kind)
        made = object.__new__(kind)
        known = 0
        for key, reader, fill, default in slots:
            if key in value:
                known += 1
                fill(made, reader(value[key], (trail, key), flaws))
            elif default is not MISSING:
                fill(made, default)
            else:
                flaws.append(_missing(key, trail, kind, hints[keys[key]]))
                fill(made, _nothing(hints[keys[key]]))
        if known < len(value):
            flaws += [_unknown_key(key, trail, kind, keys) for key in value if key not in keys]
        return made

    return read


def _provision(value: Any, trail: Trail, flaws: list[Flaw]) -> Any:
    """A provision of the kind that it names."""
    kind = value.get("kind") if type(value) is dict else None
    if type(kind) is str and kind in KINDS:
        return _made_table(cast("Hashable", KINDS[kind]))(value, trail, flaws)
    if type(value) is not dict:
        hint = _each_begins("provisions")
        flaws.append(Flaw(path_of(trail), f"A provision must be a table; found {found(value)}.", hint))
        return ProvisionBase(id="", section="", at="")
    if kind is None:
        message = f"This provision has no 'kind'. Allowed: {', '.join(KINDS)}."
        flaws.append(Flaw(path_of(trail), message, 'Add a line such as kind = "action".', at="key"))
    else:
        flaws.append(_not_allowed(kind, (trail, "kind"), tuple(KINDS)))
    known = _keys_of_any_kind()
    flaws += [_unknown_key(key, trail, ProvisionBase, known) for key in value if key not in known]
    common = {key: item for key, item in value.items() if key in {"id", "section", "at", "erratum"}}
    return _made_table(ProvisionBase)(common, trail, flaws)


@cache
def _keys_of_any_kind() -> tuple[str, ...]:
    return tuple(dict.fromkeys(file_key(one) for kind in KINDS.values() for one in fields(kind)))


def _each_begins(name: str) -> str:
    return f"Begin each one with a line [[{name}]], in two pairs of brackets."


def _unknown_key(key: str, trail: Trail, kind: type[Any], known: Iterable[str]) -> Flaw:
    near = suggestion(key, known)
    keys = ", ".join(known)
    message = f"'{shorten(clean(key))}' is not a key of {_label(kind)}. Allowed: {keys}."
    return Flaw(path_of((trail, key)), message, near, at="key")


def _missing(key: str, trail: Trail, kind: type[Any], annotation: Any) -> Flaw:
    if is_dataclass(annotation):
        hint = f"Add a line [{key}] and its keys below it."
        return Flaw(path_of(trail), f"The heading [{key}] is missing.", hint, at="key")
    value = "[...]" if get_origin(annotation) is tuple else _EXAMPLES.get(annotation, '"..."')
    hint = f"Add a line {key} = {value}."
    return Flaw(path_of(trail), f"{_label(kind).capitalize()} needs '{key}', which is missing.", hint, at="key")


def _nothing(annotation: Any) -> Any:
    """A placeholder of the type, which no check takes for content."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = get_type_hints(annotation, include_extras=True)
        needed = [one.name for one in fields(annotation) if one.default is MISSING]
        return annotation(**{name: _nothing(hints[name]) for name in needed})
    if annotation in _EXAMPLES:
        return annotation()
    return () if get_origin(annotation) is tuple else ""


def _name(trail: Trail) -> str:
    """What a message calls the value: its key, or its place in a list."""
    if trail is None:
        return "the file"
    step = trail[1]
    return step if isinstance(step, str) else f"entry {step + 1} of {_name(trail[0])}"


def _label(kind: type[Any]) -> str:
    """What a message calls a type: 'an action', 'a code file', 'the settings'."""
    if kind is Code:
        return "a code file"
    if kind is Header:
        return "the table [code]"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__.removesuffix("Base")).lower()
    article = "the" if words.endswith("s") else "an" if words[0] in "aeiou" else "a"
    return f"{article} {words}"
