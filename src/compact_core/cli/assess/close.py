"""``compacts assess close``: end a round, so that its results can be seen; or open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli.assess.common import folder_argument, opened, round_of, round_option
from compact_core.cli.output import DONE, echo_json, json_option, message, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.assessment.records.reading import Assessment, RoundRecord


@click.command("close")
@folder_argument
@round_option
@click.option("--reopen", is_flag=True, help="Open a closed round again; its results are hidden then.")
@json_option
def close(folder: str, number: int | None, *, reopen: bool, as_json: bool) -> int:
    """Close a round, so that its results can be seen.

    Answers that come in later are kept, and marked as late: whoever gives them could have seen the results. Until a
    round is closed, no command shows what anybody answered.
    """
    from compact_core.assessment.tasks import closing

    assessment = opened(folder)
    record = round_of(assessment, number)
    number = record.asked.number
    if reopen:
        record = record._replace(asked=closing.reopen(assessment, record))
        lines = [
            *closing.reopened_lines(number),
            f"To close it:           {_command('close', folder)} --round {number}",
        ]
    else:
        assessment, record = closing.close(assessment, record)
        lines = [*closing.closed_lines(assessment, record), *_next_steps(assessment, record, folder)]
    if as_json:
        silent, unread = closing.missing(assessment.partnership, record)
        missing = {"has_not_responded": [partner.id for partner in silent]}
        missing["cannot_be_read"] = [partner.id for partner in unread]
        echo_json({"round": number, "closed": record.asked.closed, **missing})
    message("\n".join(lines))
    return DONE


def _next_steps(assessment: Assessment, record: RoundRecord, folder: str) -> Iterator[str]:
    """The commands that can come next."""
    from compact_core.assessment.results.result_page import was_shown

    yield f"To read the result:    {_command('show', folder)}"
    yield f"To make a report:      {_command('report', folder)} --format html -o report.html"
    if not was_shown(assessment, record):
        yield f"To open it again:      {_command('close', folder)} --round {record.asked.number} --reopen"


def _command(name: str, folder: str) -> str:
    return f"compacts assess {name} {quoted(folder)}"
