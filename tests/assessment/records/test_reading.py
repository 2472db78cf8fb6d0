"""The folder of an assessment is read: what was written comes back, and nothing in it is passed over in silence."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.records.whole import Whole, wholes
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.disk import write
from compact_core.assessment.records.paths import MEETING, PLAN, response_file, round_file
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.saving import create, file_data, save_response
from compact_core.content.names import is_assessment
from samples import BAD, CASE, FILES, QUICK, answers_file, made, opened, said


@given(wholes())
def test_what_is_written_is_read_back(whole: Whole) -> None:
    """Any assessment that is written and read back is the same, without a problem."""
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        create(folder, whole.partnership, whole.round)
        for response in whole.responses:
            save_response(folder, response)
        write(round_file(folder, 1, MEETING), file_data(whole.meeting))
        write(round_file(folder, 1, PLAN), file_data(whole.plan))
        assessment, problems = open_assessment(folder)
    assert list(map(str, problems)) == []
    assert assessment is not None
    (record,) = assessment.rounds
    assert Whole(assessment.partnership, record.asked, record.responses, record.meeting, record.plan) == whole


SOUND = {name: (BAD / "sound" / name).read_bytes() for name in FILES.values()}


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=40), st.integers(0, 2_000), st.integers(0, 40))
def test_any_bytes_give_problems_with_their_places(name: str, piece: bytes, start: int, length: int) -> None:
    """Any bytes put into any file, in place of some of its own, give problems that name the file, or none."""
    with tempfile.TemporaryDirectory(dir=QUICK) as outside:
        folder = shutil.copytree(BAD / "sound", Path(outside, "harbour"))
        data = SOUND[name]
        (folder / name).write_bytes(data[:start] + piece + data[start + length :])
        assessment, problems = open_assessment(str(folder))
    assert assessment is not None or problems
    for problem in problems:
        assert problem.file.startswith(str(folder))
        assert problem.message
        assert problem.line >= 0


COPIES = [
    "a1 (conflicted copy).toml",
    "a1 (Jo's conflicted copy 2026-03-01).toml",
    "a1.sync-conflict-20260301-120000-ABCDEFG.toml",
    "a1-laptop.toml",
    "A1.TOML",
    "z9.toml",
    "z9.toml.previous",
    "a1.toml.orig",
    "answers-a1-round-1.json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_answers_is_reported_with_what_to_do(name: str, tmp_path: Path) -> None:
    """A file beside the answers that is nobody's is named, says that nothing in it counts, and what to do."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    unknown = folder / "round-1" / "responses" / name
    shutil.copy(answers_file(folder, "a1"), unknown)
    assessment, problems = open_assessment(str(folder))
    assert assessment is not None
    assert [len(record.responses) for record in assessment.rounds] == [1]
    (problem,) = problems
    assert str(problem) == (
        f"{unknown}: warning: This is not the file of anybody who is asked in this round, so no answer in it counts. "
        "If it holds answers, bring them in with 'compacts assess collect', then remove it."
    )


@pytest.mark.parametrize(
    "name", ["partnership (1).toml", "round-1/round-LAPTOP.toml", "round-1/plan.sync-conflict-1.toml", "plan.toml"]
)
def test_a_copy_of_another_file_is_reported_with_what_to_do(name: str, tmp_path: Path) -> None:
    """A file that looks like another version of the partnership, a round or a plan is named too."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    shutil.copy(folder / "partnership.toml", folder / name)
    copied = "It may be a copy that a sync program made. Copy over what is missing, then remove it."
    (problem,) = open_assessment(str(folder)).problems
    assert str(problem) == (
        f"{folder / name}: warning: This is not one of the files of an assessment, so nothing in it counts. "
        f"{'Move it elsewhere, or remove it.' if name == 'plan.toml' else copied}"
    )


@pytest.mark.parametrize("name", ["round-1 (1)", "Round 2", "round-02"])
def test_a_copy_of_a_round_is_reported_with_what_to_do(name: str, tmp_path: Path) -> None:
    """A folder that looks like a round and is none is named."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    shutil.copytree(folder / "round-1", folder / name)
    (problem,) = open_assessment(str(folder)).problems
    assert str(problem) == (
        f"{folder / name}: warning: This is not the folder of a round, so nothing in it counts. "
        "It may be a copy that a sync program made. Copy over what is missing, then remove it."
    )


def test_files_of_others_are_left_in_peace(tmp_path: Path) -> None:
    """Hidden files, those of the system, previous and unfinished versions, and other documents give no problem."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    for name in (".DS_Store", "round-1/responses/Thumbs.db", "notes.docx", "round-1/minutes.pdf", "forms/a1.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\0")
    for ending in (".previous", ".tmp", ".previous.tmp", ".new", ".previous.new"):
        answers_file(folder, "a1").with_name(f"a1.toml{ending}").write_bytes(b"half a fi")
    assert open_assessment(str(folder)).problems == ()


def test_a_folder_without_a_partnership_is_no_assessment(tmp_path: Path) -> None:
    """A folder without partnership.toml is no assessment, and opening it says what is missing."""
    assert not is_assessment(str(tmp_path))
    assert [str(problem) for problem in open_assessment(str(tmp_path)).problems] == [
        f"{tmp_path / 'partnership.toml'}: There is no such file. Check the name; it may have been moved or removed."
    ]


def test_a_round_without_its_file_is_reported(tmp_path: Path) -> None:
    """A folder of a round without round.toml is a problem, not a round that is passed over."""
    made(tmp_path / "harbour")
    folder = tmp_path / "harbour" / "round-2"
    folder.mkdir()
    assert [str(problem) for problem in open_assessment(str(folder.parent)).problems] == [
        f"{folder / 'round.toml'}: There is no such file. Check the name; it may have been moved or removed."
    ]


def test_a_spoilt_round_does_not_make_its_answers_strange(tmp_path: Path) -> None:
    """While a round cannot be read, it is not said of each file of answers that nobody of that name is asked."""
    folder = tmp_path / "harbour"
    made(folder)
    save_response(str(folder), said("council-1", {"aims": 3}))
    asked = folder / "round-1" / "round.toml"
    asked.write_text("format = 1\nnumber = 1\n", encoding="utf-8")
    assert {problem.file for problem in open_assessment(str(folder)).problems} == {str(asked)}


def test_responses_come_in_the_order_of_the_invitees(tmp_path: Path) -> None:
    """Responses are read in the order in which the round names their invitees, whatever their files are called."""
    folder = tmp_path / "harbour"
    assessment = made(folder)
    codes = [one.code for one in assessment.rounds[0].asked.invitees]
    for code in reversed(codes):
        save_response(str(folder), said(code, {"aims": 3}))
    read, _ = open_assessment(str(folder))
    assert read is not None
    assert [one.invitee for one in read.rounds[0].responses] == codes
    assert codes != sorted(codes)


@pytest.mark.parametrize("name", [*FILES.values(), "round-1", "round-1/responses", "lock.tmp"])
@pytest.mark.parametrize("kind", ["folder", "file", "nothing"])
def test_anything_in_place_of_a_file_gives_problems(name: str, kind: str, tmp_path: Path) -> None:
    """A folder in place of a file, a file in place of a folder, and nothing at all are told, and nothing is raised."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    place = folder / name
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_bytes(b"\xff")
    assessment, problems = open_assessment(str(folder))
    if name in {"partnership.toml", "round-1/round.toml"} or (name, kind) == ("round-1", "file"):
        assert assessment is None
    if assessment is None or (name in FILES.values() and kind != "nothing"):
        assert problems != ()


def test_text_that_steers_a_screen_is_saved_as_text(tmp_path: Path) -> None:
    """Control codes in names are taken out before they are written, and markup stays as it is."""
    folder = tmp_path / "harbour"
    hostile = replace(CASE.partnership, name="\x1b[31m<b>Harbour\ud800\u202e</b> [red] =1+1\r\n")
    create(str(folder), hostile, CASE.round)
    assert opened(folder).partnership.name == "<b>Harbour</b> [red] =1+1\n"


def test_an_empty_file_of_answers_is_one_that_nobody_wrote(tmp_path: Path) -> None:
    """A killed browser leaves one: it is no problem, and the person can answer. An earlier version makes it one."""
    assessment = made(tmp_path)
    code = assessment.rounds[0].asked.invitees[0].code
    path = Path(response_file(str(tmp_path), 1, code))
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert opened(tmp_path).rounds[0].responses == ()
    item = assessment.rounds[0].asked.rows[0].item
    AnswerBook(assessment, 1, code).answer(item, "don't know")
    (response,) = opened(tmp_path).rounds[0].responses
    assert [answer.item for answer in response.answers] == [item]
    path.with_name(f"{path.name}.previous").write_bytes(path.read_bytes())
    path.write_bytes(b"")
    assert open_assessment(str(tmp_path)).problems != ()
