"""``compacts assess invite``: ask somebody more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.setup.partners import MOST_PEOPLE
from compact_core.cli.assess.common import folder_argument, opened, round_of, round_option
from compact_core.cli.output import DONE, echo, echo_json, json_option, message, quoted
from compact_core.content.write import plain_value
from compact_core.text import count

if TYPE_CHECKING:
    from typing import Unpack


class _Given(TypedDict):
    """What the options say of those who are asked."""

    role: str
    people: int
    agreed: bool


@click.command("invite")
@folder_argument
@click.argument("who", metavar="ORGANISATION")
@click.option("--role", default="", metavar="TEXT", help="Role of whoever answers, such as service manager.")
@click.option(
    "--people",
    type=click.IntRange(1, MOST_PEOPLE),
    default=1,
    metavar="N",
    help="How many people more; one when left out.",
)
@click.option("--agreed", is_flag=True, help="It is the one reply that the whole organisation agrees on.")
@round_option
@json_option
def ask_more(folder: str, who: str, number: int | None, *, as_json: bool, **given: Unpack[_Given]) -> int:
    """Ask more people of an organisation, and print the code of each.

    ORGANISATION is its name or its id. Forms that are out stay as they are.
    """
    from compact_core.assessment.setup.partners import organisation
    from compact_core.assessment.tasks.asking_again import invite

    if given["agreed"] and given["people"] > 1:
        raise click.UsageError("An agreed reply is one reply. Leave --people or --agreed out.")
    assessment = opened(folder, answers=False)
    asked = round_of(assessment, number).asked
    home = organisation(organisations_asked(assessment.partnership, asked), who)
    new = invite(assessment, asked, home, **given)
    if as_json:
        echo_json({"round": asked.number, "invitees": [plain_value(invitee) for invitee in new]})
        return DONE
    for invitee in new:
        echo(invitee.code)
    message(f"{home.name} is asked for {count(len(new), 'more answer')} in round {asked.number}.")
    codes = " ".join(invitee.code for invitee in new)
    message(f"To make the form:  compacts assess form {quoted(folder)} {codes} --round {asked.number}")
    return DONE
