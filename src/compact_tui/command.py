"""The command that opens the interface."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import click

from compact_core.cli.output import DONE, codes_option, named_folders
from compact_core.opening import fresh_library, open_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.library import Library
    from compact_core.plugins.loading import Watch
    from compact_tui.state import Place

STREAMS = (0, 1, 2)
"""Input, output and messages: Textual reads the first and paints on the last."""


@click.command("browse")
@click.argument("reference", metavar="[CODE[#ID]]", default="")
@codes_option
@click.pass_context
def browse(ctx: click.Context, reference: str, codes: tuple[str, ...]) -> int:
    """Open the terminal interface, at a code or a part of it if you name one."""
    if not all(map(os.isatty, STREAMS)):
        advice = "Use 'compacts list' and 'compacts show' here, or open a terminal and try again."
        raise click.UsageError(f"The interface needs a terminal. {advice}")
    gc.disable()  # the app starts it again: collecting while it is imported finds nothing and costs a twentieth
    folders = named_folders(ctx, codes)
    if library := fresh_library(folders):
        return _show(library, place_of(library, reference))
    return _show_while_reading(folders, reference)


def place_of(library: Library, reference: str) -> Place:
    """The place that a reference names; raises :class:`NotFoundError` with the nearest name."""
    from compact_tui.state import START, Place

    code_id, _, item_id = reference.partition("#")
    if not code_id:
        return START
    if item_id:
        library.index(code_id).item(item_id)
    return Place(library.entry(code_id).agreement_id, code_id, item_id)


def _show(library: Library, start: Place) -> int:
    from compact_tui.app import CompactsApp

    CompactsApp(library, start).run()
    return DONE


def _show_while_reading(folders: Sequence[str], reference: str) -> int:
    """Open the interface at once, and fill it when the codes have been read."""
    from compact_tui.app import CompactsApp
    from compact_tui.opening import Opening

    def read(watch: Watch) -> tuple[Library, Place]:
        library = open_library(folders, watch)
        return library, place_of(library, reference)

    opening = Opening(read)
    CompactsApp(opening=opening).run()
    opening.stop()
    if opening.error:
        raise opening.error
    return DONE
