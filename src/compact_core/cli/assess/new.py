"""``compacts assess new``: begin an assessment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.assessment.records.days import today
from compact_core.assessment.records.paths import folder_name
from compact_core.assessment.setup.new_assessment import asked_lines, begin
from compact_core.assessment.setup.partners import EXAMPLE
from compact_core.cli import output
from compact_core.cli.assess.setup_questions import AssessmentOptions, ask_settings
from compact_core.cli.prompts import can_ask
from compact_core.content.write import plain_value
from compact_core.text import readable

if TYPE_CHECKING:
    from typing import Unpack


@click.command("new")
@click.argument("folder", required=False, type=output.FILE)
@click.option("--name", help="Name of the partnership.")
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    metavar="TEXT",
    help=f"Its side, its name, and how many people are asked: '{EXAMPLE}'. Repeatable.",
)
@click.option("--small", multiple=True, metavar="NAME", help="An organisation with few paid staff or none. Repeatable.")
@click.option(
    "--side", "sides", multiple=True, metavar="TEXT", help="Name of a side: 'public=Public sector'. Repeatable."
)
@click.option("--code", metavar="ID", help="The code that the partnership is assessed by.")
@click.option(
    "--rows",
    metavar="TEXT",
    help="What is asked: all, short (principles only), applicable (a rule of the code), or ids.",
)
@click.option(
    "--pick", "picks", multiple=True, metavar="TEXT", help="What an organisation picks: 'council: id, id'. Repeatable."
)
@click.option("--scale", metavar="ID", help="Response scale, such as agree4; that of the code when you leave it out.")
@click.option(
    "--collector", metavar="TEXT", help="Who collects the answers, and can read them all: organisation, role."
)
@click.option(
    "--collector-address",
    metavar="TEXT",
    help="Where answers are sent: a web or mail address of an organisation or a role, never of a person.",
)
@click.option("--closes", metavar="DAY", help="By when answers are asked for, such as 2026-03-31.")
@click.option("--visibility", metavar="TEXT", help="What reports show: named, by organisation, or by side.")
@click.option(
    "--fewest",
    metavar="NUMBER",
    help="How many organisations of each side must answer before anything is shown by side: 3 (usual) or 5.",
)
@click.option("--facilitator", metavar="TEXT", help="Role of whoever leads the talk about the result.")
@click.option("--facilitator-of", metavar="NAME", help="The organisation of the facilitator; none when neutral.")
@click.option("--chosen-by", metavar="NAMES", help="The organisations that chose code, items and dates; or 'all'.")
@click.option(
    "--wording",
    metavar="TEXT",
    help="Words on the forms: plain (usual), or signed: with the signed words of the attached document beside them.",
)
@click.option("--retention", metavar="DAY", help="Until when answers are kept.")
@click.option(
    "--publish",
    metavar="TEXT",
    help="Whether findings may be published: no (usual), area (its name), or area and kind (of partnership).",
)
@click.option("--area", metavar="NAME", help="Name of the area under which findings may be published.")
@click.option("--form", "kind", metavar="TEXT", help="What kind of partnership it is, such as task-based.")
@click.option("--formality", type=click.Choice(["informal", "formal"]), default="informal", show_default=True)
@click.option("--yes", is_flag=True, help="Do not ask whether to write it.")
@output.library_command
def new(
    ctx: click.Context,
    /,
    folder: str | None,
    codes: tuple[str, ...],
    *,
    yes: bool,
    as_json: bool,
    **given: Unpack[AssessmentOptions],
) -> int:
    """Begin an assessment, and print its folder.

    On a terminal, what no option says is asked. Before anything is written, you see how many minutes the round asks
    of each side.

    Without FOLDER, its name is made from that of the partnership. Nothing is ever overwritten.
    """
    _refuse_used(folder)
    found = output.library(ctx, codes)
    settings = ask_settings(found, given)
    folder = folder or folder_name(settings.name)
    _refuse_used(folder)
    begun = begin(settings, today().isoformat())
    output.messages(asked_lines(begun, settings))
    output.warn_of_clouds(folder)
    if can_ask() and not yes:
        click.confirm("Write it?", default=True, abort=True, err=True)
    from compact_core.assessment.records.saving import create

    create(folder, *begun)
    if as_json:
        output.echo_json(
            {"folder": folder, "partnership": plain_value(begun.partnership), "round": plain_value(begun.round)}
        )
    else:
        output.echo(readable(folder))
        output.message(_next_steps(folder))
    return output.DONE


def _refuse_used(folder: str | None) -> None:
    """Refuse a folder with something in it before anything is asked."""
    if folder and not (os.path.isdir(folder) and not os.listdir(folder)):
        output.refuse_existing(folder, "Name another folder.")


def _next_steps(folder: str) -> str:
    shown = output.quoted(folder)
    return (
        "Next: look through partnership.toml and round-1/round.toml in that folder; you can change them by hand.\n"
        f"To see who is asked:   compacts assess status {shown}\n"
        f"To make the forms:     compacts assess form {shown}"
    )
