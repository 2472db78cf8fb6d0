"""``compacts assess report``: the result of a round as a file to send or to print."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.assessment.records.outputs import write_output
from compact_core.assessment.results.own import organisation_called
from compact_core.assessment.results.result_page import page_of
from compact_core.cli import output
from compact_core.cli.assess.common import code_of, folder_argument, opened, result_of, result_option
from compact_core.library.opening import open_plugins
from compact_core.text import readable

if TYPE_CHECKING:
    from compact_core.plugins import ReportFormat

_USUAL = "html"


@click.command("report")
@folder_argument
@click.option(
    "--format",
    "form",
    metavar="NAME",
    help="html, markdown, csv, json, or one of a plugin, such as docx. Without it, the ending of the file decides.",
)
@click.option("-o", "--output", "file", required=True, metavar="FILE", type=output.FILE, help="The file to write.")
@click.option(
    "--template", metavar="FILE", type=output.FILE, default="", help="A template of your own, where a format takes one."
)
@click.option(
    "--for",
    "organisation",
    metavar="ORGANISATION",
    default="",
    help="The page of one organisation, by its id or name: its own answers beside what all may see.",
)
@click.option("--for-facilitator", is_flag=True, help="Also hold comments that are for the facilitator only.")
@click.option("--replace", is_flag=True, help="Write over the file if it is there already.")
@result_option
@output.codes_option
@click.pass_context
def report(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    form: str | None,
    file: str,
    template: str,
    *,
    organisation: str,
    for_facilitator: bool,
    replace: bool,
    number: int | None,
    codes: tuple[str, ...],
) -> int:
    """Write the result of a round into a file, and print its path.

    With --for, it is the page of one organisation. Nothing is written before the round is closed. The file is noted in
    the folder of the assessment, so that 'compacts assess erase' finds it.
    """
    from compact_core.assessment.results.formats import written

    offer = _format(form, file)
    if organisation and for_facilitator:
        raise click.UsageError("Use --for or --for-facilitator: what is for the facilitator only is for no partner.")
    if not replace:
        output.refuse_existing(file, "Add --replace to write over it.")
    assessment = opened(folder)
    record = result_of(assessment, number)
    whom = organisation_called(organisation, assessment.partnership, record.asked) if organisation else ""
    code = code_of(ctx, codes, record)
    page = page_of(assessment, record, code, for_facilitator=for_facilitator, organisation=whom)
    with output.plugins_apart():
        data = written(offer, page, {"template": template})
    write_output(folder, record.asked.number, file, data)
    output.echo(readable(file))
    output.warn_of_clouds(file)
    output.messages((*page.warnings, *(page.own.notes if page.own else ())))
    return output.DONE


def _format(form: str | None, file: str) -> ReportFormat:
    """The format of that name, or the one that the ending of the file stands for."""
    from compact_core.assessment.results.formats import format_called

    with output.plugins_apart():
        offers = open_plugins().report_formats()
    ending = os.path.splitext(file)[1].lower()
    name = form or next((offer.name for offer in offers if offer.suffix == ending), ending.removeprefix(".") or _USUAL)
    return format_called(name, offers)
