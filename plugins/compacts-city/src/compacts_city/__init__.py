"""The plugin: published findings of many partnerships are gathered into one table, and pictured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import CommandOffer, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_commands() -> Iterable[CommandOffer]:
    """The commands of whoever brings many partnerships together."""
    return [
        CommandOffer("city", "Gather published findings of many areas, and picture them.", "compacts_city.command:city")
    ]
