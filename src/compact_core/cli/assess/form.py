"""``compacts assess form``: what people fill in, and the text that asks them to."""

from __future__ import annotations

import click

from compact_core.cli.assess import common
from compact_core.cli.output import FILE, library_command, plugins_apart, quoted


@click.command("form")
@common.folder_argument
@click.argument("invitees", nargs=-1, metavar="[INVITEE...]")
@click.option(
    "--kind",
    metavar="NAME",
    default="html",
    show_default=True,
    help="html (a page for any browser), paper (large print), sheet (a spreadsheet, CSV), mail (the text of a mail), "
    "one of a plugin, such as xlsx or docx, or all.",
)
@click.option(
    "--to", metavar="DIR", default="", type=FILE, help="Where to write them; the folder 'forms' of the round otherwise."
)
@click.option("--replace", is_flag=True, help="Write over files that are there already and hold something else.")
@common.round_option
@library_command
def form(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    invitees: tuple[str, ...],
    kind: str,
    *,
    to: str,
    replace: bool,
    number: int | None,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write a form and an invitation for each invitee, or for those who are named, and print the files.

    Forms can be made again at any time: they come out the same while the round stays as it is.
    """
    from compact_core.assessment.tasks import writing_forms

    assessment = common.opened(folder, answers=False)
    record = common.round_of(assessment, number)
    code = common.code_of(ctx, codes, record)
    who = [common.invitee_of(record, name) for name in invitees] or record.asked.invitees
    wishes = writing_forms.WritingForms(who, common.kinds_of(kind), to, replace)
    with plugins_apart():
        files = writing_forms.write_forms(assessment, record, code, wishes)
    shown = quoted(folder)
    if record.asked.closed:
        following = f"This round was closed on {record.asked.closed}: answers that come now are marked as late."
    elif who:
        following = f"Next: send the forms out. To bring answers in:  compacts assess collect {shown} FILE..."
    else:
        following = f"Nobody is asked in this round. To ask somebody:  compacts assess invite {shown} ORGANISATION"
    return common.show_written(record, files, as_json=as_json, more=[following])
