"""``compacts assess invite``: ask somebody more, and write the mails that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.setup.partners import MOST_PEOPLE
from compact_core.cli.assess.common import (
    code_of,
    folder_argument,
    mail_options,
    opened,
    round_of,
    round_option,
    show_written,
    wishes_of,
)
from compact_core.cli.output import DONE, codes_option, echo, echo_json, json_option, message, plugins_apart, quoted
from compact_core.content.write import plain_value
from compact_core.text import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from compact_core.assessment.partnership import Invitee
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.model import Code


class _Given(TypedDict):
    """What the options say of those who are asked."""

    role: str
    people: int
    agreed: bool
    kind: str
    to: str | None
    replace: bool
    number: int | None
    codes: tuple[str, ...]
    as_json: bool


@click.command("invite")
@folder_argument
@click.argument("who", metavar="[ORGANISATION]", required=False)
@click.option("--role", default="", metavar="TEXT", help="Role of whoever answers, such as service manager.")
@click.option(
    "--people",
    type=click.IntRange(1, MOST_PEOPLE),
    default=1,
    metavar="N",
    help="How many people more; one when left out.",
)
@click.option("--agreed", is_flag=True, help="It is the one reply that the whole organisation agrees on.")
@click.option(
    "--mail", is_flag=True, help="Write a mail for each of them, ready to be sent; without ORGANISATION for all."
)
@mail_options
@round_option
@codes_option
@json_option
@click.pass_context
def ask_more(ctx: click.Context, /, folder: str, who: str | None, mail: bool, **given: Unpack[_Given]) -> int:  # noqa: FBT001  (click names it)
    """Ask more people of an organisation, and print the code of each.

    ORGANISATION is its name or its id. Forms that are out stay as they are.

    With --mail a draft is written for each person, with the form in it, and its file is printed. It opens in a mail
    program; put in the address there, for none is stored. Without ORGANISATION nobody more is asked, and everybody who
    is asked gets a draft.
    """
    if given["agreed"] and given["people"] > 1:
        raise click.UsageError("An agreed reply is one reply. Leave --people or --agreed out.")
    if not (who or mail):
        raise click.UsageError("Name the organisation of whom more people are asked, or add --mail to write mails.")
    assessment = opened(folder, answers=False)
    record = round_of(assessment, given["number"])
    code = code_of(ctx, given["codes"], record) if mail else None
    new = _asked_more(assessment, record, who, given) if who else record.asked.invitees
    if code:
        return _write_mails(opened(folder, answers=False), code, new, given)
    if given["as_json"]:
        echo_json({"round": record.asked.number, "invitees": [plain_value(invitee) for invitee in new]})
        return DONE
    for invitee in new:
        echo(invitee.code)
    codes = " ".join(invitee.code for invitee in new)
    message(f"To make the form:  compacts assess form {quoted(folder)} {codes} --round {record.asked.number}")
    return DONE


def _asked_more(assessment: Assessment, record: RoundRecord, who: str, given: _Given) -> tuple[Invitee, ...]:
    from compact_core.assessment.setup.partners import organisation
    from compact_core.assessment.tasks.asking_again import invite

    asked = record.asked
    home = organisation(organisations_asked(assessment.partnership, asked), who)
    new = invite(assessment, asked, home, given["people"], role=given["role"], agreed=given["agreed"])
    message(f"{home.name} is asked for {count(len(new), 'more answer')} in round {asked.number}.")
    return new


def _write_mails(assessment: Assessment, code: Code, people: Sequence[Invitee], given: _Given) -> int:
    from compact_core.assessment.tasks.mail_drafts import draft_lines, write_drafts

    record = round_of(assessment, given["number"])
    with plugins_apart():
        files = write_drafts(assessment, record, code, wishes_of(people, given["kind"], given["to"], given["replace"]))
    return show_written(record, files, as_json=given["as_json"], more=draft_lines(files))
