"""How a plan is shared out: facts about its lines, without a judgement. docs/method.md has the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from compact_core.assessment.partnership import Organisation, Plan, PlanLine
from compact_core.model.header import ALL_PARTIES

_FEWEST_LINES = 2
"""With fewer lines nobody can say that most of them rest on somebody."""


class Burden(NamedTuple):
    """A small organisation that has a part in most of what is still to be done."""

    organisation: str
    """Id of the organisation."""
    lines: int
    """In how many lines it has a part."""
    of: int
    """How many lines are still to be done."""


class Fairness(NamedTuple):
    """How a plan is shared out. Lines that were dropped are not looked at."""

    idle_sides: tuple[str, ...]
    """Ids of the sides that own no line, neither alone nor shared; none when there is no line."""
    burdens: tuple[Burden, ...]
    """Small organisations that have a part in more than half of the lines that are still to be done."""
    unsupported: tuple[PlanLine, ...]
    """Lines still to be done on which a small organisation works without support that is written down."""
    unowned: tuple[PlanLine, ...]
    """Lines that nobody sees to."""
    unlearned: tuple[PlanLine, ...]
    """Endings without a note on what was learned and is kept."""


def fairness(plan: Plan, partners: Iterable[Organisation]) -> Fairness:
    """How a plan is shared out among partners; a line that all own jointly is one of each of them."""
    partners = tuple(partners)
    lines = [line for line in plan.lines if line.state != "dropped"]
    to_do = [line for line in lines if line.state != "done"]
    busy = {partner.side for partner in partners for line in lines if _has_part(partner, line.owners)}
    small = [partner for partner in partners if partner.small]
    parts = {partner.id: sum(_has_part(partner, line.owners) for line in to_do) for partner in small}
    return Fairness(
        idle_sides=tuple(
            side for side in dict.fromkeys(partner.side for partner in partners) if lines and side not in busy
        ),
        burdens=tuple(
            Burden(partner, part, len(to_do))
            for partner, part in parts.items()
            if len(to_do) >= _FEWEST_LINES and 2 * part > len(to_do)
        ),
        unsupported=tuple(
            line for line in to_do if not line.support and any(_has_part(partner, line.owners) for partner in small)
        ),
        unowned=tuple(line for line in lines if not line.owners),
        unlearned=tuple(line for line in lines if line.kind != "action" and not line.learning),
    )


def _has_part(organisation: Organisation, owners: Collection[str]) -> bool:
    return organisation.id in owners or ALL_PARTIES in owners
