"""``compacts import``: a draft of a code from a document, with every doubt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.new import checked_path
from compact_core.content.whole import write_new
from compact_core.text import clean, count, shorten

if TYPE_CHECKING:
    from compact_core.documents.coverage import Coverage
    from compact_core.documents.draft import Drafted

_MOST_SHOWN = 60
"""Most characters of words that are in no part."""


@click.command("import")
@click.argument("file", type=output.FILE)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="CODE.toml",
    type=output.FILE,
    help="The code file to write.  [default: beside FILE]",
)
@click.option("--keep-contacts", is_flag=True, help="Keep names, e-mail addresses and telephone numbers of people.")
@output.json_option
@click.pass_context
def import_document(ctx: click.Context, file: str, target: str | None, *, keep_contacts: bool, as_json: bool) -> int:
    """Make a draft of a code from a document.

    The draft has the document's own words, part for part. What was not clear is told as a doubt, with its page or line,
    and stands as a remark in the file. No file is ever overwritten.
    """
    from compact_core.documents.coverage import coverage
    from compact_core.documents.draft import import_draft
    from compact_core.documents.writing import draft_text

    if not file.strip():
        raise click.UsageError("The name of the document is empty. Name a file.")
    path = checked_path(target or f"{os.path.splitext(file)[0]}.toml")
    plugins = output.loaded_plugins(ctx)
    with output.plugins_apart():
        draft = output.watched_by(plugins, lambda: import_draft(file, plugins, keep_contacts=keep_contacts))
    name = os.path.basename(clean(file))
    write_new(path, draft_text(draft, name))
    found = coverage(draft)
    if as_json:
        output.echo_json(_data(path, draft, found))
    else:
        output.echo(clean(path))
        _tell(draft, found)
        shown = output.quoted(path)
        output.message(
            f"Next: open the file in a text editor and look at each doubt.\nTo check it:  compacts check {shown}"
        )
    return output.DONE


def _tell(draft: Drafted, found: Coverage) -> None:
    """Print how much of the document is in the draft, what is not, and every doubt."""
    output.echo(f"{count(len(draft.code.parts), 'part')}, {_share(found)}")
    reasons: dict[str, int] = {}
    for dropped in draft.dropped:
        reasons[dropped.why] = reasons.get(dropped.why, 0) + 1
    for why, number in reasons.items():
        output.echo(f"Left out: {why} ({count(number, 'line')})")
    for block, text in found.missing:
        output.echo(f"In no part: {block.place}: {shorten(text, _MOST_SHOWN)}")
    output.echo(f"{count(len(draft.doubts), 'doubt')}{':' if draft.doubts else '.'}")
    for doubt in draft.doubts:
        output.echo(f"  {clean(str(doubt))}")


def _share(found: Coverage) -> str:
    share = f"{found.found:,} of {count(found.words, 'word')} of the document"
    return f"{share}, and {count(found.apart, 'word')} left out on purpose" if found.apart else share


def _data(path: str, draft: Drafted, found: Coverage) -> dict[str, object]:
    return {
        "file": path,
        "parts": len(draft.code.parts),
        "words": found.words,
        "words_found": found.found,
        "words_left_out": found.apart,
        "in_no_part": [{"page": block.page, "line": block.line, "words": text} for block, text in found.missing],
        "left_out": [
            {
                "why": dropped.why,
                "page": dropped.block.page,
                "line": dropped.block.line,
                "words": "" if dropped.is_personal else dropped.block.printed,
            }
            for dropped in draft.dropped
        ],
        "doubts": [doubt._asdict() for doubt in draft.doubts],
    }
