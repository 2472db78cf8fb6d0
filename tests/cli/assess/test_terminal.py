"""`compacts assess new`, `key-in` and `answer` in a real terminal."""

import os
import shutil
from pathlib import Path

import pytest

from cli.assess.beginning import CODE, begin, codes, read
from cli.assess.sending import answers, send
from cli.assess.terminal import Terminal
from cli.running import run_here
from compact_core.assessment.responses import Response

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX systems")


def start(folder: Path, *args: str) -> Terminal:
    """A command of an assessment in a terminal."""
    return Terminal(folder, "assess", *args)


def response() -> Response:
    """The only response on disk."""
    (one,) = read().rounds[0].responses
    return one


def test_questions_are_asked(here: Path) -> None:
    """Everything that is needed is asked, and asked again when it cannot be understood; minutes are told first."""
    terminal = start(here, "new")
    for question, typed in (
        ("Name of the partnership: ", ""),
        ("Error: The name is empty. Write some text.\nName of the partnership: ", "Harbour health"),
        ("When all are named, press enter.\nOrganisation: ", "City Council"),
        ("one reply that all of it agreed on.\nOrganisation: ", "public: City Council, 2 people"),
        ("Organisation: ", "third: city council"),
        ("Error: 'city council' is named twice. Name each organisation once.\nOrganisation: ", "third: Kite Club"),
        ("Organisation: ", ""),
        (f"Code [{CODE}]: ", "leeds-2017"),
        ("Did you mean 'leeds-working-together-2017'?\n" + f"Code [{CODE}]: ", ""),
        ("few paid staff, or none (names with commas): ", "kite"),
        ("(names with commas, or all) [all]: ", ""),
        (
            (
                "Items that can be asked about:\n"
                "  all: 34 items, 17 minutes for each person\n"
                "  applicable: what the code's own rule (B) asks of informal partnerships\n"
                "  or ids of items, with commas between them\n"
                "Items [all]: "
            ),
            "forming-aims, resourcing-bids",
        ),
        ("Who collects the answers (organisation, role): ", "City Council, officer"),
        ("Answers are asked for by [", "2999-03-31"),
        ("(named, by organisation, by side) [by organisation]: ", ""),
        ("Findings may be published (no, area, area and kind) [no]: ", ""),
        ("Role of the facilitator, if there is one: ", "adviser"),
        ("Organisation of the facilitator, or nothing when neutral: ", ""),
        ("Answers are kept until [3000-03-31]: ", ""),
        (
            (
                "Harbour health, round 1: 2 items of leeds-working-together-2017, 1 minute for each person.\n"
                "  Public sector: 2 people, 2 minutes together\n"
                "  Third sector: 1 person, 1 minute together\n"
                "Write it? [Y/n]: "
            ),
            "y",
        ),
    ):
        terminal.wait_for(question)
        terminal.type(f"{typed}\n")
    code, shown = terminal.end()
    assert (code, "\nharbour-health\nNext: look through" in shown) == (0, True)
    assessment = read("harbour-health")
    assert [(one.id, one.small) for one in assessment.partnership.organisations] == [
        ("city-council", False),
        ("kite-club", True),
    ]
    assert [row.item for row in assessment.rounds[0].asked.rows] == ["forming-aims", "resourcing-bids"]


def test_nothing_is_written_without_a_yes(here: Path) -> None:
    """Whoever says no at the end, or presses ctrl+c before, leaves nothing behind."""
    given = ["--name", "Harbour", "--organisation", "public: City Council", "--small", "city", "--code", CODE]
    terminal = start(here, "new", *given)
    terminal.wait_for("(names with commas, or all) [all]: ")
    assert terminal.stop()[0] == 130
    given += ["--chosen-by", "all", "--rows", "all", "--collector", "Council", "--closes", "2999-03-31"]
    terminal = start(
        here,
        "new",
        *given,
        "--visibility",
        "named",
        "--publish",
        "no",
        "--facilitator",
        "",
        "--retention",
        "3000-03-31",
    )
    terminal.wait_for("Write it? [Y/n]: ")
    terminal.type("n\n")
    assert terminal.end()[0] == 130
    assert list(here.iterdir()) == []


def test_one_key_is_enough(here: Path) -> None:
    """At a terminal one key is an answer, without enter; what is shown as kept is on disk already."""
    begin()
    terminal = start(here, "key-in", "harbour", codes()[0])
    terminal.wait_for("1 Aims discussed or reviewed: ")
    terminal.type("3")
    terminal.wait_for("3\n  agree\n2 Roles and responsibilities agreed: ")
    assert [(one.item, one.point) for one in response().answers] == [("forming-aims", 3)]
    terminal.type("\r")
    terminal.wait_for("\n  left as it is: no answer\n3 Changes of key people: ")
    terminal.type("x")
    terminal.wait_for("o other words: ")
    terminal.type("o")
    terminal.wait_for("Why not, in one line: ")
    terminal.type("Nobody came.\n")
    terminal.wait_for("  not applicable: Nobody came.\n4 Resources in project funding: ")
    terminal.type("\x1b[A")
    terminal.wait_for("There is no such key.")
    terminal.type("u")
    terminal.wait_for("3 is as it was: no answer.\n3 Changes of key people: ")
    code, shown = terminal.stop()
    assert code == 0
    assert "1 of 4 items answered. All of it is saved.\n" in shown


def test_ctrl_c_keeps_everything(here: Path) -> None:
    """Whoever stops in the middle of a line has lost nothing but this line, and goes on at the same item."""
    begin()
    one = codes()[0]
    terminal = start(here, "answer", "harbour", one)
    terminal.wait_for("Answer: ")
    terminal.type("agree\n")
    terminal.wait_for("Saved: agree\n")
    terminal.wait_for("Answer: ")
    terminal.type("dis")
    code, shown = terminal.stop()
    assert (code, "1 of 4 items answered. All of it is saved.\n" in shown) == (0, True)
    terminal = start(here, "answer", "harbour", one)
    terminal.wait_for("Item 2 of 4: Roles and responsibilities agreed\n")
    terminal.type("\x04")
    assert terminal.end()[0] == 0
    assert [(one.item, one.point) for one in response().answers] == [("forming-aims", 3)]


def test_only_words_are_shown(here: Path) -> None:
    """What a screen reader reads has no colours and nothing that moves the cursor."""
    begin()
    terminal = start(here, "answer", "harbour", codes()[0])
    shown = terminal.wait_for("Answer: ")
    terminal.type("2\n")
    shown += terminal.wait_for("Item 2 of 4")
    shown += terminal.stop()[1].replace("^C", "")
    assert "\x1b" not in shown
    assert all(line.isprintable() for line in shown.splitlines())


def test_a_killed_program_loses_no_answer(here: Path) -> None:
    """Every answer that was shown as kept is there after the program is killed."""
    begin()
    terminal = start(here, "key-in", "harbour", codes()[0])
    for place, key in enumerate("3214", start=1):
        terminal.wait_for(f"{place} ")
        terminal.type(key)
        terminal.wait_for("agree\n")
        if place == 3:
            terminal.process.kill()
            break
    terminal.end()
    assert {one.item: one.point for one in response().answers} == {
        "forming-aims": 3,
        "forming-roles": 2,
        "sustaining-people": 1,
    }


def test_another_place_is_offered(here: Path) -> None:
    """When the folder is gone, a place for what was typed is asked for until it can be written there."""
    begin()
    one = codes()[0]
    terminal = start(here, "answer", "harbour", one)
    terminal.wait_for("Answer: ")
    terminal.type("agree\n")
    terminal.wait_for("Item 2 of 4")
    kept = here.parent / "kept"
    shutil.move(here / "harbour", kept)
    terminal.wait_for("Answer: ")
    terminal.type("don't know\n")
    terminal.wait_for(f"Save them in which file? [answers-{one}-round-1.json]: ")
    terminal.type("gone/answers.json\n")
    terminal.wait_for("could not be saved: its folder is gone.")
    terminal.wait_for("Save them in which file?")
    terminal.type(f"{kept / 'partnership.toml'}\n")
    terminal.wait_for("is already there, and stays as it is. Name another file.")
    terminal.wait_for("Save them in which file?")
    terminal.type("\n")
    code, shown = terminal.end()
    assert (code, f"compacts assess collect harbour answers-{one}-round-1.json\n" in shown) == (3, True)
    shutil.move(kept, here / "harbour")
    assert run_here("assess", "collect", "harbour", f"answers-{one}-round-1.json").code == 0
    assert [(answer.item, answer.says) for answer in response().answers] == [
        ("forming-aims", "point"),
        ("forming-roles", "don't know"),
    ]


def test_the_place_can_be_seen_while_it_is_typed(here: Path) -> None:
    """After single keys, the name of a file is typed as a line again; whoever gives up is told what is lost."""
    begin()
    one = codes()[0]
    shutil.copytree("harbour", "other")
    for folder in ("harbour", "other"):
        terminal = start(here, "key-in", folder, one)
        terminal.wait_for("1 Aims discussed or reviewed: ")
        shutil.rmtree(folder)
        terminal.type("3")
        terminal.wait_for(f"Save them in which file? [answers-{one}-round-1.json]: ")
        if folder == "harbour":
            terminal.type("kept.json\n")
            terminal.wait_for("kept.json\nEverything that was said so far is in kept.json now.")
            assert terminal.end()[0] == 3
        else:
            code, shown = terminal.stop()
            assert (code, "The last answer is not saved.\nStopped.\n" in shown) == (130, True)
    assert [path.name for path in here.iterdir()] == ["kept.json"]


def test_fast_fingers(here: Path) -> None:
    """Keys that are pressed before they are asked for are not lost, and none is taken for another."""
    begin()
    terminal = start(here, "key-in", "harbour", codes()[0])
    terminal.wait_for("1 Aims discussed or reviewed: ")
    terminal.type("3é\x1b[B2xo")
    terminal.wait_for("Why not, in one line: ")
    terminal.type("Nobody\n4")
    code, shown = terminal.end()
    assert (code, "4 of 4 items answered. All of it is saved.\n" in shown) == (0, True)
    assert {one.item: (one.point, one.reason) for one in response().answers} == {
        "forming-aims": (3, ""),
        "forming-roles": (2, ""),
        "sustaining-people": (0, "Nobody"),
        "resourcing-bids": (4, ""),
    }


def test_two_programs_at_once(here: Path) -> None:
    """What another program brings in meanwhile is kept beside what is typed, and that is said."""
    begin()
    one = codes()[0]
    file = send("a.json", answers(one, {"resourcing-bids": 1}))
    terminal = start(here, "key-in", "harbour", one)
    terminal.wait_for("1 Aims discussed or reviewed: ")
    assert run_here("assess", "collect", "harbour", file).code == 0
    terminal.type("3")
    told = "Another program has changed these answers too. What was said last holds: resourcing-bids.\n"
    terminal.wait_for(told)
    terminal.type("q")
    assert terminal.end()[0] == 0
    assert {answer.item: answer.point for answer in response().answers} == {"forming-aims": 3, "resourcing-bids": 1}
