"""What each area found, by part and round: as published, of the rounds that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import duckdb

from compacts_city import dataset
from compacts_city.dataset import FIRST_COLUMNS
from compacts_city.values import VARIED

if TYPE_CHECKING:
    import pyarrow as pa

    from compacts_city.dataset import Manifest

MEMORY = "256MB"
"""How much memory DuckDB may take for itself."""
_FIRST = """
    SELECT * FROM before
    UNION ALL
    SELECT assessment, round, lower(trim(nfc_normalize(area))) AS area, asked
    FROM read_parquet($files) AS told
    WHERE state = 'published'
    AND NOT EXISTS (SELECT 1 FROM before WHERE before.assessment = told.assessment AND before.round = told.round)
    ORDER BY assessment, round
"""
"""How each round first came to a picture: of which area, and what was asked."""
_MOVED = """
    SELECT assessment, round
    FROM read_parquet($files) AS told JOIN first USING (assessment, round)
    WHERE state = 'published'
    AND (lower(trim(nfc_normalize(told.area))), told.asked) IS DISTINCT FROM (first.area, first.asked)
"""
"""Rounds that stand elsewhere now. In a picture they would be counted twice, and one less the other would tell."""
_AREA_FINDINGS = """
    WITH counted AS (
        SELECT code, part, digest, round, area, finding, count(*) AS often
        FROM read_parquet($files, hive_partitioning = false) {without_moved}
        GROUP BY ALL
    ), placed AS (
        SELECT code, part, digest, round, lower(trim(nfc_normalize(area))) AS place, finding, sum(often) AS often
        FROM counted
        GROUP BY ALL
    )
    SELECT code, part, digest, round, place,
           CASE WHEN len(max(often, 2)) = 2 AND max(often, 2)[1] = max(often, 2)[2] THEN $varied
                ELSE arg_max(finding, often) END AS finding
    FROM placed
    GROUP BY code, part, digest, round, place
"""
"""The finding of each area: that of most of its partnerships."""


class Key(NamedTuple):
    """A part in one wording and one round."""

    code: str
    part: str
    digest: str
    round: int


def connection() -> duckdb.DuckDBPyConnection:
    """DuckDB without a file of its own."""
    return duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 2})


def area_findings(folder: str, known: Manifest) -> tuple[dict[Key, dict[str, str]], pa.Table]:
    """The finding of each area now, by part and round; and how each round first came to a picture.

    A round counts as it first came. One that was published again for another area, or after something else was asked,
    does not count any more: else it could be in the picture twice.
    """
    first = dataset.table(folder, known, dataset.FIRST, FIRST_COLUMNS)
    found: dict[Key, dict[str, str]] = {}
    findings = dataset.paths_of(folder, known, dataset.FINDINGS)
    if not findings:
        return found, first
    with connection() as database, dataset.opening():
        rounds = {"files": dataset.paths_of(folder, known, dataset.ROUNDS)}
        database.register("before", first)
        first = database.sql(_FIRST, params=rounds).to_arrow_table().cast(FIRST_COLUMNS)
        database.register("first", first)
        moved = database.sql(_MOVED, params=rounds).to_arrow_table()
        database.register("moved", moved)
        without = "ANTI JOIN moved USING (assessment, round)" if moved.num_rows else ""
        question = _AREA_FINDINGS.format(without_moved=without)
        answer = database.execute(question, {"files": findings, "varied": VARIED.words})
        while rows := answer.fetchmany(20_000):
            for code, part, digest, number, place, finding in rows:
                found.setdefault(Key(code, part, digest, number), {})[place] = finding
    return found, first
