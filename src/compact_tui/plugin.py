"""Offers the interface to the command line, through the hook that any plugin uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import CommandOffer, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_commands() -> Iterable[CommandOffer]:
    """The command that opens the interface."""
    return [CommandOffer("browse", "Open the terminal interface", "compact_tui.command:browse")]
