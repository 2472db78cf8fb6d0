"""The two-way copy of the page, with two folders of this machine: one stands for the disk, one for the memory."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.assess.filling import EXAMPLE
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.reading import open_assessment
from compact_core.errors import CompactsError
from compacts_page.archives import packed, unpack
from compacts_page.copying import COPY, LARGEST, TRIES, ChangedError, Copied, TwoWay, look

NAMES = ("a.toml", "b.txt", "deep/c.toml", "deep/er/d.toml")
ANSWERS = "round-2/responses/riverside-council-79xt.toml"


class Drive:
    """A folder of this machine, looked at and written as the page does it."""

    def __init__(self, folder: Path) -> None:
        """Take a folder."""
        self.folder = folder

    async def look(self) -> Mapping[str, str]:
        """What one look tells of each file."""
        return look(str(self.folder))

    async def read(self, path: str) -> bytes:
        """What a file holds."""
        return (self.folder / path).read_bytes()

    async def write(self, path: str, data: bytes, expected: str) -> str:
        """Write a file, or make a folder."""
        place = self.folder / path
        if path.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
            return "folder"
        if look(str(self.folder)).get(path, "") != expected:
            raise ChangedError
        place.parent.mkdir(parents=True, exist_ok=True)
        put(place, data)
        return look(str(self.folder))[path]

    async def remove(self, path: str, expected: str) -> None:
        """Remove a file or an empty folder."""
        if look(str(self.folder)).get(path, "") != expected:
            raise ChangedError
        place = self.folder / path
        if not path.endswith("/"):
            place.unlink()
        elif place.exists() and not any(place.iterdir()):
            place.rmdir()


def put(place: Path, data: bytes) -> None:
    """Put a new file in the place of what is there, so that every look tells another thing."""
    new = place.with_name(f"{place.name}.tmp")
    new.write_bytes(data)
    new.replace(place)


def contents(folder: Path) -> dict[str, bytes]:
    """What the files below a folder hold."""
    return {path: (folder / path).read_bytes() for path in look(str(folder)) if not path.endswith("/")}


def copied(two_way: TwoWay) -> Copied:
    """Copy in both directions until there is nothing left to do; gives all that was done."""
    whole = Copied()
    while any(done := asyncio.run(two_way.copy())):
        whole = Copied(*(one + more for one, more in zip(whole, done, strict=True)))
    return whole


CHANGES = st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES), st.sampled_from([None, b"1", b"2", b"3"])))


@given(first=st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"1", b"2"])), changes=CHANGES)
def test_nothing_that_anybody_wrote_is_lost(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], changes: list[tuple[bool, str, bytes | None]]
) -> None:
    """After any changes on both sides, both hold the same; what was written last on either side is in some file."""
    top = tmp_path_factory.mktemp("sides")
    sides = {True: top / "disk", False: top / "memory"}
    for side in sides.values():
        side.mkdir()
    for name, text in first.items():
        (sides[True] / name).parent.mkdir(parents=True, exist_ok=True)
        put(sides[True] / name, text)
    two_way = TwoWay(str(sides[False]), Drive(sides[True]))
    copied(two_way)
    written: dict[tuple[bool, str], bytes | None] = {}
    for on_disk, name, data in changes:
        place = sides[on_disk] / name
        if data is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            put(place, data)
        else:
            place.unlink(missing_ok=True)
        written[on_disk, name] = data
    copied(two_way)
    assert contents(sides[True]) == contents(sides[False])
    assert two_way.unsaved() == []
    after = contents(sides[True])
    for (_, name), last in written.items():
        kept = {text for path, text in after.items() if path == name or path.startswith(name.split(".")[0] + COPY)}
        assert last is None or last == first.get(name) or last in kept
    shutil.rmtree(top)


def test_answers_of_both_sides_are_merged(tmp_path: Path) -> None:
    """Where both sides gave answers, both are in both files, and the book says that another program was there."""
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    shutil.copytree(EXAMPLE, disk)
    memory.mkdir()
    two_way = TwoWay(str(memory), Drive(disk))
    copied(two_way)
    for folder, item, moment in ((disk, 0, "2030-01-01T00:00:00Z"), (memory, 1, "2030-01-01T00:00:01Z")):
        assessment = open_assessment(str(folder)).assessment
        assert assessment is not None
        book = AnswerBook(assessment, 2, "riverside-council-79xt", now=lambda moment=moment: moment)  # type: ignore[misc]
        book.answer(assessment.rounds[1].asked.rows[item].item, "don't know")
    assert two_way.unsaved() == [ANSWERS, f"{ANSWERS}.previous"]
    assert copied(two_way).beside == ()
    assert contents(disk) == contents(memory)
    assert contents(disk)[ANSWERS].count(b"2030-01-01T00:00:0") == 2


def test_answers_that_were_written_over_come_back(tmp_path: Path) -> None:
    """A program that had read the file before the page wrote it, and writes it after, takes nothing away."""
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    shutil.copytree(EXAMPLE, disk)
    memory.mkdir()
    two_way = TwoWay(str(memory), Drive(disk))
    copied(two_way)
    before = (disk / ANSWERS).read_bytes()
    assessment = open_assessment(str(memory)).assessment
    assert assessment is not None
    book = AnswerBook(assessment, 2, "riverside-council-79xt", now=lambda: "2030-01-01T00:00:00Z")
    book.answer(assessment.rounds[1].asked.rows[0].item, "don't know")
    copied(two_way)
    put(disk / ANSWERS, before)
    copied(two_way)
    assert contents(disk) == contents(memory)
    assert b"2030-01-01T00:00:00Z" in contents(disk)[ANSWERS]


def test_of_other_files_the_one_on_disk_stays(tmp_path: Path) -> None:
    """Our version is put beside it, and the program says of it what it says of the copy of a sync program."""
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    shutil.copytree(EXAMPLE, disk)
    memory.mkdir()
    two_way = TwoWay(str(memory), Drive(disk))
    copied(two_way)
    plan = Path("round-2") / "plan.toml"
    for folder, word in ((disk, b"# theirs\n"), (memory, b"# ours\n")):
        put(folder / plan, (folder / plan).read_bytes() + word)
    assert copied(two_way).beside == (str(plan),)
    assert (disk / plan).read_bytes().endswith(b"# theirs\n")
    assert (disk / f"round-2/plan{COPY}.toml").read_bytes().endswith(b"# ours\n")
    assert contents(disk) == contents(memory)
    (problem,) = open_assessment(str(memory)).problems
    assert problem.hint == "It may be a copy that a sync program made. Copy over what is missing, then remove it."


class Refusing(Drive):
    """A drive that can neither read nor write some files, because another program holds them."""

    refused: tuple[str, ...] = ()

    async def read(self, path: str) -> bytes:
        """Fail, or read."""
        if path in self.refused:
            raise ChangedError
        return await super().read(path)

    async def write(self, path: str, data: bytes, expected: str) -> str:
        """Fail, or write."""
        if path in self.refused:
            raise OSError
        return await super().write(path, data, expected)


def test_one_file_that_fails_keeps_no_other_back(tmp_path: Path) -> None:
    """It is named: at once where it cannot be written, and after some tries where it is always being changed."""
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    for folder in (disk, memory):
        folder.mkdir()
    drive = Refusing(disk)
    two_way = TwoWay(str(memory), drive)
    drive.refused = ("a", "b")
    put(disk / "a", b"theirs")
    put(disk / "c", b"theirs")
    put(memory / "b", b"ours")
    put(memory / "d", b"ours")
    done = [asyncio.run(two_way.copy()) for _ in range(TRIES)]
    assert [one.failed for one in done] == [("b",)] * (TRIES - 1) + [("a", "b")]
    assert {*contents(disk)} == {"a", "c", "d"}
    assert {*contents(memory)} == {"b", "c", "d"}
    assert two_way.unsaved() == ["b"]
    drive.refused = ()
    assert copied(two_way).failed == ()
    assert contents(disk) == contents(memory)


def test_large_files_stay_outside(tmp_path: Path) -> None:
    """A film is named and never read; a file of the same name in memory never takes its place."""
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    for folder in (disk, memory):
        folder.mkdir()
    with (disk / "film.mp4").open("wb") as film:
        film.truncate(LARGEST + 1)
    two_way = TwoWay(str(memory), Drive(disk))
    assert copied(two_way) == Copied()
    assert two_way.left_out == ("film.mp4",)
    put(memory / "film.mp4", b"ours")
    assert [asyncio.run(two_way.copy()).failed for _ in range(TRIES)][-1] == ("film.mp4",)
    assert (disk / "film.mp4").stat().st_size == LARGEST + 1
    assert two_way.unsaved() == ["film.mp4"]


def test_a_zip_comes_in_as_it_went_out(tmp_path: Path) -> None:
    """A folder that was packed is the same once it is unpacked, and other files of a zip lead nowhere outside."""
    unpack(packed(str(EXAMPLE)), str(tmp_path))
    assert contents(tmp_path / EXAMPLE.name) == contents(EXAMPLE)
    assert [path.name for path in tmp_path.iterdir()] == [EXAMPLE.name]


MANY = [(f"{number}.txt", b"") for number in range(5_001)]
LARGE = [(f"{number}.txt", bytes(50_000_000)) for number in range(5)]


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ([("../evil.txt", b"x")], "names a file outside of it: ../evil.txt. Nothing was unpacked."),
        ([("/etc/evil", b"x")], "names a file outside of it: /etc/evil. Nothing was unpacked."),
        ([("C:\\evil", b"x")], "names a file outside of it: C:\\evil. Nothing was unpacked."),
        ([("a/..\\..\\b", b"x")], "names a file outside of it: a/..\\..\\b. Nothing was unpacked."),
        ([("a", b"x"), ("a/b", b"x")], "holds a file that cannot be written: a/b."),
        ([("a" * 300, b"x")], f"holds a file that cannot be written: {'a' * 59}…."),
        ([], "holds no files. Choose another one."),
        (MANY, "holds more than an assessment would. Open the right one."),
        (LARGE, "holds more than an assessment would. Open the right one."),
    ],
    ids=lambda value: "" if isinstance(value, list) else None,
)
def test_a_zip_that_would_do_harm_is_told(tmp_path: Path, members: list[tuple[str, bytes]], told: str) -> None:
    """Paths that lead outside, files that are folders too, long names, and more than can be held."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    folder = tmp_path / "inside"
    folder.mkdir()
    with pytest.raises(CompactsError) as error:
        unpack(made.getvalue(), str(folder))
    assert str(error.value) == f"This zip file {told}"
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    """Anything else under the name of a zip file."""
    with pytest.raises(CompactsError) as error:
        unpack(b"hello", str(tmp_path))
    assert str(error.value) == "This is not a zip file that can be read. Choose another one."
