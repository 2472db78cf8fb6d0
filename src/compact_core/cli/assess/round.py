"""``compacts assess round``: ask again, with whoever is a partner now."""

from __future__ import annotations

import click

from compact_core.cli import output
from compact_core.cli.assess.common import DAY, folder_argument, opened, round_of
from compact_core.cli.prompts import can_ask, options_understood
from compact_core.content.write import plain_value
from compact_core.errors import CompactsError


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
@click.option(
    "--to", metavar="CODE", default="", help="Ask about another code, such as a new edition; the same code otherwise."
)
@click.option("--same", multiple=True, metavar="ITEM", help="An item that means just what it did. Repeatable.")
@click.option("--yes", is_flag=True, help="Do not ask whether to write it.")
@output.library_command
def new_round(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    *,
    joins: tuple[str, ...],
    leaves: tuple[str, ...],
    small: tuple[str, ...],
    opens: str | None,
    closes: str,
    chosen_by: str,
    to: str,
    same: tuple[str, ...],
    yes: bool,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Ask again: begin the next round from the last one, and print the code of everybody who is asked.

    It asks about the same items on the same scale, in the words that the code has now. With --to it asks about what
    these items became in another code, as its lineage says; answers do not follow. Before anything is written, you
    see how many minutes it asks of each side. Everybody who stays gets a new
    code. The organisations that come in and go are written into partnership.toml with the day.
    """
    from compact_core.assessment.tasks import asking_again

    assessment = opened(folder)
    last = round_of(assessment, None)
    if not last.asked.closed:
        hint = f"Close it first: compacts assess close {output.quoted(folder)}"
        raise CompactsError(f"Round {last.asked.number} is still open. {hint}")
    found = output.library(ctx, codes)
    wishes = asking_again.Wishes(closes, opens, joins, leaves, small, chosen_by, to, same)
    with options_understood():
        made = asking_again.new_round(assessment, last.asked, found, wishes)
    output.messages(asking_again.round_lines(made, last.asked))
    if can_ask() and not yes:
        click.confirm("Write it?", default=True, abort=True, err=True)
    asking_again.save_round(folder, made)
    if as_json:
        partnership, asked = plain_value(made.partnership), plain_value(made.round)
        changed = {"reworded": made.reworded, "no_longer_asked": made.gone, "new": made.new}
        output.echo_json({"partnership": partnership, "round": asked, **changed})
        return output.DONE
    output.echo_lines(asking_again.invitee_lines(made))
    output.message(f"To make the forms:     compacts assess form {output.quoted(folder)}")
    return output.DONE
