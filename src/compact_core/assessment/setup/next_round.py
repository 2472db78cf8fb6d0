"""A new round made from the last: who joins, who leaves, the same items as the code has them now, new invitees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.asking import time_asked
from compact_core.assessment.findings.visibility import with_publishing, without_promise
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, SaidLine
from compact_core.assessment.said import said_items, said_rows
from compact_core.assessment.setup.carrying import Carrying, carried_on
from compact_core.assessment.setup.partners import Typed, partners
from compact_core.content.names import unused
from compact_core.content.partial_dates import is_before
from compact_core.errors import CompactsError


class Joiner(NamedTuple):
    """An organisation that comes into the partnership, or comes back."""

    organisation: Organisation
    """The organisation; its id is not yet one of the partnership unless it was there before."""
    people: int = 1
    """How many of its people are asked."""
    agreed: bool = False
    """Whether it gives one reply that all of it agreed on."""


class Changes(NamedTuple):
    """What is other than in the last round. Days are partial dates."""

    opened: str
    """When the forms are given out; from then on joiners are partners, and leavers are not."""
    closes: str = ""
    """By when answers are asked for; may be empty."""
    dates_chosen_by: tuple[str, ...] = ()
    """Ids of the organisations that chose the dates."""
    joiners: tuple[Joiner, ...] = ()
    """Who comes in."""
    leavers: tuple[str, ...] = ()
    """Ids of the organisations that go."""


class NextRound(NamedTuple):
    """A new round, ready to be written."""

    partnership: Partnership
    """The partnership with its joiners and leavers."""
    round: Round
    reworded: tuple[str, ...]
    """Ids of items whose words have changed since the last round, so that they cannot be compared."""
    gone: tuple[str, ...]
    """Ids of items of the last round that the code no longer has; they are not asked."""
    new: tuple[str, ...] = ()
    """Ids of new items of the code, where the last round asked about all of it."""


def joiner(partnership: Partnership, typed: Typed) -> Joiner:
    """The organisation that somebody typed, as one that joins; one that was a partner before keeps its id."""
    found = partners([typed], partnership.side_names).organisations[0]
    before = {organisation.name.casefold(): organisation for organisation in partnership.organisations}
    ids = {organisation.id for organisation in partnership.organisations}
    new = replace(found, id=unused(found.id, ids.__contains__))
    return Joiner(before.get(typed.name.casefold(), new), typed.people, typed.agreed)


def next_round(
    partnership: Partnership,
    last: Round,
    carried: Carrying,
    changes: Changes,
    new_code: Callable[[str], str],
    said: tuple[SaidLine, ...] = (),
) -> NextRound:
    """The round after the last one: the same items on the same scale, asked of whoever is a partner then.

    It begins with what the partners ``said`` in their plan that they would do.

    Organisations that stay are asked for as many people in the same roles. ``new_code`` gives a code that nobody had
    yet for somebody of an organisation, so that answers of one round are not taken for answers of another. ``carried``
    gives the items in the code that is asked about. Answers do not follow.
    """
    _check(partnership, last, changes)
    changed = _changed(partnership, changes)
    stay = [invitee for invitee in last.invitees if invitee.organisation not in changes.leavers]
    new = [
        Invitee(code="", organisation=coming.organisation.id, agreed=coming.agreed)
        for coming in changes.joiners
        for _ in range(coming.people)
    ]
    invitees = tuple(replace(invitee, code=new_code(invitee.organisation)) for invitee in (*stay, *new))
    joined = {coming.organisation.id for coming in changes.joiners}
    asked = joined.union(last.organisations).difference(changes.leavers)
    carried = _without_lines(last, carried)
    on = _on(last, carried, said, changes.opened)
    following = replace(
        with_publishing(without_promise(on), partnership),
        number=last.number + 1,
        opened=changes.opened,
        closes=changes.closes,
        closed="",
        method=1,
        dates_chosen_by=changes.dates_chosen_by,
        organisations=tuple(organisation.id for organisation in changed.organisations if organisation.id in asked),
        time_asked=time_asked(changed, invitees, len(on.rows)),
        invitees=invitees,
    )
    kept = carried.items("kept")
    reworded = tuple(row.item for row in carried.rows if carried.were(row.item) and row.item not in kept)
    added = tuple(row.item for row in carried.rows if not carried.were(row.item))
    return NextRound(changed, following, reworded, carried.gone, added)


def _without_lines(last: Round, carried: Carrying) -> Carrying:
    """What is carried, without the lines of a plan that the last round began with: each round has its own."""
    lines = said_items(last)
    rows = (row for row in carried.rows if row.item not in lines)
    ways = (way for way in carried.ways if way.item not in lines)
    return carried._replace(rows=tuple(rows), ways=tuple(ways))


def _on(last: Round, carried: Carrying, said: tuple[SaidLine, ...], day: str) -> Round:
    """The last round in the edition that is asked about now, with the lines that are asked first."""
    lines = said_items(last)
    asked_before = replace(last, rows=tuple(row for row in last.rows if row.item not in lines))
    begun = carried._replace(rows=(*said_rows(said), *carried.rows))
    on = carried_on(last, begun, day) if carried.changes(asked_before) else replace(last, rows=begun.rows)
    return replace(on, said=said)


def _check(partnership: Partnership, last: Round, changes: Changes) -> None:
    """Tell everything that stands against the new round, all at once."""
    asked = ", ".join(last.organisations)
    sides = [side.id for side in partnership.sides]
    wrong = [
        f"'{leaver}' cannot leave: it was not asked in round {last.number}. The organisations asked were: {asked}."
        for leaver in changes.leavers
        if leaver not in last.organisations
    ]
    for coming, _, _ in changes.joiners:
        if coming.id in last.organisations:
            wrong.append(f"'{coming.name}' cannot join: it was asked in round {last.number} already.")
        if coming.side not in sides:
            there = ", ".join(sides)
            wrong.append(
                f"'{coming.name}' cannot join the side '{coming.side}': there is none. The sides are: {there}."
            )
    if is_before(changes.closes, changes.opened):
        wrong.append(f"The round would close on {changes.closes}, before it opens on {changes.opened}.")
    if not changes.joiners and set(last.organisations) <= set(changes.leavers):
        wrong.append("No organisation would be left to ask.")
    if wrong:
        raise CompactsError("\n".join(wrong))


def _changed(partnership: Partnership, changes: Changes) -> Partnership:
    """The partnership from that day on; whoever comes back has the day of its return."""
    day = changes.opened
    come = {coming.organisation.id: replace(coming.organisation, joined=day) for coming in changes.joiners}
    known = [
        replace(organisation, joined=day, left="")
        if organisation.id in come
        else replace(organisation, left=day)
        if organisation.id in changes.leavers
        else organisation
        for organisation in partnership.organisations
    ]
    there = {organisation.id for organisation in known}
    return replace(
        partnership,
        organisations=(*known, *(organisation for organisation in come.values() if organisation.id not in there)),
    )
