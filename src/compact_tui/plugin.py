"""Offers the interface to the command line, through the hook that any plugin uses."""

from __future__ import annotations

from collections.abc import Iterable

from compact_core.plugins import CommandOffer, hookimpl


@hookimpl
def compacts_commands() -> Iterable[CommandOffer]:
    """The command that opens the interface."""
    return [CommandOffer("browse", "Open the terminal interface.", "compact_tui.command:browse")]
