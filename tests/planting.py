"""Words planted in the model: one for each field of text, which nothing else says."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from compact_core.model import (
    PART_KINDS,
    Agreement,
    Applicability,
    Code,
    Header,
    Link,
    Party,
    RelatedCode,
    Revision,
    Signatory,
    Source,
    Wording,
)
from compact_core.model.text_rules import Id, LanguageTag, PartialDate, Sha256, Text


def types_in(kind: type[Any]) -> Iterator[type[Any]]:
    """A type of the model, and every type that its fields hold."""
    yield kind
    for hint in get_type_hints(kind).values():
        for inner in (hint, *get_args(hint), *(one for each in get_args(hint) for one in get_args(each))):
            if is_dataclass(inner) and isinstance(inner, type):
                yield from types_in(inner)


def leaf(hint: object) -> object:
    """What a field holds once or several times."""
    return leaf(get_args(hint)[0]) if get_origin(hint) is tuple else hint


def _texts_of(kind: type[Any]) -> Mapping[str, object]:
    """The fields of a type that hold text, with their annotations; one word of a fixed few is no text."""
    hints = get_type_hints(kind, include_extras=True)
    found = {one.name: hints[one.name] for one in fields(kind)}
    return {
        name: hint for name, hint in found.items() if leaf(hint) in {str, Id, Text, PartialDate, LanguageTag, Sha256}
    }


texts_of: Callable[..., Mapping[str, object]] = cache(_texts_of)


Field = tuple[type[Any], str]
EVERY: list[Field] = [(kind, name) for kind in dict.fromkeys(types_in(Code)) for name in texts_of(kind)]
"""Every field of text of the model, by its type and name."""


def planted(kind: type[Any], name: str) -> str:
    """The word that only this field has; a year in a field of dates."""
    if texts_of(kind)[name] == PartialDate:
        return str(1000 + EVERY.index((kind, name)))
    return f"zq{kind.__name__}{name}".lower().replace("_", "")


Words = Callable[[type[Any], str], str]
"""Gives the word for a field."""


def filled(kind: type[Any], wanted: Collection[Field], word_for: Words, /, **by_hand: object) -> Any:  # noqa: ANN401
    """A value of a type, with a word of its own in every field that is wanted."""
    values: dict[str, Any] = dict(by_hand)
    for name, hint in texts_of(kind).items():
        if (kind, name) in wanted:
            word = word_for(kind, name)
            row = (f"first {word}", f"{word} last")
            inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
            values[name] = word if inner is hint else (row, row) if get_origin(inner) is tuple else row
    return kind(**values)


def planted_code(wanted: Collection[Field], word_for: Words = planted) -> Code:
    """A code with everything that the model knows, and a word of its own in each field that is wanted."""
    owed: dict[str, object] = {"duty": ("one",)}
    parts = [
        filled(kind, wanted, word_for, id=word, within="" if word == "section" else "section", **_given(kind, owed))
        for word, kind in PART_KINDS.items()
    ]
    return Code(
        header=filled(Header, wanted, word_for, id="planted"),
        agreement=filled(Agreement, wanted, word_for, id="accord"),
        source=filled(Source, wanted, word_for),
        related=(filled(RelatedCode, wanted, word_for, code="other", relation="replaces"),),
        revisions=(filled(Revision, wanted, word_for),),
        parties=(filled(Party, wanted, word_for, id="one", side="public"),),
        applicability=(filled(Applicability, wanted, word_for, formality="formal", scope="all", at="1"),),
        parts=(*parts, Signatory(within="top", organisation="Zqunplaced")),
        links=(filled(Link, wanted, word_for, source="action", target="barrier", relation="addresses"),),
        wording=(filled(Wording, wanted, word_for, provision="action", digest="0" * 16, words=9),),
    )


def _given(kind: type[Any], values: dict[str, object]) -> dict[str, object]:
    """Those of the values for which a type has a field."""
    return {name: value for name, value in values.items() if name in {one.name for one in fields(kind)}}
