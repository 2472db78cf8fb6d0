"""Questions in SQL read the dataset and nothing else; whatever is spoilt is told."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from made_rounds import made, put

from compact_core import CompactsError
from compacts_city.gathering import gather
from compacts_city.picture import picture
from compacts_city.sql import ask

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compact_core import Library

ONE = "Ask one question that only reads, such as SELECT count(*) FROM findings."
OTHER = "A question reads 'findings' and 'rounds', and no other file."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dataset."""
    folder = tmp_path_factory.mktemp("asked")
    put(folder / "in", *(made(number, parts=2) for number in range(3)))
    gather([str(folder / "in")], str(folder / "it's data"))
    return folder / "it's data"


def listed(folder: Path) -> Sequence[tuple[str, bytes]]:
    """Every file of a folder with what it holds."""
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", ONE),
        ("SELECT 1; SELECT 2", ONE),
        ("DROP VIEW findings", ONE),
        ("COPY findings TO '{file}' (FORMAT parquet, USE_TMP_FILE false)", ONE),
        ("ATTACH '{folder}/new.db'", ONE),
        ("SET enable_external_access = true", ONE),
        ("INSTALL httpfs", ONE),
        ("SELECT * FROM read_text('{folder}/manifest.json')", OTHER),
        ("SELECT * FROM read_csv('/etc/passwd')", OTHER),
        ("SELECT * FROM glob('/*')", OTHER),
    ],
)
def test_a_question_reads_and_no_more(data: Path, question: str, message: str) -> None:
    """Nothing is written, also not over a file of the dataset, and no other file is read."""
    before = listed(data)
    file = str(next(data.rglob("*.parquet"))).replace("'", "''")
    with pytest.raises(CompactsError) as told:
        ask(str(data), question.format(file=file, folder=str(data).replace("'", "''")))
    assert str(told.value) == message
    assert listed(data) == before


def test_a_question_of_several_statements(data: Path) -> None:
    """DuckDB takes a PIVOT to be several; it reads all the same."""
    assert ask(str(data), "PIVOT findings ON round USING count(*) GROUP BY part")[0] == ["part", "1"]


@pytest.mark.parametrize(
    "changes",
    [{"generation": "x"}, {"files": 3}, {"files": {"rounds": "../a"}}, {"stale": [[0, "../../a"]]}, {"refused": [[1]]}],
)
def test_a_spoilt_manifest_is_told(data: Path, tmp_path: Path, changes: dict[str, object], library: Library) -> None:
    """No file outside of the dataset is ever read or removed, whatever the manifest says."""
    whole = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**whole, **changes}), encoding="utf-8")
    message = f"{tmp_path / 'manifest.json'} is spoilt. Gather everything into a new folder."
    for use in (
        lambda: ask(str(tmp_path), "SELECT 1"),
        lambda: gather([str(data.parent / "in")], str(tmp_path)),
        lambda: picture(str(tmp_path), library),
    ):
        with pytest.raises(CompactsError) as told:
            use()
        assert str(told.value) == message


def test_a_missing_or_spoilt_table_is_told(tmp_path: Path, library: Library) -> None:
    """A file that a manifest names and that is not there, or is cut off."""
    put(tmp_path / "in", made(1, parts=2))
    data = tmp_path / "data"
    gather([str(tmp_path / "in")], str(data))
    for path in data.rglob("*.parquet"):
        path.write_bytes(b"PAR1")
    message = f"A file of {data} is spoilt or gone. Gather everything into a new folder."
    for _ in range(2):
        for use in (lambda: ask(str(data), "FROM rounds"), lambda: gather([str(tmp_path / "in")], str(data))):
            with pytest.raises(CompactsError) as told:
                use()
            assert str(told.value) == message
        with pytest.raises(CompactsError):
            picture(str(data), library)
        for path in data.rglob("*.parquet"):
            path.unlink()


@pytest.mark.skipif(os.name == "nt", reason="there are no such links")
def test_odd_entries_of_a_folder_cost_themselves(tmp_path: Path) -> None:
    """Links in a circle, links to nothing and pipes are passed over; a folder that is linked is not entered."""
    put(tmp_path / "in", made(1, parts=2))
    for name, target in (("circle.jsonl", "circle.jsonl"), ("gone.jsonl", "nowhere"), ("up", "..")):
        (tmp_path / "in" / name).symlink_to(target)
    os.mkfifo(tmp_path / "in" / "pipe.jsonl")
    made_of = gather([str(tmp_path / "in")], str(tmp_path / "data"))
    assert (made_of.files, made_of.unchanged, made_of.rounds) == (1, 0, 1)
