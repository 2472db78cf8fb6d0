"""More people are asked in a round, or everybody is asked again in a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.asking import minutes_each, organisations_asked
from compact_core.assessment.partnership import Invitee, Organisation, Plan, Round
from compact_core.assessment.records.days import in_words, today
from compact_core.assessment.records.editing import add_invitees, save_partners
from compact_core.assessment.records.reading import Assessment
from compact_core.assessment.records.saving import add_round
from compact_core.assessment.said import said_lines, without_said
from compact_core.assessment.setup.beginning import invitee_code, invitees_for, one_sided
from compact_core.assessment.setup.carrying import Said, carrying
from compact_core.assessment.setup.next_round import Changes, NextRound, joiner, next_round
from compact_core.assessment.setup.partners import organisation, organisations, typed_organisation
from compact_core.assessment.tasks import code_asked
from compact_core.library.library import Library
from compact_core.text import clean, count, joined


class Wishes(NamedTuple):
    """What somebody says of a new round, in words."""

    closes: str
    """By when answers are asked for, as a partial date."""
    opens: str | None = None
    """When the forms are given out; today when nothing is said."""
    joins: Sequence[str] = ()
    """Organisations that come in, such as ``third: New Charity, 2 people``."""
    leaves: Sequence[str] = ()
    """Names of organisations that go."""
    small: Sequence[str] = ()
    """Names of new organisations with few paid staff or none."""
    chosen_by: str = ""
    """Names of the organisations that chose the dates."""
    to: str = ""
    """Id of the code that is asked about; that of the last round when nothing is said."""
    same: Sequence[str] = ()
    """Ids of items that still mean the same in other words, so that they are compared."""


def new_round(assessment: Assessment, last: Round, library: Library, wishes: Wishes) -> NextRound:
    """The round after the last one, not written yet."""
    changes = _changes(assessment, last, wishes)
    partnership = assessment.partnership
    code = code_asked(library, last, wishes.to)
    carried = carrying(last, code, partnership.formality, library.lineages(), Said(wishes.same))
    plan = next((record.plan for record in assessment.rounds if record.asked.number == last.number), Plan())
    lines = tuple(replace(line, due=in_words(line.due) if line.due else "") for line in plan.lines)
    said = said_lines(Plan(lines=lines), partnership.names, without_said(code, last))
    return next_round(partnership, last, carried, changes, _new_code(assessment), said)


def save_round(folder: str, made: NextRound) -> None:
    """Write the partnership first: a round that names an organisation which is not there could not be opened."""
    save_partners(folder, made.partnership.organisations)
    add_round(folder, made.round)


def invitee_lines(made: NextRound) -> Iterator[str]:
    """The code, organisation and role of everybody who is asked."""
    for invitee in made.round.invitees:
        yield f"{invitee.code}  {made.partnership.names[invitee.organisation]}  {invitee.role}".rstrip()


def round_lines(made: NextRound, last: Round) -> Iterator[str]:
    """What is asked of whom, what changed, and what partners should look at before anything is sent."""
    partnership, asked = made.partnership, made.round
    each = count(minutes_each(len(asked.rows)), "minute")
    items = count(len(asked.rows), "item")
    yield f"{partnership.name}, round {asked.number}: {items} of {asked.code}, {each} for each person."
    sides = partnership.side_names
    names = partnership.names
    for time in asked.time_asked:
        yield f"  {sides[time.side]}: {count(time.minutes, 'minute')} together"
    if asked.said:
        yield f"It begins with what partners said they would do: {count(len(asked.said), 'line')} of the plan."
    yield from _named("Joined", [names[home] for home in asked.organisations if home not in last.organisations])
    yield from _named("Left", [names[home] for home in last.organisations if home not in asked.organisations])
    homes = {invitee.organisation for invitee in asked.invitees}
    if idle := [names[home] for home in asked.organisations if home not in homes]:
        yield f"Nobody of {joined(idle)} is asked. To ask somebody, use 'compacts assess invite'."
    yield from _named("In other words than before, so not to be compared", made.reworded)
    yield from _named("No longer in the code, so not asked", made.gone)
    yield from _named("New in the code, so asked too", made.new)
    if asked.code != last.code:
        yield f"Round {last.number} asked about {last.code}. Only what says the same in both codes will be compared."
    if not asked.dates_chosen_by:
        yield "Nobody is named as having chosen the dates, and reports say so."
    elif side := one_sided(partnership, asked.dates_chosen_by):
        yield f"Warning: {side} chose the dates alone. Agree on them with the others before forms go out."


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{what}: {joined(names)}."


def _changes(assessment: Assessment, last: Round, wishes: Wishes) -> Changes:
    """The wishes as values; every name is looked up."""
    partnership = assessment.partnership
    asked = organisations_asked(partnership, last)
    joiners = [joiner(partnership, typed_organisation(text)) for text in wishes.joins]
    coming = [each.organisation for each in joiners]
    small = {organisation(coming, name).id for name in wishes.small}
    marked = [replace(home, small=home.small or home.id in small) for home in coming]
    return Changes(
        opened=wishes.opens or today().isoformat(),
        closes=wishes.closes,
        dates_chosen_by=organisations([*asked, *coming], wishes.chosen_by),
        joiners=tuple(each._replace(organisation=home) for each, home in zip(joiners, marked, strict=True)),
        leavers=tuple(dict.fromkeys(organisation(asked, name).id for name in wishes.leaves)),
    )


def _new_code(assessment: Assessment) -> Callable[[str], str]:
    """A function that gives codes which nobody had in any round."""
    taken = {invitee.code for record in assessment.rounds for invitee in record.asked.invitees}

    def new_code(organisation_id: str) -> str:
        code = invitee_code(organisation_id, taken)
        taken.add(code)
        return code

    return new_code


def invite(
    assessment: Assessment, asked: Round, home: Organisation, people: int = 1, *, role: str = "", agreed: bool = False
) -> tuple[Invitee, ...]:
    """Ask more people of an organisation in a round."""
    codes = [invitee.code for invitee in asked.invitees]
    invitees = invitees_for([(home.id, agreed)] * people, codes)
    new = tuple(replace(invitee, role=clean(role)) for invitee in invitees)
    add_invitees(assessment.folder, asked.number, new, assessment.partnership)
    return new
