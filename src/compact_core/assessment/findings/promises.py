"""What the forms of a round said, and what holds of it: it is recorded with the round, and never loosened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings.visibility import fewest_said, promised
from compact_core.assessment.partnership import AskedSide, Side
from compact_core.content.partial_dates import over_first

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Partnership, Round


def with_promise(one_round: Round, partnership: Partnership) -> Round:
    """The round after its forms were written: of all that was ever said in it the strictest stays."""
    known = as_asked(partnership, one_round)
    asked = organisations_asked(known, one_round)
    return replace(
        one_round,
        promised=promised(partnership, [one_round]),
        promised_fewest=max(one_round.promised_fewest, fewest_said(partnership)),
        promised_retention=known.retention,
        promised_collector=one_round.promised_collector or one_round.collector,
        promised_code=one_round.promised_code or one_round.code,
        sides=tuple(
            AskedSide(id=side.id, name=side.name, organisations=members)
            for side in known.sides
            if (members := tuple(member.id for member in asked if member.side == side.id))
        ),
    )


def without_promise(one_round: Round) -> Round:
    """The round as it is before anybody was told anything."""
    return replace(
        one_round,
        promised="",
        promised_fewest=0,
        promised_retention="",
        promised_collector="",
        promised_code="",
        sides=(),
    )


def as_asked(partnership: Partnership, one_round: Round) -> Partnership:
    """The partnership as the forms of a round told of it: sides, who stood on them, and how long answers are kept."""
    homes = {organisation: side.id for side in one_round.sides for organisation in side.organisations}
    then = {side.id: Side(id=side.id, name=side.name) for side in one_round.sides}
    return replace(
        partnership,
        retention=over_first(partnership.retention, one_round.promised_retention),
        sides=(*then.values(), *(side for side in partnership.sides if side.id not in then)),
        organisations=tuple(
            replace(organisation, side=homes.get(organisation.id, organisation.side))
            for organisation in partnership.organisations
        ),
    )
