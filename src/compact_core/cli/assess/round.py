"""``compacts assess round``: ask again, with whoever is a partner now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from compact_core.assessment.asking import minutes_each, organisations_asked
from compact_core.assessment.records.days import today
from compact_core.assessment.setup.beginning import invitee_code, one_sided
from compact_core.assessment.setup.next_round import Changes, joiner, next_round
from compact_core.assessment.setup.partners import organisation, organisations, typed_organisation
from compact_core.cli.assess.common import code_of, folder_argument, opened, round_of
from compact_core.cli.assess.result_options import DAY
from compact_core.cli.output import DONE, codes_option, echo, echo_json, json_option, message, quoted
from compact_core.cli.questions import can_ask, options_understood
from compact_core.content.write import plain_value
from compact_core.errors import CompactsError
from compact_core.text import count, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compact_core.assessment.partnership import Round
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.setup.next_round import Joiner, NextRound


@click.command("round")
@folder_argument
@click.option(
    "--joins",
    multiple=True,
    metavar="TEXT",
    help="An organisation that comes in: 'third: New Charity, 2 people'. Repeatable.",
)
@click.option("--leaves", multiple=True, metavar="NAME", help="An organisation that goes. Repeatable.")
@click.option("--small", multiple=True, metavar="NAME", help="Who of those that come in has few paid staff or none.")
@click.option("--opens", type=DAY, metavar="DAY", help="When the forms are given out; today when you leave it out.")
@click.option("--closes", type=DAY, required=True, metavar="DAY", help="By when answers are asked for.")
@click.option("--chosen-by", metavar="NAMES", default="", help="The organisations that chose the dates; or 'all'.")
@click.option("--yes", is_flag=True, help="Do not ask whether to write it.")
@codes_option
@json_option
@click.pass_context
def new_round(ctx: click.Context, /, folder: str, codes: tuple[str, ...], **given: Any) -> int:
    """Ask again: begin the next round from the last one, and print the code of everybody who is asked.

    It asks about the same items on the same scale, in the words that the code has now. Before anything is written, you
    see how many minutes it asks of each side. Everybody who stays gets a new
    code. The organisations that come in and go are written into partnership.toml with the day.
    """
    assessment = opened(folder)
    last = round_of(assessment, 0)
    if not last.asked.closed:
        hint = f"Close it first: compacts assess close {quoted(folder)}"
        raise CompactsError(f"Round {last.asked.number} is still open. {hint}")
    code = code_of(ctx, codes, last)
    with options_understood():
        changes = _changes(assessment, last, given)
        made = next_round(assessment.partnership, last.asked, code, changes, _new_code(assessment))
    for line in _told(made, last.asked):
        message(line)
    if can_ask() and not given["yes"]:
        click.confirm("Write it?", default=True, abort=True, err=True)
    _save(folder, made)
    if given["as_json"]:
        partnership, one_round = plain_value(made.partnership), plain_value(made.round)
        changed = {"reworded": made.reworded, "no_longer_asked": made.gone}
        echo_json({"partnership": partnership, "round": one_round, **changed})
        return DONE
    for invitee in made.round.invitees:
        echo(f"{invitee.code}  {invitee.organisation}  {invitee.role}".rstrip())
    message(f"To make the forms:     compacts assess form {quoted(folder)}")
    return DONE


def _changes(assessment: Assessment, last: RoundRecord, given: dict[str, Any]) -> Changes:
    """What the options say."""
    partnership = assessment.partnership
    asked = organisations_asked(partnership, last.asked)
    joiners = [joiner(partnership, typed_organisation(one)) for one in given["joins"]]
    coming = [one.organisation for one in joiners]
    few = {organisation(coming, one).id for one in given["small"]}
    joiners = [_marked(one, few) for one in joiners]
    return Changes(
        opened=given["opens"] or today().isoformat(),
        closes=given["closes"],
        dates_chosen_by=organisations([*asked, *coming], given["chosen_by"]),
        joiners=tuple(joiners),
        leavers=tuple(dict.fromkeys(organisation(asked, one).id for one in given["leaves"])),
    )


def _marked(one: Joiner, few: set[str]) -> Joiner:
    home = one.organisation
    return one._replace(organisation=replace(home, small=home.small or home.id in few))


def _new_code(assessment: Assessment) -> Callable[[str], str]:
    """What gives codes that nobody had in any round."""
    taken = {one.code for record in assessment.rounds for one in record.asked.invitees}

    def new_code(organisation_id: str) -> str:
        code = invitee_code(organisation_id, taken)
        taken.add(code)
        return code

    return new_code


def _save(folder: str, made: NextRound) -> None:
    """Write the partnership first: a round that names an organisation which is not there could not be opened."""
    from compact_core.assessment.records.partner_changes import save_partners
    from compact_core.assessment.records.saving import add_round

    save_partners(folder, made.partnership.organisations)
    add_round(folder, made.round)


def _told(made: NextRound, last: Round) -> Iterator[str]:
    """What is asked of whom, what changed, and what partners should look at before anything is sent."""
    partnership, one_round = made.partnership, made.round
    each = count(minutes_each(len(one_round.rows)), "minute")
    items = count(len(one_round.rows), "item")
    yield f"{partnership.name}, round {one_round.number}: {items} of {one_round.code}, {each} for each person."
    sides = {one.id: one.name for one in partnership.sides}
    names = {one.id: one.name for one in partnership.organisations}
    for time in one_round.time_asked:
        yield f"  {sides[time.side]}: {count(time.minutes, 'minute')} together"
    yield from _movement("Joined", [names[one] for one in one_round.organisations if one not in last.organisations])
    yield from _movement("Left", [names[one] for one in last.organisations if one not in one_round.organisations])
    asked = {one.organisation for one in one_round.invitees}
    if idle := [names[one] for one in one_round.organisations if one not in asked]:
        yield f"Nobody of {joined(idle)} is asked. To ask somebody, use 'compacts assess invite'."
    yield from _movement("In other words than before, so not to be compared", made.reworded)
    yield from _movement("No longer in the code, so not asked", made.gone)
    if not one_round.dates_chosen_by:
        yield "Nobody is named as having chosen the dates; --chosen-by does that, and reports tell it."
    elif side := one_sided(partnership, one_round.dates_chosen_by):
        yield f"Warning: {side} chose the dates alone. Agree on them with the others before forms go out."


def _movement(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{what}: {joined(names)}."
