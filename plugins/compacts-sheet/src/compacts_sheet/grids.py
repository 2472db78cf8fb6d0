"""Rows and cells of a spreadsheet as plain text, whatever file they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core import Severity

Path = tuple[str | int, ...]
"""The keys and places that lead to a value of the plain data."""

MOST_COLUMNS = 60
"""Columns that are read; what stands further right is left alone."""
MOST_ROWS = 10_000
"""Rows that a sheet may have; a long code has some hundred."""
_LETTERS = 26


class UnreadableError(Exception):
    """The file as a whole cannot be read; the text says why, in plain words."""

    def __init__(self, message: str, hint: str, row: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.row = row
        """Row of the first bad place, counted from 1; 0 when it is the whole file."""
        self.column = column
        """Column of that place, counted from 1."""


class Cell(NamedTuple):
    """A cell that is not empty."""

    text: str
    """What it shows."""
    origin: Literal["text", "date", "formula", "error"] = "text"
    """``date``: the spreadsheet keeps a date, ``formula``: it works the value out, ``error``: that failed."""
    day: str = ""
    """Of a date: the year, the month or the day, as exact as it is shown."""
    strange: str = ""
    """The number format, where it is not known what the cell shows; the text is then the bare value."""
    struck: bool = False
    """Whether a line is drawn through it, or through some of its words."""
    indent: int = 0
    """By how many steps the spreadsheet indents it."""


class Marks(NamedTuple):
    """What a sheet says of its rows and columns as a whole."""

    merged: tuple[tuple[int, int, str], ...] = ()
    """First row, first column and name of each range of merged cells."""
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are not shown."""
    hidden_columns: frozenset[int] = frozenset()
    """Columns that are not shown, among those that are read."""
    last: int | None = None
    """The last row that can hold something; None when that is not known."""
    struck: frozenset[str] = frozenset()
    """Names of cells with words of their own, not shared, of which some are struck through."""


class Grid(NamedTuple):
    """A sheet of a workbook, or one of those in a CSV file."""

    name: str
    """Its name, as written."""
    order: int
    """Its place in the file."""
    rows: dict[int, dict[int, Cell]]
    """Cells that are not empty, by row and column, both counted from 1; rows with a note are left out."""
    hidden: bool = False
    """Whether its reader may not see it."""
    marks: Marks = Marks()
    """What is said of its rows and columns as a whole."""
    top: int = 0
    """Row in which its name stands; 0 for a sheet, which has it on its tab."""


class Spot(NamedTuple):
    """A place that a problem can name."""

    grid: Grid
    row: int = 0
    column: int = 0
    heading: str = ""
    """What stands above the column."""
    name: str = ""
    """What stands at the beginning of the row, where that is its name."""

    @property
    def line(self) -> int:
        """The row that is named; for the sheet as a whole, the row of its name."""
        return self.row or self.grid.top

    def __str__(self) -> str:
        """The place in words."""
        where = f"Sheet '{self.grid.name}'" if self.grid.name else "The file"
        if self.line:
            where += f", row {self.line}"
        if self.name:
            return f"{where} ('{self.name}')"
        if self.heading:
            where += f", column '{self.heading}'"
        elif self.column:
            where += f", column {letters(self.column)}"
        return where


class Report:
    """The problems of one file, as they are found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[int, Problem]] = []

    def add(self, spot: Spot | None, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Tell of a problem at a place, or of the whole file."""
        if spot is None:
            self._found.append((-1, Problem(severity, self.file, 0, 0, message, hint)))
        else:
            column = spot.column or min(spot.line, 1)
            problem = Problem(severity, self.file, spot.line, column, f"{spot}: {message}", hint)
            self._found.append((spot.grid.order, problem))

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in the order of the file, and each once."""
        ordered = sorted(self._found, key=lambda entry: (entry[0], entry[1].line, entry[1].column))
        return tuple(dict.fromkeys(problem for _, problem in ordered))


def filled(rows: Iterable[tuple[int, dict[int, Cell]]]) -> dict[int, dict[int, Cell]]:
    """Rows without those that are empty and those whose first cell begins with # (notes).

    Raises :class:`UnreadableError` when there are far too many.
    """
    kept: dict[int, dict[int, Cell]] = {}
    for number, row in rows:
        cells = {column: cell for column, cell in row.items() if cell.text.strip() or cell.origin != "text"}
        first = cells.get(1)
        if cells and not (first and first.origin == "text" and first.text.lstrip().startswith("#")):
            kept[number] = cells
        if len(kept) > MOST_ROWS:
            message = f"There are more than {MOST_ROWS:,} rows, too many for a code."
            raise UnreadableError(message, "Delete those that do not belong to it.")
    return kept


def letters(column: int) -> str:
    """The letters by which spreadsheets call a column: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, digit = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + digit) + name
    return name
