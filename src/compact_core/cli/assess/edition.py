"""``compacts assess edition``: let an open round go on in another edition of its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.cli.assess.common import folder_argument, opened, round_of
from compact_core.cli.output import DONE, codes_option, echo, echo_json, json_option, library, message, quoted
from compact_core.content.write import plain_value

if TYPE_CHECKING:
    from typing import Unpack

    from compact_core.assessment.tasks.going_on import GoingOn


class _Given(TypedDict):
    """What the options say."""

    to: str
    same: tuple[str, ...]
    add: tuple[str, ...]
    yes: bool
    codes: tuple[str, ...]
    as_json: bool


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
@codes_option
@json_option
@click.pass_context
def edition(ctx: click.Context, /, folder: str, **given: Unpack[_Given]) -> int:
    """Let the open round go on in another edition of its code, and show what that means.

    Without --yes you see what becomes of each item, and what each organisation keeps and is asked again; nothing is
    changed. Answers follow where an item says the same. Where it is reworded it is asked again, and what was answered
    before is shown only after that. Everything else is asked anew. What was answered stays in its file.
    """
    from compact_core.assessment.setup.carrying import Said
    from compact_core.assessment.tasks import going_on

    assessment = opened(folder)
    record = round_of(assessment, None)
    codes = library(ctx, given["codes"])
    said = Said(given["same"], given["add"])
    seen = going_on.going_on(assessment, record, going_on.edition(codes, record.asked, given["to"]), codes, said)
    done = given["yes"] and seen.changes
    if done:
        going_on.go_on(assessment, seen, codes, said)
    if given["as_json"]:
        echo_json({**_data(seen), "changed": done})
        return DONE
    for line in going_on.edition_lines(seen):
        echo(line)
    if done:
        for line in going_on.done_lines(seen.after):
            message(line)
        message(f"To make the forms:  compacts assess form {quoted(folder)} --replace")
    elif seen.changes:
        message(
            "Nothing was changed. To do it, type the same again with --yes. --same ITEM says that one means the same."
        )
    return DONE


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
