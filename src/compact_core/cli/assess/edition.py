"""``compacts assess edition``: let an open round go on in another edition of its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.assess.common import folder_argument, opened, round_of
from compact_core.content.write import plain_value

if TYPE_CHECKING:
    from compact_core.assessment.tasks.going_on import GoingOn


@click.command("edition")
@folder_argument
@click.option(
    "--to", metavar="CODE", default="", help="The code to go on in; that of the round, as it is now, otherwise."
)
@click.option(
    "--same",
    multiple=True,
    metavar="ITEM",
    help="An item that means just what it did, such as after a mended typo: its answers follow. Repeatable.",
)
@click.option("--add", multiple=True, metavar="ITEM", help="An item of the edition that is asked too. Repeatable.")
@click.option("--yes", is_flag=True, help="Do it; without this nothing is changed.")
@output.library_command
def edition(  # noqa: PLR0913 - one option a parameter
    ctx: click.Context,
    folder: str,
    to: str,
    *,
    same: tuple[str, ...],
    add: tuple[str, ...],
    yes: bool,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Let the open round go on in another edition of its code, and show what that means.

    Without --yes you see what becomes of each item, and what each organisation keeps and is asked again; nothing is
    changed. Answers follow where an item says the same. Where it is reworded it is asked again, and what was answered
    before is shown only after that. Everything else is asked anew. What was answered stays in its file.
    """
    from compact_core.assessment.setup.carrying import Said
    from compact_core.assessment.tasks import code_asked, going_on

    assessment = opened(folder)
    record = round_of(assessment, None)
    found = output.library(ctx, codes)
    said = Said(same, add)
    seen = going_on.going_on(assessment, record, code_asked(found, record.asked, to), found, said)
    done = yes and seen.changes
    if done:
        going_on.go_on(assessment, seen, found, said)
    if as_json:
        output.echo_json({**_data(seen), "changed": done})
        return output.DONE
    output.echo_lines(going_on.edition_lines(seen))
    if done:
        output.messages(going_on.done_lines(seen.after))
        output.message(f"To make the forms:  compacts assess form {output.quoted(folder)} --replace")
    elif seen.changes:
        output.message(
            "Nothing was changed. To do it, type the same again with --yes. --same ITEM says that one means the same."
        )
    return output.DONE


def _data(seen: GoingOn) -> dict[str, object]:
    carried = seen.carried
    return {
        "round": seen.before.number,
        "from": seen.before.code,
        "to": seen.after.code,
        "items": [
            {"item": row.item, "how": carried.how(row.item), "was": carried.were(row.item)} for row in carried.rows
        ],
        "gone": carried.gone,
        "organisations": [
            {"id": share.organisation.id, "follow": share.follow, "again": share.again, "beside": share.beside}
            for share in seen.shares
        ],
        "asked": plain_value(seen.after.rows),
    }
