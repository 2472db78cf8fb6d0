"""The one path in a real terminal, typed: a piece of it, and on demand all from an empty home to the second round."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.assess.filling import EXAMPLE, answers_file, record
from samples import used_home
from tui.assessment.rounds import example
from tui.terminal import DOWN, ENTER, ESCAPE, REPORT, RIGHT, SAVE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.assessment.responses import Answer, Response

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="needs a terminal that a test can hold, which Windows lacks"
)
PUBLIC = ("Riverside Council, 3 people", "Riverside NHS Trust, 2 people")
THIRD = ("Mill Lane Carers", "Open Boat")
PLAN = (
    ("Pay the charities for a day a month", "Riverside Council, Mill Lane Carers", "2099-06"),
    ("Meet in the community centre", "all", "2099"),
)
HIDDEN = "Results are hidden until the round is closed."
CLOSED = "Press r to read the result"
"""What is told below the list of those who are asked."""


def said(number: int) -> Iterator[Response]:
    """What the people of the worked example said, in the order in which they are asked."""
    found = {response.invitee: response for response in record(EXAMPLE, number).responses}
    return (found[invitee.code] for invitee in record(EXAMPLE, number).asked.invitees)


def begin(terminal: Terminal) -> None:
    """From the first screen to a new assessment."""
    terminal.sees("Begin an assessment")
    terminal.types("n", until="Name of the partnership:")
    fill(terminal, "Riverside health")
    terminal.types(ENTER, until="Promoting equal partnerships")
    terminal.types("● 2017", until="● 2017 Leeds Code")
    terminal.types(ENTER, until="What is asked")
    terminal.rest()
    terminal.types(SAVE, until="Step 2 of 4")
    fill(terminal, *PUBLIC)
    fill(terminal, *THIRD)
    terminal.goes_on()
    terminal.types("Mill Lane Carers, Open Boat", until="34 minutes together")
    terminal.types(SAVE, until="Step 3 of 4")
    terminal.goes_on()
    terminal.types("Riverside Volunteer Centre, adviser", until="adviser")
    terminal.types(SAVE, until="Step 4 of 4")
    terminal.types(SAVE, until="Write this to the folder")
    terminal.types("y", until="riverside-council-")


def fill(terminal: Terminal, *lines: str) -> None:
    """Fill in a field, and go to the next; a key that is typed before the focus has moved goes to the old one."""
    terminal.types(ENTER.join(lines), until=lines[-1])
    terminal.goes_on()


def answer(terminal: Terminal, response: Response, *, slowly: int) -> None:
    """Answer every item for the chosen invitee: some looking at the screen after each, the rest typed ahead."""
    terminal.types(ENTER, until="Item 1 of 34")
    answers = {answer.item: answer for answer in response.answers}
    pressed = [keys(answers[row.item]) for row in record(EXAMPLE, 1).asked.rows]
    for key in pressed[:slowly]:
        terminal.types(key, until="answered")
    terminal.types(*pressed[slowly:], until=f"{len(answers)} answered")
    terminal.types(ESCAPE, until=HIDDEN)
    terminal.types(DOWN, until=" ")


def send_forms(terminal: Terminal, folder: Path, people: Sequence[Response]) -> None:
    """Send forms out; the people who come last in the list send theirs back, and they are brought in."""
    terminal.types("f", until="Forms of every kind")
    terminal.types(ENTER, until="invitation")
    terminal.types(ESCAPE, until=HIDDEN)
    terminal.shares()
    forms, back = folder / "round-1" / "forms", folder.parent / "back"
    back.mkdir()
    for invitee, response in zip(record(folder, 1).asked.invitees[-len(people) :], people, strict=True):
        shutil.move(answers_file(forms / f"form-{invitee.code}-round-1.html", response), back)
    terminal.shares()
    terminal.types("c", until="Which file or folder")
    terminal.types("back", until="back")
    terminal.types(ENTER, until="answers-open-boat-")
    terminal.types(ESCAPE, until=HIDDEN)


def items(response: Response) -> list[tuple[str, str, int]]:
    """What somebody said of each item."""
    return sorted((answer.item, answer.says, answer.point) for answer in response.answers)


def keys(answer: Answer) -> str:
    """The key of an answer, or the two of one that does not apply."""
    if answer.says == "not applicable":
        return "xe"
    return str(answer.point) if answer.says == "point" else "k"


def close(terminal: Terminal) -> None:
    """Close the round, and look at its result."""
    terminal.types("z", until="Close round 1?")
    terminal.types("y", until=CLOSED)
    terminal.types("r", until="In short")


def settle(terminal: Terminal) -> None:
    """Close the round, note what the meeting settled, and write the report."""
    close(terminal)
    terminal.types(DOWN, until="Meeting")
    terminal.types("m", until="What did the meeting settle on")
    terminal.goes_on(DOWN, DOWN, ENTER)
    terminal.types("We pay already.", until="already.")
    terminal.goes_on(ENTER)
    terminal.types("Too little.", until="little.")
    terminal.goes_on(ENTER)
    terminal.types("May 2999", until="2999")
    terminal.types(ENTER, until="Noted: agreed to disagree.")
    report(terminal)


def report(terminal: Terminal) -> None:
    """Write the report, and go back to those who are asked."""
    terminal.types(REPORT, until="For whom is the report?")
    terminal.goes_on(ENTER)
    terminal.goes_on(ENTER)
    terminal.types(ENTER, until="The report is in")
    terminal.types(ESCAPE, until="In short")
    terminal.types(ESCAPE, until=CLOSED)


def plan(terminal: Terminal) -> None:
    """Write two lines, each with owners and a day."""
    terminal.types("l", until="Press n to add the first line.")
    for what, owners, due in PLAN:
        terminal.types("n", until="What will be done")
        terminal.types(what, ENTER, until="nothing")
        terminal.types(ENTER, until="Who (names")
        terminal.types(owners, until=owners)
        terminal.types(ENTER, until="─Who─")
        terminal.types(RIGHT, ENTER, until="By when (such")
        terminal.types(due, until=due)
        terminal.types(ENTER, until="─By when─")
    terminal.types(ESCAPE, until=CLOSED)


def ask_again(terminal: Terminal) -> None:
    """Begin the second round, with one organisation more and one fewer."""
    terminal.types("w", until="Organisations that come in")
    joins = "third: Lantern Befriending, 2 people"
    fill(terminal, "2099-12-31")
    terminal.goes_on()
    fill(terminal, joins)
    terminal.goes_on()
    terminal.types("Open Boat", until="Open Boat")
    terminal.types(SAVE, until="Joined: Lantern Befriending.")
    terminal.types(ESCAPE, until="round 2 of 2")


def test_answers_and_a_report_typed_into_a_terminal(tmp_path: Path) -> None:
    """In an assessment that is named, the last who is missing answers, the round is closed, and a report is written."""
    folder = Path(example(tmp_path, open_again=True))
    missing = next(said(1))
    (folder / "round-1" / "responses" / f"{missing.invitee}.toml").unlink()
    terminal = Terminal(tmp_path, used_home(tmp_path / "home"), "--assessment", str(folder))
    terminal.sees("Riverside health: round 1 of 1")
    answer(terminal, missing, slowly=2)
    close(terminal)
    report(terminal)
    assert terminal.leaves() == 0
    assert "Traceback" not in terminal.painted
    typed = next(response for response in record(folder, 1).responses if response.invitee == missing.invitee)
    assert items(typed) == items(missing)
    assert (folder / "riverside-health-round-1.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.soak
def test_the_one_path_typed_into_a_terminal(tmp_path: Path) -> None:
    """New, answers of seven people, typed or sent, close, results, meeting, report, plan lines, a second round.

    It is left out because each of its screens has tests of its own, and commands go the same path in
    `tests/cli/assess/test_whole_path.py`.
    """
    terminal = Terminal(tmp_path, tmp_path / "home")
    begin(terminal)
    people = list(said(1))
    answer(terminal, people[0], slowly=5)
    send_forms(terminal, tmp_path / "riverside-health", people[1:])
    settle(terminal)
    plan(terminal)
    ask_again(terminal)
    assert terminal.leaves() == 0
    folder = tmp_path / "riverside-health"
    first, second = record(folder, 1), record(folder, 2)
    homes = [invitee.organisation for invitee in first.asked.invitees]
    assert homes == [*["riverside-council"] * 3, *["riverside-nhs-trust"] * 2, "mill-lane-carers", "open-boat"]
    found = {response.invitee: items(response) for response in first.responses}
    assert [found[invitee.code] for invitee in first.asked.invitees] == [items(response) for response in people]
    assert [(one.result, one.review) for one in first.meeting.outcomes] == [("agreed to disagree", "2999-05")]
    assert [(one.side, one.text) for one in first.meeting.statements] == [
        ("public", "We pay already."),
        ("third", "Too little."),
    ]
    assert [(line.what, line.due) for line in first.plan.lines] == [(what, due) for what, _, due in PLAN]
    assert [line.owners for line in first.plan.lines] == [
        ("riverside-council", "mill-lane-carers"),
        ("all",),
    ]
    assert (folder / "riverside-health-round-1.html").read_text("utf-8").startswith("<!doctype html>")
    joined = {invitee.organisation for invitee in second.asked.invitees} - set(homes)
    assert joined == {"lantern-befriending"}
    assert "open-boat" not in {invitee.organisation for invitee in second.asked.invitees}
