"""``compacts assess invite``: ask somebody more, and write the mails that ask."""

from __future__ import annotations

import click

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.setup.partners import MOST_PEOPLE, organisation
from compact_core.cli import output
from compact_core.cli.assess import common
from compact_core.content.write import plain_value
from compact_core.text import count


@click.command("invite")
@common.folder_argument
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
@common.mail_options
@common.round_option
@output.library_command
def ask_more(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    who: str | None,
    role: str,
    people: int,
    *,
    agreed: bool,
    mail: bool,
    kind: str,
    to: str,
    replace: bool,
    number: int | None,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Ask more people of an organisation, and print the code of each.

    ORGANISATION is its name or its id. Forms that are out stay as they are.

    With --mail a draft is written for each person, with the form in it, and its file is printed. It opens in a mail
    program; put in the address there, for none is stored. Without ORGANISATION nobody more is asked, and everybody who
    is asked gets a draft.
    """
    from compact_core.assessment.tasks.asking_again import invite
    from compact_core.assessment.tasks.mail_drafts import draft_lines, write_drafts
    from compact_core.assessment.tasks.writing_forms import WritingForms

    if agreed and people > 1:
        raise click.UsageError("An agreed reply is one reply. Leave --people or --agreed out.")
    if not (who or mail):
        raise click.UsageError("Name the organisation of whom more people are asked, or add --mail to write mails.")
    assessment = common.opened(folder, answers=False)
    record = common.round_of(assessment, number)
    code = common.code_of(ctx, codes, record) if mail else None
    new = record.asked.invitees
    if who:
        home = organisation(organisations_asked(assessment.partnership, record.asked), who)
        new = invite(assessment, record.asked, home, people, role=role, agreed=agreed)
        output.message(f"{home.name} is asked for {count(len(new), 'more answer')} in round {record.asked.number}.")
    if code:
        assessment = common.opened(folder, answers=False)
        record = common.round_of(assessment, number)
        with output.plugins_apart():
            files = write_drafts(assessment, record, code, WritingForms(new, common.kinds_of(kind)[:1], to, replace))
        return common.show_written(record, files, as_json=as_json, more=draft_lines(files))
    if as_json:
        output.echo_json({"round": record.asked.number, "invitees": [plain_value(invitee) for invitee in new]})
        return output.DONE
    for invitee in new:
        output.echo(invitee.code)
    invitees = " ".join(invitee.code for invitee in new)
    output.message(
        f"To make the form:  compacts assess form {output.quoted(folder)} {invitees} --round {record.asked.number}"
    )
    return output.DONE
