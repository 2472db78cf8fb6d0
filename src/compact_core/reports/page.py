"""A code or a part of it as a page: blocks in reading order, without any format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.model import (
    Code,
    Contact,
    Definition,
    Group,
    Paragraph,
    PartnershipType,
    Provision,
    Quotation,
    Section,
    Table,
)
from compact_core.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model.index import CodeIndex


class Heading(NamedTuple):
    """A heading."""

    level: int
    """1 for the page, 2 for its parts, and so on."""
    text: str
    """The words of the heading."""
    id: str = ""
    """Id by which the part can be asked for; empty for the page itself."""


class Words(NamedTuple):
    """A paragraph of text."""

    text: str
    """The words."""


class Fact(NamedTuple):
    """Something known, with a label."""

    label: str
    """What it is."""
    text: str
    """What is known."""


class Items(NamedTuple):
    """A list."""

    texts: tuple[str, ...]
    """One text an item."""


class Grid(NamedTuple):
    """A table."""

    headings: tuple[str, ...]
    """Column headings."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row."""


Block = Heading | Words | Fact | Items | Grid
Item = Section | Provision | Group | Table | Quotation


def code_page(index: CodeIndex) -> Iterator[Block]:
    """A whole code."""
    code = index.code
    yield Heading(1, code.title)
    yield from _header(code)
    for section in index.sections_in():
        yield from section_page(index, section, 2)
    if unplaced := _signatories(index, ""):
        yield Heading(2, "Signed by")
        yield Items(unplaced)


def item_page(index: CodeIndex, item: Item) -> Iterator[Block]:
    """One section, provision, group, table or quotation of a code, with where it stands."""
    if isinstance(item, Section):
        yield from section_page(index, item, 1)
    else:
        yield Heading(1, name_of(item), item.id)
        yield from _body(index, item, 2)
    around = item.within if isinstance(item, Section) else item.section
    where = [index.code.title, *(heading_of(one) for one in index.path_to(around))]
    yield Fact("Stands in", " > ".join(where))


def section_page(index: CodeIndex, section: Section, level: int) -> Iterator[Block]:
    """A section with everything in it."""
    yield Heading(level, heading_of(section), section.id)
    owed = ", ".join(index.party_names(section.duty))
    yield from _facts(("Owed by", owed), ("Error in the source", section.erratum))
    if section.lead:
        yield Words(section.lead)
    for item in _items_in(index, section):
        yield Heading(level + 1, name_of(item), item.id)
        yield from _body(index, item, level + 2)
    if signed := _signatories(index, section.id):
        yield Words("Signed by:")
        yield Items(signed)
    for inner in index.sections_in(section.id):
        yield from section_page(index, inner, level + 1)


def heading_of(section: Section) -> str:
    """Number and title of a section."""
    return f"{section.number} {section.title}".strip()


def name_of(item: Item) -> str:
    """The short name of a part: its title, or its kind and place when it has none."""
    if isinstance(item, Section):
        return heading_of(item)
    if isinstance(item, Quotation):
        return f"Quotation: {item.instrument}"
    if item.title.strip():
        return item.title
    return f"{getattr(item, 'kind', 'table').replace('-', ' ').capitalize()} {item.at}"


def _items_in(index: CodeIndex, section: Section) -> Iterator[Group | Provision | Table | Quotation]:
    """What stands directly in a section; a group stands where its first undertaking does, and holds them all."""
    code = index.code
    grouped = {one.id for one in code.groups}
    groups = {one.id: one for one in code.groups if one.section == section.id}
    for one in index.provisions_in(section.id):
        name = getattr(one, "group", "")
        if name in groups:
            yield groups.pop(name)
        elif name not in grouped:
            yield one
    yield from groups.values()
    yield from (one for one in code.tables if one.section == section.id)
    yield from (one for one in code.quotations if one.section == section.id)


def _header(code: Code) -> Iterator[Block]:
    header, agreement, source = code.header, code.agreement, code.source
    if header.summary:
        yield Words(header.summary)
    dates = ((label, getattr(header, label.lower())) for label in ("Issued", "Revised", "Effective", "Ends"))
    yield from _facts(
        ("Id", header.id),
        (
            "Agreement",
            f"{agreement.name} ({agreement.kind}{f', {agreement.signed}' if agreement.signed else ''})",
        ),
        ("Kind", header.kind),
        ("Place", header.place),
        ("Language", header.language),
        *dates,
        ("Status", header.status),
        ("Source", ", ".join(filter(None, (source.title, source.publisher, source.address)))),
        ("Note on the source", source.note),
        ("Parties", ", ".join(party.name for party in code.parties)),
    )
    for rule in code.applicability:
        scope = "aim at all provisions" if rule.scope == "all" else "choose the most important provisions"
        text = rule.note or f"{rule.formality} partnerships {scope}"
        yield Fact(f"For {rule.formality} partnerships", f"{text} (source: {rule.at})")
    for other in code.related:
        yield Fact(f"This edition {other.relation}", " - ".join(filter(None, (other.code, other.note))))
    yield Fact("Holds", count(len(code.provisions), "provision"))
    yield Words("The text is a restatement in plain words, not the signed wording.")


def _facts(*rows: tuple[str, str]) -> Iterator[Fact]:
    return (Fact(label, text) for label, text in rows if text)


def _signatories(index: CodeIndex, section_id: str) -> tuple[str, ...]:
    """Who signed, of those whom a section lists; without an id, those whom no section of the code lists."""
    return tuple(
        ", ".join(filter(None, (one.organisation, one.role, *index.party_names(filter(None, [one.party])), one.signed)))
        for one in index.code.signatories
        if (one.section if index.path_to(one.section) else "") == section_id
    )


def _body(index: CodeIndex, item: Group | Provision | Table | Quotation, level: int) -> Iterator[Block]:
    """What stands under the heading of an item; headings inside it are of ``level``."""
    if isinstance(item, Group):
        yield from _undertakings(index, item, level)
    elif isinstance(item, Table):
        yield Grid(item.headings, item.rows)
        yield Fact("Place", item.at)
    elif isinstance(item, Quotation):
        yield Words(f"“{item.text}”")
        yield from _facts(("Quoted from", ", ".join(filter(None, (item.instrument, item.place)))), ("Place", item.at))
    else:
        yield from _provision(index, item)


def _undertakings(index: CodeIndex, group: Group, level: int) -> Iterator[Block]:
    """Paired undertakings, party by party, each in full."""
    yield from _facts(("Place", group.at))
    by_party: dict[str, list[Provision]] = {}
    for one in index.code.provisions:
        if getattr(one, "group", "") == group.id:
            by_party.setdefault(" and ".join(index.duty_of(one)) or "nobody named", []).append(one)
    for party, undertakings in by_party.items():
        yield Heading(level, f"{party[:1].upper()}{party[1:]}")
        for one in undertakings:
            yield Heading(level + 1, name_of(one), one.id)
            yield from _provision(index, one)


def _provision(index: CodeIndex, one: Provision) -> Iterator[Block]:
    if not isinstance(one, Contact) or one.role:
        yield Words(one.role if isinstance(one, Contact) else one.text)
    if isinstance(one, Paragraph) and one.items:
        yield Items(one.items)
    yield from _facts(("Kind", one.kind.replace("-", " ")), ("Place", one.at))
    if isinstance(one, Definition):
        yield from _facts(("Also", ", ".join(one.also)))
    if isinstance(one, PartnershipType):
        yield from _facts(("Example", one.example))
    yield from _assessable(index, one)
    yield from _facts(("Error in the source", one.erratum))
    yield from _links(index, one)


def _assessable(index: CodeIndex, one: Provision) -> Iterator[Block]:
    """The fields that only some kinds have; the others give nothing."""
    formality = getattr(one, "formality", "any")
    yield from _facts(
        ("Owed by", ", ".join(index.duty_of(one))),
        ("Limits", getattr(one, "hedge", "")),
        ("Aside", getattr(one, "aside", "")),
        ("Formal partnerships use", getattr(one, "formal_variant", "")),
        ("Only for", "" if formality == "any" else f"{formality} partnerships"),
        ("May not arise", getattr(one, "condition", "")),
        ("A sign of", _named(index, getattr(one, "about", ""))),
    )
    if parts := getattr(one, "parts", ()):
        yield Words("It covers:")
        yield Items(parts)


def _links(index: CodeIndex, one: Provision) -> Iterator[Block]:
    rows = [(link.relation.capitalize(), link.target, link) for link in index.links_from(one.id)]
    passive = {"addresses": "Addressed by", "upholds": "Upheld by"}
    rows += [(passive[link.relation], link.source, link) for link in index.links_to(one.id)]
    for label, other, link in rows:
        basis = "our reading" if link.basis == "editorial" else "the source says so"
        yield Fact(label, f"{_named(index, other)}. {link.reason} ({basis})")


def _named(index: CodeIndex, item_id: str) -> str:
    """Short name and id of another part; nothing for none."""
    return f"{name_of(index.item(item_id))} [{item_id}]" if item_id else ""
