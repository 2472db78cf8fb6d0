"""Checks of references: every id that a code names exists."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw
from compact_core.model import (
    ALL_PARTIES,
    PART_KINDS,
    TOP,
    Barrier,
    Code,
    Figure,
    Note,
    Part,
    Principle,
    Quotation,
    Signatory,
    Table,
)
from compact_core.model.places import same_number
from compact_core.text import meant, shorten, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compact_core.content.locate import Path

_OTHER_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*")
"""A reference to a part of a code that may not be there."""
_NAMES_PART = {kind: key for kind in PART_KINDS.values() for key in ("about", "on") if hasattr(kind, key)}
"""The kinds that name another part, and their keys for it."""
_MOST_NAMED = 8
"""Most ids that a message names."""
LED_TO: dict[str, type[Part]] = {"addresses": Barrier, "upholds": Principle}
"""The kind that a link with such a relation leads to; any other leads to every kind."""
HOLDS_NOTHING = frozenset({Table, Quotation, Figure, Note, Signatory})
"""The kinds in which no part can stand."""


def references(code: Code) -> Iterator[Flaw]:
    """Every id that is referred to exists; what other codes hold is not looked for here."""
    parts = {"", *[part.id for part in code.parts]}
    parties = {"", ALL_PARTIES, *[party.id for party in code.parties]}
    known = {
        "part": parts,
        "part to stand in": parts | {TOP},  # part_tree reports one that can hold nothing
        "section": {"", *[section.id for section in code.sections]},
        "party": parties,
        "party or side": parties.union([party.side for party in code.parties]),
    }
    named = chain(_part_references(code, known), _party_references(code), _other_references(code))
    lost = [
        (path, identity, kind)
        for path, identity, kind in named
        if identity not in known[kind] and not (kind == "part" and _leads_out(code, path, identity))
    ]
    if not lost:
        return
    titles = _titles(code)
    numbers = {part.id: same_number(part.number) for part in code.parts if part.id and part.number}
    for path, identity, kind in lost:
        noun, _, purpose = kind.partition(" to ")
        message = f"There is no {noun} with the id '{shorten(identity)}'{purpose and f' to {purpose}'}."
        there = titles[kind]
        near = _proposal(identity.removeprefix(f"{code.id}#"), _possible(code, path, there), noun, numbers)
        hint = near or _what_there_is(there, noun)
        yield Flaw(path, message, hint, "key" if path[0] == "wording" else "value")


def _titles(code: Code) -> dict[str, dict[str, str]]:
    """The ids that each kind of reference can have, with the titles of what they name."""
    holders = [part for part in code.parts if part.id and type(part) not in HOLDS_NOTHING]
    parties = {ALL_PARTIES: "", **{party.id: party.name for party in code.parties if party.id}}
    return {
        "part": {part.id: text_in(part, "title") for part in code.parts if part.id},
        "part to stand in": {TOP: "", **{part.id: text_in(part, "title") for part in holders}},
        "section": {section.id: section.title for section in code.sections if section.id},
        "party": parties,
        "party or side": {**parties, **{party.side: "" for party in code.parties if party.side}},
    }


def _possible(code: Code, path: Path, known: Mapping[str, str]) -> Mapping[str, str]:
    """The known ids that are allowed at a path, so that no proposal is the next mistake."""
    taken: set[str] = set()
    match path:
        case ("parts", int(index), "within"):
            return {name: known[name] for name in (TOP, *(part.id for part in code.parts[:index])) if name in known}
        case ("parts", int(index), "duty", int(place)):
            duty = getattr(code.parts[index], "duty", ())
            taken = {name for at, name in enumerate(duty) if at != place} | ({ALL_PARTIES} if len(duty) > 1 else set())
        case ("parts", int(index), "about" | "on"):
            taken = {code.parts[index].id}
        case ("applicability", int(index), "sections", int(_)):
            taken = {*code.applicability[index].sections}
        case ("links", int(index), str(key)):
            link = code.links[index]
            taken = {link.target if key == "from" else link.source}
            if key == "to" and (needed := LED_TO.get(link.relation)):
                return {part.id: known[part.id] for part in code.parts if isinstance(part, needed) and part.id in known}
    return {name: title for name, title in known.items() if name not in taken}


def _leads_out(code: Code, path: Path, identity: str) -> bool:
    """Whether a reference leads into another code, where that is allowed."""
    may = path[-1] in {"to", "about"}
    return may and bool(_OTHER_CODE.fullmatch(identity)) and not identity.startswith(f"{code.id}#")


def _proposal(identity: str, known: Mapping[str, str], kind: str, numbers: Mapping[str, str]) -> str:
    if identity in known:  # after the id of its own code
        return f"Did you mean '{identity}'?"
    if kind in {"part", "section"} and (wanted := same_number(identity)):
        numbered = [f"'{name}'" for name, number in numbers.items() if number == wanted and name in known]
        if numbered:
            return f"Parts are named by their ids: did you mean {' or '.join(numbered[:_MOST_NAMED])}?"
    return meant(identity, known)


def _what_there_is(known: Mapping[str, str], kind: str) -> str:
    if 0 < len(known) <= _MOST_NAMED:
        return f"The ids there are: {', '.join(known)}."
    return f"Correct the id, or add the {kind}."


def _part_references(code: Code, known: Mapping[str, set[str]]) -> Iterator[tuple[Path, str, str]]:
    for index, part in enumerate(code.parts):
        if part.within not in known["part to stand in"]:
            yield ("parts", index, "within"), part.within, "part to stand in"
        if key := _NAMES_PART.get(type(part)):
            yield ("parts", index, key), getattr(part, key), "part"
    for index, rule in enumerate(code.applicability):
        for number, section_id in enumerate(rule.sections):
            yield ("applicability", index, "sections", number), section_id, "section"


def _party_references(code: Code) -> Iterator[tuple[Path, str, str]]:
    for index, part in enumerate(code.parts):
        if duty := getattr(part, "duty", ()):
            for number, party in enumerate(duty):
                yield ("parts", index, "duty", number), party, "party or side"
        elif party := getattr(part, "party", ""):
            yield ("parts", index, "party"), party, "party"


def _other_references(code: Code) -> Iterator[tuple[Path, str, str]]:
    for index, link in enumerate(code.links):
        yield ("links", index, "from"), link.source, "part"
        yield ("links", index, "to"), link.target, "part"
    for proof in code.wording:
        yield ("wording", proof.provision), proof.provision, "part"
