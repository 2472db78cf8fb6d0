"""The command that opens the interface."""

from __future__ import annotations

import gc
import os
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.cli.output import DONE, FILE, codes_option, loaded_plugins, named_folders
from compact_core.errors import CompactsError, NotFoundError
from compact_core.library.opening import fresh_library, open_library
from compact_core.text import clean
from compact_tui.state import START, Import, Place

if TYPE_CHECKING:
    from typing import Unpack

    from compact_core.library.library import Library
    from compact_tui.app import CompactsApp

STREAMS = (0, 1, 2)
"""Input, output and messages: Textual reads the first and paints on the last."""
_BROKEN = "The interface broke down."


class _Wished(TypedDict):
    """What the options on documents say."""

    document: str
    beside: str
    keep_contacts: bool


@click.command("browse")
@click.argument("reference", metavar="[CODE[#PART]]", default="")
@click.option("--assessment", metavar="FOLDER", type=FILE, default="", help="Open the assessment in this folder.")
@click.option(
    "--import",
    "document",
    metavar="FILE",
    type=FILE,
    default="",
    help="Open a draft of this document, or a draft that was written before.",
)
@click.option("--document", "beside", metavar="FILE", type=FILE, default="", help="The document of that draft.")
@click.option("--keep-contacts", is_flag=True, help="Keep names, e-mail addresses and telephone numbers of people.")
@codes_option
@click.pass_context
def browse(
    ctx: click.Context,
    reference: str,
    assessment: str,
    codes: tuple[str, ...],
    **wished: Unpack[_Wished],
) -> int:
    """Open the terminal interface, at a code or a part of it if you name one, at an assessment, or at a draft."""
    if not all(map(os.isatty, STREAMS)):
        advice = "Use 'compacts list' and 'compacts show' here, or open a terminal and try again."
        raise click.UsageError(f"The interface needs a terminal. {advice}")
    if assessment:
        from compact_core.content.names import is_assessment

        if not is_assessment(assessment):
            raise NotFoundError(f"There is no assessment in {clean(assessment)}: it has no partnership.toml.")
    document = Import(wished["document"], wished["beside"], wished["keep_contacts"])
    for file in filter(None, document[:2]):
        if not Path(file).is_file():
            raise NotFoundError(f"There is no file {clean(file)}. Name the document to import.")
    gc.disable()  # the app starts it again: collecting while it is imported finds nothing and costs a twentieth
    folders = named_folders(ctx, codes)
    library = fresh_library(folders)
    plugins = None if library else loaded_plugins(ctx)
    from compact_tui.app import CompactsApp
    from compact_tui.library.background_opening import Opening

    opening = Opening(partial(open_library, folders, plugins=plugins), partial(place_of, reference=reference))
    start = None
    if reference:
        start = place_of(library, reference) if library else START
    code = _show(CompactsApp(library, start, opening, assessment, document))
    if opening.error:
        raise opening.error
    return code


def place_of(library: Library, reference: str) -> Place:
    """The place that a reference names; raises :class:`NotFoundError` with the nearest name."""
    code_id, _, item_id = reference.partition("#")
    if not code_id:
        return START
    if item_id:
        item_id = library.index(code_id).item(item_id).id
    return Place(library.entry(code_id).agreement_id, code_id, item_id)


def _show(app: CompactsApp) -> int:
    """Show the interface until it ends, and give the exit code; then raise the error that ended it, if one did."""
    from compact_tui.host import BY_SIGNAL

    threading.excepthook = lambda crash: app.crash(crash.exc_value)
    try:
        app.run()
    except SystemExit as error:  # a plugin tried to end the program
        raise RuntimeError(_BROKEN) from error
    if isinstance(app.mistake, CompactsError):
        raise app.mistake
    if app.mistake:  # what it was stands in the log; as itself it could be taken for a problem of the output
        raise RuntimeError(_BROKEN) from app.mistake
    return BY_SIGNAL + app.ended_by if app.ended_by else DONE
