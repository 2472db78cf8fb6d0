"""``compacts assess invite``: ask somebody more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from compact_core.assessment.asking import organisations_asked, time_asked
from compact_core.assessment.records.paths import round_file
from compact_core.assessment.setup.beginning import invitees_for
from compact_core.assessment.setup.partners import organisation
from compact_core.cli.assess.common import folder_argument, opened, round_of, round_option
from compact_core.cli.output import DONE, echo, echo_json, json_option, message, quoted
from compact_core.content.write import plain_value
from compact_core.text import clean, count

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from compact_core.assessment.partnership import Partnership, Round

_MOST = 1_000


@click.command("invite")
@folder_argument
@click.argument("who", metavar="ORGANISATION")
@click.option("--role", default="", metavar="TEXT", help="Role of whoever answers, such as service manager.")
@click.option(
    "--people", type=click.IntRange(1, _MOST), default=1, metavar="N", help="How many people more; one when left out."
)
@click.option("--agreed", is_flag=True, help="It is the one reply that the whole organisation agrees on.")
@round_option
@json_option
def invite(folder: str, who: str, number: int, **given: Any) -> int:
    """Ask more people of an organisation, and print the code of each.

    ORGANISATION is its name or its id. Forms that are out stay as they are.
    """
    from compact_core.assessment.records.editing import add_invitee, change_file

    if given["agreed"] and given["people"] > 1:
        raise click.UsageError("An agreed reply is one reply. Leave --people or --agreed out.")
    assessment = opened(folder, answers=False)
    asked = round_of(assessment, number).asked
    home = organisation(organisations_asked(assessment.partnership, asked), who)
    people = [(home.id, given["agreed"])] * given["people"]
    new = [replace(one, role=clean(given["role"])) for one in invitees_for(people, [it.code for it in asked.invitees])]
    for one in new:
        asked = add_invitee(folder, asked.number, one)
    change_file(round_file(folder, asked.number), lambda text: _ask_time(text, assessment.partnership, asked))
    if given["as_json"]:
        echo_json({"round": asked.number, "invitees": [plain_value(one) for one in new]})
        return DONE
    for one in new:
        echo(one.code)
    message(f"{home.name} is asked for {count(len(new), 'more answer')} in round {asked.number}.")
    codes = " ".join(one.code for one in new)
    message(f"To make the form:  compacts assess form {quoted(folder)} {codes} --round {asked.number}")
    return DONE


def _ask_time(document: TOMLDocument, partnership: Partnership, asked: Round) -> None:
    """Let the round say how many minutes it asks of each side now."""
    from compact_core.assessment.records.tables import add_table, fill

    for one in time_asked(partnership, asked.invitees, len(asked.rows)):
        known: Any = next((it for it in document.get("time_asked", ()) if it["side"] == one.side), None)
        if known is None:
            add_table(document, "time_asked", plain_value(one))
        else:
            fill(known, ("minutes",), plain_value(one))
