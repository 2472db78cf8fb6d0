"""A library of the size of a country: reading, indexing, opening and searching it, and the memory that it needs.

    python benchmarks/large_library.py [CODES]

The codes are made anew (see make_library.py). Each side of a ratio runs in a process of its own, in turn.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_library import make_library
from timing import first_number, in_turn, quantile, tell

CODES, PROVISIONS, ROUNDS = 1200, 60, 5

TOMLLIB = """
import sys, time, tomllib
from pathlib import Path
begin = time.perf_counter()
for path in Path(sys.argv[1]).iterdir():
    tomllib.loads(path.read_text(encoding="utf-8"))
print(time.perf_counter() - begin)
"""
READ = """
import sys, time
from pathlib import Path
from compact_core import read_file
begin = time.perf_counter()
for path in Path(sys.argv[1]).iterdir():
    assert read_file(path).code
print(time.perf_counter() - begin)
"""
OPEN = """
import sys, time
from compact_core.library.opening import open_library
begin = time.perf_counter()
library = open_library([sys.argv[1]])
print(time.perf_counter() - begin)
assert len(library.entries) >= int(sys.argv[2])
"""
JSON = """
import json, sys, time
from pathlib import Path
texts = [path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).iterdir()]
begin = time.perf_counter()
for text in texts:
    json.loads(text)
print(time.perf_counter() - begin)
"""
SEARCH = """
import sys, time
from compact_core.library.opening import open_library
from compact_core.library.search.query import Query
library = open_library([sys.argv[1]])
times = []
for word in ("volunteer", "partner", "organisation", "share power", "result of review", "community"):
    for length in range(3, len(word) + 1):
        begin = time.perf_counter()
        library.find(Query(word[:length], typing=True, ranked=False))
        times.append(time.perf_counter() - begin)
print(*times)
"""
MEMORY = """
import resource, sys
from compact_core.library.opening import open_library
open_library([sys.argv[1]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


class Bench:
    """Programs that are run over one folder of codes, with a home of their own."""

    def __init__(self, codes: Path, home: Path) -> None:
        """Use the codes in a folder, and a home for the catalogue."""
        self.codes, self.home = codes, home

    def run(self, program: str, folder: Path, *arguments: str) -> list[float]:
        """The numbers that a program prints."""
        environment = {**os.environ, "COMPACTS_HOME": str(self.home)}
        command = [sys.executable, "-c", program, str(folder), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return [float(number) for number in done.stdout.split()]

    def cold(self) -> float:
        """Seconds to open the library for the first time."""
        for path in (self.home / "cache").glob("*"):
            path.unlink()
        return self.run(OPEN, self.codes, str(CODES))[0]


def as_json(codes: Path, folder: Path) -> None:
    """The same content as JSON files."""
    import tomllib

    folder.mkdir()
    for path in codes.iterdir():
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        (folder / f"{path.stem}.json").write_text(json.dumps(content), encoding="utf-8")


def main() -> None:
    """Print the ratios."""
    count = first_number(CODES)
    with tempfile.TemporaryDirectory() as name:
        codes, texts, home = Path(name, "codes"), Path(name, "json"), Path(name, "home")
        size = make_library(codes, count, PROVISIONS)
        as_json(codes, texts)
        time.sleep(3)  # files that were changed this second are read again, to be on the safe side
        print(f"{count} codes of {PROVISIONS} provisions, {size / 1e6:.1f} MB of TOML")
        bench = Bench(codes, home)
        ours, theirs = in_turn(ROUNDS, lambda: bench.run(READ, codes)[0], lambda: bench.run(TOMLLIB, codes)[0])
        tell("cold read to tomllib.loads", ours, theirs, 1.3)
        ours, theirs = in_turn(ROUNDS, bench.cold, lambda: bench.run(TOMLLIB, codes)[0])
        tell("first opening, with indexing, to tomllib.loads", ours, theirs, 1.8)
        bench.run(OPEN, codes, str(count))
        ours, theirs = in_turn(
            ROUNDS * 2, lambda: bench.run(OPEN, codes, str(count))[0], lambda: bench.run(JSON, texts)[0]
        )
        tell("unchanged opening to json.loads", ours, theirs, 0.2)
        found = bench.run(SEARCH, codes)
        print(f"search from the third letter: p95 {quantile(found, 0.95) * 1000:.1f} ms (goal 60 with the screen)")
        print(f"peak memory of an unchanged opening: {bench.run(MEMORY, codes)[0] / 1024:.0f} MB (goal 150)")
        bench.cold()
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of any run above, the first opening among them: {children:.0f} MB")


if __name__ == "__main__":
    main()
