"""Passages: everything of a code that a search can find, which is what readers are shown of it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from compact_core.library.search.folding import SEPARATOR, fold
from compact_core.model.code import CodeIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.model import Code, Provision, Signatory

_MORE = ("items", "parts", "also", "condition", "hedge", "aside", "formal_variant", "example", "erratum")
"""Fields of provisions that readers are shown, beside title and text."""


class Passage(NamedTuple):
    """A part of a code that a search can find."""

    item: str
    """Id of the section, provision, group, table or quotation; empty for the code itself."""
    kind: str
    """Kind of provision, or ``code``, ``section``, ``group``, ``table`` or ``quotation``."""
    at: str
    """Place in the source."""
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
    """Everything of a code that a search can find."""
    titles = {section.id for section in code.sections}
    signed: dict[str, list[str]] = defaultdict(list)
    for signatory in code.signatories:
        signed[signatory.section if signatory.section in titles else ""].append(_signature(signatory))
    yield _passage("", "code", "", "", code.title, code.header.summary, [*_about(code), *signed[""]])
    for section in code.sections:
        more = [section.number, section.erratum, *signed[section.id]]
        yield _passage(section.id, "section", section.number, "", section.title, section.lead, more)
    yield from _provisions(code)
    for group in code.groups:
        yield _passage(group.id, "group", group.at, "", group.title, "", ())
    for table in code.tables:
        cells = " · ".join(filter(None, chain(table.headings, *table.rows)))
        yield _passage(table.id, "table", table.at, "", table.title, cells, ())
    for quotation in code.quotations:
        more = [quotation.place]
        yield _passage(quotation.id, "quotation", quotation.at, "", quotation.instrument, quotation.text, more)


def _about(code: Code) -> Iterator[str]:
    """What the page of a code shows beside its title and summary."""
    header, agreement, source = code.header, code.agreement, code.source
    yield from (header.place, agreement.name, agreement.kind, agreement.signed, header.kind, header.id)
    yield from (header.issued, header.revised, header.effective, header.ends, header.stem)
    yield from (source.title, source.publisher, source.address, source.note)
    yield from (party.name for party in code.parties)
    yield from (rule.note for rule in code.applicability)
    yield from (related.note for related in code.related)


def _signature(signatory: Signatory) -> str:
    return ", ".join(filter(None, (signatory.organisation, signatory.role, signatory.signed)))


def _provisions(code: Code) -> Iterator[Passage]:
    index = CodeIndex(code)
    sides = dict.fromkeys(party.side for party in code.parties)
    reasons: dict[str, list[str]] = defaultdict(list)
    for link in code.links:
        reasons[link.source].append(link.reason)
    for provision in code.provisions:
        named = _spaced(side for side in sides if index.is_owed_by(provision, side))
        more = [*_more(provision), *reasons.get(provision.id, ())]
        yield _passage(provision.id, provision.kind, provision.at, named, provision.title, provision.text, more)


def _spaced(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in dict.fromkeys(words)) + " "


def _more(provision: Provision) -> Iterator[str]:
    for name in _names(provision.kind):
        if value := getattr(provision, name):
            yield from (value,) if isinstance(value, str) else value


@cache
def _names(kind: str) -> tuple[str, ...]:
    """The fields of ``_MORE`` that a kind of provision has."""
    from dataclasses import fields

    from compact_core.model import KINDS

    had = {field.name for field in fields(KINDS[kind])}
    return tuple(name for name in _MORE if name in had)


def _passage(  # noqa: PLR0913, PLR0917 - one argument a column
    item: str, kind: str, at: str, sides: str, title: str, text: str, more: Iterable[str]
) -> Passage:
    others = list(filter(None, more))
    together = " · ".join(others)
    if all(map(str.isascii, (title, text, *others))):
        return Passage(item, kind, at, sides, title, text, together, "")
    printed = normalize("NFC", SEPARATOR.join((title, text, together)))
    folded = fold(printed)
    title, text, together = folded.split(SEPARATOR)
    return Passage(item, kind, at, sides, title, text, together, "" if folded == printed else printed)
