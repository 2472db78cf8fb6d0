"""One whole assessment of two rounds, typed into the page and into the installed program with the same keys."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Playwright

from cli.assess.filling import record
from tui.assessment.test_assessing_path import (
    CLOSED,
    HIDDEN,
    answer,
    ask_again,
    begin,
    keys,
    plan,
    said,
    send_forms,
    settle,
)
from tui.terminal import DOWN, ENTER, ESCAPE, REPORT, Terminal
from web.browsing import PageTerminal, Visit, browser

NAME = "riverside-health"
SAME = """
import random, secrets
from datetime import date, timedelta
from compact_core.assessment.records import answering, days
from compact_core.assessment.setup import beginning
from compact_core.assessment.tasks import asking_again

chance, code = random.Random(), beginning.invitee_code

def code_by_chance(organisation, taken):
    chance.seed(f"{organisation} {sorted(taken)}")
    return code(organisation, taken)

class Clock(answering.datetime):
    moment = answering.datetime(2030, 1, 15, 9, tzinfo=answering.UTC)

    @classmethod
    def now(cls, zone=None):
        cls.moment += timedelta(seconds=1)
        return cls.moment

class Day(date):
    @classmethod
    def today(cls):
        return date(2030, 1, 15)

secrets.choice = chance.choice
beginning.invitee_code = asking_again.invitee_code = code_by_chance
answering.datetime = Clock
days.date = Day
"""
"""Gives a program another clock, which goes on by a second for each answer, and a chance that begins anew each time.

With these, nothing in the files depends on when they were made, so that they can be compared as they are.
"""
RUN = """
from compact_core.cli import main
main()
"""
_PREPARE = """(lines) => {
  const names = session.leave.__func__.__globals__;
  names.get("__builtins__").get("exec")(lines, names);
}"""


def test_one_whole_assessment_typed(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Every key from an empty folder to the report on round two gives the same files, byte for byte, in both."""
    installed, page = tmp_path / "installed", tmp_path / "page"
    for folder in (installed, page):
        folder.mkdir()
    terminal = Terminal(installed, tmp_path / "home", command=[sys.executable, "-c", SAME + RUN])
    walk(terminal, installed)
    assert terminal.leaves() == 0
    with browser(play, tmp_path / "profile", "file:///", page) as context:
        visit = Visit(context, html.as_uri())
        visit.page.evaluate(_PREPARE, SAME)
        visit.open_folder(page)
        walk(PageTerminal(visit), page)
        visit.settle()
        visit.says("Saved in the folder page.")
        assert (visit.foreign, visit.errors) == ([], [])
    ours, theirs = contents(page), contents(installed)
    assert [*ours] == [*theirs]
    assert [path for path, data in ours.items() if data != theirs[path]] == []
    second = record(page / NAME, 2)
    assert second.asked.closed == "2030-01-15"
    assert [len(one.answers) for one in second.responses] == [len(second.asked.rows)] * len(second.asked.invitees)
    assert f"{NAME}/{NAME}-round-2.html" in ours


def walk(terminal: Terminal, folder: Path) -> None:
    """Type one whole assessment, with both of its rounds."""
    begin(terminal)
    people = list(said(1))
    answer(terminal, people[0], slowly=5)
    answer(terminal, people[1], slowly=0)
    send_forms(terminal, folder / NAME, people[2:])
    settle(terminal)
    plan(terminal)
    ask_again(terminal)
    terminal.shares()
    second = record(folder / NAME, 2).asked
    for number in range(len(second.invitees)):
        answers = {one.item: one for one in people[number % len(people)].answers}
        answer_again(terminal, [keys(answers[row.item]) if row.item in answers else "3" for row in second.rows])
    end(terminal)


def answer_again(terminal: Terminal, pressed: Sequence[str]) -> None:
    """Answer every item of the second round, which asks about the lines of the plan too, for the chosen invitee."""
    terminal.types(ENTER, until=f"Item 1 of {len(pressed)}")
    terminal.types(*pressed, until=f"{len(pressed)} answered")
    terminal.types(ESCAPE, until=HIDDEN)
    terminal.types(DOWN, until=" ")


def end(terminal: Terminal) -> None:
    """Close the second round, look at what it found and at what has changed, and write the report."""
    terminal.types("z", until="Close round 2?")
    terminal.types("y", until=CLOSED)
    terminal.types("r", until="In short")
    terminal.types(REPORT, until="For whom is the report?")
    terminal.goes_on(ENTER)
    terminal.goes_on(ENTER)
    terminal.types(ENTER, until="The report is in")
    terminal.types(ESCAPE, until="In short")
    terminal.types(ESCAPE, until=CLOSED)


def contents(folder: Path) -> dict[str, bytes]:
    """What the files below a folder hold, in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
