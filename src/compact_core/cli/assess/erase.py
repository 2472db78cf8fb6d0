"""``compacts assess erase``: take a person out of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.assess.common import folder_argument, opened
from compact_core.cli.prompts import can_ask
from compact_core.text import clean, readable

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command("erase")
@folder_argument
@click.argument("invitee")
@click.option("--yes", is_flag=True, help="Do not ask whether to erase; needed where there is no terminal.")
@click.option(
    "--also",
    multiple=True,
    metavar="PATH",
    type=output.FILE,
    help="Also remove this report, which lies outside the folder. Repeatable; --yes alone removes nothing there.",
)
@output.json_option
def erase(folder: str, invitee: str, *, yes: bool, also: tuple[str, ...], as_json: bool) -> int:
    """Take a person out: answers, earlier versions, the line that asks the person, and reports that hold the answers.

    INVITEE is the person's code in a round. In another round the same person has another code: erase that too. This
    cannot be taken back. Only files that the program wrote are removed; what else may tell of the person is named,
    and the exit code is 1. What was published of the person's rounds is withdrawn.
    """
    from compact_core.assessment.tasks import erasing

    assessment = opened(folder)
    code = clean(invitee).strip().lower()
    if not yes and not can_ask():
        raise click.UsageError("No terminal to ask whether to erase: pass --yes.")
    if not yes:
        click.confirm(erasing.question(code), default=False, abort=True, err=True)
        also = (*also, *_asked_for(folder, code, also))
    erased, more = erasing.erase_person(assessment, code, also)
    if as_json:
        left = [{"path": leftover.path, "why": clean(leftover.why)} for leftover in erased.left]
        output.echo_json({"invitee": code, "removed": erased.removed, "left": left})
    else:
        output.echo_lines(erasing.erased_lines(code, erased))
    output.messages(more)
    return output.PROBLEMS if erased.left else output.DONE


def _asked_for(folder: str, code: str, named: tuple[str, ...]) -> Iterator[str]:
    """The files outside the folder that somebody at the terminal wants to be removed too, asked for one by one."""
    from compact_core.assessment.records.paths import real_place
    from compact_core.assessment.records.removal import written_elsewhere

    known = {real_place(leftover) for leftover in named}
    for path in written_elsewhere(folder, code):
        question = f"{readable(path)} lies outside the folder. Remove it too?"
        if real_place(path) not in known and click.confirm(question, default=False, err=True):
            yield path
