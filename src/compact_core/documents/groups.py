"""Contacts and signatories, read from the lines under their heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from compact_core.documents.document import DocumentBlock, Doubt, Dropped, plain, with_words, withheld
from compact_core.documents.people import (
    contacts_in,
    is_office,
    is_organisation,
    is_person,
    is_sentence,
    is_signature,
    pieces_of,
    without_people,
)
from compact_core.model import Contact, Paragraph, Part, Signatory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.documents.nodes import Node

_MONTHS = tuple(
    months.split()
    for months in (
        "january february march april may june july august september october november december",
        "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
)
_DATE = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er|af|ain)?\s+)?([^\W\d_]{3,10})\.?,?\s+((?:19|20)\d\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_FOR = re.compile(
    r"(?:signed,?\s+)?(?:for and )?on behalf of:?\s+(?:the\s+)?|signed,?(?: by| for)?\s*:?\s*(?:the\s+)?"
    r"|for (?:the )?(?-i:(?=[A-Z]))|llofnodwyd (?:gan|ar ran)\s+|ar ran\s+|(?:pour|au nom de)\s+(?:la |le )?",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:by|signed|signature|(?:print(?:ed)? )?name|date|position|title|organisation|role|office|post|capacity|dated"
    r"|llofnod|enw|dyddiad|swydd|nom|date|fonction)\b\s*[:._…\s]*",
    re.IGNORECASE,
)


_CELLS = re.compile(
    r"\s*(?:_{2,}|\.{4,}|…+|\t)\s*|\s+(?=(?:(?:print(?:ed)? )?name|date|dated|position|signature|title|role)\s*:)",
    re.IGNORECASE,
)
"""Where a line to sign on has another cell."""


_ON_BEHALF = re.compile(
    r"(?:signed,?\s+)?(?:for and )?on behalf of\b|(?:signed,?\s+)?for (?:the )?(?-i:[A-Z])|(?:llofnodwyd )?ar ran\b"
    r"|pour (?:la |le |les |l['’])|au nom de\b",
    re.IGNORECASE,
)
"""What stands before an organisation, and never before a person."""
_BESIDE = re.compile(r"(?<=\S)\s+(?=(?:for and )?on behalf of\b|For (?:the )?[A-Z]|Pour (?:la |le |les |l['’]))")
"""Where a line names a second organisation that somebody signs for."""
_OCCASION = re.compile(
    r"(?:fait|signed,? (?:this|at|in|on (?!behalf))|executed|in witness|dated|agreed (?:on|at))\b", re.IGNORECASE
)


@dataclass
class Made:
    """What the lines under a heading became."""

    parts: list[tuple[Part, DocumentBlock]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, words: str, block: DocumentBlock) -> None:
        """Take a line as text."""
        self.parts.append((Paragraph(id="", text=words), block))

    def withhold(self, what: str, words: str, block: DocumentBlock) -> None:
        """Leave out words about people."""
        dropped, doubt = withheld(what, words, block)
        self.dropped.append(dropped)
        self.doubts.append(doubt)


def contact_parts(section: Node, *, keep: bool) -> Made:
    """The contacts under a heading: organisations and roles; people, addresses and numbers are withheld."""
    made = Made()
    lines = [
        (piece, block)
        for text, block in _lines(section)
        if not _as_text(made, text, block, keep=keep)
        for piece in pieces_of(text)
    ]
    for contact in contacts_in(lines):
        block = contact.first
        if keep:
            made.text("\n".join(contact.lines), block)
            continue
        if contact.organisation:
            names = [_without_names(made, text, block) for text in (contact.organisation, contact.role)]
            part = Contact(id="", organisation=names[0], role=names[1], address=contact.address)
            made.parts.append((part, block))
        if contact.withheld:
            said = without_people(contact.organisation)[0] or "a contact whose organisation is not named"
            seen = f"{said}: lines that may name or reach a person"
            made.doubts.append(Doubt.at(block, seen, "they are withheld; --keep-contacts keeps them"))
            made.dropped += [Dropped("a withheld contact", line, is_personal=True) for line in contact.withheld]
    return made


def _without_names(made: Made, text: str, block: DocumentBlock) -> str:
    """A text without the names of people in it, which are withheld."""
    kept, found = without_people(text)
    for what, words in found:
        made.withhold(what, words, block)
    return kept


def signatory_parts(section: Node, *, keep: bool) -> Made:
    """Who signed: organisations, offices and days; names of people are withheld."""
    heading = plain(section.text)
    signed_for = _FOR.sub("", heading, count=1).strip() if _FOR.match(heading) else ""
    reading = _Signatories(keep=keep)
    for text, block in [*([(heading, section.block)] if signed_for else []), *_lines(section)]:
        for piece in _signed_pieces(text):
            reading.line(piece, block)
    return reading.made


@dataclass
class _Signatories:
    """Reads the lines under a heading one by one."""

    keep: bool
    made: Made = field(default_factory=Made)
    current: Signatory | None = None
    start: DocumentBlock = field(default_factory=lambda: DocumentBlock(""))

    def line(self, text: str, block: DocumentBlock) -> None:
        """Read one line."""
        said = _FOR.sub("", text, count=1).strip(" ,:._")
        bare = _FIELD.sub("", text, count=1).strip(" :._")
        day = date_in(text)
        if day and self.current:
            self._change(signed=day)
            self._drop("a day of signing, kept as a date", text, block)
        elif not self.current and (day or _OCCASION.match(text)):
            self.made.text(self._clean(text, block), block)
        elif not said or not bare:
            self._drop("a line to sign on", text, block)
        elif is_sentence(said):
            self.made.text(self._clean(text, block), block)
        elif (
            not self.keep and not _ON_BEHALF.match(text) and (is_signature(bare) or is_person(bare) or is_person(said))
        ):
            if bare in text and (before := text[: text.index(bare)].strip(" :._")):
                self._drop("a line to sign on", before, block)
            self._person(bare, block)
        elif office := _office_of(bare):
            self._begin_with(office, block)
        elif is_office(bare) and self.current and not self.current.role:
            self._change(role=self._clean(bare, block))
        elif _ON_BEHALF.match(text) or is_organisation(said) or self.current is None:
            self._begin(said, text, block)
        else:
            self.made.text(self._clean(text, block), block)

    def _clean(self, text: str, block: DocumentBlock) -> str:
        return text if self.keep else _without_names(self.made, text, block)

    def _person(self, text: str, block: DocumentBlock) -> None:
        """Withhold a name; the office behind it stays."""
        name, _, office = text.partition(", ")
        self.made.withhold("a name", name, block)
        if office and self.current and not self.current.role:
            self._change(role=office)
        elif office:
            self.made.text(office, block)

    def _begin(self, said: str, text: str, block: DocumentBlock) -> None:
        if len(said) < len(text.strip(" :._")):
            self._drop("words before who signed", text.replace(said, " ", 1), block)
        self._begin_with(Signatory(organisation=said), block)

    def _begin_with(self, signatory: Signatory, block: DocumentBlock) -> None:
        if not self.keep:
            signatory = replace(signatory, organisation=_without_names(self.made, signatory.organisation, block))
        self.current, self.start = signatory, block
        self.made.parts.append((self.current, block))

    def _change(self, *, role: str = "", signed: str = "") -> None:
        if self.current is None:
            return
        changed = replace(self.current, role=role or self.current.role, signed=signed or self.current.signed)
        at = next(at for at, (part, _) in enumerate(self.made.parts) if part is self.current)
        self.made.parts[at] = (changed, self.start)
        self.current = changed

    def _drop(self, why: str, text: str, block: DocumentBlock) -> None:
        self.made.dropped.append(Dropped(why, with_words(block, text)))


def _office_of(line: str) -> Signatory | None:
    """An office and the organisation that has it, as in 'Leader, Town Council'; None for anything else."""
    office, _, organisation = line.partition(", ")
    found = is_office(office) and not is_organisation(office) and is_organisation(organisation)
    return Signatory(organisation=organisation, role=office) if found else None


def _signed_pieces(line: str) -> list[str]:
    """A line, or its pieces where it has room to sign or names who signs, in which office, for whom."""
    pieces = [piece for cell in _CELLS.split(line) for piece in _BESIDE.split(cell) if piece.strip()] or [line]
    for at, piece in enumerate(pieces):
        parts = [
            part for part in re.split(r",\s+|\s+(?=by\s+[A-Z])|\s*:\s+|\s+[–—-]\s+|\s*[()]\s*", piece) if part.strip()
        ]
        named = any(is_person(part.removeprefix("by ")) for part in parts) or (
            _FOR.match(piece) and any(map(is_office, parts[1:]))
        )
        if len(parts) > 1 and named:
            pieces[at : at + 1] = parts
    return pieces


def _by_party(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, or its columns where each is for a party that signs."""
    width = len(rows[0])
    if sum(bool(_FOR.match(cell)) for cell in rows[0]) < 2 or any(len(row) != width for row in rows):
        return rows
    return tuple(zip(*rows, strict=True))


def _is_month(name: str, month: str) -> bool:
    return name == month or (len(name) == 3 and month.startswith(name))


def date_in(text: str) -> str:
    """The first day, month or year with a month in a text, as files write it; empty for none."""
    if match := _NUMERIC.search(text):
        day, month = int(match[1]), int(match[2])
        return f"{match[3]}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
    for match in _DATE.finditer(text):
        name = match[2].casefold()
        for months in _MONTHS:
            month = next((at for at, known in enumerate(months, 1) if _is_month(name, known)), 0)
            if month:
                day = int(match[1] or 0)
                return f"{match[3]}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    return ""


def _as_text(made: Made, text: str, block: DocumentBlock, *, keep: bool) -> bool:
    if not is_sentence(text):
        return False
    made.text(text if keep else _without_names(made, text, block), block)
    return True


def _lines(section: Node) -> Iterator[tuple[str, DocumentBlock]]:
    """The lines under a heading, in order; tables go cell by cell, or by column where each column is for a party."""
    for node in section.inside:
        if node.kind in {"section", "note"}:
            continue
        if node.block.rows:
            for row in _by_party(node.block.rows):
                for cell in row:
                    for line in cell.splitlines():
                        if line.strip():
                            yield plain(line).strip(), node.block
        elif node.text:
            label = f"{node.number} " if node.number else ""
            yield f"{label}{plain(node.text)}", node.block
        for item in node.items:
            yield plain(item.text), item.block
        yield from _lines(node)
