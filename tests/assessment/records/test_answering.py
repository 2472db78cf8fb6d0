"""Answers while they are typed: on disk before they are acknowledged, merged with what others saved, never lost."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.merging import all_answers, on_time
from compact_core.assessment.records.answering import LATE, AnswerBook, SaveOutcome
from compact_core.assessment.records.editing import change_file, close_round, reopen_round
from compact_core.assessment.records.reading import Assessment, open_assessment
from compact_core.assessment.records.removal import erase
from compact_core.assessment.records.saving import save_response
from compact_core.assessment.records.tables import edited
from compact_core.assessment.responses import Answer
from compact_core.errors import CompactsError
from samples import ASKED, ITEMS, LATER, NOON, QUICK, answers_file, made, opened, points, said

CODE = "council-1"


def clock(start: str = NOON) -> Callable[[], str]:
    """A clock that stands still."""
    return lambda: start


def book(folder: Path, now: str = NOON, *, by: str = "") -> AnswerBook:
    """The answers of the first invitee, with a clock that stands still."""
    return AnswerBook(opened(folder), 1, CODE, now=clock(now), filled_in_by=by)


def held(folder: Path) -> list[Answer]:
    """The answers that the invitee's file holds."""
    (record,) = opened(folder).rounds
    return [answer for one in record.responses for answer in one.answers]


def test_an_answer_is_on_disk_when_it_is_acknowledged(folder: Path) -> None:
    """Every kind of answer can be read from the folder as soon as the call has come back."""
    typed = book(folder)
    assert typed.answer("aims", "point", 3, missing=(1, 2)) == SaveOutcome()
    assert held(folder) == [Answer(item="aims", says="point", point=3, missing=(1, 2), given=NOON)]
    typed.answer("trust", "not applicable", reason="too early")
    typed.answer("review", "don't know")
    assert [(one.item, one.says, one.reason) for one in held(folder)] == [
        ("aims", "point", ""),
        ("review", "don't know", ""),
        ("trust", "not applicable", "too early"),
    ]


def test_the_file_says_whose_answers_it_holds(folder: Path) -> None:
    """The file names the partnership, round, code, form and invitee, and of each answer who filled it in."""
    book(folder, by="charity").answer("aims", "point", 1)
    book(folder).answer("trust", "point", 1)
    (record,) = opened(folder).rounds
    (one,) = record.responses
    assert (one.partnership, one.round, one.code, one.asked) == ("harbour", 1, "code", ASKED)
    assert one.invitee == CODE
    assert [(answer.item, answer.filled_in_by) for answer in one.answers] == [("aims", "charity"), ("trust", "")]


def test_who_comes_back_goes_on(folder: Path) -> None:
    """A second book of the same invitee begins with the answers of the first."""
    book(folder).answer("aims", "point", 3)
    again = book(folder)
    again.answer("trust", "point", 2)
    assert points(folder, CODE) == {"aims": 3, "trust": 2}
    assert again.response == opened(folder).rounds[0].responses[0]


def test_an_answer_given_anew_takes_the_place_of_the_first(folder: Path) -> None:
    """Who answers an item twice has one answer, and nothing is kept as if another had said it."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    typed.answer("aims", "point", 1)
    assert points(folder, CODE) == {"aims": 1}
    assert typed.response.replaced == ()


def test_an_answer_can_be_taken_back(folder: Path) -> None:
    """An answer that is taken back is gone from what is counted, also when an older copy of it comes again."""
    typed = book(folder)
    assert typed.take_back("aims") == SaveOutcome()
    typed.answer("aims", "point", 3)
    first = typed.response
    typed.take_back("aims")
    save_response(str(folder), first)
    assert [(one.item, one.says) for one in held(folder)] == [("aims", "taken back")]


def test_comments_are_saved_and_taken_back(folder: Path) -> None:
    """A comment is saved with what its writer allows; an empty text takes it back."""
    typed = book(folder)
    typed.comment("build", "strengths", "We talk early.", "may be quoted")
    typed.comment("build", "improvements", "Too many meetings.")
    typed.comment("build", "improvements", "")
    (record,) = opened(folder).rounds
    assert [(one.box, one.text, one.use) for one in record.responses[0].comments] == [
        ("improvements", "", "facilitator only"),
        ("strengths", "We talk early.", "may be quoted"),
    ]


def test_text_that_steers_a_screen_is_saved_as_text(folder: Path) -> None:
    """Control codes are taken out of reasons and comments, line ends and markup stay, and the file has no problem."""
    typed = book(folder)
    typed.answer("aims", "not applicable", reason="\x1b[31mtoo\x07 early\ud800")
    typed.comment("build", "strengths", "<b>one</b>\r\n'''two'''\u202e =1+1 [/red] \"\"\"")
    (record,) = opened(folder).rounds
    assert record.responses[0].answers[0].reason == "too early"
    assert record.responses[0].comments[0].text == "<b>one</b>\n'''two''' =1+1 [/red] \"\"\""
    assert record.responses[0] == typed.response


def test_another_program_at_the_same_file_loses_nothing_and_is_reported(folder: Path) -> None:
    """Two books of one invitee take turns: both keep everything, the later answer holds, and it is said."""
    one, other = book(folder), book(folder, LATER)
    one.answer("aims", "point", 1)
    told = other.answer("trust", "point", 2)
    assert told == SaveOutcome(
        ("aims",), "Another program has changed these answers too. What was said last holds: aims."
    )
    assert other.answer("aims", "point", 4) == SaveOutcome()
    told = one.answer("aims", "point", 3)
    assert told.changed == ("aims", "trust")
    assert points(folder, CODE) == {"aims": 4, "trust": 2}
    assert [(answer.item, answer.point) for answer in one.response.replaced] == [("aims", 3)]


def test_a_clock_that_is_set_back_does_not_undo_an_answer(folder: Path) -> None:
    """An answer given anew is later than the one that it replaces, whatever the clock says."""
    book(folder, LATER).answer("aims", "point", 1)
    first = answers_file(folder, CODE).read_bytes()
    typed = book(folder, NOON)
    typed.answer("aims", "point", 4)
    answers_file(folder, CODE).write_bytes(first)  # as a sync program would
    typed.answer("trust", "point", 2)
    assert points(folder, CODE) == {"aims": 4, "trust": 2}


def test_a_clock_at_the_end_of_time_is_no_obstacle(folder: Path) -> None:
    """An answer that says it was given in the last second of the year 9999 can still be given anew."""
    book(folder, "9999-12-31T23:59:59Z").answer("aims", "point", 1)
    book(folder).answer("aims", "point", 4)
    assert points(folder, CODE) == {"aims": 4}


def test_a_file_that_is_gone_is_written_anew(folder: Path) -> None:
    """When the file is removed meanwhile, the next answer writes everything again, and says so."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    answers_file(folder, CODE).unlink()
    told = typed.answer("trust", "point", 2)
    gone = "The file of these answers was gone. It is written anew, with everything that was said."
    assert told == SaveOutcome((), gone)
    assert points(folder, CODE) == {"aims": 3, "trust": 2}


def test_a_file_that_was_spoilt_is_not_overwritten(folder: Path) -> None:
    """When the file cannot be read any more, it is left as it is, and the answers stay in memory."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    path = answers_file(folder, CODE)
    path.write_text("format = 1\ninvitee = council-1\n", encoding="utf-8")
    with pytest.raises(CompactsError, match=r"council-1\.toml:2:11: There is no value here that can be read"):
        typed.answer("trust", "point", 2)
    assert typed.unsaved
    assert path.read_text("utf-8") == "format = 1\ninvitee = council-1\n"
    path.unlink()
    typed.save()
    assert not typed.unsaved
    assert points(folder, CODE) == {"aims": 3, "trust": 2}


def test_the_version_before_a_spoilt_file_is_named(folder: Path) -> None:
    """Where a file of answers was spoilt, it is said that none of it counts, and where the version before is."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    typed.answer("aims", "point", 2)
    path = answers_file(folder, CODE)
    path.write_text("x", encoding="utf-8")
    hint = f"The version before it stands beside it: {path.name}.previous."
    told = f"{path}: warning: Nothing in this file counts until it is put right. {hint}"
    assert str(open_assessment(str(folder)).problems[-1]) == told
    with pytest.raises(CompactsError) as error:
        typed.answer("trust", "point", 1)
    assert str(error.value).splitlines()[-1] == told


def test_answers_after_the_close_are_late(folder: Path) -> None:
    """What is said while the round is closed is marked as late; what is said before or after that is not."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    close_round(str(folder), 1, "2026-03-01")
    typed.answer("trust", "point", 2)
    typed.comment("build", "strengths", "Late.")
    reopen_round(str(folder), 1)
    typed.answer("review", "point", 1)
    assert {one.item: one.late for one in held(folder)} == {"aims": False, "trust": True, "review": False}
    assert [one.late for one in typed.response.comments] == [True]


def test_who_types_is_told_of_the_close(folder: Path) -> None:
    """Whoever is typing when the round is closed is told once that what follows is late; who begins later is not."""
    typed = book(folder)
    assert typed.answer("aims", "point", 3) == SaveOutcome()
    close_round(str(folder), 1, "2026-03-01")
    closed = f"The round was closed meanwhile. {LATE}"
    assert typed.answer("trust", "point", 2) == SaveOutcome((), closed)
    assert typed.answer("aims", "point", 1) == SaveOutcome()
    assert book(folder).comment("aims-section", "strengths", "x") == SaveOutcome()


def test_who_was_erased_cannot_go_on(folder: Path) -> None:
    """An open book does not bring back somebody who was erased meanwhile."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    erase(str(folder), CODE)
    with pytest.raises(CompactsError) as told:
        typed.answer("trust", "point", 2)
    assert str(told.value) == f"Nobody with the code '{CODE}' is asked in round 1 (any more). Nothing was saved."
    assert not answers_file(folder, CODE).exists()


def test_changed_items_are_noticed(folder: Path) -> None:
    """When the round asks something else meanwhile, an answer is not saved as one to the new words."""
    typed = book(folder)
    change_file(
        str(folder / "round-1" / "round.toml"),
        lambda text: edited(text, lambda one: one["rows"][0].update(digest="f" * 16)),
    )
    with pytest.raises(CompactsError) as told:
        typed.answer("aims", "point", 3)
    assert str(told.value) == (
        "The items of round 1, or their words, have changed since you began. "
        "Begin again, so that you see what is asked now."
    )
    assert not typed.unsaved
    assert not answers_file(folder, CODE).exists()
    book(folder).answer("aims", "point", 3)
    assert points(folder, CODE) == {"aims": 3}


def asking(call: Callable[[Assessment], object], folder: Path) -> str:
    """What is said when something cannot be."""
    with pytest.raises(CompactsError) as told:
        call(opened(folder))
    return str(told.value)


def test_what_cannot_be_answered_is_refused(folder: Path) -> None:
    """An unknown invitee, organisation, round or item, and a point off the scale, are refused and change nothing."""
    codes = "council-1, council-2, trust-1, charity-1"
    assert asking(lambda one: AnswerBook(one, 1, "../x"), folder) == (
        f"Nobody with the code '../x' is asked in round 1. Codes: {codes}."
    )
    assert asking(lambda one: AnswerBook(one, 1, CODE, filled_in_by="press"), folder) == (
        "There is no organisation 'press' in the partnership. There are: council, trust, charity."
    )
    assert asking(lambda one: AnswerBook(one, 3, CODE), folder) == f"There is no round 3 in {folder} (any more)."
    assert asking(lambda one: AnswerBook(one, 1, CODE).answer("money", "point", 1), folder) == (
        "The item 'money' is not asked about in round 1."
    )
    for point in (0, 5, -1):
        assert asking(lambda one, point=point: AnswerBook(one, 1, CODE).answer("aims", "point", point), folder) == (  # type: ignore[misc]
            f"The scale has the points 1 to 4; found {point}."
        )
    assert held(folder) == []


def test_answers_are_kept_elsewhere_when_the_folder_is_gone(folder: Path, tmp_path: Path) -> None:
    """When the folder was removed, the error says so, and the answers can be put into another place."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    shutil.rmtree(folder)
    with pytest.raises(CompactsError) as told:
        typed.answer("trust", "point", 2)
    assert str(told.value) == (
        f"There is no assessment in {folder} (any more). "
        "It may have been moved, renamed or removed, or its drive is not connected."
    )
    assert not folder.exists()
    typed.save_elsewhere(str(tmp_path / "answers.json"))
    assert json.loads((tmp_path / "answers.json").read_text("utf-8")) == {
        "format": "compacts-answers-1",
        "partnership": "harbour",
        "round": 1,
        "code": "code",
        "invitee": CODE,
        "asked": ASKED,
        "answers": [
            {"item": "aims", "says": "point", "point": 3, "given": NOON},
            {"item": "trust", "says": "point", "point": 2, "given": NOON},
        ],
    }


def seconds() -> Iterator[str]:
    """One second after the other."""
    return (f"2026-03-01T12:{number // 60:02}:{number % 60:02}Z" for number in count())


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ITEMS), st.sampled_from([NOON, LATER])), max_size=8))
def test_what_gave_way_is_kept_whoever_saves(acts: list[tuple[int, str, str]]) -> None:
    """Two sittings of one person in any order: whatever one said is in the file, unless it changed its mind itself."""
    with tempfile.TemporaryDirectory(dir=QUICK) as outside:
        folder = Path(outside, "harbour")
        assessment, times = made(folder), [NOON]
        books = [AnswerBook(assessment, 1, CODE, now=lambda: times[-1]) for _ in range(2)]
        last: dict[tuple[int, str], str] = {}
        for number, (sitting, item, moment) in enumerate(acts):
            times.append(moment)
            books[sitting].answer(item, "not applicable", reason=f"{number}")
            last[sitting, item] = f"{number}"
            (one,) = opened(folder).rounds[0].responses
            assert {*last.values()} <= {answer.reason for answer in all_answers(one)}


def test_every_order_of_two_programs_keeps_all_answers(folder: Path) -> None:
    """Two programs that answer in turn, each some of the items, end with the last answer to every item."""
    ticking = seconds()
    books = [AnswerBook(opened(folder), 1, CODE, now=lambda: next(ticking)) for _ in range(2)]
    last: dict[str, int] = {}
    for number in range(24):
        item, point = ITEMS[number % 3], number % 4 + 1
        books[number % 5 % 2].answer(item, "point", point)
        last[item] = point
        assert points(folder, CODE) == last


def test_late_marks_and_what_gave_way_are_not_sent(folder: Path, tmp_path: Path) -> None:
    """An answers file holds what holds now, without what gave way and without marks of lateness."""
    close_round(str(folder), 1, "2026-03-01")
    save_response(str(folder), replace(said(CODE, {"aims": 1}), replaced=said(CODE, {"aims": 2}).answers))
    typed = book(folder)
    typed.answer("trust", "point", 2)
    typed.save_elsewhere(str(tmp_path / "sent.json"))
    sent = json.loads((tmp_path / "sent.json").read_text("utf-8"))
    assert "replaced" not in sent
    assert [sorted(one) for one in sent["answers"]] == [["given", "item", "point", "says"]] * 2


def test_an_answer_in_time_is_kept_beside_a_late_one(folder: Path) -> None:
    """Who answers anew after the close leaves the answer given in time in the file, also when it is taken back."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    typed.comment("build", "strengths", "We talk early.")
    close_round(str(folder), 1, "2026-03-01")
    before = typed.response
    typed.answer("aims", "point", 1)
    typed.comment("build", "strengths", "We talk late.")
    typed.take_back("aims")
    (one,) = opened(folder).rounds[0].responses
    assert [(answer.says, answer.late) for answer in one.answers] == [("taken back", True)]
    assert [(answer.point, answer.late) for answer in one.replaced] == [(3, False), (1, True)]
    assert on_time(one) == on_time(before)


def test_whether_it_is_late_is_read_under_the_lock(folder: Path) -> None:
    """When the round is closed between the typing of an answer and its saving, the answer is late, and that is told."""

    def closing() -> str:
        if not opened(folder).rounds[0].asked.closed:
            close_round(str(folder), 1, "2026-03-01")
        return NOON

    typed = AnswerBook(opened(folder), 1, CODE, now=closing)
    assert typed.answer("aims", "point", 3) == SaveOutcome((), f"The round was closed meanwhile. {LATE}")
    assert [one.late for one in held(folder)] == [True]
    assert [one.late for one in typed.response.answers] == [True]


def test_an_answer_that_waited_for_the_disk_is_late(folder: Path) -> None:
    """What could not be saved before the round was closed comes in late, with all that is said after it."""
    typed = book(folder)
    path = answers_file(folder, CODE)
    path.mkdir()
    with pytest.raises(CompactsError, match="This is a folder, not a file"):
        typed.answer("aims", "point", 3)
    path.rmdir()
    close_round(str(folder), 1, "2026-03-01")
    typed.save()
    assert [(one.item, one.late) for one in held(folder)] == [("aims", True)]


def test_undoing_after_the_close_restores_what_was_said_in_time(folder: Path) -> None:
    """A late answer that is undone was never given: the file says what it said before, and nothing is late."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    close_round(str(folder), 1, "2026-03-01")
    before = typed.response
    for item in ("aims", "trust"):
        said_before = typed.response.answer_to(item)
        typed.answer(item, "point", 1)
        assert typed.restore(item, said_before) == SaveOutcome()
    assert opened(folder).rounds[0].responses == (before,) == (typed.response,)


def test_an_answer_in_time_is_not_undone_after_the_close(folder: Path) -> None:
    """When the round is closed before somebody undoes, what was said first is said anew, late, and that is told."""
    typed = book(folder)
    for item, first in (("aims", 3), ("trust", 0)):
        if first:
            typed.answer(item, "point", first)
        said_before = typed.response.answer_to(item)
        typed.answer(item, "point", 1)
        close_round(str(folder), 1, "2026-03-01")
        assert typed.restore(item, said_before).said_anew
        reopen_round(str(folder), 1)
    (one,) = opened(folder).rounds[0].responses
    assert [(answer.item, answer.says, answer.point, answer.late) for answer in one.answers] == [
        ("aims", "point", 3, True),
        ("trust", "taken back", 0, True),
    ]
    assert [(answer.item, answer.point, answer.late) for answer in on_time(one).answers] == [
        ("aims", 1, False),
        ("trust", 1, False),
    ]


def test_undoing_in_an_open_round_leaves_nothing(folder: Path) -> None:
    """While the round is open an answer that is undone was never given; one of an earlier sitting holds again."""
    book(folder).answer("aims", "point", 3)
    before = opened(folder).rounds[0].responses
    typed = book(folder, LATER)
    for item in ("aims", "trust"):
        said_before = typed.response.answer_to(item)
        typed.answer(item, "point", 1)
        assert typed.restore(item, said_before) == SaveOutcome()
    assert opened(folder).rounds[0].responses == before


def test_what_is_too_large_is_refused_and_the_rest_goes_on(folder: Path) -> None:
    """A comment with which the file could not be read any more is refused in words; other answers are saved."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    before = typed.response
    with pytest.raises(CompactsError) as told:
        typed.comment("build", "strengths", "a" * 9_000_000)
    assert str(told.value) == (
        f"With this {answers_file(folder, CODE)} would be larger than 8 MiB, and could not be read any more. "
        "So this was not saved. Shorten it, or what stands there."
    )
    assert typed.response == before
    assert not typed.unsaved
    typed.answer("trust", "point", 2)
    assert points(folder, CODE) == {"aims": 3, "trust": 2}


def test_what_could_not_be_read_again_is_refused(folder: Path) -> None:
    """A comment on a section whose id no file can hold is refused, and the file stays as it was."""
    typed = book(folder)
    typed.answer("aims", "point", 3)
    with pytest.raises(CompactsError, match=r"section is 'Our work'\. Write small letters .* This was not saved\."):
        typed.comment("Our work", "strengths", "We talk early.")
    assert not typed.unsaved
    assert points(folder, CODE) == {"aims": 3}


@pytest.mark.parametrize("order", [(1, 4), (4, 1)])
def test_the_last_second_of_all_does_not_keep_an_answer(folder: Path, order: tuple[int, int]) -> None:
    """Whichever point comes first, the one that is given anew holds when both say the last second of the year 9999."""
    for point in order:
        book(folder, "9999-12-31T23:59:59Z").answer("aims", "point", point)
    assert points(folder, CODE) == {"aims": order[-1]}
