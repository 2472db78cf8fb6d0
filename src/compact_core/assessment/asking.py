"""Whom a round asks, in which words exactly, and for how much of their time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compact_core.assessment.partnership import AskedTime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round


def asked_digest(one_round: Round) -> str:
    """What stands for everything that the forms of a round ask: 16 hexadecimal digits of a SHA-256.

    It changes with the code, the items, their words, their order, and the words of the scale; not with who is asked.
    """
    from hashlib import sha256

    rows = [part for row in one_round.rows for part in (row.item, row.digest)]
    asked = "\n".join((one_round.code, one_round.wording, *one_round.points, "", *rows))
    return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def organisations_asked(partnership: Partnership, one_round: Round) -> list[Organisation]:
    """The organisations that a round asks, in the order of the partnership."""
    asked = frozenset(one_round.organisations)
    return [one for one in partnership.organisations if one.id in asked]


def minutes_each(rows: int) -> int:
    """Minutes that so many items ask of one person: half a minute an item, rounded up (docs/method.md)."""
    return (rows + 1) // 2


def time_asked(partnership: Partnership, invitees: Sequence[Invitee], rows: int) -> tuple[AskedTime, ...]:
    """What a round asks of each side, in the order of the partnership; sides of which nobody is asked are left out."""
    homes = {one.id: one.side for one in partnership.organisations}
    people = Counter(homes[one.organisation] for one in invitees if one.organisation in homes)
    return tuple(
        AskedTime(side=side.id, minutes=people[side.id] * minutes_each(rows))
        for side in partnership.sides
        if people[side.id]
    )
