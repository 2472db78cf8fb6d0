"""A code, or a part of it, as a page: what every format and the interface show, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.model import Action, Commitment, Group, Quotation, Section, Table
from compact_core.reports.labels import (
    APPLICABILITY,
    BASIS,
    COVERS,
    EDITION,
    LABELS,
    PARTIES,
    RELATED,
    RESTATED,
    ROLES,
    SCOPE,
    SERVED,
    SERVES,
    SIGNED_BY,
    SOURCE,
    STATUS,
)
from compact_core.reports.page import Block, Columns, Fact, Grid, Heading, Items, Link, Words, labelled, texts_of
from compact_core.reports.parts import kind_of, name_of, parts_in, sections_around
from compact_core.reports.relatives import relatives
from compact_core.text import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.library.library import Library
    from compact_core.model import Applicability, Code, Party, Provision, RelatedCode
    from compact_core.model.code import CodeIndex
    from compact_core.reports.parts import Part


def code_page(library: Library, index: CodeIndex) -> Iterator[Block]:
    """A whole code."""
    yield from opening(index.code)
    yield from background(library, index)
    for part in parts_in(index, ""):
        yield from _part(index, part, 2)
    yield from signed_by(index, "", 2)


def part_page(library: Library, index: CodeIndex, part: Part, *, brief: bool = False) -> Iterator[Block]:
    """One part of a code, where it stands, and what the code and others say around it.

    A brief page has of the parts inside only their words, and of the sections inside only their names.
    """
    within = (index.code.title, *map(name_of, sections_around(index, part)))
    heading, *body = _part(index, part, 1, brief=brief, own=True)
    yield heading._replace(within=within) if isinstance(heading, Heading) else heading
    yield from body
    yield from relatives(library, index.code.id, part.id)


def opening(code: Code) -> Iterator[Block]:
    """What comes first: title, summary, and what is known of the edition."""
    header, agreement = code.header, code.agreement
    signed = f", signed {agreement.signed}" if agreement.signed else ""
    yield Heading(1, header.title)
    if header.summary:
        yield Words(header.summary)
    known = {
        "id": header.id,
        "agreement": f"{agreement.name} ({agreement.kind}{signed})",
        **texts_of(header, "kind", "place", "language", "issued", "revised", "effective", "ends"),
        "status": STATUS.get(header.status, header.status),
        **texts_of(header, "stem", "scale"),
        "provisions": count(len(code.provisions), "provision"),
    }
    yield from labelled(known)
    yield Words(RESTATED)


def background(library: Library, index: CodeIndex) -> Iterator[Block]:
    """Related codes, who is bound, what applies to whom, and the source."""
    code = index.code
    if code.related:
        yield Heading(2, RELATED)
        yield from (_related(library, related) for related in code.related)
    yield from _list(PARTIES, map(_party, code.parties))
    yield from _list(APPLICABILITY, (_rule(index, rule) for rule in code.applicability))
    yield Heading(2, SOURCE)
    yield Words(code.source.title)
    yield from labelled(texts_of(code.source, "publisher", "address", "note", "sha256"))
    if code.wording:
        yield from labelled({"wording": f"fingerprints of {count(len(code.wording), 'sentence')} of the source"})


def signed_by(index: CodeIndex, section_id: str, level: int) -> Iterator[Block]:
    """Who signed, of those whom a section lists; without an id, of those whom no section of the code lists."""
    return _list(
        SIGNED_BY,
        (
            ", ".join(filter(None, (who.organisation, who.role, *_names(index, who.party), who.signed)))
            for who in index.code.signatories
            if (who.section if index.path_to(who.section) else "") == section_id
        ),
        level,
    )


def _list(heading: str, texts: Iterable[str], level: int = 2) -> Iterator[Block]:
    """A heading and a list below it; nothing at all for an empty list."""
    if items := tuple(texts):
        yield Heading(level, heading)
        yield Items(items)


def _names(index: CodeIndex, party: str) -> tuple[str, ...]:
    return index.party_names([party]) if party else ()


def _related(library: Library, related: RelatedCode) -> Block:
    entry = next((entry for entry in library.entries if entry.id == related.code), None)
    if entry:
        return Link(EDITION[related.relation], entry.title, code=related.code, note=related.note)
    return Fact(EDITION[related.relation], f"{related.code}, which is not in this library. {related.note}".rstrip())


def _party(party: Party) -> str:
    named = f", named at {party.at}" if party.at else ""
    return f"{party.name} (side: {party.side}{named})"


def _rule(index: CodeIndex, rule: Applicability) -> str:
    titles = {section.id: name_of(section) for section in index.code.sections}
    where = ", ".join(titles.get(section, section) for section in rule.sections) or "the whole code"
    text = f"{rule.formality} partnerships {SCOPE[rule.scope]} in {where} (source: {rule.at}). {rule.note}"
    return text.rstrip()


def _part(index: CodeIndex, part: Part, level: int, *, brief: bool = False, own: bool = False) -> Iterator[Block]:
    """A part under a heading of that level. Its own page has more than its place in a larger one.

    Briefly told, a part inside another gives its words alone, and a section inside another its name.
    """
    inside = brief and not own
    match part:
        case Section():
            yield Heading(level, name_of(part), part.id)
            if not inside:
                yield from _section(index, part, level + 1, brief=brief)
        case Group():
            yield Heading(level, name_of(part), part.id, kind_of(part))
            yield from _group(index, part, level + 1, brief=brief, facts=not inside)
        case _:
            yield Heading(level, name_of(part), part.id, kind_of(part))
            yield from _said(index, part, own=own)
            if not inside:
                yield from _known(index, part, own=own)
            if own:
                yield from _around(index, part)


def _section(index: CodeIndex, section: Section, level: int, *, brief: bool) -> Iterator[Block]:
    owed = ", ".join(index.party_names(section.duty))
    yield from labelled({"role": ROLES.get(section.role, ""), "duty": owed, "erratum": section.erratum})
    if section.lead:
        yield Words(section.lead)
    signed = signed_by(index, section.id, level)  # yields once: before the first section inside, or at the end
    for part in parts_in(index, section.id):
        if isinstance(part, Section):
            yield from signed
        yield from _part(index, part, level, brief=brief)
    yield from signed


def _group(index: CodeIndex, group: Group, level: int, *, brief: bool, facts: bool) -> Iterator[Block]:
    """Paired undertakings, party by party: side by side in brief, else each in full."""
    if facts:
        yield from labelled({"kind": kind_of(group), "at": group.at})
    by_party: dict[str, list[Provision]] = {}
    for provision in index.code.provisions:
        if getattr(provision, "group", "") == group.id:
            by_party.setdefault(" and ".join(index.duty_of(provision)) or "nobody named", []).append(provision)
    if brief:
        yield Columns(tuple(by_party), tuple(tuple(promise.text for promise in owed) for owed in by_party.values()))
        return
    for party, owed in by_party.items():
        yield Heading(level, f"{party[:1].upper()}{party[1:]}")
        for provision in owed:
            yield from _part(index, provision, level + 1)


def _said(index: CodeIndex, part: Provision | Table | Quotation, *, own: bool) -> Iterator[Block]:
    """What a part says, in its own words."""
    if isinstance(part, Table):
        yield Grid(part.headings, part.rows)
        return
    if isinstance(part, Quotation):
        yield Words(f"“{part.text}”")
        return
    if own and part.kind == "action" and index.code.header.stem:
        yield Words(f"{index.code.header.stem} …")
    if part.text != name_of(part):
        yield Words(part.text)
    if items := getattr(part, "items", ()):
        yield Items(items)


def _known(index: CodeIndex, part: Provision | Table | Quotation, *, own: bool) -> Iterator[Block]:
    """What is known of a part, and which other parts it names."""
    if covers := getattr(part, "parts", ()):
        yield Words(COVERS)
        yield Items(covers)
    formality = getattr(part, "formality", "any")
    known = {
        "kind": kind_of(part),
        "at": part.at,
        "instrument": ", ".join(filter(None, texts_of(part, "instrument", "place").values())),
        **texts_of(part, "also", "example"),
        "duty": ", ".join(index.duty_of(part) if isinstance(part, Action | Commitment) else ()),
        **texts_of(part, "hedge", "aside", "formal_variant"),
        "formality": "" if formality == "any" else f"{formality} partnerships",
        **texts_of(part, "condition", "erratum"),
        "wording": _proof(index, part) if own else "",
    }
    yield from labelled(known)
    if about := getattr(part, "about", ""):
        yield _link(index, LABELS["about"], about)
    for link in index.links_from(part.id):
        yield _link(index, SERVES[link.relation], link.target, f"{link.reason} ({BASIS[link.basis]})")
    for link in index.links_to(part.id):
        yield _link(index, SERVED[link.relation], link.source, f"{link.reason} ({BASIS[link.basis]})")


def _proof(index: CodeIndex, part: Part) -> str:
    """The fingerprint of the signed sentence that a part restates; empty when the code has none."""
    proofs = (proof for proof in index.code.wording if proof.provision == part.id)
    return ", ".join(f"{proof.words} words, fingerprint {proof.digest}" for proof in proofs)


def _around(index: CodeIndex, part: Part) -> Iterator[Block]:
    """Where the code comes back to a part: the group it belongs to, and the signs of how it goes."""
    if group := getattr(part, "group", ""):
        yield _link(index, LABELS["group"], group)
    for sign in index.code.provisions:
        if getattr(sign, "about", "") == part.id:
            yield Link(kind_of(sign).capitalize(), name_of(sign), sign.id)


def _link(index: CodeIndex, label: str, part_id: str, note: str = "") -> Block:
    """A link to a part of the same code; a fact where the code has no such part."""
    if part := index.items.get(part_id):
        return Link(label, name_of(part), part_id, note=note)
    return Fact(label, f"{part_id}. {note}" if note else part_id)
