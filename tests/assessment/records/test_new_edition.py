"""The folder of an assessment whose round goes on in another edition."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.test_editions import code_of, on_in
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.answering import AnswerBook, answers_file
from compact_core.assessment.records.collecting import Arrived, OlderForm, collect
from compact_core.assessment.records.editing import change_edition, keep_promise
from compact_core.assessment.records.reading import open_assessment, read_response
from compact_core.assessment.records.removal import erase
from compact_core.assessment.records.saving import file_data
from compact_core.assessment.responses import Answer, Response
from compact_core.assessment.setup.beginning import items_to_judge, rows_of
from compact_core.errors import CompactsError
from compact_core.model import Code
from samples import CASE, made, opened

FIRST = code_of({"greet": "Greet each othr.", "listen": "Listen.", "cake": "Bring cake."}, "mill")
MENDED = code_of({"greet": "Greet each other.", "listen": "Listen.", "song": "Sing."}, "mill")
CODE = "council-1"


def asking(code: Code) -> Round:
    """The round of the case, about all of a code."""
    return replace(CASE.round, code=code.id, asks="all", rows=rows_of(items_to_judge(code, "informal")))


def go_on(folder: Path, code: Code) -> Round:
    """Let the first round go on in an edition."""
    return change_edition(str(folder), 1, lambda _, record: on_in(record.asked, code))


def begun(folder: Path) -> Round:
    """An assessment in which one person has answered everything, and somebody was shown a form."""
    made(folder, asking(FIRST))
    book = AnswerBook(opened(folder), 1, CODE)
    for number, item in enumerate(("greet", "listen", "cake"), start=1):
        book.answer(item, "point", number)
    keep_promise(str(folder), 1, lambda promise: promise.round)
    return opened(folder).rounds[0].asked


def held(folder: Path) -> dict[str, int]:
    """The answers of that person which hold now."""
    (response,) = opened(folder).rounds[0].responses
    return {answer.item: answer.point for answer in response.held_answers}


def test_only_the_file_of_the_round_is_changed(tmp_path: Path) -> None:
    """So it happens whole or not at all. Answers to what says the same follow; all others stay beside them."""
    folder = tmp_path / "harbour"
    begun(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    now = go_on(folder, MENDED)
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert changed == ["round.toml"]
    assert now == opened(folder).rounds[0].asked
    assert [(item.item, item.becomes, item.how) for item in now.earlier] == [
        ("greet", "greet", "reworded"),
        ("listen", "listen", "kept"),
        ("cake", "", "anew"),
    ]
    assert held(folder) == {"listen": 2}
    assert go_on(folder, MENDED) == now
    assert go_on(folder, FIRST).rows == asking(FIRST).rows
    assert held(folder) == {"greet": 1, "listen": 2, "cake": 3}


def test_comments_of_people_in_the_file_survive(tmp_path: Path) -> None:
    """What somebody wrote beside a row stays there."""
    folder = tmp_path / "harbour"
    begun(folder)
    file = folder / "round-1" / "round.toml"
    file.write_text(file.read_text().replace('item = "listen"', 'item = "listen"  # asked for by the charity'))
    go_on(folder, MENDED)
    assert 'item = "listen"  # asked for by the charity' in file.read_text()


def test_what_was_answered_is_in_the_file_with_what_it_was_given_to(tmp_path: Path) -> None:
    """Once something is answered anew, the answer of before stands beside it: edition, part, digest and moment."""
    folder = tmp_path / "harbour"
    rows = {row.item: row.digest for row in begun(folder).rows}
    go_on(folder, MENDED)
    AnswerBook(opened(folder), 1, CODE).answer("greet", "point", 4)
    (response,) = opened(folder).rounds[0].responses
    assert held(folder) == {"greet": 4, "listen": 2}
    assert {(old.point, old.given_to, old.digest) for old in response.earlier} == {
        (1, "mill#greet", rows["greet"]),
        (3, "mill#cake", rows["cake"]),
    }
    assert all(old.given for old in response.earlier)


def test_an_old_form_comes_back(tmp_path: Path) -> None:
    """What it says of items that say the same counts, the rest is kept beside; a second time nothing is new."""
    folder = tmp_path / "harbour"
    asked = begun(folder)
    now = go_on(folder, MENDED)
    said = (Answer(item=item, says="point", point=4, given="2099-01-01T12:00:00Z") for item in ("greet", "listen"))
    form = Response(
        partnership="harbour", round=1, code="mill", invitee="charity-1", asked=asked_digest(asked), answers=tuple(said)
    )
    report = collect(opened(folder), [Arrived("old.json", form)])
    (person,) = report.collected
    assert person.older == (OlderForm("old.json", 1, 1),)
    assert person.state == "new"
    (again,) = collect(opened(folder), [Arrived("old.json", form)]).collected
    assert again.state == "already had"
    (response,) = (one for one in opened(folder).rounds[0].responses if one.invitee == "charity-1")
    assert (response.asked, [answer.item for answer in response.answers]) == (asked_digest(now), ["listen"])
    unknown = replace(form, asked="0" * 16)
    (refused,) = collect(opened(folder), [Arrived("other.json", unknown)]).refused
    assert refused.reasons[0].startswith("This form asked for other items, or in other words, than the round does now.")


def test_who_types_meanwhile_is_told(tmp_path: Path) -> None:
    """An answer to words that are no longer asked is refused, and the answers of before are as they were."""
    folder = tmp_path / "harbour"
    begun(folder)
    book = AnswerBook(opened(folder), 1, CODE)
    go_on(folder, MENDED)
    with pytest.raises(CompactsError, match="Begin again, so that you see what is asked now"):
        book.answer("greet", "point", 4)
    assert held(folder) == {"listen": 2}


def test_a_computer_that_is_behind_overwrites_nothing(tmp_path: Path) -> None:
    """Answers to an edition that round.toml does not know yet are left alone until it does."""
    folder = tmp_path / "harbour"
    begun(folder)
    file = folder / "round-1" / "round.toml"
    old = file.read_bytes()
    go_on(folder, MENDED)
    AnswerBook(opened(folder), 1, CODE).answer("song", "point", 4)
    new = file.read_bytes()
    answers = folder / "round-1" / "responses" / f"{CODE}.toml"
    there = answers.read_bytes()
    file.write_bytes(old)
    behind = open_assessment(str(folder)).assessment
    assert behind
    assert behind.rounds[0].unread == (CODE,)
    with pytest.raises(CompactsError, match="does not know"):
        AnswerBook(behind, 1, CODE)
    assert answers.read_bytes() == there
    file.write_bytes(new)
    assert held(folder) == {"listen": 2, "song": 4}


def test_an_answers_file_keeps_what_it_was_given_to(tmp_path: Path) -> None:
    """What is saved in another place, and brought in again, is just what was there."""
    folder = tmp_path / "harbour"
    begun(folder)
    go_on(folder, MENDED)
    response = AnswerBook(opened(folder), 1, CODE).response
    read = read_answers(answers_file(response), "saved.json", [opened(folder).rounds[0].asked])
    assert read.problems == ()
    assert read.sound == response


def test_erasing_takes_what_was_carried_too(tmp_path: Path) -> None:
    """Nothing of a person is left, of whatever edition."""
    folder = tmp_path / "harbour"
    begun(folder)
    go_on(folder, MENDED)
    AnswerBook(opened(folder), 1, CODE).answer("greet", "point", 4)
    erased = erase(str(folder), CODE)
    assert erased.left == ()
    assert [path for path in folder.rglob("*") if path.is_file() and CODE.encode() in path.read_bytes()] == []


FLAWED: Sequence[tuple[str, str]] = [
    ('[[earlier]]\nasked = "0000000000000000"\nitem = "cake"\ndigest = "0000000000000000"\n', "There is no edition"),
    ('[[editions]]\nasked = "no"\ncode = "mill"\nround = 1\n', "asked is 'no'."),
]


@pytest.mark.parametrize(("text", "told"), FLAWED)
def test_what_is_wrong_with_earlier_editions_is_told(text: str, told: str, tmp_path: Path) -> None:
    """A file that was edited by hand is checked like any other."""
    folder = tmp_path / "harbour"
    begun(folder)
    file = folder / "round-1" / "round.toml"
    file.write_text(f"{file.read_text()}\n{text}")
    problems = open_assessment(str(folder)).problems
    assert any(problem.message.startswith(told) for problem in problems), problems


def test_a_file_of_an_earlier_edition_is_read_as_what_it_asked(tmp_path: Path) -> None:
    """An answer to an item that is gone since is no mistake; one that was never asked is, at its line."""
    folder = tmp_path / "harbour"
    begun(folder)
    (response,) = opened(folder).rounds[0].responses
    now = go_on(folder, MENDED)
    assert read_response(file_data(response), "a.toml", CASE.partnership, now).problems == ()
    wrong = replace(response, answers=(*response.answers, Answer(item="dance", says="don't know")))
    (problem,) = read_response(file_data(wrong), "a.toml", CASE.partnership, now).problems
    assert problem.message == "There is no item 'dance' in this round."
    assert problem.line > 0
