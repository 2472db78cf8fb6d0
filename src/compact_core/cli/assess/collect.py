"""``compacts assess collect``: bring answers in."""

from __future__ import annotations

import click

from compact_core.cli import output
from compact_core.cli.assess.common import folder_argument, opened


@click.command("collect")
@folder_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=output.FILE)
@output.json_option
def collect(folder: str, files: tuple[str, ...], *, as_json: bool) -> int:
    """Bring in answers: files that forms saved, filled-in spreadsheets (CSV), saved mails (.eml), or folders of them.

    Folders in folders, zip files and what is attached to mails are looked at too. Plugins read more kinds of files,
    such as .xlsx, .docx and .msg. Whatever was not looked at is named.

    A copy that a sync program made of a file of answers (.toml) can be brought in too, when it is named.

    Any order will do, and a file may come twice. Of two versions of one person's answers, for each item the one that
    was given last holds; the other is kept, and both are shown. A file that does not belong here is refused as a whole.
    """
    from compact_core.assessment.results.values import plain
    from compact_core.assessment.tasks.returned_answers import bring_in, collected_lines, refused_lines

    assessment = opened(folder)
    with output.plugins_apart():
        result = bring_in(assessment, files)
    if as_json:
        names = {"doubts": "problems", "ignored": "not_looked_at"}
        output.echo_json({names.get(key, key): value for key, value in plain(result).items()})
    else:
        output.echo_lines(collected_lines(assessment, result))
        output.messages(refused_lines(result))
        output.message(f"To see who has answered:  compacts assess status {output.quoted(folder)}")
    return output.PROBLEMS if result.refused else output.DONE
