"""The command that opens the interface."""

from __future__ import annotations

import gc
import os

import click

from compact_core.cli.output import DONE, codes_option, library

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
    found = library(ctx, codes)
    from compact_tui.state import START, Place

    start = START
    if reference:
        code_id, _, item_id = reference.partition("#")
        start = Place(found.entry(code_id).agreement_id, code_id, item_id)
        if item_id:
            found.index(code_id).item(item_id)
    from compact_tui.app import CompactsApp

    CompactsApp(found, start).run()
    return DONE
