"""compacts-city beside other libraries: storage that fsspec knows, and Polars on the same files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import fsspec
from fsspec.spec import AbstractFileSystem
from made_rounds import made, put
from saved_mail import saved

from compact_core import as_lines
from compacts_city.gathering import gather
from compacts_city.sql import ask

PAPER = Path(__file__).parents[2] / "plugins" / "compacts-city" / "README.md"
FEW = 4
"""How many parts the invented rounds have here."""


def test_findings_on_other_storage_are_gathered(tmp_path: Path) -> None:
    """A folder at an address is read as one on the disk is, and not again while it is as it was."""
    for number in (1, 2):
        with fsspec.open(f"memory://county/{number}.jsonl", "wb") as file:
            file.write(as_lines(made(number, parts=FEW)))
    first, again = (gather(["memory://county"], str(tmp_path / "data")) for _ in range(2))
    assert (first.files, first.rounds, first.problems) == (2, 2, [])
    assert again.unchanged == 2
    pattern = gather(["memory://county/*.jsonl"], str(tmp_path / "data"))
    assert (pattern.files, pattern.unchanged) == (2, 2)


class Unreachable(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """Storage that answers nothing."""

    protocol = "unreachable"

    def ls(self, path: str, **_: object) -> list[str]:
        """Raise what a network raises."""
        raise RuntimeError("no route to " + path)


def test_an_address_that_cannot_be_reached_costs_itself(tmp_path: Path) -> None:
    """Everything else is gathered, and it is told what to do about each."""
    fsspec.register_implementation("unreachable", Unreachable, clobber=True)
    put(tmp_path / "in", made(1, parts=FEW))
    places = ["unreachable://a", "nothing-like-it://a", "memory://empty", str(tmp_path / "in")]
    done = gather(places, str(tmp_path / "data"))
    assert [(problem.file, problem.message.partition(":")[0]) for problem in done.problems] == [
        ("unreachable://a", "This cannot be reached"),
        ("nothing-like-it://a", "This address is not understood"),
        ("memory://empty", "There are no published findings at memory"),
    ]
    assert done.rounds == 1


def test_a_mail_that_outlook_saved(tmp_path: Path) -> None:
    """It is read where the package for it is installed."""
    told = as_lines(made(1, parts=FEW))
    (tmp_path / "saved.msg").write_bytes(saved("Attached.", attached={"findings.jsonl": told}))
    (tmp_path / "other.msg").write_bytes(b"x")
    done = gather([str(tmp_path)], str(tmp_path / "data"))
    assert done.rounds == 1
    assert [(Path(problem.file).name, problem.message[:24]) for problem in done.problems] == [
        ("other.msg", "This is no mail that Out")
    ]


def test_polars_reads_the_same(tmp_path: Path) -> None:
    """Another engine reads the files of the dataset, as the paper of the package says."""
    put(tmp_path / "in", *(made(number, parts=FEW) for number in range(9)))
    gather([str(tmp_path / "in")], str(tmp_path / "county-data"))
    lines = PAPER.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    done = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, check=False, timeout=120)
    counted = ask(str(tmp_path / "county-data"), "SELECT finding, count(*) FROM findings GROUP BY 1 ORDER BY 1")[1]
    assert (done.stdout.decode(), done.stderr) == (f"{counted}\n", b"")
