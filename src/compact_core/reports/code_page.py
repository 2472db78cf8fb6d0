"""A code, or a part of it, as a page: what every format and the interface show, in one order."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from compact_core.errors import CompactsError
from compact_core.library.translations import compared
from compact_core.model import Commitment, Group, Quotation, Section, Signatory, Table
from compact_core.model.places import plain_number
from compact_core.model.scales import SCALES
from compact_core.reports import labels
from compact_core.reports.code_comparison import compared_links
from compact_core.reports.page import (
    LOWEST_TITLE,
    Block,
    Columns,
    Fact,
    Grid,
    Heading,
    Items,
    PageLink,
    Words,
    labelled,
    texts_of,
)
from compact_core.reports.part_names import after_stem, kind_of, name_of, said_before, title_of
from compact_core.reports.relatives import far_link, relatives, why
from compact_core.reports.signed_words import signed_document, signed_words_of
from compact_core.text import count, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.library.library import Library
    from compact_core.model import Applicability, Code, Part, Party, RelatedCode, Revision
    from compact_core.model.code import CodeIndex


def code_page(library: Library, index: CodeIndex) -> Iterator[Block]:
    """A whole code."""
    yield from opening(index.code)
    for link in compared_links(library, index.code.id):
        yield link
        yield Words(f"To see each: compacts compare {index.code.id} {link.code}")
    yield from known(index.code)
    yield from background(library, index)
    yield from _named(library, _inside(index, "", Heading(2, "")))


def part_page(library: Library, index: CodeIndex, part: Part, *, brief: bool = False) -> Iterator[Block]:
    """One part of a code, where it stands, and what the code and others say around it.

    A brief page has of the parts inside only their words, and of the sections inside only their names.
    """
    within = (index.code.title, *map(name_of, index.around(part)))
    heading, *body = _named(library, _part(index, part, Heading(1, ""), brief=brief, own=True))
    yield heading._replace(within=within) if isinstance(heading, Heading) else heading
    yield from body
    yield from relatives(library, index.code.id, part.id)
    if small := [*labelled({**_small_print(part), "signed_wording": _proof(index, part)})]:
        yield Heading(2, labels.WORDING)
        yield from small


def opening(code: Code) -> Iterator[Block]:
    """What comes first: title and summary."""
    yield Heading(1, code.title)
    if code.header.summary:
        yield Words(code.header.summary)


def known(code: Code) -> Iterator[Block]:
    """What is known of an edition."""
    header, agreement = code.header, code.agreement
    signed = f", signed {agreement.signed}" if agreement.signed else ""
    facts = {
        "agreement": f"{agreement.name} ({agreement.kind}{signed})",
        **texts_of(header, "kind", "place", "language", "version", "issued", "revised", "effective", "ends", "review"),
        "status": labels.STATUS.get(header.status, header.status),
        **texts_of(header, "stem"),
        "provisions": count(len(code.provisions), "provision"),
        "scale": _scale(header.scale),
        "id": header.id,
    }
    yield from labelled(facts)
    yield Words(labels.RESTATED)


def background(library: Library, index: CodeIndex) -> Iterator[Block]:
    """Related codes, who is bound, what applies to whom, and the source."""
    code = index.code
    named = {related.code for related in code.related}
    others = [(relation, entry) for relation, entry in library.named_by(code.id) if entry.id not in named]
    if code.related or others:
        yield Heading(2, labels.RELATED)
        yield from (_related(library, related) for related in code.related)
        yield from (PageLink(labels.NAMED_BY[relation], entry.title, code=entry.id) for relation, entry in others)
        yield from _compared(library, code)
    yield from _list(Heading(2, labels.PARTIES), map(_party, code.parties))
    yield from _list(Heading(2, labels.APPLICABILITY), (_rule(index, rule) for rule in code.applicability))
    yield from _list(Heading(2, labels.REVISIONS), map(_revision, code.revisions))
    yield Heading(2, labels.SOURCE)
    yield Words(code.source.title)
    yield from labelled(texts_of(code.source, "publisher", "address", "note", "sha256"))
    if code.wording:
        yield from labelled(
            {"signed_wording": f"{count(len(code.wording), 'sentence')} can be checked against the document"}
        )
    yield from signed_document(code)


def _scale(name: str) -> str:
    """What people call a scale, and its id; of one that a plugin brings, the id alone."""
    return f"{SCALES[name].title} ({name})" if name in SCALES else name


def _list(heading: Heading, texts: Iterable[str]) -> Iterator[Block]:
    """A heading and a list below it; nothing at all for an empty list."""
    if items := tuple(texts):
        yield heading
        yield Items(items)


def _names(index: CodeIndex, party: str) -> tuple[str, ...]:
    return index.party_names([party]) if party else ()


def _compared(library: Library, code: Code) -> Iterator[Block]:
    """What a translation lacks of its original, and has beyond it."""
    for related in code.related:
        if related.relation == "translates" and any(entry.id == related.code for entry in library.entries):
            with suppress(CompactsError):  # an original that cannot be read is reported as such
                yield from map(Words, [*compared(code, library.code(related.code))])


def _related(library: Library, related: RelatedCode) -> Block:
    entry = next((entry for entry in library.entries if entry.id == related.code), None)
    if entry:
        return PageLink(labels.EDITION[related.relation], entry.title, code=related.code, note=related.note)
    return Fact(
        labels.EDITION[related.relation], f"{related.code}, which is not in this library. {related.note}".rstrip()
    )


def _revision(revision: Revision) -> str:
    return ", ".join(filter(None, (revision.date, revision.version, revision.note)))


def _party(party: Party) -> str:
    named = f", named at {party.at}" if party.at else ""
    return f"{party.name} (side: {party.side}{named})"


def _rule(index: CodeIndex, rule: Applicability) -> str:
    titles = {section.id: name_of(section) for section in index.code.sections}
    where = ", ".join(titles.get(section, section) for section in rule.sections) or "the whole code"
    text = f"{rule.formality} partnerships {labels.SCOPE[rule.scope]} in {where} (source: {rule.at}). {rule.note}"
    return text.rstrip()


def _part(index: CodeIndex, part: Part, heading: Heading, *, brief: bool = False, own: bool = False) -> Iterator[Block]:
    """A part under a heading like the one given, and what stands in it. Its own page has the most.

    In brief, a part inside another gives only its words, and a section inside another its name.
    """
    inside = brief and not own
    kind = "" if isinstance(part, Section) else kind_of(part)
    yield heading._replace(text=name_of(part), id=part.id, kind=kind)
    if isinstance(part, Section):
        if inside:
            return
        yield from _known_section(index, part, own=own)
    else:
        if not inside:
            yield from _stands(part)
        yield from _said(index, part, own=own)
        if not inside:
            yield from signed_words_of(index.code, part.id)
            yield from _known(index, part, own=own)
    if brief and isinstance(part, Group) and _is_paired(index, part):
        yield _side_by_side(index, part)
    else:
        further = not isinstance(part, Section) or heading.level > LOWEST_TITLE
        below = Heading(heading.level + 1, "", depth=heading.depth + further)
        yield from _inside(index, part.id, below, brief=brief)


def _inside(index: CodeIndex, part_id: str, heading: Heading, *, brief: bool = False) -> Iterator[Block]:
    """What stands in a part, under headings like the given one; signatories beside each other are one list."""
    parts = index.parts_in(part_id)
    for signed, beside in groupby(parts, lambda part: isinstance(part, Signatory) and not part.id):
        if signed:
            names = (_signature(index, who) for who in beside if isinstance(who, Signatory))
            yield from _list(heading._replace(text=labels.SIGNED_BY), names)
        else:
            for part in beside:
                yield from _part(index, part, heading, brief=brief)


def signed_at_top(index: CodeIndex) -> Iterator[Block]:
    """The signatories that stand in no part of the code and have no id."""
    signed = (who for who in index.parts_in() if isinstance(who, Signatory) and not who.id)
    return _list(Heading(2, labels.SIGNED_BY), (_signature(index, who) for who in signed))


def _signature(index: CodeIndex, who: Signatory) -> str:
    said = (who.organisation, who.role, *_names(index, who.party), who.signed)
    return ", ".join(dict.fromkeys(filter(None, said)))


def _known_section(index: CodeIndex, section: Section, *, own: bool) -> Iterator[Block]:
    """What is known of a section, and last the sentence that leads in to what stands in it."""
    known = {
        "role": labels.ROLES.get(section.role, ""),
        "duty": ", ".join(index.party_names(section.duty)),
        "stem": section.stem or (said_before(index, section) if own else ""),
    }
    yield from labelled(known)
    yield from _linked(index, section, own=own)
    yield from labelled({} if own else _small_print(section))
    if section.lead:
        yield Words(section.lead)
    yield from signed_words_of(index.code, section.id)


def _is_paired(index: CodeIndex, group: Group) -> bool:
    """Whether a group holds nothing but promises, in which nothing stands."""
    return all(isinstance(part, Commitment) and not index.parts_in(part.id) for part in index.parts_in(group.id))


def _side_by_side(index: CodeIndex, group: Group) -> Block:
    """Paired undertakings as one list for each party."""
    by_party: dict[str, list[str]] = {}
    for part in index.parts_in(group.id):
        owed = " and ".join(index.duty_of(part)) or "nobody named"
        by_party.setdefault(owed, []).append(f"{part.number} {getattr(part, 'text', '')}".strip())
    return Columns(tuple(by_party), tuple(map(tuple, by_party.values())))


def _said(index: CodeIndex, part: Part, *, own: bool) -> Iterator[Block]:
    """What a part says, in its own words."""
    text = text_in(part, "text")
    if isinstance(part, Table):
        yield Grid(part.headings, part.rows)
    elif isinstance(part, Quotation):
        yield Words(f"“{text}”")
    elif own and (whole := after_stem(index, part)) != text:
        yield Words(whole)
    elif text and text != title_of(part):
        yield Words(text)
    if items := getattr(part, "items", ()):
        yield Items(items)


def _known(index: CodeIndex, part: Part, *, own: bool) -> Iterator[Block]:
    """What is known of a part, and which other parts it names."""
    if covers := getattr(part, "covers", ()):
        yield Words(labels.COVERS)
        yield Items(covers)
    formality = getattr(part, "formality", "any")
    known = {
        "stem": said_before(index, part) if own and isinstance(part, Group) else "",
        "instrument": ", ".join(filter(None, texts_of(part, "instrument", "place").values())),
        "office": part.role if isinstance(part, Signatory) else "",  # a contact has it in its text
        **texts_of(part, "also", "example", "signed", "address", "who", "time_limit"),
        **texts_of(part, "otherwise", "target", "lead", "due", "cost", "measure", "state"),
        "duty": ", ".join(index.duty_of(part)),
        "formality": "" if formality == "any" else f"{formality} partnerships",
        **texts_of(part, "condition"),
    }
    yield from labelled(known)
    yield from _linked(index, part, own=own)
    yield from labelled({} if own else _small_print(part))


def _small_print(part: Part) -> dict[str, str]:
    """Facts on the source's wording; on the page of a part they come last."""
    return texts_of(part, "hedge", "aside", "formal_variant", "erratum")


def _linked(index: CodeIndex, part: Part, *, own: bool) -> Iterator[Block]:
    """What a part names, and what names it; on its own page also the signs of how it goes and the notes on it."""
    yield from (
        _link(index, labels.LABELS[key], target) for key in ("about", "on") if (target := getattr(part, key, ""))
    )
    for link in index.links_from(part.id):
        yield _link(index, labels.SERVES[link.relation], link.target, why(link))
    for link in index.links_to(part.id):
        yield _link(index, labels.SERVED[link.relation], link.source, why(link))
    for other in index.code.parts if own else ():
        if part.id in {getattr(other, "about", ""), getattr(other, "on", "")}:
            yield PageLink(kind_of(other).capitalize(), name_of(other), other.id)


def _stands(part: Part) -> Iterator[Block]:
    """The kind of a part, and its place if its number does not say it."""
    at = text_in(part, "at")
    yield from labelled({"kind": kind_of(part), "at": "" if at == plain_number(part.number) else at})


def _proof(index: CodeIndex, part: Part) -> str:
    """How the signed sentence that a part restates can be checked; empty when the code does not say."""
    proofs = (proof for proof in index.code.wording if proof.provision == part.id)
    return ", ".join(
        f"{count(proof.words, 'word')}, to check against the document ({proof.digest})" for proof in proofs
    )


def _named(library: Library, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the names of the targets in other codes."""
    for block in blocks:
        if isinstance(block, PageLink) and block.code and not block.text:
            yield far_link(library, block.label, block.reference, block.note)
        else:
            yield block


def _link(index: CodeIndex, label: str, part_id: str, note: str = "") -> Block:
    """A link to a part of the same code; a fact where the code has no such part."""
    part_id = part_id.removeprefix(f"{index.code.id}#")
    if "#" in part_id:
        code_id, _, part_id = part_id.partition("#")
        return PageLink(label, "", part_id, code_id, note)
    if part := index.items.get(part_id):
        return PageLink(label, name_of(part), part_id, note=note)
    return Fact(label, f"{part_id}. {note}" if note else part_id)
