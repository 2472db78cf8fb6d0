"""``compacts assess form``: what people fill in, and the text that asks them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.cli.assess.common import code_of, folder_argument, invitee_of, opened, round_of, round_option
from compact_core.cli.output import DONE, FILE, PROBLEMS, codes_option, echo, echo_json, json_option, message, quoted

if TYPE_CHECKING:
    from typing import Unpack

_KINDS = ("html", "paper", "sheet")
_ALL = "all"


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
    type=click.Choice([*_KINDS, _ALL]),
    default=_KINDS[0],
    show_default=True,
    help="A page for any browser, large print for paper, a spreadsheet (CSV), or all of them.",
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
    kinds = _KINDS if given["kind"] == _ALL else (given["kind"],)
    wishes = writing_forms.WritingForms(who, kinds, given["to"] or "", given["replace"])
    files = writing_forms.write_forms(assessment, record, code, wishes)
    if given["as_json"]:
        echo_json({"round": record.asked.number, "files": [file._asdict() for file in files]})
    else:
        for line in writing_forms.file_lines(files):
            echo(line)
    for line in writing_forms.written_lines(files, "Add --replace to write over it."):
        message(line)
    shown = quoted(folder)
    if record.asked.closed:
        message(f"This round was closed on {record.asked.closed}: answers that come now are marked as late.")
    elif who:
        message(f"Next: send the forms out. To bring answers in:  compacts assess collect {shown} FILE...")
    else:
        message(f"Nobody is asked in this round. To ask somebody:  compacts assess invite {shown} ORGANISATION")
    return DONE if writing_forms.all_written(files) else PROBLEMS
