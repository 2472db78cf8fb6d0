"""Published findings are gathered: in any order, as often as one likes, and whatever else lies there."""

from __future__ import annotations

import sqlite3
import tempfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rounds import made, put, withdrawn

from compact_core import CompactsError, NotFoundError, Problem, PublishedRound, as_lines, read_lines
from compacts_city import dataset
from compacts_city.command import city
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
    assert first == Gathered(5, 0, 5, 0)
    assert gathered(tmp_path / "data", tmp_path / "in") == Gathered(5, 5, 0, 0)
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


def mail(*attached: tuple[str, bytes]) -> bytes:
    """A mail with files."""
    made_mail = EmailMessage()
    made_mail["Subject"], made_mail["From"] = "Our findings", "partnership@example.org"
    made_mail.set_content("Attached.")
    for name, data in attached:
        made_mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made_mail.as_bytes()


def zipped(*files: tuple[str, bytes]) -> bytes:
    """A zip file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def test_whatever_findings_are_packed_in(tmp_path: Path) -> None:
    """Mails with two files, mails in mails, mailboxes and zip files; what else is in them does not matter."""
    told = [(f"{number}.jsonl", as_lines(made(number, parts=FEW))) for number in range(9)]
    windows = (told[4][0], told[4][1].replace(b"\n", b"\r\n"))
    packed = {
        "two.eml": mail(told[0], told[1]),
        "passed on.EML": mail(("letter.txt", b"Dear all"), ("inner.eml", mail(told[2]))),
        "all.zip": zipped(told[3], ("deep/in.zip", zipped(windows)), ("photo.png", b"x"), ("__MACOSX/._3.jsonl", b"x")),
        "box.mbox": b"".join(
            b"From kite@example.org Sat Jan  3 01:05:34 2026\n" + each + b"\n"
            for each in (mail(told[5]), mail(), mail(told[6]))
        ),
        "utf16.jsonl": told[7][1].decode().encode("utf-16"),
        "mark.jsonl": b"\xef\xbb\xbf" + told[8][1].rstrip(),
    }
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
    assert gathered(tmp_path / "data", tmp_path) == Gathered(6, 0, 9, 0)
    assert gathered(tmp_path / "data", tmp_path).unchanged == 6


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.eml", mail(("b.txt", b"x")), "No published findings are in this file."),
        ("a.mbox", b"", "No published findings are in this file."),
        ("a.zip", zipped(("a.jsonl", as_lines(made(1))))[:-30], "This packed file is damaged."),
        ("a.jsonl", b"", "This file is empty."),
        ("a.jsonl", b"\xff\xfe", "This file is empty."),
        ("a.jsonl", b'{"record": "purchase"}\n', "The first line is not the record of a round."),
        ("a.jsonl", as_lines(made(1))[:-9], "This line is no JSON: the file is cut off here."),
        (
            "a.jsonl",
            as_lines(made(1, parts=2)).rsplit(b'{"rec', 1)[0],
            "The first line says that 2 findings follow, and there are 1.",
        ),
        (
            "a.jsonl",
            as_lines(made(1)).replace(b'"schema_version": 1', b'"schema_version": 2', 1),
            "schema_version is 2, and this program reads 1: a newer one wrote this.",
        ),
        (
            "a.jsonl",
            b'{"record": "round"' + b" " * 2**23,
            "This file is larger than 4 MiB, far more than the findings of a round need.",
        ),
    ],
)
def test_what_is_no_file_of_findings_is_told(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """Whatever is wrong with a file is told, and it alone is left out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data)
    put(tmp_path / "in", made(5, parts=FEW))
    done = gathered(tmp_path / "data", tmp_path / "in")
    assert ([problem.message for problem in done.problems], done.rounds) == ([message], 1)


def test_patterns(tmp_path: Path) -> None:
    """Signs in a pattern stand for others, but not in the names of folders that are there; links lead in no circle."""
    for number, place in enumerate(("in [2026]", "in [2026]/deep/er", "in [2026]/.hidden")):
        put(tmp_path / place, made(number, parts=FEW))
    (tmp_path / "in [2026]" / "deep" / "up").symlink_to(tmp_path / "in [2026]")
    for pattern, files in (
        ("in [2026]/*.jsonl", 1),
        ("in [2026]/**/*.jsonl", 2),
        ("in [[]*/deep/[d-f]?", 1),
        ("**", 2),
    ):
        assert gathered(tmp_path / f"data {files} {len(pattern)}", tmp_path / pattern).files == files, pattern


def test_two_files_of_one_edition_are_told(tmp_path: Path) -> None:
    """A copied folder publishes under the id of another: which of the two counts does not go by who came first."""
    ours = made(1, parts=FEW)
    theirs = ours._replace(area="Somewhere else")
    answers = []
    for step, order in enumerate(((ours, theirs), (theirs, ours))):
        problems: list[Problem] = []
        for number, told in enumerate(order):
            put(tmp_path / f"{step}" / f"{number}", told)
            problems += gathered(tmp_path / f"data{step}", tmp_path / f"{step}").problems
        assert [problem.message.split(" of ")[0] for problem in problems] == ["Another file has edition 1"]
        answers.append(rows(tmp_path / f"data{step}"))
    assert answers[0] == answers[1]


def test_nothing_to_gather(tmp_path: Path) -> None:
    """No dataset is made, and none is named."""
    (tmp_path / "empty").mkdir()
    done = CliRunner().invoke(city, ["gather", str(tmp_path / "empty"), "-o", str(tmp_path / "data")])
    assert isinstance(done.exception, NotFoundError)
    assert str(done.exception) == "Nothing was gathered, so no dataset was made."
    assert done.stdout == ""
    assert f"There are no published findings at {tmp_path / 'empty'}." in done.stderr
    assert not (tmp_path / "data").exists()


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
