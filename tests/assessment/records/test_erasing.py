"""A person who is erased is gone from every file that the program made, and what it cannot remove is named."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.records.hidden import CODE, HIDDEN, TEXT, packed
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.outputs import (
    Output,
    keep_outputs,
    outputs,
    record_output,
    result_mark,
    write_output,
)
from compact_core.assessment.records.removal import Erased, erase, written_elsewhere
from compact_core.assessment.records.saving import add_round, save_response
from compact_core.assessment.records.traces import Left
from compact_core.errors import CompactsError
from samples import CASE, NOON, QUICK, answers_file, made, opened, said

MARK = result_mark(CASE.partnership.id, 1)
OUTSIDE = "It lies outside the folder, and nobody named it to be removed. Remove it yourself."
UNMARKED = "It is on the list of results, but does not say that it is one of this assessment. So it stays."
NOT_OURS = "It was named to be removed, but it is no file that the program wrote for this, as it wrote it. So it stays."


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
    copies = [path.with_name(name) for name in ("x (conflicted copy).toml", f"{CODE}.toml.tmp", f"{CODE}.toml.orig")]
    for copy in copies:
        copy.write_bytes(path.read_bytes())
    other = path.with_name("council-1 (copy).toml")
    other.write_bytes(answers_file(folder, "council-1").read_bytes())
    for ending in (".tmp", ".new"):  # earlier versions of the program left .new
        (folder / "round-1" / f"round.toml{ending}").write_bytes(b'code = "charity-1"')
    removed = erase(str(folder), CODE).removed
    assert set(map(str, copies)) < set(removed)
    assert other.exists()
    assert holding(folder, CODE.encode()) == []


def result(words: str = "", number: int = 1) -> bytes:
    """A file of results, as far as erasing is concerned."""
    return f"<p>{words}</p><dd>compacts 0.1.0, {result_mark(CASE.partnership.id, number)}</dd>".encode()


def test_results_are_removed_where_they_are_as_they_were_written(folder: Path) -> None:
    """Written results go, packed ones too; changed, missing and renamed ones are named, and no other file goes."""
    for name in ("in.html", "changed.html", "moved.html"):
        write_output(str(folder), 1, str(folder / name), result("of all"))
    write_output(str(folder), 1, str(folder / "in.docx"), packed(("word/document.xml", result())))
    (folder / "changed.html").write_bytes(result("of all, with notes"))
    (folder / "moved.html").rename(folder / "elsewhere.html")
    (folder / "again.docx").write_bytes(packed(("word/document.xml", result("edited"))))
    erased = erase(str(folder), CODE)
    assert {str(folder / "in.html"), str(folder / "in.docx")} < set(erased.removed)
    gone = "Results were written here, but the file is not there any more. It may have been moved."
    assert erased.left == (
        Left(str(folder / "changed.html"), "These results have been changed since they were written."),
        Left(str(folder / "moved.html"), gone),
        Left(str(folder / "again.docx"), "It looks like results that were made before the person was erased."),
        Left(str(folder / "elsewhere.html"), "These results were made before the person was erased."),
    )
    assert sorted(path.name for path in folder.iterdir() if path.is_file() and path.suffix != ".toml") == [
        "again.docx",
        "changed.html",
        "elsewhere.html",
        "lock.tmp",
    ]
    assert [one.path for one in outputs(str(folder), 1)] == ["changed.html", "moved.html"]


def test_results_elsewhere_are_removed_where_they_are_named(folder: Path, tmp_path: Path) -> None:
    """Outside the folder only the very file that somebody names goes, and only if the program wrote it."""
    for name in ("a.html", "b.html"):
        write_output(str(folder), 1, str(tmp_path / name), result())
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    a, b = str(tmp_path / "a.html"), str(tmp_path / "b.html")
    assert written_elsewhere(str(folder), CODE) == (a, b)
    erased = erase(str(folder), CODE, (a, str(mine)))
    assert a in erased.removed
    assert erased.left == (Left(b, OUTSIDE), Left(str(mine), NOT_OURS))
    assert (Path(a).exists(), Path(b).exists(), mine.exists()) == (False, True, True)


def listed(folder: Path, *paths: str) -> None:
    """Put files on the list of results as somebody does who wants them to be removed: with their digests."""
    found = [(path, (folder / path).read_bytes()) for path in paths]
    keep_outputs(
        str(folder), 1, [Output(path=path, when=NOON, sha256=sha256(data).hexdigest()) for path, data in found]
    )


@pytest.mark.parametrize("path", ["../mine.txt", "round-1/../../mine.txt", "notes.txt", "round-1/round.toml"])
def test_the_list_of_results_cannot_remove_any_file(folder: Path, tmp_path: Path, path: str) -> None:
    """Whatever somebody puts on the shared list, what does not hold the mark of a result stays and is named."""
    for place in (tmp_path / "mine.txt", folder / "notes.txt"):
        place.write_bytes(b"mine")
    before = (folder / path).read_bytes()
    listed(folder, path)
    erased = erase(str(folder), CODE, (str(folder / path),))
    named = os.path.normpath(folder / path)
    assert Left(named, UNMARKED) in erased.left
    assert named not in erased.removed or path.endswith("round.toml")
    assert (folder / path).exists()
    assert (folder / path).read_bytes() == before or path.endswith("round.toml")


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "responses", "round-1", "..", ".", "pipe", "x" * 3_000])
def test_devices_pipes_and_folders_are_no_results(folder: Path, path: str) -> None:
    """What is no file is never opened for long, never removed, and told as results that are not there."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    keep_outputs(str(folder), 1, [Output(path=path, when=NOON, sha256="0" * 64)])
    (left,) = erase(str(folder), CODE).left
    assert left.why == "Results were written here, but the file is not there any more. It may have been moved."
    assert (folder / "round-1").is_dir()


def test_results_written_again_are_noted_once(folder: Path) -> None:
    """Results that were written twice to one place are known by what was written last."""
    for words in ("first", "second"):
        write_output(str(folder), 1, str(folder / "results.html"), result(words))
    (noted,) = outputs(str(folder), 1)
    assert noted.path == "results.html"
    erased = erase(str(folder), CODE)
    assert str(folder / "results.html") in erased.removed
    assert erased.left == ()


@pytest.mark.parametrize("name", ["partnership.toml", "round-1/round.toml", "round-1/round.toml.previous", "lock.tmp"])
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
    write_output(str(folder), 2, str(folder / "two.html"), result("two", 2))
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


def linked(link: Path, target: Path) -> None:
    """Make a link, where that is allowed."""
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this user may not make links")


def test_links_that_lead_out_count_as_outside(folder: Path, tmp_path: Path) -> None:
    """Results behind a link out of the folder stay; links are named with what they lead to."""
    away = tmp_path / "away"
    away.mkdir()
    linked(folder / "shared", away)
    write_output(str(folder), 1, str(folder / "shared" / "out.html"), result())
    (away / "notes.txt").write_text(CODE, encoding="utf-8")
    linked(folder / "notes.txt", away / "notes.txt")
    linked(folder / "lost.txt", away / "lost.txt")
    linked(folder / "again.toml", folder / "partnership.toml")
    assert erase(str(folder), CODE).left == (
        Left(str(away / "out.html"), OUTSIDE),
        Left(str(folder / "again.toml"), "This may be a copy of a file that told of the person."),
        Left(
            str(folder / "lost.txt"),
            f"It is a link to {away / 'lost.txt'}, which is not there. It may have told of the person.",
        ),
        Left(str(folder / "notes.txt"), f"It is a link to {away / 'notes.txt'}. The person's code stands in it."),
        Left(str(folder / "shared"), f"It is a link to the folder {away}, which was not looked through."),
    )
    assert (away / "out.html").exists()


def test_answers_behind_a_link_stay(folder: Path, tmp_path: Path) -> None:
    """Where the person's file is a link, neither it nor what it leads to is removed, and both are named."""
    path, target = answers_file(folder, CODE), tmp_path / "mine.toml"
    path.rename(target)
    linked(path, target)
    left = erase(str(folder), CODE).left
    assert Left(str(path), "It is named for the person.") in left
    assert Left(str(target), "A link that is named for the person leads to it.") in left
    assert target.exists()


def test_a_second_name_on_the_disk_is_reported(folder: Path, tmp_path: Path) -> None:
    """What the disk has under another name as well is still there, and that is said."""
    path = answers_file(folder, CODE)
    try:
        os.link(path, tmp_path / "backup.toml")
    except OSError:
        pytest.skip("this disk knows no second names")
    told = "This file was removed, but the disk has it under another name too. Look for that."
    assert erase(str(folder), CODE).left == (Left(str(path), told),)


def test_files_that_only_look_like_ours_stay(folder: Path) -> None:
    """Files with names such as the program gives, which it did not write, are named and stay."""
    forms = folder / "round-1" / "forms"
    forms.mkdir()
    paths = [answers_file(folder, CODE).with_name(name) for name in (f"{CODE}.toml.orig", f"{CODE}.toml.notes")]
    paths += [forms / f"form-{CODE}-round-1.html", forms / f"notes-{CODE}-round-1.txt"]
    for path in paths:
        path.write_text(f"I met {CODE}.", encoding="utf-8")
    other = answers_file(folder, "council-1").read_bytes()
    answers_file(folder, CODE).write_bytes(other)
    paths.append(answers_file(folder, CODE))
    left = erase(str(folder), CODE).left
    assert sorted(left) == sorted(Left(str(path), "It is named for the person.") for path in paths)
    assert answers_file(folder, CODE).read_bytes() == other


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_forms_go_wherever_they_were_written(folder: Path, tmp_path: Path) -> None:
    """Forms in any folder of the assessment go, with copies of them; those behind a link are told."""
    away, sent = tmp_path / "away", folder / "sent" / "first"
    away.mkdir()
    sent.mkdir(parents=True)
    (folder / "round-1" / "forms").symlink_to(away)
    said = f"Your code: {CODE}\n".encode()
    ours = [
        sent / f"invitation-{CODE}-round-1-xlsx.eml",
        sent / f"Copy of form-{CODE}-round-1.html",
        sent / f"xlsx-{CODE}-round-1 (1).xlsx",
    ]
    for path in ours:
        path.write_bytes(packed(("a.xml", said)) if path.suffix == ".xlsx" else said)
    other = sent / f"form-{CODE}-round-10.html"
    other.write_bytes(said)
    (away / f"form-{CODE}-round-1.html").write_bytes(said)
    linked = folder / "round-1" / "forms" / f"form-{CODE}-round-1.html"
    assert written_elsewhere(str(folder), CODE) == (str(linked),)
    erased = erase(str(folder), CODE)
    assert [path for path in ours if path.exists()] == []
    assert Left(str(other), "It is named for the person.") in erased.left
    assert Left(str(linked), OUTSIDE) in erased.left


FOREIGN: dict[str, tuple[bytes, bool]] = {
    "plain": (b"nothing of anybody", False),
    "empty": (b"", False),
    "another code": (f"{CODE}0 and x{CODE}".encode(), False),
    "text": (TEXT.encode(), True),
    **{f"hidden {name}": (HIDDEN[name], True) for name in ("utf-16", "sheet", "document in a zip", "page")},
}
"""Contents of files that the program did not write, and whether the person's code stands in them."""
NAMES = ["notes.txt", "result.html", "mine.toml", "charity-1.toml.orig", "form-charity-1-round-1.html", "x.docx"]
PLACES = ["", "round-1", "round-1/responses", "round-1/forms", "sub", "../away", "../away/deep"]
FILES = st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(NAMES)), st.sampled_from([*FOREIGN]))
WRITTEN = st.sets(st.sampled_from(["r.html", "sub/r.html", "../away/r.html", "round-1/r.html", "link/r.html"]))
WAYS: list[Callable[[Path, Path], str]] = [
    os.path.relpath,
    lambda path, _: str(path),
    lambda path, top: f"round-1/../{os.path.relpath(path, top)}",
    lambda path, _: f"{path.parent}/./{path.name}",
]
"""Ways to write the path of a file into the list of results."""


@given(files=FILES, written=WRITTEN, data=st.data())
def test_no_file_but_ours_is_removed_and_every_trace_is_named(
    files: dict[tuple[str, str], str], written: set[str], data: st.DataObject
) -> None:
    """Over any tree and any list of results: only what the program wrote goes, outside only where it was named.

    And no file that it wrote in the folder holds the code any more; every other file below it that does is named.
    """
    with tempfile.TemporaryDirectory(dir=QUICK) as place:
        folder = Path(place, "harbour")
        book = AnswerBook(made(folder), 1, CODE)
        book.answer("aims", "point", 1)
        book.answer("aims", "point", 2)
        for name in PLACES:
            (folder / name).mkdir(exist_ok=True)
        (folder / "link").symlink_to(Path(place, "away"))
        foreign = {folder / where / name: FOREIGN[content] for (where, name), content in files.items()}
        for path, (content, _) in foreign.items():
            path.write_bytes(content)
        for name in sorted(written):
            write_output(str(folder), 1, str(folder / name), result(name))
        noted = {path.resolve(): path for path in map(folder.joinpath, written)}
        lists = [
            Output(path=data.draw(st.sampled_from(WAYS))(path, folder), when=NOON, sha256=sha256(content).hexdigest())
            for path, (content, _) in foreign.items()
        ]
        keep_outputs(str(folder), 1, [*outputs(str(folder), 1), *lists])
        also = data.draw(st.lists(st.sampled_from([*foreign, *noted.values(), folder]), unique=True))
        erased = erase(str(folder), CODE, tuple(map(str, also)))

        assert {path: path.read_bytes() for path in foreign} == {
            path: content for path, (content, _) in foreign.items()
        }
        inside = f"{folder.resolve()}{os.sep}"
        named = {path.resolve() for path in also}
        gone = {path for path in noted if str(path).startswith(inside) or path in named}
        assert {path for path in noted if not path.exists()} == gone
        left = {os.path.normpath(one.path) for one in erased.left}
        for path, (_, holds) in foreign.items():
            told = holds or CODE in path.name
            assert not (told and str(path.resolve()).startswith(inside)) or os.path.normpath(path) in left
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and CODE.encode() in path.read_bytes():
                assert str(path) in left
                assert path in foreign


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
