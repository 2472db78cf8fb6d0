"""The dataset asked in SQL: DuckDB with a view for each table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import duckdb

from compact_core import CompactsError, clean, shorten
from compacts_city import dataset
from compacts_city.areas import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compacts_city.dataset import Manifest

_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI)
"""What a question may be; DuckDB takes a PIVOT to be several."""


def ask(folder: str, question: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """The names of the columns and the rows of an answer; raises CompactsError with what is wrong with the question.

    A question reads the two tables and nothing else: it writes nothing, and opens no other file and no network.
    """
    try:
        return dataset.steady(folder, lambda known: _asked(folder, known, question))
    except duckdb.PermissionException as error:
        raise CompactsError("A question reads 'findings' and 'rounds', and no other file.") from error
    except duckdb.IOException as error:
        raise CompactsError(f"The dataset changed meanwhile, or cannot be read: {_said(error)}. Ask again.") from error
    except duckdb.Error as error:
        raise CompactsError(f"This question cannot be answered: {_said(error)}") from error


def _asked(folder: str, known: Manifest, question: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    dataset.check_exists(folder, known)
    tables = {name: dataset.paths_of(folder, known, name) for name in (dataset.FINDINGS, dataset.ROUNDS)}
    with connection() as database:
        with dataset.opening():
            for name, files in tables.items():
                if files:
                    database.from_parquet(files, hive_partitioning=False).create_view(name)
        _lock(database, [os.path.abspath(file) for files in tables.values() for file in files])
        statements = database.extract_statements(question)
        if [statement.type in _READS for statement in statements] != [True]:
            raise CompactsError("Ask one question that only reads, such as SELECT count(*) FROM findings.")
        answer = database.execute(statements[0])
        return [column[0] for column in answer.description or ()], answer.fetchall()


def _lock(database: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """Let nothing but some files be opened from now on."""
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    database.execute(f"SET allowed_paths = [{listed}]")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")


def _said(error: Exception) -> str:
    return shorten(clean(" ".join(str(error).split())), 300)
