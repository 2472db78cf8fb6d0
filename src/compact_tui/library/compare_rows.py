"""The rows of a comparison as lines: two columns with the verdict between them, or one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports.comparison_page import about, is_bare, pair_in_words, verdict_of
from compact_core.reports.rows import SIGNS
from compact_tui import safe
from compact_tui.safe import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from compact_core.reports.rows import ComparedProvision, ComparedRow
    from compact_core.reports.word_marks import MarkedText

WIDE = 92
"""From this many cells on, both sides stand side by side."""
_VERDICT = 12
"""Cells of the column between them."""
_GAP = 2
"""Cells between two columns."""
MARGIN = "  "
"""What stands before the text of a side."""
DIFFERS = "underline"
"""How words look that stand on one side only: no colour alone says it."""
_HUES = {
    "kept": "",
    "reworded": "$primary",
    "weaker": "$warning",
    "stronger": "$success",
    "dropped": "$error",
    "new": "$success",
    "suggested": "$quiet",
    "unknown": "$quiet",
}


def row_lines(row: ComparedRow, width: int, *, head: str = "") -> list[Content]:
    """The lines of a row in ``width`` cells; ``head`` stands above it."""
    first = safe.wrapped([Run(head, "bold")], {}, width) if head else []
    if is_bare(row):
        return [*first, *safe.wrapped([Run(f"{_sign(row)} ", _hue(row)), *_bare(row)], {}, width)]
    lines = _side_by_side(row, width) if width >= WIDE else _stacked(row, width)
    notes = [line for text in about(row) for line in safe.wrapped([Run(text, "$quiet")], {}, width, MARGIN)]
    return [*first, *lines, *notes, safe.content("")]


def _bare(row: ComparedRow) -> list[Run]:
    """A row about which nothing is known: a provision, or a pair with what lies between."""
    if row.left and row.right:
        return [Run(pair_in_words(row), "$quiet")]
    (side,) = row.left or row.right
    return [Run(side.name), Run(f"  {'first' if row.left else 'second'} code alone", "$quiet")]


def _sign(row: ComparedRow) -> str:
    return SIGNS[row.verdict]


def _hue(row: ComparedRow) -> str:
    return f"bold {_HUES[row.verdict]}".rstrip()


def _side_by_side(row: ComparedRow, width: int) -> list[Content]:
    each = (width - _VERDICT - 2 * _GAP) // 2
    left, right = row.marked()
    middle = safe.wrapped([Run(f"{_sign(row)} {verdict_of(row)}", _hue(row))], {}, _VERDICT)
    columns = [_side(row.left, left, each), middle, _side(row.right, right, each)]
    return safe.beside(columns, [each + _GAP, _VERDICT + _GAP, each])


def _stacked(row: ComparedRow, width: int) -> list[Content]:
    left, right = row.marked()
    lines = safe.wrapped([Run(f"{_sign(row)} {verdict_of(row)}", _hue(row))], {}, width)
    for label, sides, texts in (("From ", row.left, left), ("To ", row.right, right)):
        lines += _side(sides, texts, width, label) if sides else []
    return lines


def _side(
    sides: Sequence[ComparedProvision], texts: Sequence[MarkedText], width: int, label: str = ""
) -> list[Content]:
    if not sides:
        return safe.wrapped([Run("no counterpart", "$quiet")], {}, width)
    lines: list[Content] = []
    for side, pieces in zip(sides, texts, strict=True):
        if side.heading:
            lines += safe.wrapped([Run(label, "$quiet"), Run(side.heading, "bold")], {}, width)
        if side.text and side.heading:
            lines += safe.wrapped(_runs(pieces), {}, width, MARGIN if label else "")
        elif side.text:
            lines += safe.wrapped([Run(label, "$quiet"), *_runs(pieces)], {}, width)
    return lines


def _runs(pieces: MarkedText) -> list[Run]:
    """The words in runs, those that differ set apart, with spaces between that are not."""
    runs: list[Run] = []
    for piece in pieces:
        runs += [Run(" ")] if runs else []
        runs.append(Run(piece.text, DIFFERS if piece.differs else ""))
    return runs
