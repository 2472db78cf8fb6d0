"""``compacts assess correct``: put an assessment right that was just begun."""

from __future__ import annotations

import click

from compact_core.cli.assess.common import DAY, folder_argument, opened, round_of
from compact_core.cli.output import DONE, echo_lines


@click.command("correct")
@folder_argument
@click.option("--name", metavar="TEXT", help="Name of the partnership.")
@click.option("--collector", metavar="TEXT", help="Who collects the answers: an organisation and a role.")
@click.option("--closes", type=DAY, metavar="DAY", help="By when answers are asked for.")
@click.option("--retention", type=DAY, metavar="DAY", help="Until when answers are kept.")
def correct(folder: str, **given: str | None) -> int:
    """Put right what was typed wrong when an assessment was begun, and print what it says now.

    This can be done until the first form is written or filled in: from then on, what people were told stays as it is.
    What no option names stays as it is.
    """
    from compact_core.assessment.tasks.correcting import correct as put_right
    from compact_core.assessment.tasks.correcting import said, settings

    assessment = opened(folder)
    changes = {key: value for key, value in given.items() if value is not None}
    if not changes:
        raise click.UsageError("Say what to put right: --name, --collector, --closes or --retention.")
    new = settings(assessment, round_of(assessment, None))._replace(**changes)
    put_right(folder, new)
    echo_lines(said(new))
    return DONE
