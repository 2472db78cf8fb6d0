"""The command that opens the interface."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from compact_core.cli.output import DONE, FILE, codes_option, loaded_plugins, named_folders
from compact_core.errors import CompactsError, NotFoundError
from compact_core.library.opening import fresh_library, open_library
from compact_core.text import clean
from compact_tui.state import Import

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from compact_core.library.library import Library
    from compact_core.plugins.isolation import Watch
    from compact_tui.app import CompactsApp
    from compact_tui.state import Place

STREAMS = (0, 1, 2)
"""Input, output and messages: Textual reads the first and paints on the last."""
_BROKEN = "The interface broke down."
_BY_SIGNAL = 128
"""What is added to the number of the signal that ended the program, as shells do."""


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
    from compact_tui.app import CompactsApp

    if library := fresh_library(folders):
        place = place_of(library, reference) if reference else None
        return _show(CompactsApp(library, place, assessment=assessment, document=document))
    plugins = loaded_plugins(ctx)
    return _show_while_reading(
        lambda watch: open_library(folders, watch, plugins=plugins), reference, assessment, document
    )


def place_of(library: Library, reference: str) -> Place:
    """The place that a reference names; raises :class:`NotFoundError` with the nearest name."""
    from compact_tui.state import START, Place

    code_id, _, item_id = reference.partition("#")
    if not code_id:
        return START
    if item_id:
        item_id = library.index(code_id).item(item_id).id
    return Place(library.entry(code_id).agreement_id, code_id, item_id)


def _show_while_reading(read: Callable[[Watch], Library], reference: str, assessment: str, document: Import) -> int:
    """Open the interface at once, and fill it when the codes have been read."""
    from compact_tui.app import CompactsApp
    from compact_tui.library.background_opening import Opening
    from compact_tui.state import START

    def opened(watch: Watch) -> tuple[Library, Place]:
        library = read(watch)
        return library, place_of(library, reference)

    opening = Opening(opened)
    try:
        code = _show(
            CompactsApp(start=START if reference else None, opening=opening, assessment=assessment, document=document)
        )
    finally:
        opening.stop()
    if opening.error:
        raise opening.error
    return code


def _show(app: CompactsApp) -> int:
    """Show the interface until it ends, and give the exit code; then raise the error that ended it, if one did."""
    threading.excepthook = lambda crash: app.crash(crash.exc_value)
    try:
        app.run()
    except SystemExit as error:  # a plugin tried to end the program
        raise RuntimeError(_BROKEN) from error
    if isinstance(app.mistake, CompactsError):
        raise app.mistake
    if app.mistake:  # what it was stands in the log; as itself it could be taken for a problem of the output
        raise RuntimeError(_BROKEN) from app.mistake
    return _BY_SIGNAL + app.ended_by if app.ended_by else DONE
