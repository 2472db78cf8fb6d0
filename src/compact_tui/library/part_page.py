"""The pages of sections, paired undertakings, tables and quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_tui.library.outline import kind_of, parts_in, title_of
from compact_tui.library.provision_page import BULLET, provision_page
from compact_tui.page import BETWEEN_CRUMBS, Block, Columns, Fact, Gap, Jump, Page, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.model import Group, Provision, Quotation, Section, Signatory, Table
    from compact_core.model.index import CodeIndex
    from compact_tui.library.outline import Part
    from compact_tui.state import Place

ROLES = {
    "introduction": "Introduction",
    "review": "How the agreement is reviewed",
    "dispute": "How disputes are settled",
    "glossary": "Glossary",
    "signatories": "Who signed",
    "appendix": "Appendix",
}


def part_page(index: CodeIndex, place: Place) -> Page:
    """The page of any part of a code; raises :class:`NotFoundError` when the code has no such part."""
    from compact_core.model import Group, Quotation, Section, Table

    part = index.item(place.item)
    crumbs = crumbs_of(index, part)
    match part:
        case Section():
            return with_copy(index, crumbs, _section(index, part, place))
        case Group():
            return with_copy(index, crumbs, _group_head(part) + _undertakings(index, part))
        case Table():
            return with_copy(index, crumbs, _table(part))
        case Quotation():
            return with_copy(index, crumbs, _quotation(part))
    return provision_page(index, part, place, crumbs)


def crumbs_of(index: CodeIndex, part: Part) -> tuple[str, ...]:
    """Where a part stands: the agreement, the code, and the sections around it."""
    sections = index.path_to(getattr(part, "section", "") or part.id)
    return (index.code.agreement.name, index.code.title, *map(title_of, sections))


def with_copy(index: CodeIndex, crumbs: tuple[str, ...], blocks: Iterable[Block]) -> Page:
    """A page whose text is copied as it stands, with the code that it is from."""
    every = tuple(blocks)
    lines = [*filter(None, map(plain_text, every)), "", f"{BETWEEN_CRUMBS.join(crumbs)} ({index.code.id})", ""]
    return Page(crumbs, every, "\n".join(lines))


def plain_text(block: Block) -> str:
    """A block as text without a width."""
    match block:
        case Words(text, _, marker):
            return marker + text
        case Fact(label, text):
            return f"{label}: {text}"
        case Jump(text):
            return text
        case Columns(headings, rows):
            cells = [[" ".join(map(plain_text, cell)) for cell in row] for row in rows]
            return "\n".join(" | ".join(row) for row in [headings, *cells])
    return ""


def signatures(signatories: Iterable[Signatory], heading: str = "Signed by") -> Iterable[Block]:
    """Who signed, one line each."""
    for number, one in enumerate(signatories):
        if number == 0:
            yield from (Gap(), Words(heading, "heading"))
        yield Words(", ".join(filter(None, (one.organisation, one.role, one.signed))), marker=BULLET)


def _section(index: CodeIndex, section: Section, place: Place) -> Iterable[Block]:
    yield Words(f"Section · {ROLES[section.role]}" if section.role in ROLES else "Section", "quiet")
    yield Words(title_of(section), "title")
    if section.duty or section.erratum or section.lead:
        yield Gap()
    if section.duty:
        yield Fact("Everything here is owed by", ", ".join(index.party_names(section.duty)))
    if section.erratum:
        yield Fact("Slip in the source", section.erratum)
    if section.lead:
        yield Words(section.lead)
    for part in parts_in(index, section.id):
        yield Gap()
        yield from _inside(index, part, place)
    yield from signatures(one for one in index.code.signatories if one.section == section.id)


def _inside(index: CodeIndex, part: Part, place: Place) -> Iterable[Block]:
    """A part as its section shows it: a link, and then what it says."""
    from compact_core.model import Group, Quotation, Section, Table

    title = title_of(part)
    yield Jump(title, place._replace(item=part.id), kind_of(part))
    match part:
        case Section():
            return
        case Group():
            yield from _undertakings(index, part)
        case Table():
            yield _grid(part)
        case Quotation():
            yield Words(part.text, "quiet", BULLET)
        case _:
            yield from _said(part, title)


def _said(provision: Provision, title: str) -> Iterable[Block]:
    if provision.text != title:
        yield Words(provision.text, marker="  ")
    yield from (Words(item, marker=f"  {BULLET}") for item in getattr(provision, "items", ()))


def _group_head(group: Group) -> list[Block]:
    return [
        Words(f"Paired undertakings · {group.at}" if group.at else "Paired undertakings", "quiet"),
        Words(group.title, "title"),
        Gap(),
    ]


def _undertakings(index: CodeIndex, group: Group) -> list[Block]:
    """What each party undertakes, a column a party; one party after the other where there is no room."""
    owed: dict[str, list[Words]] = {}
    for one in index.code.provisions:
        if getattr(one, "group", "") == group.id:
            owing = " and ".join(index.duty_of(one)) or "nobody named"
            owed.setdefault(owing, []).append(Words(one.text, marker=BULLET))
    if not owed:
        return [Words("Nothing is undertaken here.", "quiet")]
    return [Columns(tuple(owed), (tuple(map(tuple, owed.values())),))]


def _table(table: Table) -> list[Block]:
    return [Words(f"Table · {table.at}", "quiet"), Words(table.title or "Table", "title"), Gap(), _grid(table)]


def _grid(table: Table) -> Columns:
    return Columns(table.headings, tuple(tuple((Words(cell),) for cell in row) for row in table.rows))


def _quotation(quotation: Quotation) -> list[Block]:
    place = f", {quotation.place}" if quotation.place else ""
    return [
        Words(f"Quotation · {quotation.at}", "quiet"),
        Words(quotation.instrument + place, "title"),
        Gap(),
        Words(quotation.text),
    ]
