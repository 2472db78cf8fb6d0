"""``compacts assess form``: what people fill in, and the text that asks them to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from compact_core.assessment.records.paths import FORMS
from compact_core.cli.assess.common import code_of, folder_argument, invitee_of, opened, round_of, round_option
from compact_core.cli.output import DONE, FILE, PROBLEMS, codes_option, echo, echo_json, json_option, message, quoted
from compact_core.text import clean, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compact_core.assessment.forms.content import Form

_KINDS = ("html", "paper", "sheet")
_ALL = "all"


class _Written(NamedTuple):
    """A file, and what came of writing it."""

    path: str
    """Where it is."""
    state: str
    """``written``, ``unchanged`` when it held the same already, or ``left`` when it held something else."""


@click.command("form")
@folder_argument
@click.argument("invitees", nargs=-1, metavar="[INVITEE...]")
@click.option(
    "--kind",
    type=click.Choice([*_KINDS, _ALL]),
    default=_KINDS[0],
    show_default=True,
    help="A page for any browser, large print for paper, a spreadsheet (CSV), or all of them.",
)
@click.option("--to", metavar="DIR", type=FILE, help="Where to write them; the folder 'forms' of the round otherwise.")
@click.option("--replace", is_flag=True, help="Write over files that are there already and hold something else.")
@round_option
@codes_option
@json_option
@click.pass_context
def form(ctx: click.Context, /, folder: str, invitees: tuple[str, ...], codes: tuple[str, ...], **given: Any) -> int:
    """Write a form and an invitation for each invitee, or for those who are named, and print the files.

    Forms can be made again at any time: they come out the same while the round stays as it is.
    """
    from compact_core.assessment.forms.content import form_of
    from compact_core.assessment.records.editing import keep_promise

    assessment = opened(folder, answers=False)
    record = round_of(assessment, given["number"])
    code = code_of(ctx, codes, record)
    who = [invitee_of(record, one) for one in invitees] or record.asked.invitees
    where = given["to"] or os.path.join(record.folder, FORMS)
    kinds = _KINDS if given["kind"] == _ALL else (given["kind"],)
    files: list[_Written] = []
    if who:
        told = keep_promise(folder, record.asked.number)
        made = [form_of(code, *told, one) for one in who]
        files += [
            _write(os.path.join(where, name), text, replace=given["replace"])
            for one in made
            for name, text in _files(one, kinds)
        ]
    if given["as_json"]:
        echo_json({"round": record.asked.number, "files": [one._asdict() for one in files]})
    else:
        for written in files:
            echo(clean(written.path))
    _tell(files)
    if record.asked.closed:
        message(f"This round was closed on {record.asked.closed}: answers that come now are marked as late.")
    elif who:
        message(f"Next: send the forms out. To bring answers in:  compacts assess collect {quoted(folder)} FILE...")
    else:
        message(
            f"Nobody is asked in this round. To ask somebody:  compacts assess invite {quoted(folder)} ORGANISATION"
        )
    return PROBLEMS if any(one.state == "left" for one in files) else DONE


def _files(made: Form, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and texts of the files for one invitee; the invitation speaks of the first of the forms."""
    from compact_core.assessment.forms.invitation import invitation
    from compact_core.assessment.forms.page import html_form
    from compact_core.assessment.forms.paper import large_print
    from compact_core.assessment.forms.sheet import sheet

    makers: dict[str, tuple[str, str, Callable[[Form], str]]] = {
        "html": ("form", ".html", html_form),
        "paper": ("paper", ".html", large_print),
        "sheet": ("sheet", ".csv", sheet),
    }
    who = f"{made.invitee}-round-{made.round}"
    names = {kind: f"{beginning}-{who}{ending}" for kind, (beginning, ending, _) in makers.items()}
    for kind in kinds:
        yield names[kind], makers[kind][2](made)
    yield f"invitation-{who}.txt", invitation(made, names[kinds[0]])


def _write(path: str, text: str, *, replace: bool) -> _Written:
    """Write a file, unless it holds something else that nobody said to write over."""
    from compact_core.assessment.records.disk import existing, make_folder, write_once

    data = text.encode()
    there = existing(path)
    if there == data:
        return _Written(path, "unchanged")
    if there is not None and not replace:
        return _Written(path, "left")
    make_folder(os.path.dirname(path))
    write_once(path, data)
    return _Written(path, "written")


def _tell(files: Sequence[_Written]) -> None:
    """Say how many files there are, and which were left as they are."""
    states = [one.state for one in files]
    told = f"{count(states.count('written'), 'file')} written"
    if unchanged := states.count("unchanged"):
        told += f", {unchanged} there already and the same"
    message(f"{told}.")
    for one in files:
        if one.state == "left":
            message(f"{clean(one.path)} is there already and holds something else. Add --replace to write over it.")
