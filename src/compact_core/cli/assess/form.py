"""``compacts assess form``: what people fill in, and the text that asks them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.cli.assess.common import (
    code_of,
    folder_argument,
    invitee_of,
    kinds_of,
    opened,
    round_of,
    round_option,
    show_written,
)
from compact_core.cli.output import FILE, codes_option, json_option, plugins_apart, quoted

if TYPE_CHECKING:
    from typing import Unpack


class _Given(TypedDict):
    """What the options say of the files."""

    kind: str
    to: str | None
    replace: bool
    number: int | None
    as_json: bool


@click.command("form")
@folder_argument
@click.argument("invitees", nargs=-1, metavar="[INVITEE...]")
@click.option(
    "--kind",
    metavar="NAME",
    default="html",
    show_default=True,
    help="html (a page for any browser), paper (large print), sheet (a spreadsheet, CSV), mail (the text of a mail), "
    "one of a plugin, such as xlsx or docx, or all.",
)
@click.option("--to", metavar="DIR", type=FILE, help="Where to write them; the folder 'forms' of the round otherwise.")
@click.option("--replace", is_flag=True, help="Write over files that are there already and hold something else.")
@round_option
@codes_option
@json_option
@click.pass_context
def form(
    ctx: click.Context, /, folder: str, invitees: tuple[str, ...], codes: tuple[str, ...], **given: Unpack[_Given]
) -> int:
    """Write a form and an invitation for each invitee, or for those who are named, and print the files.

    Forms can be made again at any time: they come out the same while the round stays as it is.
    """
    from compact_core.assessment.tasks import writing_forms

    assessment = opened(folder, answers=False)
    record = round_of(assessment, given["number"])
    code = code_of(ctx, codes, record)
    who = [invitee_of(record, name) for name in invitees] or record.asked.invitees
    kinds = kinds_of(given["kind"])
    wishes = writing_forms.WritingForms(who, kinds, given["to"] or "", given["replace"])
    with plugins_apart():
        files = writing_forms.write_forms(assessment, record, code, wishes)
    shown = quoted(folder)
    if record.asked.closed:
        following = f"This round was closed on {record.asked.closed}: answers that come now are marked as late."
    elif who:
        following = f"Next: send the forms out. To bring answers in:  compacts assess collect {shown} FILE..."
    else:
        following = f"Nobody is asked in this round. To ask somebody:  compacts assess invite {shown} ORGANISATION"
    return show_written(record, files, as_json=given["as_json"], more=[following])
