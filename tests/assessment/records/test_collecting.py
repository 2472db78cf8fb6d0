"""Answers are brought in with the same result in any order and however often; nothing is lost in silence."""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.answer_checks import fit_flaws, response_flaws
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.collecting import (
    AnswerVersion,
    Arrived,
    Collected,
    Conflict,
    Refused,
    Report,
    collect,
)
from compact_core.assessment.records.editing import change_file, close_round, reopen_round
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.tables import edited
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.errors import CompactsError
from samples import ASKED, CASE, ITEMS, LATER, NOON, QUICK, answers_file, made, opened, points, said

CODE = "council-1"
CODES = [one.code for one in CASE.round.invitees]


def bring(folder: Path, *responses: Response) -> Report:
    """Bring responses in from files a, b, c and so on."""
    return collect(
        opened(folder), [Arrived(f"{name}.json", one) for name, one in zip("abcdef", responses, strict=False)]
    )


@st.composite
def versions(draw: st.DrawFn) -> Response:
    """Any answers of any invitee."""
    answers = []
    for item in draw(st.lists(st.sampled_from(ITEMS), unique=True)):
        one: Answer = replace(
            draw(values(Answer)),
            item=item,
            given=draw(st.sampled_from(["", NOON, LATER])),
            late=False,
            filled_in_by=draw(st.sampled_from(["", "charity"])),
        )
        point = draw(st.integers(1, 4)) if one.says == "point" else 0
        answers.append(replace(one, point=point, reason=one.reason if one.says == "not applicable" else ""))
    comments: list[Comment] = draw(st.lists(values(Comment), max_size=2, unique_by=lambda one: (one.section, one.box)))
    plain = said(draw(st.sampled_from(CODES)), {})
    return replace(plain, answers=tuple(answers), comments=tuple(replace(one, late=False) for one in comments))


def held(asked: Round, *parts: Sequence[Response]) -> list[Response]:
    """What a folder holds after some files were brought in together, then others."""
    with tempfile.TemporaryDirectory(dir=QUICK) as outside:
        folder = Path(outside, "harbour")
        made(folder, asked)
        for part in parts:
            collect(opened(folder), [Arrived(f"{place}", one) for place, one in enumerate(part)])
        return list(opened(folder).rounds[0].responses)


@given(st.lists(versions(), max_size=6), st.data(), st.sampled_from(["", "2026-03-02"]))
def test_order_and_repeats_change_nothing(files: list[Response], data: st.DataObject, closed: str) -> None:
    """However files are ordered, parted and repeated, open or closed, the folder holds the same in the end."""
    asked = replace(CASE.round, closed=closed)
    more = data.draw(st.lists(st.sampled_from(files), max_size=3)) if files else []
    again = data.draw(st.permutations([*files, *more]))
    part = data.draw(st.integers(0, len(again)))
    assert held(asked, again[:part], again[part:]) == held(asked, files)


@given(st.lists(versions(), max_size=6))
def test_nothing_is_lost(files: list[Response]) -> None:
    """Everything that any file says holds, or is kept among what gave way."""
    there = {
        one.invitee: {*one.answers, *one.replaced, *one.comments, *one.replaced_comments}
        for one in held(CASE.round, files)
    }
    for one in files:
        assert {*one.answers, *one.comments} <= there.get(one.invitee, set())


def test_first_answers_are_new(folder: Path) -> None:
    """Answers of somebody of whom nothing was there are new; brought in again they were there already."""
    first = said(CODE, {"aims": 3, "trust": "DK"})
    assert bring(folder, first) == Report((Collected(1, CODE, ("a.json",), "new", late=False, conflicts=()),), ())
    before = answers_file(folder, CODE).read_bytes()
    (again,) = bring(folder, first).collected
    assert (again.state, again.conflicts) == ("already had", ())
    assert answers_file(folder, CODE).read_bytes() == before
    assert not answers_file(folder, CODE).with_name(f"{CODE}.toml.previous").exists()


def test_the_newer_wins_an_item_and_both_are_reported(folder: Path) -> None:
    """Of two versions the later answer to an item holds; both are told with their words and moments, once."""
    bring(folder, said(CODE, {"aims": 3, "trust": 2}))
    newer = said(CODE, {"aims": 1, "review": "NA"}, LATER)
    (one,) = bring(folder, newer).collected
    assert one.state == "newer"
    told = Conflict("aims", holds=AnswerVersion("strongly disagree", LATER), gave_way=AnswerVersion("agree", NOON))
    assert one.conflicts == (told,)
    assert points(folder, CODE) == {"aims": 1, "review": 0, "trust": 2}
    (again,) = bring(folder, newer).collected
    assert (again.state, again.conflicts) == ("already had", ())


def test_an_older_version_that_comes_later_gives_way(folder: Path) -> None:
    """An older version brought in after a newer one changes no answer, and is told."""
    bring(folder, said(CODE, {"aims": 1}, LATER))
    (one,) = bring(folder, said(CODE, {"aims": 3})).collected
    assert one.conflicts == (Conflict("aims", AnswerVersion("strongly disagree", LATER), AnswerVersion("agree", NOON)),)
    assert points(folder, CODE) == {"aims": 1}


def test_versions_in_one_go_are_reported_as_well(folder: Path) -> None:
    """Two versions brought in at once give one line for the person, with both files and what differs."""
    (one,) = bring(folder, said(CODE, {"aims": "NA"}, LATER), said(CODE, {"aims": "DK"})).collected
    assert one.files == ("a.json", "b.json")
    assert one.state == "new"
    holds = AnswerVersion("not applicable: too early", LATER)
    assert one.conflicts == (Conflict("aims", holds, AnswerVersion("don't know", NOON)),)


def test_the_same_answer_at_another_time_is_no_conflict(folder: Path) -> None:
    """Who says the same twice has not changed anything that needs telling."""
    (one,) = bring(folder, said(CODE, {"aims": 3}, LATER), said(CODE, {"aims": 3})).collected
    assert one.conflicts == ()


def test_comments_and_missing_parts_are_reported(folder: Path) -> None:
    """Comments give way box by box, and ticked parts are part of an answer."""
    note = Comment(section="build", box="strengths", text="We talk early.", use="may be quoted", given=NOON)
    answer = Answer(item="aims", says="point", point=3, missing=(1, 3), given=NOON)
    first = replace(said(CODE, {}), answers=(answer,), comments=(note,))
    newer = replace(note, text="", given=LATER)
    second = replace(first, answers=(replace(answer, missing=(), given=LATER),), comments=(newer,))
    assert bring(folder, first, second).collected[0].conflicts == (
        Conflict("aims", AnswerVersion("agree", LATER), AnswerVersion("agree (missing: 1, 3)", NOON)),
        Conflict(
            "build strengths", AnswerVersion("taken back", LATER), AnswerVersion("We talk early. (may be quoted)", NOON)
        ),
    )


def test_answers_after_the_close_are_late(folder: Path) -> None:
    """What comes after the close is kept and marked as late; what came before stays on time when it comes again."""
    first = said(CODE, {"aims": 3})
    bring(folder, first)
    close_round(str(folder), 1, "2026-03-01")
    both = bring(folder, first, said("trust-1", {"aims": 2})).collected
    assert [(one.invitee, one.late) for one in both] == [(CODE, True), ("trust-1", True)]
    bring(folder, said(CODE, {"trust": 1}, LATER))
    responses = {one.invitee: one for one in opened(folder).rounds[0].responses}
    assert [(one.item, one.late) for one in responses[CODE].answers] == [("aims", False), ("trust", True)]
    assert [one.late for one in responses["trust-1"].answers] == [True]
    reopen_round(str(folder), 1)
    assert [one.late for one in bring(folder, said("charity-1", {"aims": 2})).collected] == [False]


KEY = 'Write key = "text"; a key has only the letters a to z, digits, - and _.'
ELSEWHERE = (
    "These are answers about 'airport'; this is the partnership 'harbour'. "
    "Bring them into the folder of their own assessment."
)
OTHER_WORDS = (
    "This form asked for other items, or in other words, than the round does now. "
    "Send out the form again, or bring back the round.toml that the form was made from."
)
AGAIN = "Open the form, press 'Save answers file', and use the file that it saves."
OTHER_CODE = "These are answers about the code 'other'; this round asks about 'code'. Send out the form of this round."
WHO = "Ask who sent the file, or add the invitee."
EMPTY = (
    "Nothing is filled in here. It may be the form as it was sent out. If it came back like this, "
    "this person has not answered."
)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"round": 2}, ["These are answers of round 2; the rounds here are: 1."]),
        ({"partnership": "airport"}, [ELSEWHERE]),
        (
            {"partnership": "airport", "round": 2},
            [ELSEWHERE, "These are answers of round 2; the rounds here are: 1."],
        ),
        ({"code": "other"}, [OTHER_CODE]),
        ({"invitee": "../../x"}, [f"Nobody with the code '../../x' is asked in round 1. {WHO}"]),
        (
            {"invitee": "council-3", "asked": "f" * 16},
            [f"Nobody with the code 'council-3' is asked in round 1. Did you mean 'council-2'? {WHO}", OTHER_WORDS],
        ),
        ({"asked": "f" * 16}, [OTHER_WORDS]),
        (
            {"answers": (Answer(item="money", says="point", point=9),)},
            [
                f"In answers 1: There is no item 'money' in this round. {AGAIN}",
                f"In answers 1: point is 9; the scale has 4 points. {AGAIN}",
            ],
        ),
        ({"filled_in_by": "airport"}, [f"There is no organisation 'airport' in the partnership. {AGAIN}"]),
        ({"answers": ()}, [EMPTY]),
    ],
)
def test_what_belongs_elsewhere_is_refused(folder: Path, change: dict[str, object], reasons: list[str]) -> None:
    """Another round, partnership, code, invitee, form or item is refused in words; other files still come in."""
    wrong = replace(said(CODE, {"aims": 3}), **change)  # type: ignore[arg-type]  # the fields are right
    report = collect(opened(folder), [Arrived("wrong", wrong), Arrived("right", said("trust-1", {"aims": 1}))])
    assert [(one.invitee, one.state) for one in report.collected] == [("trust-1", "new")]
    assert report.refused == (Refused("wrong", tuple(reasons)),)
    assert sorted(path.name for path in answers_file(folder, CODE).parent.iterdir()) == ["trust-1.toml"]


def test_answers_kept_elsewhere_can_be_brought_in(folder: Path) -> None:
    """What an open book held when saving failed comes in like any other file, over what was saved before."""
    book = AnswerBook(opened(folder), 1, CODE, now=lambda: NOON)
    book.answer("aims", "point", 3)
    before = answers_file(folder, CODE).read_bytes()
    book.answer("aims", "point", 1)
    answers_file(folder, CODE).write_bytes(before)
    bring(folder, replace(book.response, asked=ASKED))
    assert points(folder, CODE) == {"aims": 1}


def test_a_folder_that_is_gone_is_said(folder: Path) -> None:
    """When the folder is renamed meanwhile, bringing in says so."""
    assessment = opened(folder)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(CompactsError, match=r"There is no assessment in .* \(any more\)\. It may have been moved"):
        collect(assessment, [Arrived("a", said(CODE, {"aims": 3}))])


def test_what_is_spoilt_costs_only_itself(folder: Path) -> None:
    """Somebody whose file cannot be read, or not be written, is refused with the reason; all others are taken."""
    spoilt, unwritable = answers_file(folder, "council-1"), answers_file(folder, "council-2")
    spoilt.write_text("x", encoding="utf-8")
    unwritable.with_name(f"{unwritable.name}.tmp").mkdir()
    arrived = [Arrived(f"{code}.json", said(code, {"aims": 3})) for code in CODES]
    report = collect(open_assessment(str(folder)).assessment or made(folder), arrived)
    assert [(one.invitee, one.state) for one in report.collected] == [("charity-1", "new"), ("trust-1", "new")]
    assert report.refused == (
        Refused(
            "council-1.json",
            (f"{spoilt}:1:2: A key has no equals sign after it; found the end of the file. {KEY}",),
        ),
        Refused("council-2.json", (f"{unwritable} could not be saved: Is a directory.",)),
    )
    assert spoilt.read_text("utf-8") == "x"
    spoilt.unlink()
    assert points(folder, "charity-1") == points(folder, "trust-1") == {"aims": 3}


def test_whether_it_is_late_is_read_under_the_lock(folder: Path) -> None:
    """Answers brought in by a program that looked at the round before it was closed are late."""
    before = opened(folder)
    close_round(str(folder), 1, "2026-03-01")
    (one,) = collect(before, [Arrived("a.json", said(CODE, {"aims": 3}))]).collected
    assert one.late
    assert [answer.late for response in opened(folder).rounds[0].responses for answer in response.answers] == [True]


def test_answers_to_other_words_are_noticed_under_the_lock(folder: Path) -> None:
    """Answers to a round that was changed since a program looked at it are refused."""
    before = opened(folder)
    change_file(
        str(folder / "round-1" / "round.toml"),
        lambda text: edited(text, lambda one: one["rows"][0].update(digest="f" * 16)),
    )
    assert collect(before, [Arrived("a.json", said(CODE, {"aims": 3}))]) == Report(
        (), (Refused("a.json", (OTHER_WORDS,)),)
    )
    assert not answers_file(folder, CODE).exists()


def test_a_file_is_checked_once(folder: Path) -> None:
    """Each of several files is held against its round once, and by itself only before it is written."""
    calls: Counter[tuple[str, str]] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in {fit_flaws.__code__, response_flaws.__code__} and frame.f_back:
            calls[frame.f_code.co_name, frame.f_back.f_code.co_name] += 1

    assessment = opened(folder)
    files = [said(code, {"aims": 3}) for code in CODES[:3]]
    sys.setprofile(count)
    try:
        report = collect(assessment, [Arrived(f"{response.invitee}.json", response) for response in files])
    finally:
        sys.setprofile(None)
    assert len(report.collected) == 3
    assert calls["fit_flaws", "why_not"] == 3
    assert {caller for _, caller in calls} == {"why_not", "response_data"}


def test_a_file_that_says_nothing_new_changes_no_byte(folder: Path) -> None:
    """A file of answers that somebody wrote a note into stays as it is when nothing new comes in."""
    bring(folder, said(CODE, {"aims": 3}))
    path = answers_file(folder, CODE)
    path.write_text(f"# by post\n{path.read_text('utf-8')}", encoding="utf-8")
    (one,) = bring(folder, said(CODE, {"aims": 3})).collected
    assert one.state == "already had"
    assert path.read_text("utf-8").startswith("# by post\n")
