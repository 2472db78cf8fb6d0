"""A person who is erased is gone from every file that the program made, and what it cannot remove is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from compact_core.errors import CompactsError
from compact_core.records.answering import AnswerBook
from compact_core.records.erasing import Erased, Left, erase
from compact_core.records.outputs import outputs, record_output, write_output
from compact_core.records.saving import add_round, save_response
from records.samples import CASE, NOON, answers_file, made, opened, said

CODE = "charity-1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an assessment in which the person, and another one, has answered some items."""
    folder = tmp_path / "harbour"
    book = AnswerBook(made(folder), 1, CODE)
    book.answer("aims", "point", 1)
    book.answer("trust", "not applicable", reason="the words of charity-1")
    save_response(str(folder), said("council-1", {"aims": 3}))
    return folder


def holding(folder: Path, words: bytes) -> list[Path]:
    """The files that hold some words anywhere below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes())


def test_nothing_of_the_person_is_left(folder: Path) -> None:
    """After erasing no file below the folder holds the person's code or words; what others said is as it was."""
    kept = answers_file(folder, "council-1").read_bytes()
    assert len(holding(folder, CODE.encode())) == 3
    erased = erase(str(folder), CODE)
    path, asked = answers_file(folder, CODE), folder / "round-1" / "round.toml"
    assert erased == Erased((str(path), f"{path}.previous", str(asked), f"{asked}.previous"), ())
    assert holding(folder, CODE.encode()) == []
    assert answers_file(folder, "council-1").read_bytes() == kept
    (record,) = opened(folder).rounds
    assert [one.code for one in record.asked.invitees] == ["council-1", "council-2", "trust-1"]
    assert [one.invitee for one in record.responses] == ["council-1"]


def test_copies_and_unfinished_files_go_too(folder: Path) -> None:
    """Copies by sync programs under other names, and what a killed program left, are removed as well."""
    path = answers_file(folder, CODE)
    copies = [path.with_name(name) for name in ("x (conflicted copy).toml", f"{CODE}.toml.new", f"{CODE}.toml.orig")]
    for copy in copies:
        copy.write_bytes(path.read_bytes())
    other = path.with_name("council-1 (copy).toml")
    other.write_bytes(answers_file(folder, "council-1").read_bytes())
    (folder / "round-1" / "round.toml.new").write_bytes(b'code = "charity-1"')
    removed = erase(str(folder), CODE).removed
    assert set(map(str, copies)) < set(removed)
    assert other.exists()
    assert holding(folder, CODE.encode()) == []


def test_results_are_removed_where_they_are_as_they_were_written(folder: Path, tmp_path: Path) -> None:
    """Written results go, inside the folder and outside; changed and missing ones are named, and no other file goes."""
    for name in ("in.html", "changed.html", "moved.html"):
        write_output(str(folder), 1, str(folder / name), b"results of all")
    write_output(str(folder), 1, str(tmp_path / "out.docx"), b"results")
    (folder / "changed.html").write_bytes(b"results, with notes")
    (folder / "moved.html").rename(folder / "elsewhere.html")
    erased = erase(str(folder), CODE)
    assert {str(folder / "in.html"), str(tmp_path / "out.docx")} < set(erased.removed)
    gone = "Results were written here, but the file is not there any more. It may have been moved."
    assert erased.left == (
        Left(str(folder / "changed.html"), "These results have been changed since they were written."),
        Left(str(folder / "moved.html"), gone),
        Left(str(folder / "elsewhere.html"), "These results were made before the person was erased."),
    )
    assert not (folder / "in.html").exists()
    assert not (tmp_path / "out.docx").exists()
    assert (folder / "elsewhere.html").exists()
    assert [one.path for one in outputs(str(folder), 1)] == ["changed.html", "moved.html"]


def test_results_written_again_are_noted_once(folder: Path) -> None:
    """Results that were written twice to one place are known by what was written last."""
    for data in (b"first", b"second"):
        write_output(str(folder), 1, str(folder / "results.html"), data)
    (noted,) = outputs(str(folder), 1)
    assert noted.path == "results.html"
    erased = erase(str(folder), CODE)
    assert str(folder / "results.html") in erased.removed
    assert erased.left == ()


@pytest.mark.parametrize("name", ["partnership.toml", "round-1/round.toml", "round-1/round.toml.previous", ".lock"])
def test_results_never_take_the_place_of_the_assessment(folder: Path, name: str) -> None:
    """A file that the assessment is kept in is not written over with results, and nothing is noted."""
    path = folder / name
    before = path.exists() and path.read_bytes()
    with pytest.raises(CompactsError) as told:
        write_output(str(folder), 1, str(path), b"results")
    assert str(told.value) == f"{path} is a file of the assessment itself. Choose another name."
    assert (path.exists() and path.read_bytes()) == before
    assert outputs(str(folder), 1) == ()


def test_a_link_in_place_of_results_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """Where a link stands in place of the file that was written, what it leads to is left alone."""
    target = tmp_path / "mine.html"
    target.write_bytes(b"results")
    record_output(str(folder), 1, str(folder / "results.html"), b"results", NOON)
    try:
        (folder / "results.html").symlink_to(target)
    except OSError:
        pytest.skip("this user may not make links")
    assert [left.path for left in erase(str(folder), CODE).left] == [str(folder / "results.html")]
    assert target.exists()


def test_every_round_is_looked_through(folder: Path) -> None:
    """The person goes from all rounds, with the results of later rounds, which compare with the earlier."""
    later = replace(CASE.round, number=2, invitees=tuple(one for one in CASE.round.invitees if one.code != CODE))
    add_round(str(folder), later)
    add_round(str(folder), replace(CASE.round, number=3))
    save_response(str(folder), replace(said(CODE, {"aims": 2}), round=3))
    write_output(str(folder), 2, str(folder / "two.html"), b"two")
    assert str(folder / "two.html") in erase(str(folder), CODE).removed
    assert holding(folder, CODE.encode()) == []


def test_what_may_tell_of_the_person_is_named(folder: Path) -> None:
    """Comments in the round file, copies of it, and answers files in the folder are named, and left as they are."""
    asked = folder / "round-1" / "round.toml"
    asked.write_text(asked.read_text("utf-8").replace("[[rows]]", "# the trustee\n[[rows]]"), encoding="utf-8")
    copy, sent = folder / "round-1" / "round (copy).toml", folder / f"answers-{CODE}-round-1.json"
    notes = folder / "came back" / "notes.txt"
    notes.parent.mkdir()
    for path in (copy, sent, notes):
        path.write_bytes(asked.read_bytes())
    assert set(erase(str(folder), CODE).left) == {
        Left(str(copy), "This may be a copy of a file that told of the person."),
        Left(str(asked), "There are comments in this file. They may tell of the person."),
        Left(str(sent), "It is named for the person."),
        Left(str(notes), "The person's code stands in it."),
    }


def test_another_code_is_no_trace(folder: Path) -> None:
    """A file that tells of somebody whose code only begins or ends like the person's is not named."""
    (folder / "notes.txt").write_text(f"{CODE}0 and x{CODE}", encoding="utf-8")
    assert erase(str(folder), CODE).left == ()


def test_a_list_of_results_that_is_spoilt_keeps_nobody_in(folder: Path) -> None:
    """Where it cannot be read which results were written, the person goes all the same, and the list is named."""
    written = folder / "round-1" / "reports.toml"
    written.write_bytes(b"")
    why = "This list of the results that were written cannot be read. Look for the results yourself."
    assert erase(str(folder), CODE).left == (Left(str(written), why),)
    assert holding(folder, CODE.encode()) == []


@pytest.mark.parametrize("part", ["answers", "line", "previous"])
def test_who_was_interrupted_can_erase_again(folder: Path, part: str) -> None:
    """When erasing was cut short, erasing again removes the rest."""
    asked, path = folder / "round-1" / "round.toml", answers_file(folder, CODE)
    before = asked.read_bytes()
    if part == "answers":  # cut short after the first of the files
        path.unlink()
    else:
        erase(str(folder), CODE)
        asked.with_name("round.toml.previous").write_bytes(before)
    if part == "line":
        path.with_name(f"{CODE}.toml.previous").write_bytes(b"rest")
    assert erase(str(folder), CODE).removed != ()
    assert holding(folder, CODE.encode()) == []
    assert not path.with_name(f"{CODE}.toml.previous").exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("nobody", "Nobody with the code 'nobody' is in any round. Codes: charity-1, council-1, council-2, trust-1."),
        ("../round", "'../round' cannot be the code of an invitee."),
        ("con", "'con' cannot be the code of an invitee."),
        ("a" * 5_000, f"'{'a' * 59}…' cannot be the code of an invitee."),
    ],
)
def test_nobody_is_erased_by_a_wrong_code(folder: Path, code: str, told: str) -> None:
    """An unknown code, or one that could lead out of the folder, is refused, and every file is as it was."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CompactsError) as error:
        erase(str(folder), code)
    assert str(error.value) == told
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
