"""Findings of 50,000 assessments of two rounds: published, gathered, brought up to date, pictured.

    python benchmarks/city.py [ASSESSMENTS]

Of them 2,000 are real folders, copies of the worked example that are read and published by the program itself; the
others are made files. The last count is that of SQLite over the same files. The plugin in ``plugins/compacts-city``
must be installed. It takes a quarter of an hour, and two gigabytes on the disk.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compact_core.assessment.publishing.lines import PublishedRound, read_lines
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.tasks import code_asked
from compact_core.assessment.tasks.publishing import propose, publish
from compact_core.library.opening import open_library

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins" / "compacts-city" / "tests"), str(ROOT / "tests")]
EXAMPLE = ROOT / "examples" / "riverside-health"
ALL, EVERY = 50_000, 25
"""How many assessments, and of how many one is a real folder."""
CHANGED = 100
QUESTION = "SELECT part, round, finding, count(*), count(DISTINCT area) FROM findings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"


def consenting(folder: Path, area: str) -> None:
    """The worked example in a folder, as if its partners had agreed to publish."""
    shutil.copytree(EXAMPLE, folder)
    for path, key in (
        (folder / "partnership.toml", ""),
        *((folder / f"round-{n}" / "round.toml", "promised_") for n in (1, 2)),
    ):
        top, rest = path.read_text(encoding="utf-8").split("\n[[", 1)
        path.write_text(f'{top}{key}publish = "area"\n{key}area = "{area}"\n\n[[{rest}', encoding="utf-8")


def read_and_publish(folders: list[Path], to: Path) -> float:
    """Seconds that one assessment takes, with both rounds."""
    library = open_library([])
    begun = time.process_time()
    for folder in folders:
        assessment = open_assessment(str(folder)).assessment
        if assessment is None:
            raise SystemExit(f"{folder} cannot be read.")
        for record in assessment.rounds:
            publish(str(folder), propose(assessment, record, code_asked(library, record.asked), f"{to}{os.sep}"))
    return (time.process_time() - begun) / len(folders)


def tell(what: str, command: list[str]) -> None:
    """Run a command, and print how long it takes and how much memory."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "compact_core", "city", *command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command} failed.")
    took, cpu, memory = time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{what}: {took:.1f} s, CPU {cpu:.1f} s, {memory:.0f} MB", flush=True)


def counted(folder: Path) -> list[tuple[object, ...]]:
    """The last count, by SQLite."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE findings (area, part, round, finding)")
    for path in folder.rglob("*.jsonl"):
        told = read_lines(path.read_bytes(), path.name)
        if isinstance(told, PublishedRound):
            lines = [(told.area, finding.part, told.round, finding.finding) for finding in told.findings]
            database.executemany("INSERT INTO findings VALUES (?, ?, ?, ?)", lines)
    return list(database.execute(QUESTION).fetchall())


def main() -> None:
    """Make everything, and print what it took."""
    from made_rounds import made, put

    from compacts_city.sql import ask

    number = int(sys.argv[1]) if len(sys.argv) > 1 else ALL
    with tempfile.TemporaryDirectory() as name:
        place, real = Path(name), number // EVERY
        folders = [place / "real" / str(each) for each in range(real)]
        for each, folder in enumerate(folders):
            consenting(folder, f"Area {each % 400}")
        (place / "in" / "real").mkdir(parents=True)
        took = read_and_publish(folders, place / "in" / "real")
        print(f"an assessment of two rounds read and published, CPU time: {took * 1000:.0f} ms", flush=True)
        for each in range(number - real):
            put(place / "in" / f"{each // 1000}", made(each, 1), made(each, 2))
        told, data = str(place / "in"), str(place / "data")
        show = ["picture", data, "-o", str(place / "a.html")]
        tell("gathered, cold", ["gather", told, "-o", data])
        tell("the picture, released", show)
        tell("the picture again", show)
        put(place / "in" / "new", *(made(each, 1, edition=2) for each in range(CHANGED)))
        tell(f"gathered, {CHANGED} changed", ["gather", told, "-o", data])
        tell("the picture, after that", show)
        for each in range(CHANGED):
            old = made(each, 1)
            (place / "in" / f"{each // 1000}" / f"{old.assessment[:12]}-1-1-published.jsonl").unlink()
        begun = time.process_time()
        ours = list(ask(data, QUESTION)[1])
        asked = time.process_time()
        same = ours == counted(place / "in")
        print(f"counted by DuckDB, CPU time: {asked - begun:.1f} s")
        print(f"read and counted by SQLite, CPU time: {time.process_time() - asked:.1f} s")
        print(f"equal to SQLite: {'yes' if same else 'NO'}")
        size = sum(path.stat().st_size for path in (place / "data" / "store").rglob("*.parquet"))
        print(f"Parquet: {size / 1e6:.1f} MB")
        print(f"memory of this script: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
