"""``compacts assess rehearse``: what each rule of visibility would reveal, before partners choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.assessment.setup.partners import EXAMPLE
from compact_core.cli.output import DONE, FILE, echo_json, echo_page, json_option

if TYPE_CHECKING:
    from compact_core.assessment.tasks.rehearsal import Rehearsal


@click.command("rehearse")
@click.argument("folder", metavar="[FOLDER]", required=False, type=FILE)
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    metavar="TEXT",
    help=f"Without a folder: its side, its name, and how many people are asked: '{EXAMPLE}'. Repeatable.",
)
@json_option
def rehearse(folder: str | None, organisations: tuple[str, ...], *, as_json: bool) -> int:
    """Show on invented answers what each rule of visibility would reveal, side by side.

    With the folder of an assessment, the sides, organisations and numbers of people are those of its last round.
    Nothing is written. Before there is a folder, name the organisations with --organisation, or see an invented
    partnership.
    """
    from compact_core.assessment.tasks.rehearsal import rehearsal_blocks, rehearse_invented, rehearse_partners

    if folder and organisations:
        raise click.UsageError("Name a folder or organisations, not both.")
    if folder:
        found = _of_folder(folder)
    else:
        found = rehearse_partners(organisations, {}) if organisations else rehearse_invented()
    if as_json:
        rules = [{"name": rule.name, **rule._asdict()} for rule in found.rules]
        echo_json({"rehearsal": {**found._asdict(), "rules": rules}})
    else:
        echo_page(rehearsal_blocks(found))
    return DONE


def _of_folder(folder: str) -> Rehearsal:
    from compact_core.assessment.tasks.rehearsal import rehearse_round, rehearse_unchosen
    from compact_core.cli.assess.common import opened, round_of

    if found := rehearse_unchosen(folder):
        return found
    assessment = opened(folder, answers=False)
    last = round_of(assessment, None).asked if assessment.rounds else None
    return rehearse_round(assessment.partnership, last)
