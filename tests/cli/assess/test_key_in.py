"""`compacts assess key-in` and `answer` from a pipe: every line is a key, or an answer."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.assess.beginning import begin, codes, read
from cli.running import Done, run_here
from compact_core.assessment.records.answering import LATE
from compact_core.assessment.responses import Answer, Comment

Typed = Callable[..., Done]
KEYS = """\
Keys: 1 strongly disagree, 2 disagree, 3 agree, 4 strongly agree, k don't know, x not applicable;
n or enter leaves an item open, u undoes, m names what is missing, b writes a comment, q stops.
"""


@pytest.fixture
def council(here: Path) -> str:
    """The code of the first person who is asked in a new assessment."""
    assert here.is_dir()
    assert begin().code == 0
    return codes()[0]


@pytest.fixture
def typed(council: str, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs a command for that person, with lines from a pipe."""

    def run(command: str, *lines: str, more: tuple[str, ...] = ()) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run_here("assess", command, "harbour", council, *more)

    return run


def said() -> dict[str, tuple[str, int, str, tuple[int, ...]]]:
    """What is on disk of the answers, by item: what it says, its point, reason and what is missing."""
    return {one.item: (one.says, one.point, one.reason, one.missing) for one in _answers()}


def _answers() -> tuple[Answer, ...]:
    return read().rounds[0].responses[0].answers


def comments() -> tuple[Comment, ...]:
    """The comments on disk."""
    return read().rounds[0].responses[0].comments


def test_one_key_an_answer(typed: Typed, council: str) -> None:
    """A digit is a point, k don't know, x not applicable with a key for the reason; each is shown as it was kept."""
    done = typed("key-in", "3", "k", "x", "c", "x", "e")
    assert done == (
        0,
        (
            f"Harbour health: round 1. City Council, {council}.\n{KEYS}"
            "1 Aims discussed or reviewed: 3\n"
            "  agree\n"
            "2 Roles and responsibilities agreed: k\n"
            "  don't know\n"
            "3 Changes of key people: x\n"
            "  Why not? c No key person has changed yet; e too early; o other words: c\n"
            "  not applicable: No key person has changed yet.\n"
            "4 Resources in project funding: x\n"
            "  Why not? c No project funding is being sought; e too early; o other words: e\n"
            "  not applicable: too early\n"
        ),
        "4 of 4 items answered. All of it is saved.\n",
    )
    assert said() == {
        "forming-aims": ("point", 3, "", ()),
        "forming-roles": ("don't know", 0, "", ()),
        "sustaining-people": ("not applicable", 0, "No key person has changed yet.", ()),
        "resourcing-bids": ("not applicable", 0, "too early", ()),
    }


def test_other_words_and_missing_parts(typed: Typed) -> None:
    """A reason can have other words; what is missing is named before the answer."""
    typed("key-in", "n", "m", "3 1", "2", "x", "o", "Nobody came.", "m", "q")
    assert said() == {
        "forming-roles": ("point", 2, "", (1, 3)),
        "sustaining-people": ("not applicable", 0, "Nobody came.", ()),
    }


def test_undo(typed: Typed) -> None:
    """Undoing goes back an item, and puts back what was said of it before."""
    typed("key-in", "1", "2", "q")
    done = typed("key-in", "4", "n", "u", "u", "q", more=("--from", "2"))
    assert "3 is as it was: no answer.\n" in done.out
    assert "2 is as it was: disagree.\n" in done.out
    assert said() == {"forming-aims": ("point", 1, "", ()), "forming-roles": ("point", 2, "", ())}
    assert typed("key-in", "u", more=("--from", "1")).out.endswith(
        "1 Aims discussed or reviewed: u\n"
        "There is nothing to undo here. --from begins at an earlier item.\n"
        "1 Aims discussed or reviewed: \n"
    )


def test_undo_after_the_close(typed: Typed) -> None:
    """Once a round is closed, undoing a late answer leaves the one that was given in time, and no other."""
    typed("key-in", "1", "q")
    before = _answers()
    run_here("assess", "close", "harbour")
    done = typed("key-in", "4", "3", "u", "u", "q", more=("--from", "1"))
    assert "2 is as it was: no answer.\n" in done.out
    assert "1 is as it was: strongly disagree.\n" in done.out
    assert _answers() == before
    assert read().rounds[0].responses[0].replaced == ()


@pytest.mark.parametrize("command", ["key-in", "answer"])
def test_a_comment_that_is_too_long(typed: Typed, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment that no file can hold is refused in words, and one goes on: nothing that was saved before is lost."""
    monkeypatch.setattr("compact_core.assessment.records.disk.LARGEST_FILE", 40_000)
    long = "a" * 50_000
    keys = ("3", "b", "b", long, "n", "2") if command == "key-in" else ("3", "2", "", "", long, "no", "Good tea", "no")
    done = typed(command, *keys)
    assert done.code == 0
    assert "would be larger than 8 MiB, and could not be read any more. So this was not saved." in done.err
    assert {item: point for item, (_, point, _, _) in said().items()} == {"forming-aims": 3, "forming-roles": 2}
    assert [one.text for one in comments()] == ([] if command == "key-in" else ["Good tea"])


def test_it_goes_on_where_it_stopped(typed: Typed, council: str) -> None:
    """What is left open is what it goes on with; the end of the pipe ends it; how to go on is told."""
    told = f"To go on:  compacts assess key-in harbour {council} --round 1\n"
    assert typed("key-in", "1", "n", "3").err == f"2 of 4 items answered. All of it is saved.\n{told}"
    assert typed("key-in", "q").out.splitlines()[3] == "2 Roles and responsibilities agreed: q"
    typed("key-in", "2", "3", "3")
    done = typed("key-in")
    assert done.err == (
        "Every item is answered. To change an answer, name the item: --from 1\n"
        "4 of 4 items answered. All of it is saved.\n"
    )


def test_keys_that_do_not_exist(typed: Typed) -> None:
    """A wrong key is told with those that there are, and changes nothing."""
    keys = "  There is no such key. Keys: 1 to 4, k, x, n or enter, u, m, b, q.\n"
    assert typed("key-in", "5", "d", "²", "33", "q").out.count(keys) == 4
    done = typed("key-in", "m", "x", "n", "x", "o", "", "b", "n", "b", "g", "", "n", "m", "4", "q")
    assert "  This item is one thing: nothing of it can be named.\n" in done.out
    assert "  There is no such reason. Nothing was saved.\n" in done.out
    assert done.out.count("  No comment was written.\n") == 2
    assert "  There are the numbers 1 to 3. Press m to write them again.\n" in done.out
    assert read().rounds[0].responses == ()


def test_comments_from_paper(typed: Typed) -> None:
    """A comment is typed for the section of the item, with what its writer allows."""
    typed("key-in", "b", "g", "We meet \x1b[31moften.", "y", "n", "n", "b", "b", "More notice", "", "q")
    assert [(one.section, one.box, one.text, one.use) for one in comments()] == [
        ("forming", "strengths", "We meet often.", "may be quoted"),
        ("sustaining", "improvements", "More notice", "facilitator only"),
    ]


def test_filled_in_by_others(typed: Typed) -> None:
    """Who filled the form in is kept of each answer, when it was another organisation."""
    typed("key-in", "3", "q", more=("--filled-in-by", "City Council"))
    typed("key-in", "3", "q", more=("--filled-in-by", "kite"))
    typed("key-in", "3", "q")
    by = {one.item: one.filled_in_by for one in _answers()}
    assert by == {"forming-aims": "", "forming-roles": "kite-club", "sustaining-people": ""}


def test_late_answers(typed: Typed) -> None:
    """When the round is closed it is said that answers are late, and they are marked."""
    run_here("assess", "close", "harbour")
    closed = read().rounds[0].asked.closed
    told = f"This round was closed on {closed}. {LATE}\n"
    assert typed("key-in", "3").err.startswith(told)
    assert [one.late for one in _answers()] == [True]


def test_an_item_that_is_not_there(typed: Typed) -> None:
    """A number beyond the last item is told with the last one."""
    done = typed("key-in", more=("--from", "5"))
    told = "There is no item 5. The last one is 4."
    assert done == (2, "", f"{told}\nType 'compacts assess key-in --help' for how to use it.\n")


def test_all_of_an_item(typed: Typed, council: str) -> None:
    """The introduction tells who sees what; an item is shown with what it covers, and what to do when that differs."""
    done = typed("answer", "1", "stop")
    assert done.out.startswith(
        "Harbour health: round 1\n"
        "Leeds Code of Practice for Working Together\n"
        f"For City Council, {council}\n"
        "Time: About 2 minutes. You may stop and go on later.\n"
        "Answer by: 31 March 2999\n"
        "Who collects: City Council, partnership officer. They can read every answer and\n"
        "every comment.\n"
    )
    assert done.out.endswith(
        "Item 2 of 4: Roles and responsibilities agreed\n"
        "Roles and responsibilities have been negotiated. They are clear, and all parties\n"
        "agree to them.\n"
        "It covers:\n"
        "1 negotiated\n"
        "2 clear\n"
        "3 agreed by all parties\n"
        "Judge the whole. If the things that it covers differ, answer for the weakest.\n"
        "Answers:\n"
        "1 strongly disagree\n"
        "2 disagree\n"
        "3 agree\n"
        "4 strongly agree\n"
        "5 don't know\n"
        "6 not applicable\n"
        "Answer: stop\n"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3", ("point", 3, "", ())),
        ("agree", ("point", 3, "", ())),
        ("  STRONGLY A ", ("point", 4, "", ())),
        ("dis", ("point", 2, "", ())),
        ("5", ("don't know", 0, "", ())),
        ("dont know", ("don't know", 0, "", ())),
        ("Don’t know.", ("don't know", 0, "", ())),
    ],
)
def test_numbers_words_and_beginnings(typed: Typed, line: str, expected: object) -> None:
    """An answer is understood by its number, its words or how they begin, however they are typed."""
    typed("answer", line)
    assert said() == {"forming-aims": expected}


def test_lines_that_are_not_understood(typed: Typed) -> None:
    """What can mean two answers, or none, is told, and nothing is kept."""
    out = typed("answer", "d", "strongly", "maybe", "0", "7", "...", "help").out
    assert "'d' can mean disagree or don't know. Write more of it, or its number.\n" in out
    assert "'strongly' can mean strongly disagree or strongly agree. Write more of it" in out
    wrong = ("maybe", "0", "7", "...")
    told = "is no answer. Write a number, or how an answer begins; help says more.\n"
    assert all(f"'{line}' {told}" in out.replace("tells\nmore", "tells more") for line in wrong)
    assert out.count("Other words: back, the item before;") == 2
    assert read().rounds[0].responses == ()


def test_reasons_and_missing_parts(typed: Typed) -> None:
    """Not applicable asks why; below the top point what is missing can be named; the answer is kept before that."""
    typed("answer", "1", "2")
    assert said()["forming-roles"] == ("point", 2, "", ())
    out = typed(
        "answer", "2", "4", "3, 1", "", "", "not", "1", "", "", "not", "", "not", "No bid.", more=("--from", "2")
    ).out
    assert "There are the numbers 1 to 3.\n" in out
    assert "Nothing was saved for this item.\n" in out
    assert "Saved: disagree (missing: 1, 3)\n" in out
    assert said() == {
        "forming-aims": ("point", 1, "", ()),
        "forming-roles": ("point", 2, "", (1, 3)),
        "sustaining-people": ("not applicable", 0, "No key person has changed yet.", ()),
        "resourcing-bids": ("not applicable", 0, "No bid.", ()),
    }


def test_back_clear_and_repeat(typed: Typed) -> None:
    """One can go back, see what was answered, take it back, and have the item shown again."""
    out = typed("answer", "3", "back", "repeat", "clear", "stop").out
    assert out.count("Your answer so far: agree\n") == 2
    assert out.endswith("Answer: clear\nSaved: no answer\nAnswer: stop\n")
    assert [one.says for one in _answers()] == ["taken back"]


def test_comments_of_a_section(typed: Typed) -> None:
    """After a section come its two comments, each with what may be done with it; they can be taken back."""
    out = typed("answer", "3", "4", "Good tea", "yes", "More time", "no").out
    assert "Comments on Forming relationships. Do not name people." in out
    assert [(one.box, one.text, one.use) for one in comments()] == [
        ("improvements", "More time", "facilitator only"),
        ("strengths", "Good tea", "may be quoted"),
    ]
    out = typed("answer", "", "-", "", more=("--from", "2")).out
    assert "So far: Good tea\nWrite a single - to take it back.\n" in out
    assert [(one.box, one.text) for one in comments()] == [("improvements", "More time"), ("strengths", "")]


def test_a_code_that_nobody_has(typed: Typed) -> None:
    """A code that is like no other is told with where all of them are."""
    assert typed("answer", "3").code == 0
    assert run_here("assess", "answer", "harbour", "zzz") == (
        3,
        "",
        "Nobody is asked as 'zzz' in round 1. Type 'compacts assess status' with the folder to see who is.\n",
    )


def test_answers_that_cannot_be_saved(typed: Typed, council: str) -> None:
    """When the folder cannot be written, everything typed goes into a file beside, which can be brought in later."""
    responses = Path("harbour", "round-1", "responses")
    responses.rmdir()
    responses.write_text("", encoding="utf-8")
    done = typed("key-in", "3", "4")
    file = f"answers-{council}-round-1.json"
    assert done.code == 3
    assert done.err == (
        f"{responses} could not be saved: File exists.\n"
        f"Everything that was said so far is in {file} now. When the folder can be written again:\n"
        f"compacts assess collect harbour {file}\n"
    )
    responses.unlink()
    assert run_here("assess", "collect", "harbour", file).code == 0
    assert said() == {"forming-aims": ("point", 3, "", ())}
