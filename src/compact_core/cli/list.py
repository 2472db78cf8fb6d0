"""``compacts list``: the codes in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.library.library import agreements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.library.library import Entry


@click.command("list")
@output.library_command
def list_codes(ctx: click.Context, codes: tuple[str, ...], *, as_json: bool) -> int:
    """List the codes in the library: id, date, status, number of provisions and title."""
    found = output.library(ctx, codes)
    if as_json:
        output.echo_json({"codes": [entry._asdict() for entry in found.entries]})
    elif found.entries:
        output.echo(_table(found.entries), newline=False)
    else:
        output.message("There are no codes. Type 'compacts doctor' to see where they are looked for.")
    output.tell_of(found.problems)
    return output.DONE


def _table(entries: Sequence[Entry]) -> str:
    """The entries by agreement, one line a code, with columns as wide as their longest cell."""
    width = max(len(entry.id) for entry in entries)
    named = agreements(entries)
    lines: list[str] = []
    last = None
    for entry in entries:
        group = _one_line(", ".join(filter(None, (named[entry.agreement_id].agreement, entry.place))))
        if group != last:
            lines += ["", output.bold(group)] if lines else [output.bold(group)]
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
