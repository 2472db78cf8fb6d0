"""Many programs gather into one dataset and are killed, while others read: nobody sees a half, or two of one."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from made_rounds import made, put, withdrawn

from compacts_city import dataset
from compacts_city.gathering import gather
from compacts_city.picture import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core import Library

FEW = 3
"""How many parts the invented rounds have here."""
_CALLS = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.link"})
"""The audit events before which a program is killed: every step that changes the disk has one of these."""
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied, which this system cannot do")

Seen = dict[tuple[str, int], int]
"""The edition of each round."""


def forked(work: Callable[[], object], kill_before: int = -1) -> int:
    """A copy of this process that does something, and is killed before the step of that number; its id."""
    child = os.fork()
    if child:
        return child
    left = [kill_before]

    def before(event: str, details: tuple[object, ...]) -> None:
        if event in _CALLS and not (event == "open" and details[1] in {"r", "rb"}) and not _is_there(event, details):
            left[0] -= 1
            if left[0] == -1:
                os.kill(os.getpid(), signal.SIGKILL)

    signal.alarm(600)
    if kill_before >= 0:
        sys.addaudithook(before)
    try:
        work()
    except BaseException:  # noqa: BLE001 - nothing of this process may go on in its copy
        os._exit(1)
    os._exit(0)


def _is_there(event: str, details: tuple[object, ...]) -> bool:
    """Whether a folder is to be made that is there already."""
    return event == "os.mkdir" and Path(str(details[0])).is_dir()


def killed(child: int) -> bool:
    """Whether a copy was killed, and did not come to its end."""
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    assert not os.WIFSIGNALED(status) or os.WTERMSIG(status) == signal.SIGKILL
    return os.WIFSIGNALED(status)


def by_manifest(folder: Path) -> Seen:
    """What the program itself reads; every round that counts has all its findings, once."""
    rounds, findings = dataset.steady(str(folder), lambda known: _tables(str(folder), known))
    seen = {(row["assessment"], row["round"]): row["edition"] for row in rounds}
    assert len(seen) == len(rounds)
    published = [(row["assessment"], row["round"]) for row in rounds if row["state"] == "published"]
    assert findings == dict.fromkeys(published, FEW)
    return seen


def _tables(folder: str, known: dataset.Manifest) -> tuple[list[dict[str, Any]], Counter[object]]:
    rounds = dataset.table(folder, known, dataset.ROUNDS, dataset.ROUND_COLUMNS).to_pylist()
    parts = [name for name in known.files if name.startswith(dataset.FINDINGS)]
    tables = [dataset.table(folder, known, name, dataset.FINDING_COLUMNS) for name in parts]
    return rounds, Counter((row["assessment"], row["round"]) for table in tables for row in table.to_pylist())


def by_pattern(folder: Path, database: duckdb.DuckDBPyConnection) -> int:
    """What somebody reads who knows of the files alone: so many rounds, each whole and once; 0 where it is refused."""
    pattern = f"{folder}/tables/findings/**/*.parquet"
    question = "SELECT count(*), count(DISTINCT position) FROM read_parquet($files) GROUP BY assessment, round"
    try:
        counts = database.execute(question, {"files": pattern}).fetchall()
    except duckdb.IOException:  # the files that were listed have just gone
        return 0
    assert set(counts) <= {(FEW, FEW)}
    return len(counts)


@needs_fork
def test_writers_and_readers_at_the_same_time(tmp_path: Path) -> None:
    """Programs that gather into one dataset lose nothing, while others read it with the manifest and without."""
    for writer in range(2):
        for step in range(3):
            rounds = (made(4 * writer + each, parts=FEW, edition=step + 1) for each in range(4))
            put(tmp_path / f"in{writer}" / str(step), *rounds)
    data = tmp_path / "data"
    gather([str(tmp_path / "in0" / "0")], str(data))

    def work(writer: int) -> None:
        for step in range(3):
            gather([str(tmp_path / f"in{writer}" / str(step))], str(data))

    running = {forked(partial(work, writer)) for writer in range(2)}
    looks = 0
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        while running:
            running -= {child for child in running if os.waitpid(child, os.WNOHANG) == (child, 0)}
            by_pattern(data, database)
            by_manifest(data)
            looks += 1
            time.sleep(0.02)
        assert by_pattern(data, database) == 8
    assert looks > 2
    assert set(by_manifest(data).values()) == {3}


@needs_fork
def test_whoever_is_killed_leaves_a_whole_dataset(tmp_path: Path, library: Library) -> None:
    """Killed before every seventh step on the disk; the next test tries each."""
    kill(tmp_path, library, every=7)


@needs_fork
@pytest.mark.soak
def test_killed_at_every_step(tmp_path: Path, library: Library) -> None:
    """The same before every step."""
    kill(tmp_path, library, every=1)


def kill(folder: Path, library: Library, every: int) -> None:
    """Killed while gathering and picturing, a program leaves what was there or what is new, and both are whole."""
    first = [
        made(number, parts=FEW)._replace(assessment=f"{number * dataset.BUCKETS:04x}{'0' * 28}") for number in range(9)
    ]
    put(folder / "first", *first)
    put(folder / "then", first[0]._replace(edition=2), withdrawn(first[1]), made(20, parts=FEW))
    base, data = folder / "base", folder / "data"
    gather([str(folder / "first")], str(base))
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        for work in (lambda: gather([str(folder / "then")], str(data)), lambda: picture(str(data), library)):
            seen, steps = [by_manifest(base)], 0
            while _copy(base, data) and killed(forked(work, steps)):
                seen.append(by_manifest(data))
                assert by_pattern(data, database) in {0, 9}  # for a moment nothing is there
                work()
                assert by_pattern(data, database) == 9
                steps += every
            assert steps > 5
            assert all(state in (seen[0], by_manifest(data)) for state in seen)
            shutil.rmtree(base)
            data.rename(base)
    put(folder / "then", made(21, parts=FEW))
    gather([str(folder / "then")], str(base))
    assert [path.name for path in base.rglob("*.tmp")] == ["lock.tmp"]


def _copy(base: Path, to: Path) -> bool:
    """A dataset as it was; no file of it is ever changed, so links will do."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(base, to, copy_function=os.link)
    return True


@needs_fork
@pytest.mark.soak
def test_two_hundred_writers_lose_nothing(tmp_path: Path) -> None:
    """Two hundred programs gather five rounds each into one dataset, every tenth is killed and begins again."""
    for writer in range(200):
        put(tmp_path / f"in{writer}", *(made(5 * writer + each, parts=FEW) for each in range(5)))
    data = tmp_path / "data"
    gather([str(tmp_path / "in0")], str(data))

    def begin(writer: int, kill_before: int = -1) -> int:
        return forked(lambda: gather([str(tmp_path / f"in{writer}")], str(data)), kill_before)

    running = {begin(writer, -1 if writer % 10 else writer % 30 + 3): writer for writer in range(200)}
    deaths = 0
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        while running:
            by_manifest(data)
            by_pattern(data, database)
            for child in list(running):
                ended, status = os.waitpid(child, os.WNOHANG)
                if ended:
                    writer = running.pop(child)
                    deaths += os.WIFSIGNALED(status)
                    if status:
                        running[begin(writer)] = writer
        assert by_pattern(data, database) == 1_000
    assert deaths > 10
    assert len(by_manifest(data)) == 1_000
