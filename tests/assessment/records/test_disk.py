"""Writing to real disks: full, read-only, gone, slow to let go; a file is whole at every moment."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from compact_core.assessment.records import locking
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.disk import existing, write, write_once
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.saving import create
from compact_core.content.files import LARGEST_FILE
from compact_core.errors import CompactsError
from programs import ANSWER_MANY, HOLD, LONGEST_WAIT, finished
from rights import without_privileges
from samples import CASE, answers_file, made, points

CODE = "council-1"


def test_the_previous_version_is_kept(tmp_path: Path) -> None:
    """After each change the version before it stands beside the file, and nothing else is left."""
    path = tmp_path / "plan.toml"
    for version in (b"one", b"two", b"three"):
        write(str(path), version)
    assert path.read_bytes() == b"three"
    assert path.with_name("plan.toml.previous").read_bytes() == b"two"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.toml", "plan.toml.previous"]


def test_a_file_is_there_at_every_moment(tmp_path: Path) -> None:
    """Whoever reads all the time while a file is written many times finds one whole version each time."""
    path, ended, seen = tmp_path / "plan.toml", threading.Event(), set[bytes]()
    write(str(path), b"0" * 5_000)

    def read() -> None:
        while not ended.is_set():
            seen.add(path.read_bytes())
        seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 10):
        write(str(path), b"%d" % number * 5_000)
    ended.set()
    reader.join()
    assert seen <= {b"%d" % number * 5_000 for number in range(10)}
    assert b"9" * 5_000 in seen


def test_leftovers_of_a_killed_program_are_no_obstacle(tmp_path: Path) -> None:
    """Half-written files of a program that was killed are overwritten by the next change, and are gone then."""
    path = tmp_path / "plan.toml"
    write(str(path), b"one")
    os.link(path, f"{path}.previous")  # killed after the previous version was kept
    Path(f"{path}.tmp").write_bytes(b"tw")
    Path(f"{path}.previous.tmp").write_bytes(b"on")
    write(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert Path(f"{path}.previous").read_bytes() == b"one"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.toml", "plan.toml.previous"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot bring the names in a folder to disk")
def test_bytes_and_names_are_on_disk_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are on disk before the file gets its name, and the name is before writing has ended.

    What the system is asked is noted and then done: nothing but a power cut shows what is left undone.
    """
    path = tmp_path / "plan.toml"
    names = {tmp_path.stat().st_ino: "folder"}
    asked: list[str] = []
    fsync, replaced = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        asked.append(f"{names.get(os.fstat(handle).st_ino, 'file')} to disk")
        fsync(handle)

    def noted_replace(source: str, target: str) -> None:
        asked.append(f"{Path(source).name} becomes {Path(target).name}")
        replaced(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write(str(path), b"one")
    assert asked == ["file to disk", "plan.toml.tmp becomes plan.toml", "folder to disk"]
    asked.clear()
    write(str(path), b"two", more=True)
    assert asked == [
        "file to disk",
        "plan.toml.previous.tmp becomes plan.toml.previous",
        "plan.toml.tmp becomes plan.toml",
    ]


def test_no_file_is_written_that_could_not_be_read(tmp_path: Path) -> None:
    """A file of 8 MiB is written; one byte more is refused in words, and the file is as it was."""
    path = tmp_path / "plan.toml"
    write(str(path), b"x" * LARGEST_FILE)
    with pytest.raises(CompactsError) as told:
        write(str(path), b"y" * (LARGEST_FILE + 1))
    assert str(told.value) == (
        f"With this {path} would be larger than 8 MiB, and could not be read any more. "
        "So this was not saved. Shorten it, or what stands there."
    )
    assert existing(str(path)) == b"x" * LARGEST_FILE


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_to_a_file_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so when it is changed, and so does its previous version."""
    path = tmp_path / "plan.toml"
    write(str(path), b"one")
    path.chmod(0o600)
    write(str(path), b"two")
    write(str(path), b"three")
    assert [one.stat().st_mode & 0o777 for one in tmp_path.iterdir()] == [0o600, 0o600]


def test_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """Processes that answer for one invitee and for others at the same time lose no answer of any."""
    folder = tmp_path / "harbour"
    made(folder)
    jobs = [(CODE, "aims"), (CODE, "trust"), (CODE, "review"), ("trust-1", "aims", "trust")]
    processes = [subprocess.Popen([sys.executable, "-c", ANSWER_MANY, str(folder), *job]) for job in jobs]
    assert [process.wait(LONGEST_WAIT) for process in processes] == [0, 0, 0, 0]
    assert points(folder, CODE) == {"aims": 3, "trust": 3, "review": 3}
    assert points(folder, "trust-1") == {"aims": 3, "trust": 3}


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the lock."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_program_that_does_not_let_go_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program holds the lock for too long, the error says so, and nothing is written."""
    folder = tmp_path / "harbour"
    book = AnswerBook(made(folder), 1, CODE)
    monkeypatch.setattr(locking, "PATIENCE", 1.0)
    with holder(folder), pytest.raises(CompactsError) as told:
        book.answer("aims", "point", 3)
    assert str(told.value) == (
        f"Another program has been writing into {folder} for 1 second. Close it, then try again."
    )
    book.save()
    assert points(folder, CODE) == {"aims": 3}


def test_the_lock_of_a_killed_program_is_no_obstacle(tmp_path: Path) -> None:
    """When the program that holds the lock is killed, the next one writes at once."""
    folder = tmp_path / "harbour"
    made(folder)
    with holder(folder) as process:
        process.kill()
        process.wait(LONGEST_WAIT)
        with locked(str(folder)):
            pass
    assert (folder / "lock.tmp").exists()


LIMITED = """
import resource, sys
from compact_core.errors import CompactsError
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.reading import open_assessment
folder, elsewhere = sys.argv[1:]
book = AnswerBook(open_assessment(folder).assessment, 1, "council-1")
book.answer("aims", "point", 3)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, resource.RLIM_INFINITY))
try:
    book.answer("trust", "not applicable", reason="too early " * 30)
except CompactsError as error:
    print(error)
print(book.unsaved)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
book.save_elsewhere(elsewhere)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit to the size of files")
def test_a_file_that_cannot_grow_is_said(tmp_path: Path) -> None:
    """When the system lets a file grow no more, it is said, the file is as it was, and the answers are not lost."""
    folder, elsewhere = tmp_path / "harbour", tmp_path / "elsewhere.json"
    made(folder)
    command = [sys.executable, "-B", "-c", LIMITED, str(folder), str(elsewhere)]  # else its bytecode is cut off, too
    done = finished(command, check=True)
    path = answers_file(folder, CODE)
    full = f"{path} could not be saved: the disk is full. Make room on it, or save in another place."
    assert done.stdout.splitlines() == [full, "True"]
    assert points(folder, CODE) == {"aims": 3}
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]
    assert "too early" in elsewhere.read_text("utf-8")


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk in memory at a folder; the test is skipped where none can be mounted."""
    folder.mkdir()
    if mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder)):
        pytest.skip("this user may not mount a disk here")
    try:
        yield
    finally:
        finished([str(shutil.which("umount")), str(folder)], check=True)


def mount(*words: str) -> int:
    """Mount a disk; gives 0 when that worked."""
    program = shutil.which("mount")
    return finished([program, *words]).returncode if program else 1


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    """On a disk that is really full an answer is refused in words; with room again, everything is saved."""
    with mounted(tmp_path / "disk", "size=64k"):
        folder = tmp_path / "disk" / "harbour"
        book = AnswerBook(made(folder), 1, CODE)
        book.answer("aims", "point", 3)
        big = tmp_path / "disk" / "big"
        with pytest.raises(OSError, match="No space left"):
            big.write_bytes(b"x" * 64 * 1024)
        with pytest.raises(CompactsError) as told:
            book.answer("trust", "point", 2)
        path = answers_file(folder, CODE)
        assert str(told.value) == (
            f"{path} could not be saved: the disk is full. Make room on it, or save in another place."
        )
        assert points(folder, CODE) == {"aims": 3}
        big.unlink()
        book.save()
        assert points(folder, CODE) == {"aims": 3, "trust": 2}


def test_results_are_whole_or_as_they_were(tmp_path: Path) -> None:
    """Results that find no room on the disk leave those that were there before, and nothing beside them."""
    with mounted(tmp_path / "disk", "size=64k"):
        path = tmp_path / "disk" / "result.html"
        write_once(str(path), b"before")
        with pytest.raises(CompactsError) as told:
            write_once(str(path), b"x" * 128 * 1024)
        assert str(told.value) == (
            f"{path} could not be saved: the disk is full. Make room on it, or save in another place."
        )
        assert [(one.name, one.read_bytes()) for one in path.parent.iterdir()] == [("result.html", b"before")]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no names for what is open")
def test_results_can_go_into_a_pipe() -> None:
    """Results that are written to a device or a pipe go through it."""
    code = "from compact_core.assessment.records.disk import write_once; write_once('/dev/stdout', b'result')"
    done = finished([sys.executable, "-c", code], check=True)
    assert done.stdout == "result"


def test_an_assessment_that_could_not_be_made_can_be_made_again(tmp_path: Path) -> None:
    """On a full disk a new assessment is refused in words and leaves nothing behind; with room it can be made."""
    with mounted(tmp_path / "disk", "size=64k"):
        folder, big = tmp_path / "disk" / "harbour", tmp_path / "disk" / "big"
        for room in (0, 4096):
            with pytest.raises(OSError, match="No space left"):
                big.write_bytes(b"x" * 128 * 1024)
            os.truncate(big, big.stat().st_size - room)
            with pytest.raises(CompactsError, match="could not be saved: the disk is full"):
                create(str(folder), CASE.partnership, CASE.round)
            assert [one.name for one in folder.rglob("*")] == []
        big.unlink()
        made(folder)


def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    """On a disk that is really read-only an assessment can be opened, and an answer is refused in words."""
    with mounted(tmp_path / "disk", "size=1m"):
        folder = tmp_path / "disk" / "harbour"
        book = AnswerBook(made(folder), 1, CODE)
        book.answer("aims", "point", 3)
        assert mount("-o", "remount,ro", str(tmp_path / "disk")) == 0
        with pytest.raises(CompactsError) as told:
            book.answer("trust", "point", 2)
        assert "could not be saved: you may not write here. Ask its owner" in str(told.value)
        assert points(folder, CODE) == {"aims": 3}
        book.save_elsewhere(str(tmp_path / "elsewhere.json"))
    assert "trust" in (tmp_path / "elsewhere.json").read_text("utf-8")


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """In a folder that may not be written to, an assessment is refused in words."""
    (tmp_path / "theirs").mkdir(mode=0o500)
    command = [
        *(sys.executable, "-m", "compact_core", "assess", "new", str(tmp_path / "theirs" / "harbour")),
        *("--name", "Harbour", "--organisation", "public: Council", "--organisation", "third: Kite Club"),
        *("--code", "leeds-working-together-2017", "--collector", "Council, officer"),
    ]
    done = finished(without_privileges(*command))
    assert done.returncode == 3
    assert "could not be saved: you may not write here" in done.stderr
    assert list((tmp_path / "theirs").iterdir()) == []
