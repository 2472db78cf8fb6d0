"""What a sheet looks like where that may not be what its writer meant: merged, hidden and struck-through cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compacts_sheet.grids import Spot, letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compacts_sheet.grids import Cell, Grid, Report

_MOST_NAMED = 8
"""So many rows or columns a message names."""
_DOES_IT_COUNT = "Is it meant to count? If not, take it out."


def report_appearance(
    grid: Grid, rows: Mapping[int, dict[int, Cell]], columns: Mapping[int, str], report: Report, top: int = 0
) -> None:
    """Tell how rows look, in the columns that are read.

    Args:
        grid: The sheet.
        rows: Its rows that are read.
        columns: The heading of each column that is read.
        report: Takes what is reported.
        top: The row of the headings, if there is one.
    """
    for row, column, name in grid.marks.merged:
        if (row in rows or row == top) and column in columns:
            message = f"The cells {name} are merged into one."
            report.add(Spot(grid, row, column), message, "Unmerge them: each cell has its own meaning here.")
    _tell_hidden(grid, rows, columns, report)
    for row, cells in rows.items():
        read = [column for column in cells if column in columns]
        struck = [column for column in read if cells[column].struck]
        if len(struck) > 1 and struck == read:
            message = "This row is struck through, and it is read all the same."
            report.add(Spot(grid, row), message, _DOES_IT_COUNT, "warning")
            continue
        for column in struck:
            message = "Something here is struck through, and it is read all the same."
            report.add(Spot(grid, row, column, columns[column]), message, _DOES_IT_COUNT, "warning")


def _tell_hidden(grid: Grid, rows: Mapping[int, dict[int, Cell]], columns: Mapping[int, str], report: Report) -> None:
    used = {column for cells in rows.values() for column in cells if column in columns}
    hidden_rows = sorted(grid.marks.hidden_rows & rows.keys())
    hidden_columns = sorted(grid.marks.hidden_columns & used)
    for word, found, spot in (
        ("row", [str(row) for row in hidden_rows], Spot(grid, min(hidden_rows, default=0))),
        ("column", [letters(column) for column in hidden_columns], Spot(grid)),
    ):
        if found:
            words, them = (f"{word}s", "them") if len(found) > 1 else (word, "it")
            named = ", ".join(found[:_MOST_NAMED]) + (" and more" if len(found) > _MOST_NAMED else "")
            message = f"Hidden, and read like the others: {words} {named}."
            hint = f"Show {them}, so that everybody sees what is read, or delete {them}."
            report.add(spot, message, hint, "warning")
