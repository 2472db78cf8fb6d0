"""``compacts assess status``: who was asked, and who has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.assessment.findings.progress import described, how_far, progress
from compact_core.assessment.findings.visibility import as_asked
from compact_core.assessment.records.days import has_passed
from compact_core.cli import output
from compact_core.cli.assess import common
from compact_core.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.assessment.findings.progress import OrganisationProgress, SideProgress
    from compact_core.assessment.partnership import Partnership, Round


@click.command("status")
@common.folder_argument
@click.option("--remind", is_flag=True, help="Write a mail for each who has not answered, ready to be sent.")
@common.mail_options
@common.round_option
@output.library_command
def status(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    *,
    remind: bool,
    kind: str,
    to: str,
    replace: bool,
    number: int | None,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Show who was asked in a round, and how many items each has answered.

    What anybody answered is not shown; for that the round is closed, and 'compacts assess show' shows the result.

    With --remind nothing is shown: a draft is written for each person who has not answered, or not yet what is new or
    reworded since, with the form in it, and its file is printed. It opens in a mail program; put in the address there,
    for none is stored.
    """
    assessment = common.opened(folder)
    record = common.round_of(assessment, number)
    if remind:
        from compact_core.assessment.tasks.mail_drafts import draft_lines, unanswered, write_drafts
        from compact_core.assessment.tasks.writing_forms import WritingForms

        people = unanswered(assessment, record)
        wishes = WritingForms(people, common.kinds_of(kind)[:1], to, replace)
        code = common.code_of(ctx, codes, record)
        with output.plugins_apart():
            files = write_drafts(assessment, record, code, wishes, reminding=True)
        more = draft_lines(files) if people else ["Everybody has answered. Nobody need be reminded."]
        return common.show_written(record, files, as_json=as_json, more=more)
    partnership = as_asked(assessment.partnership, record.asked)
    sides = progress(partnership, record.asked, record.responses, record.unread)
    exit_code = output.PROBLEMS if record.unread or record.spoilt else output.DONE
    if as_json:
        output.echo_json({**_data(partnership, record.asked, sides), "cannot_be_read": record.spoilt})
        return exit_code
    output.echo_lines(_lines(partnership, record.asked, sides))
    if exit_code:
        output.message("What cannot be read does not count until it is mended. What is wrong with it stands above.")
    if not record.asked.closed:
        from compact_core.assessment.tasks.going_on import news

        if changed := news(output.library(ctx, codes), record, partnership.formality):
            output.message(f"{changed} To see what that means:  compacts assess edition {output.quoted(folder)}")
    output.message(_next_step(folder, record.asked, sides))
    return exit_code


def _lines(partnership: Partnership, asked: Round, sides: Sequence[SideProgress]) -> Iterator[str]:
    yield output.bold(f"{partnership.name}, round {asked.number}")
    yield f"Asks about {count(len(asked.rows), 'item')} of {asked.code}. {_dates(asked)}"
    if partnership.retention:
        yield _retention(partnership.retention)
    for side in sides:
        answered = sum(partner.answered for partner in side.organisations)
        yield ""
        unread = sum(partner.unread for partner in side.organisations)
        line = f"{side.side.name}: {answered} of {count(len(side.organisations), 'organisation')} answered"
        yield f"{line}, answers of {unread} cannot be read" if unread else line
        for organisation in side.organisations:
            yield f"  {organisation.organisation.name}{'' if organisation.invitees else ': nobody is asked'}"
            people = organisation.invitees
            yield from (f"    {described(person.invitee)}: {how_far(person, len(asked.rows))}" for person in people)


def _dates(asked: Round) -> str:
    if asked.closed:
        return f"It was closed on {asked.closed}."
    if not asked.closes:
        return "No closing day is set."
    passed = " This day has passed." if has_passed(asked.closes) else ""
    return f"Answers are asked for by {asked.closes}.{passed}"


def _retention(until: str) -> str:
    if has_passed(until):
        return f"Answers were to be kept until {until}. This day has passed: delete the folder, and copies of it."
    return f"Answers are kept until {until}."


def _next_step(folder: str, asked: Round, sides: Sequence[SideProgress]) -> str:
    shown = output.quoted(folder)
    if asked.closed:
        return f"To read the result:  compacts assess show {shown}"
    if any(organisation.answered for side in sides for organisation in side.organisations):
        return f"To see the results, close the round:  compacts assess close {shown}"
    return f"To make the forms:  compacts assess form {shown}"


def _data(partnership: Partnership, asked: Round, sides: Sequence[SideProgress]) -> dict[str, object]:
    return {
        "partnership": {"id": partnership.id, "name": partnership.name},
        "round": asked.number,
        "code": asked.code,
        "items": len(asked.rows),
        "opened": asked.opened,
        "closes": asked.closes,
        "closed": asked.closed,
        "retention": partnership.retention,
        "sides": [
            {
                "id": side.side.id,
                "name": side.side.name,
                "organisations": [_organisation(organisation) for organisation in side.organisations],
            }
            for side in sides
        ],
    }


def _organisation(organisation: OrganisationProgress) -> dict[str, object]:
    return {
        "id": organisation.organisation.id,
        "name": organisation.organisation.name,
        "invitees": [
            {
                "code": person.invitee.code,
                "role": person.invitee.role,
                "agreed": person.invitee.agreed,
                "answered": person.answered,
                "new_or_reworded": person.changed,
                "cannot_be_read": person.unread,
            }
            for person in organisation.invitees
        ],
    }
