"""Whom a round asks, in which words exactly, and for how much of their time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from compact_core.assessment.partnership import AskedTime, Invitee, Organisation, Partnership, Round, Row
from compact_core.assessment.said import said_items
from compact_core.content.digest import content_digest
from compact_core.errors import NotFoundError
from compact_core.model import Code, Provision
from compact_core.model.code import CodeIndex
from compact_core.model.parts import TOP
from compact_core.text import clean, shorten, suggestion

_P = TypeVar("_P", bound=Provision)


def asked_digest(asked: Round) -> str:
    """The digest of everything that the forms of a round ask: 16 hexadecimal digits of a SHA-256.

    It changes with the code, the items, their words, their order, and the words of the scale; not with who is asked.
    """
    from hashlib import sha256

    rows = [part for row in asked.rows for part in (row.item, row.digest)]
    text = "\n".join((asked.code, asked.wording, *asked.points, "", *rows))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class ChangedItems(NamedTuple):
    """The items of a round that no longer stand as they were asked."""

    changed: tuple[str, ...]
    """Ids of the items in other words."""
    gone: tuple[str, ...]
    """Ids of the items that are no longer there."""


def digests_of(code: Code) -> dict[str, str]:
    """The content digest of each provision of a code, by its id."""
    return {provision.id: content_digest(provision) for provision in code.provisions}


def by_section(index: CodeIndex, items: Iterable[_P]) -> dict[str, list[_P]]:
    """Items by the id of the nearest section that each stands in, in the order of forms; ``top`` for those in none.

    A section that goes on after another one in it comes once, with everything that is asked of it.
    """
    sections: dict[str, list[_P]] = {}
    for item in items:
        sections.setdefault(index.section_of(item) or TOP, []).append(item)
    return sections


def changed_and_gone(rows: Iterable[Row], digests: Mapping[str, str]) -> ChangedItems:
    """What became of the items of a round, by the digests of those that are there now."""
    rows = tuple(rows)
    return ChangedItems(
        tuple(row.item for row in rows if digests.get(row.item, row.digest) != row.digest),
        tuple(row.item for row in rows if row.item not in digests),
    )


def organisations_asked(partnership: Partnership, asked: Round) -> list[Organisation]:
    """The organisations that a round asks, in the order of the partnership."""
    ids = frozenset(asked.organisations)
    return [organisation for organisation in partnership.organisations if organisation.id in ids]


def minutes_each(rows: int) -> int:
    """Minutes that one person needs for these rows: half a minute an item, rounded up (docs/method.md)."""
    return (rows + 1) // 2


def time_asked(partnership: Partnership, invitees: Sequence[Invitee], rows: int) -> tuple[AskedTime, ...]:
    """What a round asks of each side, in the order of the partnership; sides without anybody to ask are left out."""
    homes = partnership.side_of
    people = Counter(homes[invitee.organisation] for invitee in invitees if invitee.organisation in homes)
    return tuple(
        AskedTime(side=side.id, minutes=people[side.id] * minutes_each(rows))
        for side in partnership.sides
        if people[side.id]
    )


def numbers_of(asked: Round) -> dict[str, str]:
    """The number of each item that a round asks about, by its id, in forms and results.

    What partners said that they would do is numbered apart: so the items keep their numbers from round to round.
    """
    lines = said_items(asked)
    said, items = count(1), count(1)
    return {row.item: f"W{next(said)}" if row.item in lines else str(next(items)) for row in asked.rows}


def item_of(asked: Round, text: str) -> str:
    """The id of an item that a round asks about, by its number in the result or by its id; proposes the nearest."""
    typed = clean(text).strip().lower()
    numbers = numbers_of(asked)
    if typed in numbers:
        return typed
    if found := next((item for item, number in numbers.items() if number.lower() == (typed.lstrip("0") or "0")), None):
        return found
    lines = len(asked.said)
    also = f", from W1 to W{lines}" if lines else ""
    hint = suggestion(typed, numbers) or f"Write a number from 1 to {len(numbers) - lines}{also}, or the id of an item."
    raise NotFoundError(f"Round {asked.number} has no item '{shorten(typed)}'. {hint}")
