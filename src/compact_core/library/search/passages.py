"""Passages: everything of a code that a search can find, which is what readers are shown of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast
from unicodedata import normalize

from compact_core.library.search.folding import SEPARATOR, fold
from compact_core.model.code import CodeIndex
from compact_core.model.parts import Section
from compact_core.model.places import places_of, same_number
from compact_core.model.provisions import PART_KINDS
from compact_core.text import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.model import Code, Part

_NO_WORDS = frozenset(
    {"id", "within", "at", "number", "kind", "title", "text", "duty", "formality", "about", "on", "party"}
)
"""Fields of parts that are no words to look for, or are looked for by themselves."""


class Passage(NamedTuple):
    """A part of a code that a search can find."""

    item: str
    """Id of the part; empty for the code itself."""
    kind: str
    """Kind of the part, or ``code``."""
    at: str
    """Place in the source."""
    label: str
    """The document's own word for it; empty where it has none."""
    number: str
    """Its printed number, or its place, in the form in which numbers are compared."""
    spot: str
    """Its place in that form, where the number alone does not say it."""
    sides: str
    """Sides that owe it, with spaces before, between and after; empty when nobody is named."""
    title: str
    """Short name or heading, folded."""
    text: str
    """Its text, folded."""
    more: str
    """Everything else, folded: items, parts, asides, reasons of links."""
    printed: str
    """Title, text and more as printed; empty when folding changed nothing."""


def passages(code: Code) -> Iterator[Passage]:
    """Everything of a code that a search can find; what has no id is found with the part that it stands in."""
    index = CodeIndex(code)
    sides = dict.fromkeys(party.side for party in code.parties)
    more: dict[str, list[str]] = defaultdict(list)
    for link in code.links:
        more[link.source].append(link.reason)
    for part in code.parts:
        if not part.id:
            more[part.within if part.within in index.items else ""] += _words(part)
    about = _folded(code.title, code.header.summary, [*_about(code), *more[""]])
    yield Passage("", "code", "", "", "", "", "", *about)
    for part in (part for part in code.parts if part.id):
        named = _spaced(side for side in sides if index.is_owed_by(part, side))
        at = part.number if isinstance(part, Section) else part.at
        title = " ".join(filter(None, (part.number, text_in(part, "title", "instrument"))))
        text = text_in(part, "text", "lead")
        words = _folded(title, text, [*_words(part), *more.get(part.id, ())])
        yield Passage(part.id, part.kind, at, getattr(part, "label", ""), *_numbers(part, at), named, *words)


def _numbers(part: Part, at: str) -> tuple[str, str]:
    """The number by which a part is found, and its shortest place if that differs; else an empty text."""
    own = same_number(part.number or at)
    spots = [spot for spot in places_of(part) if spot and spot != own]
    return own, spots[-1] if spots else ""


def _about(code: Code) -> Iterator[str]:
    """What the page of a code shows beside its title and summary."""
    header, agreement, source = code.header, code.agreement, code.source
    yield from (header.place, agreement.name, agreement.kind, agreement.signed, header.kind, header.id)
    yield from (header.issued, header.revised, header.effective, header.ends, header.review, header.version)
    yield header.stem
    yield from (source.title, source.publisher, source.address, source.note)
    yield from (party.name for party in code.parties)
    yield from (rule.note for rule in code.applicability)
    yield from (text for change in code.revisions for text in (change.date, change.version, change.note))
    yield from (related.note for related in code.related)


def _spaced(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in dict.fromkeys(words)) + " "


def _words(part: Part) -> Iterator[str]:
    """What a part says beside its title and text."""
    for name in _names(part.kind):
        if value := getattr(part, name):
            yield from (value,) if isinstance(value, str) else _flat(value)


def _flat(texts: Iterable[object]) -> Iterator[str]:
    for text in texts:
        yield from (text,) if isinstance(text, str) else _flat(cast("Iterable[object]", text))


@cache
def _names(kind: str) -> tuple[str, ...]:
    """The fields of a kind of part that hold words to look for, beside its title and text."""
    return tuple(field.name for field in fields(PART_KINDS[kind]) if field.name not in _NO_WORDS)


def _folded(title: str, text: str, more: Iterable[str]) -> tuple[str, str, str, str]:
    """Title, text and more, folded; and all three as printed, empty when folding changed nothing."""
    others = list(filter(None, more))
    together = " · ".join(others)
    if all(map(str.isascii, (title, text, *others))):
        return title, text, together, ""
    printed = normalize("NFC", SEPARATOR.join((title, text, together)))
    folded = fold(printed)
    title, text, together = folded.split(SEPARATOR)
    return title, text, together, "" if folded == printed else printed
