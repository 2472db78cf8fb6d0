"""``compacts new``: begin a code file, or the package of a plugin."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.assessment.tasks.example import EXAMPLE, write_example
from compact_core.cli import output
from compact_core.cli.begin_from import DecisionOptions, begin_from
from compact_core.cli.prompts import ask
from compact_core.content.files import LINEAGE_FILE, is_lineage
from compact_core.content.whole import write_new
from compact_core.documents.adopting import about_new, lineage_beside, usual_kind
from compact_core.folders import codes_folder
from compact_core.library.opening import open_plugins
from compact_core.plugins import scaffold
from compact_core.text import clean, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.library.library import Entry

_SUFFIX = ".toml"


@click.group("new", invoke_without_command=True)
@click.pass_context
def new(ctx: click.Context) -> int:
    """Begin a code, or a plugin, of your own; or copy the worked example of an assessment."""
    return output.show_help(ctx)


@new.command("code")
@click.argument("file", required=False)
@click.option("--title", help="Title of the code.")
@click.option("--place", help="The area where it holds, such as 'Leeds, England'.")
@click.option("--agreement", help="Name of the agreement that it belongs to.")
@click.option("--kind", help=f"What the agreement is: {', '.join(scaffold.AGREEMENT_KINDS)}, or a word of its own.")
@click.option("--from", "other", metavar="CODE", default="", help="Begin from this code of another area.")
@click.option("--adopt", multiple=True, metavar="ID", help="With --from: take this part over as it is. Repeatable.")
@click.option("--adapt", multiple=True, metavar="ID=TEXT", help="With --from: say this part so. Repeatable.")
@click.option("--omit", multiple=True, metavar="ID=REASON", help="With --from: leave this part out. Repeatable.")
@click.option("--reason", multiple=True, metavar="ID=WHY", help="With --from: why a part is adopted or adapted.")
@click.option(
    "--change",
    multiple=True,
    metavar="ID=CHANGE",
    help="With --from: what an adapted part became: reworded, strengthened or weakened. Repeatable.",
)
@click.option(
    "--decisions", metavar="FILE", type=output.FILE, help="With --from: a file that says what becomes of each part."
)
@click.pass_context
def new_code(  # noqa: PLR0913 - each is an option
    ctx: click.Context,
    file: str | None,
    *,
    title: str | None,
    place: str | None,
    agreement: str | None,
    kind: str | None,
    other: str,
    adopt: tuple[str, ...],
    adapt: tuple[str, ...],
    omit: tuple[str, ...],
    reason: tuple[str, ...],
    change: tuple[str, ...],
    decisions: str | None,
) -> int:
    """Write a code file, and print its path.

    Without FILE, it goes into your codes folder, under a name made from place and title. No file is ever overwritten.
    On a terminal, what no option says is asked; elsewhere, there are defaults.

    With --from it has the parts of another area's code, and a lineage file beside it says how the two relate. A part on
    which nothing is said is adopted; contacts and signatories of the other area are left out.
    """
    words = DecisionOptions(adopt, adapt, omit, reason, change, decisions or "")
    if any(words) and not other:
        raise click.UsageError("--adopt, --adapt, --omit, --reason, --change and --decisions need --from and a code.")
    path = checked_path(file) if file else ""
    found = output.library(ctx, ())
    entries = found.entries
    base = found.index(other) if other else None
    answers = _answers(entries, base.code.title if base else "", title, place, agreement, kind)
    about = about_new(answers, entries)
    path = path or os.path.join(codes_folder(), f"{about.id}{_SUFFIX}")
    if base:
        begin_from(base, path, about, words)
    else:
        write_new(path, scaffold.starter_code(answers, about.id, about.agreement_id))
        output.echo(readable(path))
    output.warn_of_clouds(path)
    folders = [*output.named_folders(ctx, ()), *([os.path.dirname(path) or "."] if file else [])]
    output.message(_next_steps(path, about.id, other, folders, listed=not file))
    return output.DONE


@new.command("example")
@click.argument("folder", default=EXAMPLE)
def new_example(folder: str) -> int:
    """Copy the worked example of an assessment into a folder, and print its path.

    It is a made-up partnership with two closed rounds, a meeting and a plan. Look at it with 'compacts assess show', or
    open it in the interface. Without FOLDER it goes into riverside-health.
    """
    write_example(folder)
    output.echo(readable(folder))
    output.warn_of_clouds(folder)
    output.message(f"Look at it:  compacts assess show {output.quoted(folder)}")
    return output.DONE


@new.command("plugin")
@click.argument("name")
@click.option("--folder", default=".", metavar="DIR", help="Where to make the folder of the package.")
def new_plugin(name: str, folder: str) -> int:
    """Write a plugin that brings a code, and print its folder.

    It is a small package with tests, ready to be installed.

    NAME is the name of the plugin: small letters, digits and hyphens, such as upper-muddleford.
    """
    try:
        name = scaffold.plugin_name(name)
    except ValueError as error:
        raise click.UsageError(f"'{shorten(clean(name))}' is not a name for a plugin. {error}") from error
    with output.plugins_apart():
        taken = {plugin.name for plugin in output.watched(open_plugins).listed()}
    if name in taken:
        raise click.UsageError(f"There is already a plugin called '{name}'. Choose another name.")
    top = os.path.normpath(os.path.join(folder, scaffold.package_of(name)))
    output.refuse_existing(top, "Choose another name or folder.")
    for path, text in scaffold.starter_plugin(name).items():
        write_new(os.path.join(top, *path.split("/")), text)
    output.echo(readable(top))
    output.message("Next: go into that folder. README.md says how to install and test the plugin.")
    return output.DONE


def checked_path(file: str) -> str:
    """The path, if it can be that of a code file."""
    name = os.path.basename(file)
    if not name.endswith(_SUFFIX) or name.startswith(".") or is_lineage(name):
        text = f"'{shorten(readable(file))}' is not a name for a code file. It must end with {_SUFFIX},"
        raise click.UsageError(f"{text} must not begin with a dot, and {LINEAGE_FILE} is kept for another use.")
    output.refuse_existing(file)
    return file


def _answers(
    entries: Sequence[Entry],
    usual_title: str,
    title: str | None,
    place: str | None,
    agreement: str | None,
    kind: str | None,
) -> scaffold.Answers:
    """What the options say, and what a person at the terminal answers to the questions that are left."""
    usual = scaffold.Answers()
    title = ask("title", "Title of the code", title, usual_title or usual.title)
    place = ask("place", "Area where it holds", place, usual.place, may_be_empty=True)
    agreement = ask("agreement", "Name of the agreement", agreement, usual.agreement)
    usual_answer = usual_kind(agreement, entries)
    kind = ask("kind", f"What it is ({', '.join(scaffold.AGREEMENT_KINDS)} ...)", kind, usual_answer)
    return scaffold.Answers(title, place, agreement, kind)


def _next_steps(path: str, code_id: str, other: str, folders: Sequence[str], *, listed: bool) -> str:
    shown = output.quoted(path)
    codes = "" if listed else f"--codes {shown} "
    first = "look at the names of the parties and at [source]" if other else "put the points of your document in"
    checked = f"{shown} {output.quoted(lineage_beside(path))}" if other else shown
    lines = [
        f"Next: open the file in a text editor, and {first}.",
        f"To check it:  compacts check {checked}",
        f"To read it:   compacts {codes}show {code_id}",
    ]
    if other:
        named = "".join(f"--codes {output.quoted(folder)} " for folder in dict.fromkeys(folders))
        lines.append(f"To see what you changed:  compacts {named}compare {other} {code_id}")
    return "\n".join(lines)
