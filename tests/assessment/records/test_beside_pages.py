"""A web page writes in the same folder: it cannot lock, and shows by a file beside the answers that it is writing."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from compact_core.assessment.partnership import Round
from compact_core.assessment.records import locking
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.paths import response_file
from compact_core.assessment.records.removal import erase
from compact_core.assessment.records.saving import change_response
from compact_core.assessment.responses import Answer, Response
from programs import LONGEST_WAIT
from samples import NOON, made, opened

CODE, OTHER = "council-1", "council-2"
PAGE = ".page-0a1b2c3d.tmp"


def begun(folder: Path) -> tuple[AnswerBook, Path]:
    """The answers of somebody who has begun, and their file."""
    book = AnswerBook(made(folder), 1, CODE)
    book.answer("aims", "point", 1)
    return book, Path(response_file(str(folder), 1, CODE))


def held(folder: Path) -> dict[str, int]:
    """What is answered on disk."""
    return {one.item: one.point for one in AnswerBook(opened(folder), 1, CODE).response.answers}


def test_what_a_page_writes_after_is_merged(tmp_path: Path) -> None:
    """A page that has looked before an answer was saved, and puts its file into the place after it, loses nothing."""
    book, file = begun(tmp_path / "folder")
    other, theirs = begun(tmp_path / "other")
    other.answer("trust", "point", 2)
    new = file.with_name(file.name + PAGE)
    new.write_bytes(theirs.read_bytes())
    before = file.stat().st_mtime_ns

    def put_in_place() -> None:
        end = time.monotonic() + LONGEST_WAIT
        while file.stat().st_mtime_ns == before and time.monotonic() < end:
            time.sleep(0.001)
        new.replace(file)

    page = threading.Thread(target=put_in_place)
    page.start()
    book.answer("review", "point", 3)
    page.join()
    assert held(tmp_path / "folder") == {"aims": 1, "trust": 2, "review": 3}


def test_what_a_page_wrote_before_is_merged(tmp_path: Path) -> None:
    """A page that puts its file into the place between reading and writing loses nothing."""
    _, file = begun(tmp_path / "folder")
    other, theirs = begun(tmp_path / "other")
    other.answer("trust", "point", 2)

    def change(_: Round, there: Response | None) -> Response:
        theirs.replace(file)
        assert there
        return replace(there, answers=(*there.answers, Answer(item="review", says="point", point=3, given=NOON)))

    change_response(str(tmp_path / "folder"), 1, CODE, change)
    assert held(tmp_path / "folder") == {"aims": 1, "trust": 2, "review": 3}


def test_what_was_removed_stays_so(tmp_path: Path) -> None:
    """The version before a file that somebody removed is not taken for one that was written meanwhile."""
    book, file = begun(tmp_path / "folder")
    book.answer("trust", "point", 2)
    file.unlink()
    AnswerBook(opened(tmp_path / "folder"), 1, CODE).answer("review", "point", 3)
    assert held(tmp_path / "folder") == {"review": 3}


def test_nobody_waits_twice_for_a_page_that_was_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has left is removed; what one is about to write for another person stays."""
    monkeypatch.setattr(locking, "_PATIENCE_WITH_PAGES", 0.05)
    book, file = begun(tmp_path / "folder")
    left = file.with_name(file.name + PAGE)
    other = file.with_name(f"{OTHER}.toml{PAGE}.crswap")
    for one in (left, other):
        one.write_bytes(b"half")
    book.answer("review", "point", 3)
    assert (left.exists(), other.exists()) == (False, True)
    assert held(tmp_path / "folder") == {"aims": 1, "review": 3}


def test_what_a_page_left_is_erased_with_its_person(tmp_path: Path) -> None:
    """Beside the answers and beside the round; what others have left stays, and none of it is told as a problem."""
    _, file = begun(tmp_path / "folder")
    asked = tmp_path / "folder" / "round-1" / "round.toml"
    left = [file.with_name(f"{file.name}{PAGE}{ending}") for ending in ("", ".crswap")]
    left.append(asked.with_name(asked.name + PAGE))
    other = file.with_name(f"{OTHER}.toml{PAGE}")
    for one in (*left, other):
        one.write_text(f"# '{CODE}'" if one in left else "half", "utf-8")
    opened(tmp_path / "folder")
    erase(str(tmp_path / "folder"), CODE)
    assert ([one.exists() for one in left], other.exists()) == ([False] * 3, True)
