"""Hostile names, roles, comments, notes and plans on every screen of an assessment: text, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from textual.widgets import Input

from compact_core.assessment.partnership import Meeting, Organisation, Outcome, Partnership, PlanLine, Side, Statement
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.editing import add_plan_line, close_round
from compact_core.assessment.records.minutes import change_meeting
from compact_core.assessment.records.saving import create
from compact_core.assessment.setup.beginning import first_round, invitees_for, rows_of
from compact_core.library.opening import open_plugins
from compact_core.text import clean
from compact_tui.assessment.plan_screen import PlanScreen
from compact_tui.assessment.results_screen import ResultsScreen
from tui.assessment.rounds import read, sit_down
from tui.driving import TINY, Reader, our_codes, painted, pane, squeezed
from tui.samples import HOSTILE

ROOMY = (300, 120)
"""A terminal on which everything fits."""
CODE = "leeds-working-together-2017"
ITEM = "forming-aims"
WORDS = tuple(text for text in HOSTILE if len(text) < len("W" * 120) and "\n" not in text)
"""Texts of one line that fit into a name."""


def bad(name: str) -> str:
    """A hostile text of one line, after a name to find it by."""
    return f"{name} {' '.join(clean(text).strip() for text in WORDS)}"


def hostile(folder: str) -> str:
    """A closed round in which every text that a person can write is hostile."""
    code = our_codes().code(CODE)
    scale = next(scale for scale in open_plugins().scales() if scale.id == code.header.scale)
    partnership = Partnership(
        id="p",
        name=bad("partnership"),
        formality="informal",
        code=CODE,
        visibility="named",
        sides=(Side(id="public", name=bad("public")), Side(id="third", name=bad("third"))),
        organisations=(
            Organisation(id="council", name=bad("council"), side="public"),
            Organisation(id="club", name=bad("club"), side="third"),
        ),
    )
    items = [provision for provision in code.provisions if provision.id == ITEM]
    people = invitees_for([("council", False), ("club", False)])
    asked = first_round(partnership, scale, people, rows_of(items, ("council", "club")))  # type: ignore[arg-type]
    invitees = tuple(replace(invitee, role=bad("role")) for invitee in asked.invitees)
    create(folder, partnership, replace(asked, invitees=invitees, collector=bad("collector"), opened="2026-01-01"))
    for invitee in invitees:
        book = AnswerBook(read(folder), 1, invitee.code)
        book.answer(ITEM, "not applicable", reason=bad("reason"))
        book.comment("forming", "strengths", bad("comment"), "may be quoted")
    close_round(folder, 1, "2026-02-01")
    said = (Statement(item=ITEM, side="public", text=bad("statement")),)
    outcome = Outcome(item=ITEM, result="agreed", note=bad("note"))
    change_meeting(folder, 1, lambda _: Meeting(outcomes=(outcome,), statements=said))
    line = PlanLine(id="one", what=bad("what"), owners=("council",), support=bad("support"), sign=bad("sign"))
    add_plan_line(folder, 1, line)
    return folder


def lost(shown: str, *names: str) -> list[str]:
    """The texts that cannot be read on a screen."""
    return [name for name in names if squeezed(bad(name)) not in squeezed(shown)]


def test_the_overview_and_the_answers_show_every_text_literally() -> None:
    """Names, roles and the collector, the reason and the comment boxes stand there as they are."""

    async def look(reader: Reader) -> None:
        shown = painted(reader.app)
        assert lost(shown, "partnership", "collector", "public", "third", "council", "club", "role") == []
        await reader.press("enter")
        assert lost(painted(reader.app), "council") == []
        answers = painted(reader.app, reader.app.screen.query_one("#answers"))
        assert lost(re.sub("[▌▐█]", "", answers), "reason") == []
        await reader.press("b")
        assert squeezed("comment [b]bold[/b]") in squeezed(painted(reader.app))

    sit_down(ROOMY, look, hostile("there"))


def test_the_result_shows_every_text_literally() -> None:
    """What was found, who stands where, what was settled and what is quoted stand there as they are."""

    async def look(reader: Reader) -> None:
        await reader.press("r", "down", "tab")
        assert isinstance(reader.app.screen, ResultsScreen)
        assert lost(painted(reader.app, pane(reader.app)), "council", "club", "note", "comment") == []
        await reader.press("tab", "f", "escape", "m", "enter")
        assert reader.app.screen.query_one(Input).value.startswith("note [b]bold[/b] [/x]")

    sit_down(ROOMY, look, hostile("there"))


def test_the_plan_shows_every_text_literally() -> None:
    """The chosen cell of a line stands below the table as it is, and the line in the question that removes it."""

    async def look(reader: Reader) -> None:
        await reader.press("l")
        for keys, name in (((), "what"), (["right"], "council"), (["right"] * 3, "support"), (["right"] * 2, "sign")):
            await reader.press(*keys)
            assert isinstance(reader.app.screen, PlanScreen)
            assert lost(painted(reader.app), name) == []
        await reader.press("r")
        assert "bold" in painted(reader.app)

    sit_down(ROOMY, look, hostile("there"))


def test_the_list_shows_the_name_of_a_folder_literally() -> None:
    """A folder whose name is markup is listed, and opens."""
    name = "[b]bold[-b] [@click=app.quit]x[-]"
    hostile(name)

    async def look(reader: Reader) -> None:
        await reader.press("a")
        assert name in painted(reader.app)
        await reader.press("enter")
        assert "round 1 of 1" in painted(reader.app)

    sit_down(ROOMY, look)
    assert Path(name).is_dir()


def test_every_screen_bears_hostile_text_in_a_tiny_terminal() -> None:
    """Nothing breaks when the texts have no room, and every screen can be left."""

    async def walk(reader: Reader) -> None:
        for key in ("enter", "r", "l", "w", "c"):
            await reader.press(key)
            if key in "rl":
                await reader.press("down", "enter", "escape")
            await reader.press("escape")
        assert reader.app.is_running

    sit_down(TINY, walk, hostile("there"))
