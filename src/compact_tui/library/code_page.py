"""The page of a whole code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import count
from compact_tui.library.outline import title_of
from compact_tui.library.part_page import ROLES, signatures, with_copy
from compact_tui.library.provision_page import BULLET, heard
from compact_tui.page import Block, Fact, Gap, Jump, Words
from compact_tui.state import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.library.library import Library
    from compact_core.model import Applicability, Code, Party, RelatedCode
    from compact_core.model.index import CodeIndex
    from compact_tui.page import Page

STATUS = {
    "draft": "draft, not in force yet",
    "current": "in force",
    "superseded": "replaced by a later code",
    "historic": "kept for the record",
}
RELATIONS = {
    "translates": "translates",
    "summarises": "is a short form of",
    "replaces": "replaces",
    "accompanies": "goes with",
}
SCOPE = {"choose": "choose what matters most to them", "all": "aim at everything"}


def code_page(library: Library, index: CodeIndex, place: Place) -> Page:
    """The header of a code, where it comes from, whom it binds, and its contents."""
    code = index.code
    blocks = (
        *_header(code),
        *_contents(index, place),
        *_pointed_out(code, place),
        *_related(library, code.related),
        *_parties(code.parties),
        *_applicability(index, code.applicability),
        *signatures(one for one in code.signatories if not one.section),
        *_source(code),
    )
    return with_copy(index, (code.agreement.name, code.title), blocks)


def _header(code: Code) -> Iterable[Block]:
    header, agreement = code.header, code.agreement
    signed = f", signed {agreement.signed}" if agreement.signed else ""
    yield Words(f"{header.kind} · {STATUS.get(header.status, header.status)}", "quiet")
    yield Words(header.title, "title")
    if header.summary:
        yield from (Gap(), Words(header.summary))
    yield Gap()
    facts = {
        "Agreement": f"{agreement.name} ({agreement.kind}{signed})",
        "Place": header.place,
        "Language": header.language,
        "Issued": header.issued,
        "Last changed": header.revised,
        "Holds from": header.effective,
        "Holds until": header.ends,
        "Said before each action": header.stem,
        "Usual scale of answers": header.scale,
        "Name for commands": header.id,
    }
    yield from (Fact(label, text) for label, text in facts.items() if text)


def _source(code: Code) -> Iterable[Block]:
    source = code.source
    yield from (Gap(), Words("Written from", "heading"))
    yield Words(source.title)
    facts = {
        "Published by": source.publisher,
        "Found at": source.address,
        "Note": source.note,
        "Fingerprint of the file (SHA-256)": source.sha256,
    }
    yield from (Fact(label, text) for label, text in facts.items() if text)
    if code.wording:
        proofs = f"{count(len(code.wording), 'sentence')} of the source"
        yield Fact("Fingerprints of the signed wording", proofs)


def _parties(parties: Iterable[Party]) -> Iterable[Block]:
    texts = []
    for party in parties:
        named = f", named at {party.at}" if party.at else ""
        texts.append(f"{party.name} (side: {party.side}{named})")
    return heard("Parties", texts)


def _applicability(index: CodeIndex, rules: Iterable[Applicability]) -> Iterable[Block]:
    titles = {section.id: title_of(section) for section in index.code.sections}
    texts = []
    for rule in rules:
        where = ", ".join(titles.get(section, section) for section in rule.sections) or "the whole code"
        note = f" {rule.note}" if rule.note else ""
        texts.append(f"{rule.formality} partnerships {SCOPE[rule.scope]} in {where} (source: {rule.at}).{note}")
    return heard("What applies to whom", texts)


def _related(library: Library, related: Iterable[RelatedCode]) -> Iterable[Block]:
    entries = {entry.id: entry for entry in library.entries}
    for number, other in enumerate(related):
        if number == 0:
            yield from (Gap(), Words("Related codes", "heading"))
        if entry := entries.get(other.code):
            yield Jump(entry.title, Place(entry.agreement_id, entry.id), f"{RELATIONS[other.relation]}")
        else:
            yield Words(f"{RELATIONS[other.relation]} {other.code}, which is not in this library", marker=BULLET)
        if other.note:
            yield Words(other.note, "quiet", "    ")


def _pointed_out(code: Code, place: Place) -> Iterable[Block]:
    """The sections that people look for: how the agreement is reviewed, how disputes are settled, and the like."""
    pointed = [one for one in code.sections if one.role in {"review", "dispute", "glossary", "signatories"}]
    if pointed:
        yield from (Gap(), Words("Often looked for", "heading"))
        yield from (Jump(title_of(one), place._replace(item=one.id), ROLES[one.role]) for one in pointed)


def _contents(index: CodeIndex, place: Place) -> Iterable[Block]:
    yield from (Gap(), Words("Contents", "heading"))
    yield from (Jump(title_of(one), place._replace(item=one.id)) for one in index.sections_in())
    yield Words(count(len(index.code.provisions), "provision"), "quiet", "  ")
