"""The dataset asked in SQL: DuckDB with a view for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from compact_core import CompactsError, clean, shorten
from compacts_city import dataset
from compacts_city.picture import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRIES = 3
"""How often a question is asked again when somebody else has just written into the dataset."""


def ask(folder: str, question: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """The names of the columns and the rows of an answer; raises CompactsError with what is wrong with the question."""
    for left in reversed(range(_TRIES)):
        try:
            return _asked(folder, question)
        except duckdb.IOException as error:
            if not left:
                raise CompactsError(f"The dataset cannot be read: {_said(error)}.") from error
        except duckdb.Error as error:
            raise CompactsError(f"This question cannot be answered: {_said(error)}") from error
    raise AssertionError


def _asked(folder: str, question: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    known = dataset.existing(folder)
    with connection() as database:
        for name in (dataset.FINDINGS, dataset.ROUNDS):
            files = dataset.paths_of(folder, known, name)
            if files:
                database.from_parquet(files).create_view(name)
        answer = database.execute(question)
        return [column[0] for column in answer.description or ()], answer.fetchall()


def _said(error: Exception) -> str:
    return shorten(clean(" ".join(str(error).split())), 300)
