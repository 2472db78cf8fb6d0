"""Checks of a whole code. Each is a function that yields flaws.

A check skips empty ids and references: they are allowed, or the reader has noted a flaw already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast

from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.numbering_checks import numbering
from compact_core.content.own_words import documents_own_words
from compact_core.content.partial_dates import unreal_dates, wrong_order
from compact_core.content.reference_checks import HOLDS_NOTHING, LED_TO, references
from compact_core.model import (
    ALL_PARTIES,
    DEEPEST_LEVEL,
    TOP,
    Barrier,
    Code,
    CodeIndex,
    Commitment,
    Contact,
    Group,
    Part,
    Section,
    Signatory,
    Table,
)
from compact_core.text import count, shorten

if TYPE_CHECKING:
    from compact_core.content.locate import Path

CodeCheck = Callable[[Code], Iterator[Flaw]]
_P = TypeVar("_P", bound=Part)

_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w-]")
_TELEPHONE = re.compile(r"(?:\+(?<!\d\+)44 ?\(?0?\)? ?|0(?<!\d0))\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
"""British numbers. The first sign is matched before the look-behind, which is then tried only at that sign."""
_LISTS = ("items", "covers", "also", "headings", "rows")
"""Fields of parts that hold lists of prose."""
_NO_PROSE = frozenset({"id", "within", "kind", "formality", "duty", "about", "on", "party", "signed", "address"})
"""Fields of parts that hold ids, fixed words, dates or web addresses."""


def check_whole(code: Code) -> Iterator[Flaw]:
    """Everything that is wrong with a code as a whole."""
    return flaws_of(*(check(code) for check in CHECKS))


def unique_ids(code: Code) -> Iterator[Flaw]:
    """The parts of a code share one set of ids; parties have their own."""
    taken: dict[str, Part] = {}
    for index, part in enumerate(code.parts):
        if part.id == TOP:
            message = f"The id '{TOP}' stands for the top of the code, so no part can have it."
            yield Flaw(("parts", index, "id"), message, "Give the part another id.")
        elif part.id in taken:
            kind = taken[part.id].kind or "part"
            message = f"The id '{part.id}' is already taken by {'an' if kind[0] in 'aei' else 'a'} {kind}."
            yield Flaw(("parts", index, "id"), message, "Give one of the two another id.")
        elif part.id:
            taken[part.id] = part
    parties: set[str] = set()
    for index, party in enumerate(code.parties):
        if party.id == ALL_PARTIES:
            message = f"The id '{ALL_PARTIES}' stands for all parties together, so no party can have it."
            yield Flaw(("parties", index, "id"), message, "Give the party another id.")
        elif party.id and party.id in parties:
            message = f"The id '{party.id}' is already taken by a party."
            yield Flaw(("parties", index, "id"), message, "Give one of the two another id.")
        parties.add(party.id)


def part_tree(code: Code) -> Iterator[Flaw]:
    """A part stands after the part around it, which can hold parts, and at most eight levels deep."""
    outer = {part.id: part.within for part in code.parts}
    around = {part.within for part in code.parts}
    levels: dict[str, int] = {"": 0, TOP: 0}
    holders: set[str] = {"", TOP}
    circles: set[str] = set()
    for index, part in enumerate(code.parts):
        if part.within in holders:
            if levels[part.within] == DEEPEST_LEVEL:
                message = f"This part stands {DEEPEST_LEVEL + 1} levels deep; at most {DEEPEST_LEVEL} are allowed."
                yield Flaw(("parts", index, "within"), message, "Put it within a part higher up.")
        elif part.within in levels:
            message = f"A part can stand in a section, a group or a provision; '{shorten(part.within)}' is none."
            hint = "Correct the id, or leave 'within' out for the nearest section before it."
            yield Flaw(("parts", index, "within"), message, hint)
        elif part.within in outer:
            yield from _before_its_outer(("parts", index, "within"), part, outer, circles)
        if part.id in around and part.id:
            levels.setdefault(part.id, levels.get(part.within, 0) + 1)
            if type(part) not in HOLDS_NOTHING:
                holders.add(part.id)


def _before_its_outer(path: Path, part: Part, outer: Mapping[str, str], circles: set[str]) -> Iterator[Flaw]:
    """Flaws of a part that stands before the one it is within; each circle is reported once."""
    circle = _circle(part, outer)
    name = shorten(part.within)
    if part.within == part.id:
        yield Flaw(path, "This part stands within itself.", "Leave 'within' out for the nearest section before it.")
    elif not circle:
        message = f"This part stands before '{name}', the part that it is within."
        yield Flaw(path, message, "Put the outer part first.")
    elif not circle & circles:
        message = f"This part stands within '{name}', which stands within this part."
        yield Flaw(path, message, "Take 'within' out of one of them, or correct it.")
    circles |= circle


def _circle(part: Part, outer: Mapping[str, str]) -> set[str]:
    """Ids of the parts in a circle with this one; empty for none, and for a circle longer than the deepest nesting."""
    circle = {part.id}
    name = part.within
    while name in outer and name not in circle and len(circle) <= DEEPEST_LEVEL:
        circle.add(name)
        name = outer[name]
    return circle if part.id and name == part.id else set()


def nothing_inside(code: Code) -> Iterator[Flaw]:
    """Worth a warning: a section that holds neither a lead nor anything else, and a group without promises.

    Nothing is said while a part stands in none that there is: it may be the one that is looked for.
    """
    filled = {part.within for part in code.parts}
    if filled - {part.id for part in code.parts if part.id != part.within} - {"", TOP}:
        return
    for index, part in _of_kind(code, Section, Group):
        if not part.id or part.id in filled or part.erratum:
            continue
        if isinstance(part, Section) and not part.lead:
            message = f"The section '{part.id}' is empty: it has no lead, and nothing stands in it."
            yield Flaw(("parts", index), message, "Add what stands in it, or take the section out.", "key", "warning")
        elif isinstance(part, Group):
            message = f"The group '{part.id}' has no promises: nothing stands within it."
            hint = f'Give its commitments a line within = "{part.id}", or take the group out.'
            yield Flaw(("parts", index), message, hint, "key", "warning")


def real_dates(code: Code) -> Iterator[Flaw]:
    """Days exist in the calendar, and nothing ends before it begins."""
    header = code.header
    dated: list[tuple[Path, str]] = [
        (("code", key), getattr(header, key)) for key in ("issued", "revised", "effective", "ends", "review")
    ]
    dated.append((("agreement", "signed"), code.agreement.signed))
    dated += [(("revisions", index, "date"), revision.date) for index, revision in enumerate(code.revisions)]
    dated += [(("parts", index, "signed"), part.signed) for index, part in _of_kind(code, Signatory)]
    yield from unreal_dates(dated)
    for early, late in (("issued", "revised"), ("issued", "ends"), ("effective", "ends"), ("issued", "review")):
        yield from wrong_order(("code",), early, getattr(header, early), late, getattr(header, late))


def ended(code: Code) -> Iterator[Flaw]:
    """Worth a warning: a code that has ended and is said to be in force."""
    ends = code.header.ends
    if ends and code.header.status == "current" and ends < datetime.now(UTC).date().isoformat()[: len(ends)]:
        message = f"The code ended in {ends}, and its status is current."
        yield Flaw(
            ("code", "ends"),
            message,
            'Write status = "historic" or "superseded", or correct the date.',
            severity="warning",
        )


def sound_links(code: Code) -> Iterator[Flaw]:
    """A link leads from a part to another one, of the kind that its relation asks for, and stands once."""
    by_id = {part.id: part for part in code.parts}
    seen: set[tuple[str, str, str]] = set()
    for index, link in enumerate(code.links):
        if not (link.source and link.target):
            continue
        needed = LED_TO.get(link.relation)
        kind = by_id[link.target].kind if link.target in by_id else ""
        if link.source == link.target:
            message = f"The part '{shorten(link.source)}' is linked to itself."
            yield Flaw(("links", index, "to"), message, "Name another one.")
        elif needed and kind and not isinstance(by_id[link.target], needed):
            name = "a barrier" if needed is Barrier else "a principle"
            message = f"A link that {link.relation} must lead to {name}; '{link.target}' is of the kind {kind}."
            yield Flaw(("links", index, "to"), message, "Correct the relation or the id.")
        if needed and link.basis == "editorial" and not link.reason.strip():
            message = f"The link from '{shorten(link.source)}' does not say why."
            yield Flaw(("links", index), message, 'Add a line reason = "..." with one sentence.', at="key")
        key = (link.source, link.target, link.relation)
        if key in seen:
            message = f"The link from '{shorten(link.source)}' to '{shorten(link.target)}' stands twice."
            yield Flaw(("links", index), message, "Take one of the two out.", at="key")
        seen.add(key)


def table_widths(code: Code) -> Iterator[Flaw]:
    """A table has headings, and every row a cell for each."""
    for index, table in _of_kind(code, Table):
        if table.headings == ("",):  # what the reader gives where they are wrong
            continue
        if not table.headings:
            message = f"The table '{table.id}' has no headings."
            yield Flaw(
                ("parts", index, "headings"), message, 'A table needs headings, as in headings = ["Who", "What"].'
            )
            continue
        for number, row in enumerate(table.rows):
            cells, headings = len(row), len(table.headings)
            if cells != headings:
                message = (
                    f"This row has {count(cells, 'cell')}; the table '{table.id}' has {count(headings, 'heading')}."
                )
                hint = 'Write "" for an empty cell.' if cells < headings else "Take cells out, or add headings."
                yield Flaw(("parts", index, "rows", number), message, hint)


def owed_commitments(code: Code) -> Iterator[Flaw]:
    """Somebody owes each commitment: a party that it names, or that a section around it names."""
    commitments = _of_kind(code, Commitment)
    if all(part.duty for _, part in commitments):
        return
    index = CodeIndex(code)
    for position, part in commitments:
        if not index.owed_by(part):
            name = f"The commitment '{part.id}'" if part.id else "This commitment"
            message = f"{name} does not say who owes it."
            yield Flaw(("parts", position), message, "Add duty with the id of a party, or give its section one.", "key")


def _of_kind(code: Code, *kinds: type[_P]) -> list[tuple[int, _P]]:
    """The parts of some kinds, each after its position in the code."""
    return [(position, part) for position, part in enumerate(code.parts) if isinstance(part, kinds)]


def repeated_parties(code: Code) -> Iterator[Flaw]:
    """A duty names each party once, and no party beside ``all``."""
    for index, part in enumerate(code.parts):
        duty = getattr(part, "duty", ())
        if len(duty) > 1 and (len(set(duty)) < len(duty) or ALL_PARTIES in duty):
            message = f"duty names {shorten(', '.join(duty))}: a party can stand only once, and '{ALL_PARTIES}' alone."
            yield Flaw(("parts", index, "duty"), message, "Take out what is too much.")


def no_personal_details(code: Code) -> Iterator[Flaw]:
    """No part holds an e-mail address or a telephone number; one that seems to is worth a warning."""
    for position, part in enumerate(code.parts):
        for detail in _personal_details(_prose(part)):
            message = f"The {part.kind} '{part.id}' holds what looks like {detail}."
            hint = "Name the organisation and the role instead; details of people change and are theirs."
            yield Flaw(("parts", position), message, hint, at="key", severity="warning")


def _prose(part: Part) -> str:
    """Every text of a part, each on a line."""
    texts_of, lists = _prose_of(cast("Hashable", type(part)))
    text = "\n".join(texts_of(part))
    for name in lists:
        if values := getattr(part, name):
            text = "\n".join([text, *(values if isinstance(values[0], str) else map("\n".join, values))])
    if isinstance(part, Contact) and not part.address.startswith("http"):  # the address of a page may hold any sign
        return f"{text}\n{part.address}"
    return text


@cache
def _prose_of(kind: Hashable) -> tuple[Callable[[Part], tuple[str, ...]], list[str]]:
    """A getter of the prose fields of a kind of part, and the names of its lists of prose."""
    names = [field.name for field in fields(cast("type[Part]", kind)) if field.name not in _NO_PROSE]
    return attrgetter(*[name for name in names if name not in _LISTS]), [name for name in names if name in _LISTS]


def _personal_details(text: str) -> list[str]:
    found = []
    if "@" in text and _ADDRESS.search(text):
        found.append("an e-mail address")
    if ("0" in text or "+" in text) and _TELEPHONE.search(text):
        found.append("a telephone number")
    return found


CHECKS: tuple[CodeCheck, ...] = (
    unique_ids,
    references,
    part_tree,
    nothing_inside,
    numbering,
    real_dates,
    ended,
    sound_links,
    table_widths,
    owed_commitments,
    repeated_parties,
    no_personal_details,
    documents_own_words,
)
"""Every check. Flaws at the same place keep this order."""
