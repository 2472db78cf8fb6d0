"""Which sheet holds what: known names are taken, every other name is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core import suggestion
from compacts_sheet.grids import Spot
from compacts_sheet.layout import CODE_SHEET, LAYOUTS, NEEDED, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compacts_sheet.grids import Grid, Report

_NAMES = {CODE_SHEET: CODE_SHEET} | {layout.key: layout.name for layout in LAYOUTS}
_KEYS = {normal(name): key for key, name in _NAMES.items()} | {normal(key): key for key in _NAMES}


def known_sheets(grids: Sequence[Grid], report: Report) -> dict[str, Grid]:
    """The sheets by the key of what they hold; what is unknown, hidden, doubled or missing is reported."""
    known: dict[str, Grid] = {}
    for grid in grids:
        key = _KEYS.get(normal(grid.name))
        if key in known:
            message = f"There is another sheet for this, '{known[key].name}'."
            report.add(Spot(grid), message, "Put all rows on one of the two.")
        elif key:
            known[key] = grid
            if grid.hidden:
                report.add(Spot(grid), "It is hidden.", "Show it, so that everybody sees what is read, or delete it.")
        elif grid.rows and not grid.hidden and not grid.name.startswith("#"):
            report.add(Spot(grid, 0 if grid.name else min(grid.rows)), *_unknown(grid.name))
    for key in (CODE_SHEET, *NEEDED):
        if key not in known:
            message = f"There is no sheet '{_NAMES[key]}', and a code needs one."
            report.add(None, message, "Add it, or correct the name of the sheet.")
    return known


def _unknown(name: str) -> tuple[str, str]:
    if not name:
        return "This row stands before the first sheet.", "Put a row above it that says which it is, such as [Code]."
    message = f"No sheet of a code has this name. Allowed: {', '.join(_NAMES.values())}."
    return message, suggestion(name, _NAMES.values()) or "Begin the name with # if this sheet is a note."
