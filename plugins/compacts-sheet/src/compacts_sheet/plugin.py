"""The plugin: two more kinds of file that hold a code, and a form to be filled in as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import AnswerReader, FormKind, Loader, hookimpl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compact_core import Loaded
    from compacts_sheet.grids import Grid


@hookimpl
def compacts_loaders() -> Iterable[Loader]:
    """Codes in Excel workbooks and in CSV files."""
    return [
        Loader("Excel workbook", (".xlsx", ".xlsm", ".xls"), load_workbook, id_in_workbook),
        Loader("CSV", (".csv",), load_csv, id_in_csv),
    ]


@hookimpl
def compacts_form_kinds() -> Iterable[FormKind]:
    """A workbook in which answers are chosen from lists."""
    return [FormKind("xlsx", ".xlsx", "An Excel workbook with lists to choose from.", "compacts_sheet.form_book:write")]


@hookimpl
def compacts_answer_readers() -> Iterable[AnswerReader]:
    """Workbooks that were filled in."""
    return [AnswerReader("Excel workbook", (".xlsx", ".xlsm", ".xls"), "compacts_sheet.form_book:read")]


def load_workbook(data: bytes, file: str) -> Loaded:
    """The code that a workbook holds, and every problem of the file, which ``file`` names."""
    from compacts_sheet.workbook import read_workbook

    return _load(read_workbook, data, file)


def load_csv(data: bytes, file: str) -> Loaded:
    """The code that a CSV file holds, and every problem of the file, which ``file`` names."""
    from compacts_sheet.csv_text import read_csv

    return _load(read_csv, data, file)


def id_in_workbook(data: bytes) -> str:
    """The id of the code in a workbook with errors."""
    from compacts_sheet.workbook import read_workbook

    return _id_in(read_workbook, data)


def id_in_csv(data: bytes) -> str:
    """The id of the code in a CSV file with errors."""
    from compacts_sheet.csv_text import read_csv

    return _id_in(read_csv, data)


def _id_in(read: Callable[[bytes], list[Grid]], data: bytes) -> str:
    from compacts_sheet.grids import UnreadableError
    from compacts_sheet.reading import id_in_grids

    try:
        return id_in_grids(read(data))
    except UnreadableError:
        return ""


def _load(read: Callable[[bytes], list[Grid]], data: bytes, file: str) -> Loaded:
    from pathlib import PurePath

    from compact_core import Loaded, Problem
    from compacts_sheet.grids import Report, UnreadableError
    from compacts_sheet.reading import code_from_grids

    if PurePath(file).name.startswith("~$"):
        return Loaded(None, ())  # Excel's own mark that somebody has the workbook open; it holds no code
    try:
        grids = read(data)
    except UnreadableError as error:
        return Loaded(None, (Problem("error", file, error.row, error.column, error.message, error.hint),))
    return code_from_grids(grids, Report(file))
