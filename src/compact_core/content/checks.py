"""Checks of a whole code. Each is a function that yields flaws.

A check skips empty ids and references: they are allowed, or the reader has noted a flaw already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol, cast

from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.numbering_checks import section_numbers, source_places
from compact_core.content.partial_dates import unreal_dates, wrong_order
from compact_core.model import ALL_PARTIES, DEEPEST_SECTION, Barrier, Code, Commitment, Principle, Provision, Section
from compact_core.text import count, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path

Check = Callable[[Code], Iterator[Flaw]]

_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w-]")
_TELEPHONE = re.compile(r"(?:\+(?<!\d\+)44 ?\(?0?\)? ?|0(?<!\d0))\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
"""British numbers. The first sign is matched before the look-behind, which is then tried only at that sign."""
_NO_PROSE = frozenset({"id", "section", "kind", "formality", "duty", "group", "about"})
"""Fields of provisions that hold ids or fixed words."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check_whole(code: Code) -> Iterator[Flaw]:
    """Everything that is wrong with a code as a whole."""
    return flaws_of(*(check(code) for check in CHECKS))


def unique_ids(code: Code) -> Iterator[Flaw]:
    """Sections, provisions, groups, tables and quotations share one set of ids; parties have their own."""
    seen: dict[str, str] = {}
    for path, identity, kind in _named(code):
        if identity in seen:
            message = f"The id '{identity}' is already taken by a {seen[identity]}."
            yield Flaw((*path, "id"), message, "Give one of the two another id.")
        elif identity:
            seen[identity] = kind
    parties: set[str] = set()
    for index, party in enumerate(code.parties):
        if party.id == ALL_PARTIES:
            message = f"The id '{ALL_PARTIES}' stands for all parties together, so no party can have it."
            yield Flaw(("parties", index, "id"), message, "Give the party another id.")
        elif party.id and party.id in parties:
            message = f"The id '{party.id}' is already taken by a party."
            yield Flaw(("parties", index, "id"), message, "Give one of the two another id.")
        parties.add(party.id)


def _named(code: Code) -> Iterator[tuple[Path, str, str]]:
    """Path, id and kind of everything that can be named as ``code#id``."""
    lists: tuple[tuple[str, Sequence[_Named], str], ...] = (
        ("sections", code.sections, "section"),
        ("groups", code.groups, "group"),
        ("provisions", code.provisions, "provision"),
        ("tables", code.tables, "table"),
        ("quotations", code.quotations, "quotation"),
    )
    for key, things, kind in lists:
        for index, thing in enumerate(things):
            yield (key, index), thing.id, kind


def references(code: Code) -> Iterator[Flaw]:
    """Every id that is referred to exists."""
    sections, provisions = _ids(code.sections), _ids(code.provisions)
    known = {
        "section": sections,
        "provision": provisions,
        "provision or section": provisions | sections,
        "group": _ids(code.groups),
        "party": {ALL_PARTIES: None, **_ids(code.parties)},
    }
    for path, identity, kind in chain(_section_references(code), _party_references(code), _other_references(code)):
        if identity and identity not in known[kind]:
            message = f"There is no {kind} with the id '{shorten(identity)}'."
            yield Flaw(path, message, _way_out(identity, known[kind], kind), "key" if path[0] == "wording" else "value")


def _ids(things: Sequence[_Named]) -> dict[str, None]:
    """The ids of things, in their order."""
    return dict.fromkeys(thing.id for thing in things if thing.id)


def _way_out(identity: str, known: dict[str, None], kind: str) -> str:
    if near := suggestion(identity, known):
        return near
    if 0 < len(known) <= 8:  # noqa: PLR2004 - as many as a reader takes in
        return f"The ids there are: {', '.join(known)}."
    return f"Correct the id, or add the {kind}."


def _section_references(code: Code) -> Iterator[tuple[Path, str, str]]:
    for key in ("groups", "provisions", "tables", "quotations", "signatories"):
        for index, item in enumerate(getattr(code, key)):
            yield (key, index, "section"), item.section, "section"
    for index, section in enumerate(code.sections):
        yield ("sections", index, "within"), section.within, "section"
    for index, rule in enumerate(code.applicability):
        for number, section_id in enumerate(rule.sections):
            yield ("applicability", index, "sections", number), section_id, "section"


def _party_references(code: Code) -> Iterator[tuple[Path, str, str]]:
    for key in ("sections", "provisions"):
        for index, item in enumerate(getattr(code, key)):
            for number, party in enumerate(getattr(item, "duty", ())):
                yield (key, index, "duty", number), party, "party"
    for index, signatory in enumerate(code.signatories):
        yield ("signatories", index, "party"), signatory.party, "party"


def _other_references(code: Code) -> Iterator[tuple[Path, str, str]]:
    for index, link in enumerate(code.links):
        yield ("links", index, "from"), link.source, "provision"
        yield ("links", index, "to"), link.target, "provision"
    for index, provision in enumerate(code.provisions):
        if group := getattr(provision, "group", ""):
            yield ("provisions", index, "group"), group, "group"
        elif about := getattr(provision, "about", ""):
            yield ("provisions", index, "about"), about, "provision"
    for proof in code.wording:
        yield ("wording", proof.provision), proof.provision, "provision or section"


def section_tree(code: Code) -> Iterator[Flaw]:
    """A section stands after the section around it, and at most eight levels deep."""
    depth: dict[str, int] = {"": 0}
    known = {section.id for section in code.sections}
    for index, section in enumerate(code.sections):
        path = ("sections", index, "within")
        if section.within in depth:
            level = depth[section.within] + 1
            if level == DEEPEST_SECTION + 1:
                message = f"This section stands {level} levels deep; at most {DEEPEST_SECTION} are allowed."
                yield Flaw(path, message, "Put it within a section higher up.")
        else:
            level = 1
            if section.within == section.id:
                yield Flaw(path, "This section stands within itself.", "Leave 'within' out if it stands at the top.")
            elif section.within in known:
                message = f"This section stands before '{shorten(section.within)}', the section that it is within."
                yield Flaw(path, message, "Put the outer section first.")
        depth.setdefault(section.id, level)


def no_empty_section(code: Code) -> Iterator[Flaw]:
    """Every section holds something: provisions, tables, quotations, signatories or other sections."""
    filled = {section.within for section in code.sections}
    for key in ("provisions", "tables", "quotations", "signatories"):
        filled.update(item.section for item in getattr(code, key))
    for index, section in enumerate(code.sections):
        if section.id and section.id not in filled:
            message = f"The section '{section.id}' is empty: nothing names it as its section."
            yield Flaw(("sections", index), message, "Add its provisions, or take the section out.", at="key")


def source_order(code: Code) -> Iterator[Flaw]:
    """Provisions stand in the order of their sections; a section goes on only after its own sub-sections."""
    position = {section.id: index for index, section in enumerate(code.sections)}
    within = {section.id: section.within for section in code.sections}
    last = ""
    for index, provision in enumerate(code.provisions):
        if provision.section not in position:
            continue
        section = provision.section
        if last and position[section] < position[last] and section not in _ancestors(last, within):
            message = f"This provision of the section '{section}' stands after provisions of '{last}', a later one."
            yield Flaw(("provisions", index, "section"), message, "Move it up, or correct its section.")
        else:
            last = section


def _ancestors(section: str, within: dict[str, str]) -> set[str]:
    """The sections around a section, at most eight; deeper ones, and circles, are flaws of another check."""
    found: set[str] = set()
    while (section := within.get(section, "")) and len(found) < DEEPEST_SECTION and section not in found:
        found.add(section)
    return found


def real_dates(code: Code) -> Iterator[Flaw]:
    """Days exist in the calendar, and nothing ends before it begins."""
    dated: list[tuple[Path, str]] = [
        (("code", key), getattr(code.header, key)) for key in ("issued", "revised", "effective", "ends")
    ]
    dated.append((("agreement", "signed"), code.agreement.signed))
    dated += [(("signatories", index, "signed"), signatory.signed) for index, signatory in enumerate(code.signatories)]
    yield from unreal_dates(dated)
    header = code.header
    for early, late in (("issued", "revised"), ("issued", "ends"), ("effective", "ends")):
        yield from wrong_order(("code",), early, getattr(header, early), late, getattr(header, late))


def sound_links(code: Code) -> Iterator[Flaw]:
    """A link leads from a provision to another one, which is a barrier or a principle, and stands once."""
    by_id = {provision.id: provision for provision in code.provisions}
    seen: set[tuple[str, str, str]] = set()
    for index, link in enumerate(code.links):
        if not (link.source and link.target):
            continue
        wanted = {"addresses": Barrier, "upholds": Principle}.get(link.relation)
        target = by_id.get(link.target)
        kind = getattr(target, "kind", "")
        if link.source == link.target:
            yield Flaw(
                ("links", index, "to"), f"The provision '{link.source}' is linked to itself.", "Name another one."
            )
        elif wanted and kind and not isinstance(target, wanted):
            needed = "a barrier" if wanted is Barrier else "a principle"
            message = f"A link that {link.relation} must lead to {needed}; '{link.target}' is of the kind {kind}."
            yield Flaw(("links", index, "to"), message, "Correct the relation or the id.")
        key = (link.source, link.target, link.relation)
        if key in seen:
            message = f"The link from '{link.source}' to '{link.target}' stands twice."
            yield Flaw(("links", index), message, "Take one of the two out.", at="key")
        seen.add(key)


def table_widths(code: Code) -> Iterator[Flaw]:
    """Every row of a table has a cell for each heading."""
    for index, table in enumerate(code.tables):
        for number, row in enumerate(table.rows):
            if len(row) != len(table.headings):
                cells, headings = count(len(row), "cell"), count(len(table.headings), "heading")
                message = f"This row has {cells}; the table '{table.id}' has {headings}."
                yield Flaw(("tables", index, "rows", number), message, 'Write "" for an empty cell.')


def owed_commitments(code: Code) -> Iterator[Flaw]:
    """Somebody owes each commitment: a party that it names, or that a section around it names."""
    sections: dict[str, Section] = {section.id: section for section in code.sections}
    within = {section.id: section.within for section in code.sections}
    for index, provision in enumerate(code.provisions):
        if not isinstance(provision, Commitment) or provision.duty or provision.section not in sections:
            continue
        around = {provision.section, *_ancestors(provision.section, within)}
        if not any(sections[name].duty for name in around if name in sections):
            message = f"The commitment '{provision.id}' does not say who owes it."
            yield Flaw(
                ("provisions", index),
                message,
                "Add duty with the id of a party, or give its section one.",
                "key",
            )


def repeated_parties(code: Code) -> Iterator[Flaw]:
    """A duty names each party once, and no party beside ``all``."""
    for key in ("sections", "provisions"):
        for index, item in enumerate(getattr(code, key)):
            duty = getattr(item, "duty", ())
            if len(duty) > 1 and (len(set(duty)) < len(duty) or ALL_PARTIES in duty):
                message = (
                    f"duty names {shorten(', '.join(duty))}: a party can stand only once, and '{ALL_PARTIES}' alone."
                )
                yield Flaw((key, index, "duty"), message, "Take out what is too much.")


def no_personal_details(code: Code) -> Iterator[Flaw]:
    """No provision holds an e-mail address or a telephone number; one that seems to is worth a warning."""
    for position, provision in enumerate(code.provisions):
        for detail in _personal_details(_prose(provision)):
            message = f"The provision '{provision.id}' holds what looks like {detail}."
            hint = "Name the organisation and the role instead; details of people change and are theirs."
            yield Flaw(("provisions", position), message, hint, at="key", severity="warning")


def _prose(provision: Provision) -> str:
    """Every text of a provision, each on a line."""
    texts: list[str] = []
    for name in _prose_fields(cast("Hashable", type(provision))):
        value = getattr(provision, name)
        texts += [value] if isinstance(value, str) else value
    return "\n".join(texts)


@cache
def _prose_fields(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("type[Provision]", kind)) if field.name not in _NO_PROSE)


def _personal_details(text: str) -> Iterator[str]:
    if "@" in text and _ADDRESS.search(text):
        yield "an e-mail address"
    if ("0" in text or "+" in text) and _TELEPHONE.search(text):
        yield "a telephone number"


CHECKS: tuple[Check, ...] = (
    unique_ids,
    references,
    section_tree,
    no_empty_section,
    source_order,
    source_places,
    section_numbers,
    real_dates,
    sound_links,
    table_widths,
    owed_commitments,
    repeated_parties,
    no_personal_details,
)
"""Every check. Flaws at the same place keep this order."""
