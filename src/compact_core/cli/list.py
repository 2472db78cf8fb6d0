"""``compacts list``: the codes in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli.output import DONE, bold, codes_option, echo, echo_json, json_option, library, message, tell_of
from compact_core.library.library import agreements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.library.library import Entry


@click.command("list")
@codes_option
@json_option
@click.pass_context
def list_codes(ctx: click.Context, codes: tuple[str, ...], *, as_json: bool) -> int:
    """List the codes in the library: id, date, status, number of provisions and title."""
    found = library(ctx, codes)
    if as_json:
        echo_json({"codes": [entry._asdict() for entry in found.entries]})
    elif found.entries:
        echo(_table(found.entries), newline=False)
    else:
        message("There are no codes. Type 'compacts doctor' to see where they are looked for.")
    tell_of(found.problems)
    return DONE


def _table(entries: Sequence[Entry]) -> str:
    """The entries by agreement, one line a code, with columns as wide as their longest cell."""
    width = max(len(entry.id) for entry in entries)
    named = agreements(entries)
    lines: list[str] = []
    last = None
    for entry in entries:
        group = _one_line(", ".join(filter(None, (named[entry.agreement_id].agreement, entry.place))))
        if group != last:
            lines += ["", bold(group)] if lines else [bold(group)]
            last = group
        row = (
            f"{entry.id:<{width}}",
            f"{entry.issued:<10}",
            f"{entry.status:<10}",
            f"{entry.provisions:>4}",
            _one_line(entry.title),
        )
        lines.append("  ".join(("", *row)))
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
