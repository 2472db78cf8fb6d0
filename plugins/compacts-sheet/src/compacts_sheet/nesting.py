"""Parts that stand within others because their rows are indented deeper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compact_core.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compacts_sheet.grids import Cell

FEWEST_SPACES = 2
"""Spaces before a text that indent it; fewer are a slip of the finger."""
_SPACES_A_STEP = 3
"""How wide a step of a spreadsheet's own indentation is, in spaces."""
_HOLDERS = {"section", "group", *KINDS}
"""The kinds that a part can stand within."""


def depth(cells: Iterable[Cell]) -> int:
    """How far a row is indented, in spaces: as far as the deepest of its cells."""
    return max((_SPACES_A_STEP * cell.indent + _spaces(cell.text) for cell in cells), default=0)


def _spaces(text: str) -> int:
    spaces = len(text) - len(text.lstrip(" "))
    return spaces if spaces >= FEWEST_SPACES else 0


class Nesting:
    """Goes through the parts from top to bottom, and says within which one an indented part stands."""

    def __init__(self) -> None:
        """Begin above the first row."""
        self._parts: list[tuple[int, str]] = []
        self._sections: list[tuple[int, str]] = []

    def place(self, part: dict[str, Any], deep: int) -> None:
        """Say within what a part stands, if it is indented and does not say so itself.

        That is the nearest part above that is indented less; for a section, the nearest such section.
        """
        is_section = part.get("kind") == "section"
        above = self._sections if is_section else self._parts
        outer = next((name for level, name in reversed(above) if level < deep), "")
        if outer and "within" not in part:
            part["within"] = outer
        if part.get("id") and part.get("kind") in _HOLDERS:
            _put(self._parts, deep, part["id"])
            if is_section:
                _put(self._sections, deep, part["id"])


def _put(above: list[tuple[int, str]], deep: int, name: str) -> None:
    """Put a part below those above it; what is indented as far or further has nothing more within it."""
    while above and above[-1][0] >= deep:
        above.pop()
    above.append((deep, name))
