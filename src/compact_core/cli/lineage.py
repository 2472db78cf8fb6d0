"""``compacts lineage``: suggestions of how two codes relate, and the review of a lineage file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, get_args

import click

from compact_core.cli import output
from compact_core.cli.compare import named_codes
from compact_core.cli.completion import complete_code
from compact_core.cli.prompts import can_ask
from compact_core.content.files import LINEAGE_FILE, is_lineage
from compact_core.content.lineage_editing import Judgement, decided, line_of, open_lineage
from compact_core.content.whole import write_new
from compact_core.errors import NotFoundError
from compact_core.folders import codes_folder
from compact_core.model.lineage import Change, Confidence, LineageLink, Relation
from compact_core.reports.comparison_page import what_waits
from compact_core.reports.page import Fact, Words
from compact_core.reports.plain_text import as_text
from compact_core.reports.rows import row_of
from compact_core.reports.word_marks import in_brackets
from compact_core.text import clean, count, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.content.lineage_editing import LineageFile
    from compact_core.content.lineage_review import Matter
    from compact_core.reports.page import Block

_ALL = "all"
"""What stands for every link that waits."""


@click.group("lineage", invoke_without_command=True)
@click.pass_context
def lineage(ctx: click.Context) -> int:
    """Suggest how the provisions of two codes relate, and review what a lineage file says.

    A lineage file says which provision of one code became which of another. See docs/lineage.md.
    """
    return output.show_help(ctx)


@lineage.command("suggest")
@click.argument("code", shell_complete=complete_code)
@click.argument("other", shell_complete=complete_code)
@click.option("-o", "--output", "target", metavar="FILE", type=output.FILE, help="Write the draft to this new file.")
@output.codes_option
@click.pass_context
def suggest(ctx: click.Context, code: str, other: str, target: str | None, codes: tuple[str, ...]) -> int:
    """Draft a lineage file from the words of two codes.

    CODE is the code that comes first, OTHER the one that follows it. Every pair in the draft is a suggestion, with a
    word for how like the two are; none counts before somebody has looked at it. No file is ever overwritten.
    """
    from compact_core.content.suggesting import draft_lineage, draft_text

    named_codes(code, other)
    if target and not target.endswith(".toml"):
        raise click.UsageError(
            f"'{shorten(readable(target))}' is not a name for a lineage file. It must end with .toml."
        )
    if target:
        output.refuse_existing(target)
    found = output.library(ctx, codes)
    first, second = found.code(code), found.code(other)
    draft = draft_lineage(first, second)
    if any({pair.source, pair.target} == {code, other} for known in found.lineages() for pair in known.pairs):
        output.message("A lineage compares these two codes already; the draft does not look at it.")
    if not target:
        output.echo_document(draft_text(draft))
        return output.DONE
    write_new(target, draft_text(draft))
    output.echo(readable(target))
    output.warn_of_clouds(target)
    shown = output.quoted(target)
    steps = f"{count(len(draft.suggestions), 'suggestion')}. To go through them:  compacts lineage review {shown}"
    if not is_lineage(target):
        steps += f"\nName the file {LINEAGE_FILE}, or let its name end with .{LINEAGE_FILE}: only such files are found."
    output.message(steps)
    return output.DONE


@lineage.command("review")
@click.argument("file", type=output.FILE, required=False)
@click.option(
    "--accept",
    "--confirm",
    "accepted",
    multiple=True,
    metavar="N",
    help="Say that entry N is right; 'all' for every link, but no suggestion. Repeatable.",
)
@click.option("--reject", "rejected", multiple=True, metavar="N", help="Take entry N out. Repeatable.")
@click.option("--relation", default="", metavar="RELATION", help="What the accepted entries say instead.")
@click.option("--change", default="", metavar="CHANGE", help="What the accepted entries say instead.")
@click.option("--note", default="", metavar="TEXT", help="What changed, in one sentence, for the accepted entries.")
@click.option("--confidence", default="", metavar="WORD", help="How sure you are of them: high, medium or low.")
@output.library_command
def review(  # noqa: PLR0913 - each is an option
    ctx: click.Context,
    file: str | None,
    *,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    relation: str,
    change: str,
    note: str,
    confidence: str,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Look again at links whose provisions have changed, and at suggestions.

    Every entry is shown with the texts of both sides and a number. A link is suspect from when a provision of it
    changes until somebody accepts it again: then the file gets its present digests. On a terminal, you are asked about
    each entry where no option says what to do.

    Without FILE, or with a folder, the lineage file in your codes folder, or in that folder, is taken; where there are
    several, each is named with how much waits in it.
    """
    verdict = Judgement(*(clean(word).strip() for word in (relation, change, note, confidence)))
    _allowed(verdict)
    decides = bool(accepted or rejected)
    folders = [codes_folder(), *output.named_folders(ctx, codes)]
    files = [file] if file and not os.path.isdir(file) else _lineages_in([file] if file else folders)
    read = output.library(ctx, codes).readable_codes
    if len(files) > 1:
        return _list_files([open_lineage(path, read) for path in files], decides=decides, as_json=as_json)
    opened = open_lineage(files[0], read)
    waiting = opened.waiting
    if as_json and not decides:
        output.echo_json({"file": readable(opened.path), "entries": [*_rows(opened, waiting)]})
        return output.PROBLEMS if waiting else output.DONE
    if absent := [code for code in opened.lineage.codes if code not in opened.codes]:
        output.message(f"Not in the library: {', '.join(absent)}. Name the folder of such a code with --codes.")
    taken = dict.fromkeys(_numbers(accepted, waiting), verdict)
    gone = _numbers(rejected, waiting)
    if both := sorted(taken.keys() & gone):
        raise click.UsageError(f"Entry {both[0] + 1} is accepted and rejected. Choose one of the two.")
    asking = not decides and bool(waiting) and can_ask()
    try:
        for number, matter in enumerate(waiting):
            if not decides or number in taken or number in gone:
                _show(opened, number, matter)
            if asking:
                _ask(number, verdict, taken, gone)
    finally:  # whoever stops in the middle loses nothing
        if taken or gone:
            decided(opened, waiting, taken, gone)
    left = len(waiting) - len({*taken, *gone})
    output.echo(f"{count(left, 'entry', 'entries')} to look at." if left else "Nothing is left to look at.")
    return output.PROBLEMS if left else output.DONE


def _lineages_in(folders: Sequence[str]) -> list[str]:
    """The lineage files of folders; raises :class:`NotFoundError` where there is none."""
    from compact_core.library.discovery import COMMAND_LINE, find_files
    from compact_core.plugins import CodeSource

    sources = [CodeSource(COMMAND_LINE, folder) for folder in folders if os.path.exists(folder)]
    found = list(find_files(sources, ()).lineages)
    if not found:
        raise NotFoundError(f"There is no lineage file in {', '.join(map(readable, folders))}. Name one.")
    return found


def _list_files(files: Sequence[LineageFile], *, decides: bool, as_json: bool) -> int:
    """Say how much waits in each of several files; to decide anything, one of them has to be named."""
    if decides:
        names = ", ".join(readable(file.path) for file in files)
        raise click.UsageError(f"There are {len(files)} lineage files: {names}. Name one of them.")
    if as_json:
        output.echo_json(
            {"files": [{"file": readable(file.path), "entries": [*_rows(file, file.waiting)]} for file in files]}
        )
    for file in () if as_json else files:
        output.echo(f"{readable(file.path)}: {count(len(file.waiting), 'entry', 'entries')} to look at.")
    return output.PROBLEMS if any(file.waiting for file in files) else output.DONE


def _allowed(verdict: Judgement) -> None:
    """Say so where an option has a word that no lineage file has."""
    for name, word, allowed in (
        ("relation", verdict.relation, get_args(Relation)),
        ("change", verdict.change, get_args(Change)),
        ("confidence", verdict.confidence, get_args(Confidence)),
    ):
        if word and word not in allowed:
            raise click.UsageError(f"'{shorten(word)}' is not a {name}. Allowed: {', '.join(allowed)}.")


def _numbers(words: Sequence[str], waiting: Sequence[Matter]) -> list[int]:
    """The entries that options name, counted from 0."""
    found: list[int] = []
    for word in words:
        if word == _ALL:
            found += [at for at, matter in enumerate(waiting) if matter.table == "links"]
        elif word.isdecimal() and 1 <= int(word) <= len(waiting):
            found.append(int(word) - 1)
        else:
            what = f"{count(len(waiting), 'entry waits', 'entries wait')}" if waiting else "Nothing waits"
            raise NotFoundError(f"There is no entry {shorten(clean(word))}. {what} in this file.")
    return found


def _show(opened: LineageFile, number: int, matter: Matter) -> None:
    """An entry with the texts of both sides, so that it can be judged."""
    row = row_of(matter, opened.codes)
    blocks: list[Block] = [Words(f"{number + 1}. {what_waits(matter)} (line {line_of(opened.text, matter)})")]
    for label, sides, texts in zip(("From", "To"), (row.left, row.right), row.marked(), strict=True):
        for side, pieces in zip(sides, texts, strict=True):
            blocks.append(Fact(label, f"{in_brackets(pieces) or side.name} ({side.reference})"))
    if isinstance(matter.said, LineageLink):
        blocks.append(Fact("Note", matter.said.note))
    output.echo(as_text(blocks, output.line_width()))


def _ask(number: int, verdict: Judgement, taken: dict[int, Judgement], gone: list[int]) -> None:
    """Ask a person about an entry that was shown."""
    question = f"{number + 1}: is it right? y yes, n no, take it out; Enter leaves it"
    answer = click.prompt(
        question, default="", show_default=False, type=click.Choice(["y", "n", ""]), show_choices=False, err=True
    )
    if answer == "y":
        taken[number] = verdict
    elif answer == "n":
        gone.append(number)


def _rows(opened: LineageFile, waiting: Sequence[Matter]) -> Iterator[dict[str, object]]:
    """What waits, as plain data."""
    for number, matter in enumerate(waiting):
        said = matter.said
        yield {
            "number": number + 1,
            "line": line_of(opened.text, matter),
            "table": matter.table,
            "from": list(said.source),
            "to": list(said.target),
            "relation": said.relation,
            "change": said.change,
            "changed": list(matter.changed),
            "likeness": getattr(said, "likeness", ""),
        }
