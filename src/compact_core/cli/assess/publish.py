"""``compacts assess publish``: what a round found as one small file for everybody, or a notice in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.assess.common import code_of, folder_argument, opened, result_of, result_option
from compact_core.cli.prompts import can_ask
from compact_core.text import readable

if TYPE_CHECKING:
    from compact_core.assessment.records.reading import Assessment
    from compact_core.assessment.tasks.publishing import PublishOutcome


@click.command("publish")
@folder_argument
@click.option(
    "-o", "--output", "place", metavar="PATH", type=output.FILE, default="", help="A file, or a folder to put it in."
)
@click.option("--withdraw", is_flag=True, help="Take back what was published: write a notice in its place.")
@click.option(
    "--preview",
    is_flag=True,
    help="Show every finding that would be published, and publish nothing; with --json, the file itself.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether to write it.")
@result_option
@output.library_command
def publish(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    /,
    folder: str,
    place: str,
    number: int | None,
    codes: tuple[str, ...],
    *,
    withdraw: bool,
    preview: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Write what a round found into one small file that anybody may read, and print its path.

    Only where the partners agreed to it before anybody answered. The file holds the area, the code, and what was found
    on each part; no organisation, no person, no comment. You see it before it is written. With --withdraw, a notice
    takes its place wherever it was written.
    """
    from compact_core.assessment.publishing.lines import as_lines
    from compact_core.assessment.tasks import publishing

    if withdraw and preview:
        raise click.UsageError("Choose one of --withdraw and --preview.", ctx)
    assessment = opened(folder)
    if withdraw:
        return _withdraw(assessment, number, place, as_json=as_json)
    record = result_of(assessment, number)
    proposal = publishing.propose(assessment, record, code_of(ctx, codes, record), place)
    output.messages(publishing.shown_lines(proposal))
    if preview:
        if as_json:
            click.echo(as_lines(proposal.published), nl=False)
        else:
            output.echo_lines(publishing.finding_lines(proposal))
        return output.DONE
    if can_ask() and not yes:
        click.confirm("Write it?", default=False, abort=True, err=True)
    written = publishing.publish(folder, proposal)
    return _done(record.asked.number, written, as_json=as_json)


def _withdraw(assessment: Assessment, number: int | None, place: str, *, as_json: bool) -> int:
    from compact_core.assessment.tasks import publishing

    published = publishing.published_numbers(assessment.folder)
    chosen = number or (published[-1] if published else assessment.rounds[-1].asked.number if assessment.rounds else 1)
    written = publishing.withdraw_round(assessment, chosen, place)
    output.messages(publishing.withdrawn_lines(written))
    return _done(chosen, written, as_json=as_json)


def _done(number: int, written: PublishOutcome, *, as_json: bool) -> int:
    if as_json:
        output.echo_json({"round": number, "edition": written.edition, "files": list(written.files)})
    else:
        for path in written.files:
            output.echo(readable(path))
            output.warn_of_clouds(path)
    return output.PROBLEMS if written.left else output.DONE
