"""Published findings are gathered: in any order, as often as one likes, and whatever else lies there."""

from __future__ import annotations

import sqlite3
import tempfile
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rounds import made, put, withdrawn

from compact_core import CompactsError, PublishedRound, as_lines, read_lines
from compacts_city import dataset
from compacts_city.gathering import Gathered, gather
from compacts_city.sql import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = "SELECT assessment, round, position, area, part, digest, finding, sides FROM findings ORDER BY ALL"
STATES = "SELECT assessment, round, edition, state FROM rounds ORDER BY ALL"
FEW = 4
"""How many parts the invented rounds have here."""


def rows(folder: Path, question: str = ALL) -> list[Sequence[object]]:
    """What the dataset answers."""
    return list(ask(str(folder), question)[1])


def gathered(folder: Path, *places: Path | str) -> Gathered:
    """What came of gathering some places."""
    return gather(map(str, places), str(folder))


_EDITIONS = [made(number, 1, edition=edition, parts=FEW) for number in range(3) for edition in (1, 2)]
_POOL = [*_EDITIONS, *map(withdrawn, _EDITIONS[:3]), made(1, 2, parts=FEW)]


@settings(max_examples=max(1, settings().max_examples // 15))
@given(st.data())
def test_any_order_gives_the_same_table(data: st.DataObject) -> None:
    """Whatever is gathered first, in however many steps and however often, the newest editions stand there."""
    chosen = data.draw(st.lists(st.sampled_from(range(len(_POOL))), min_size=1, max_size=3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for step, index in enumerate(chosen):
            put(folder / "in" / str(step), _POOL[index])
            gathered(folder / "steps", folder / "in" / str(step))
        gathered(folder / "once", folder / "in")
        assert rows(folder / "steps", STATES) == rows(folder / "once", STATES)
        held = {(told.assessment, told.round) for told in map(_POOL.__getitem__, chosen)}
        newest = [
            max(
                (told for told in map(_POOL.__getitem__, chosen) if (told.assessment, told.round) == key),
                key=lambda told: (told.edition, told.state == "withdrawn"),
            )
            for key in sorted(held)
        ]
        assert rows(folder / "once", STATES) == [
            (told.assessment, told.round, told.edition, told.state) for told in newest
        ]
        if any(told.findings for told in newest):
            assert rows(folder / "steps") == rows(folder / "once")
            assert len(rows(folder / "once")) == sum(len(told.findings) for told in newest)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    """A file as it was is not read again, and a copy of it brings nothing in."""
    put(tmp_path / "in", *(made(number, parts=FEW) for number in range(5)))
    first = gathered(tmp_path / "data", tmp_path / "in")
    before = rows(tmp_path / "data")
    known = dataset.manifest(str(tmp_path / "data"))
    assert first == Gathered(5, 0, 5, 0, ())
    assert gathered(tmp_path / "data", tmp_path / "in") == Gathered(5, 5, 0, 0, ())
    assert dataset.manifest(str(tmp_path / "data")) == known
    put(tmp_path / "copy", *(made(number, parts=FEW) for number in range(5)))
    assert gathered(tmp_path / "data", tmp_path / "copy").rounds == 0
    assert rows(tmp_path / "data") == before


def test_a_broken_file_costs_itself(tmp_path: Path) -> None:
    """It is told with its line, everything else is gathered, and it is read again when it is mended."""
    put(tmp_path / "in", made(1, parts=FEW), made(2, parts=FEW))
    broken = tmp_path / "in" / "broken.jsonl"
    broken.write_bytes(as_lines(made(3, parts=FEW))[:-40] + b"\n")
    (tmp_path / "in" / "notes.txt").write_text("nothing", encoding="utf-8")
    done = gathered(tmp_path / "data", tmp_path / "in", tmp_path / "nowhere")
    assert (done.files, done.rounds) == (3, 2)
    assert [(Path(problem.file).name, problem.line, problem.message) for problem in done.problems] == [
        ("nowhere", 0, f"There are no published findings at {tmp_path / 'nowhere'}."),
        ("broken.jsonl", 5, "This line is no JSON."),
    ]
    broken.write_bytes(as_lines(made(3, parts=FEW)))
    assert gathered(tmp_path / "data", tmp_path / "in").rounds == 1


def test_mails_and_patterns(tmp_path: Path) -> None:
    """What is attached to a saved mail is gathered."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Our findings", "partnership@example.org"
    mail.set_content("Attached.")
    for number in (1, 2):
        data = as_lines(made(number, parts=FEW))
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{number}.jsonl")
    (tmp_path / "one.eml").write_bytes(mail.as_bytes())
    put(tmp_path / "more", made(4, parts=FEW))
    places = (tmp_path / "*.eml", tmp_path / "more" / "*.jsonl")
    assert gathered(tmp_path / "data", *places) == Gathered(2, 0, 3, 0, ())
    assert gathered(tmp_path / "data", *places).unchanged == 2


def test_equal_to_the_last_count(tmp_path: Path) -> None:
    """SQLite, fed from the same files one by one, counts the same."""
    told = [made(number, round_number, areas=9, parts=FEW) for number in range(30) for round_number in (1, 2)]
    put(tmp_path / "in", *told, *map(withdrawn, told[:4]))
    gathered(tmp_path / "data", tmp_path / "in")
    oracle = sqlite3.connect(":memory:")
    oracle.execute("CREATE TABLE findings (area, part, round, finding)")
    newest: dict[tuple[str, int], PublishedRound] = {}
    for path in (tmp_path / "in").iterdir():
        read = read_lines(path.read_bytes(), path.name)
        assert isinstance(read, PublishedRound)
        newest[read.assessment, read.round] = max(read, newest.get((read.assessment, read.round), read))
    for one in newest.values():
        lines = [(one.area, finding.part, one.round, finding.finding) for finding in one.findings]
        oracle.executemany("INSERT INTO findings VALUES (?, ?, ?, ?)", lines)
    question = (
        "SELECT part, round, finding, count(*), count(DISTINCT area) FROM findings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    assert rows(tmp_path / "data", question) == oracle.execute(question).fetchall()
    oracle.close()


def test_what_is_no_dataset_is_told(tmp_path: Path) -> None:
    """A folder without one, and one of another version."""
    with pytest.raises(CompactsError, match="There is no dataset in"):
        ask(str(tmp_path), "SELECT 1")
    (tmp_path / "manifest.json").write_text('{"format": 9}', encoding="utf-8")
    with pytest.raises(CompactsError, match="is no dataset of this version"):
        ask(str(tmp_path), "SELECT 1")
