"""Organisations and sides as people type them, made into a partnership's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.partnership import Organisation, Partnership, Round, Side
from compact_core.content.names import name_from, unused
from compact_core.errors import CompactsError, NotFoundError
from compact_core.model import ALL_PARTIES, Code
from compact_core.text import clean, shorten

EXAMPLE = "public: City Council, 3 people"
"""An organisation as people type it."""
_AGREED = "agreed reply"
_TYPED = (
    rf"(?P<side>[^:]*):(?P<name>.*?)(?:,\s*(?:(?P<people>[0-9]+)(?:\s+(?:people|persons?))?|(?P<agreed>{_AGREED})))?"
)
MOST_PEOPLE = 1_000
"""People of one organisation at most: more is a slip of the finger."""
_LONGEST_ID = 40


class Typed(NamedTuple):
    """An organisation as somebody typed it."""

    side: str
    """Id or name of its side."""
    name: str
    people: int
    """How many of its people are asked."""
    agreed: bool
    """Whether it gives the one reply that it agreed on."""


class Partners(NamedTuple):
    """Who belongs to a partnership."""

    sides: tuple[Side, ...]
    """The sides that have an organisation; those that the code names come first, in its order."""
    organisations: tuple[Organisation, ...]
    """The organisations, in the order in which they were named."""
    people: tuple[tuple[str, bool], ...]
    """Everybody who is asked: the organisation's id, and whether it is its one agreed reply."""


def typed_organisation(text: str) -> Typed:
    """What ``side: name, how many people`` says; without a number it is one, and ``agreed reply`` is possible too."""
    text = " ".join(clean(text).split())
    found = re.fullmatch(_TYPED, text, re.IGNORECASE)
    side, name = (found["side"].strip(), found["name"].strip()) if found else ("", "")
    if not found or not side or not name:
        raise CompactsError(
            f"'{shorten(text)}' does not say which organisation. Write its side, a colon and its name, then how many"
            f" people are asked, as in '{EXAMPLE}', or '{_AGREED}' for one reply that all of it agreed on."
        )
    people = int(found["people"] or 1)
    if not 1 <= people <= MOST_PEOPLE:
        raise CompactsError(f"'{shorten(text)}' asks {people:,} people. From 1 to {MOST_PEOPLE:,} can be asked.")
    return Typed(side, name, people, bool(found["agreed"]))


def partners(typed: Iterable[Typed], names: Mapping[str, str]) -> Partners:
    """Sides and organisations with ids of their own; ``names`` has the names of sides by their ids."""
    sides: dict[str, Side] = {}
    organisations: list[Organisation] = []
    people: list[tuple[str, bool]] = []
    for wanted in typed:
        side = _side(wanted.side, names, sides.values())
        sides.setdefault(side.id, side)
        if any(other.name.casefold() == wanted.name.casefold() for other in organisations):
            raise CompactsError(f"'{shorten(wanted.name)}' is named twice. Name each organisation once.")
        ids = {ALL_PARTIES, *(other.id for other in organisations)}
        name = unused(name_from(wanted.name, "organisation")[:_LONGEST_ID].rstrip("-"), ids.__contains__)
        organisations.append(Organisation(id=name, name=wanted.name, side=side.id))
        people += [(name, wanted.agreed)] * wanted.people
    named = list(names)  # those that have names come first, as they are named
    ordered = sorted(sides.values(), key=lambda side: named.index(side.id) if side.id in names else len(named))
    return Partners(tuple(ordered), tuple(organisations), tuple(people))


def with_small(members: Partners, ids: Iterable[str]) -> Partners:
    """The partners with some organisations marked as small: those with few paid staff or none."""
    few = set(ids)
    marked = tuple(replace(partner, small=partner.id in few) for partner in members.organisations)
    return members._replace(organisations=marked)


def organisation(among: Sequence[Organisation], text: str) -> Organisation:
    """The organisation that a text means: by its id, its name, the beginning of one of them, or of a word in it."""
    wanted = " ".join(clean(text).split()).casefold()
    exact = [partner for partner in among if wanted in {partner.id, partner.name.casefold()}]
    begun = [
        partner
        for partner in among
        if wanted and (partner.id.startswith(wanted) or partner.name.casefold().startswith(wanted))
    ]
    inside = [partner for partner in among if wanted and f" {wanted}" in f" {partner.name.casefold()}"]
    found = exact or begun or inside
    if len(found) == 1:
        return found[0]
    them = ", ".join(f"{partner.id} ({partner.name})" for partner in found or among)
    which = "could be several of them" if found else "is none of the organisations"
    advice = f"Write one of {them}." if them else "There is none to name: leave it empty."
    raise NotFoundError(f"'{shorten(clean(text))}' {which}. {advice}")


def organisations(among: Sequence[Organisation], text: str) -> tuple[str, ...]:
    """Ids of the organisations that a text means, with commas between several; ``all`` means each of them."""
    if text.strip().casefold() == ALL_PARTIES:
        return tuple(partner.id for partner in among)
    whole = [partner.id for partner in among if partner.name.casefold() == text.strip().casefold()]
    parts = [part for part in text.split(",") if part.strip()]
    return tuple(whole or dict.fromkeys(organisation(among, part).id for part in parts))


def owners(partnership: Partnership, asked: Round, text: str) -> tuple[str, ...]:
    """Who owns a line of the plan of a round, as :func:`organisations` reads it; nobody for an empty text.

    Whoever was asked can own one, and whoever has joined since. The word ``all`` stays as it is, for it holds for
    those who join later too.
    """
    if text.strip().casefold() == ALL_PARTIES:
        return (ALL_PARTIES,)
    among = [partner for partner in partnership.organisations if partner.id in asked.organisations or not partner.left]
    return organisations(among, text)


def side_names(code: Code) -> dict[str, str]:
    """Names of the sides by id: that of its one party in the code; a side of several is called by its id."""
    parties: dict[str, list[str]] = {}
    for party in code.parties:
        parties.setdefault(party.side, []).append(party.name)
    return {
        side: names[0] if len(names) == 1 else side.replace("-", " ").capitalize() for side, names in parties.items()
    }


def _side(text: str, names: Mapping[str, str], others: Collection[Side]) -> Side:
    """The side that a text means, by its id or its name; a new one when it is none of the others."""
    known = (*others, *(Side(id=identity, name=name) for identity, name in names.items()))
    same = text.casefold()
    # Ids first: a side can have the id of another for its name.
    found = [side for side in known if side.id == same] or [side for side in known if side.name.casefold() == same]
    if found:
        return found[0]
    ids = {side.id for side in known}
    return Side(id=unused(name_from(text, "side"), ids.__contains__), name=f"{text[:1].upper()}{text[1:]}")
