"""The screens of results and of the plan, driven by keys on folders that are really there."""

from __future__ import annotations

from pathlib import Path

from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.plan_screen import PlanScreen
from compact_tui.assessment.results_screen import ResultsScreen
from tui.assessment.rounds import example, first, sit_down
from tui.driving import SMALL, WIDE, Reader, painted


def test_results_stay_hidden_until_the_round_is_closed(tmp_path: Path) -> None:
    """While a round is open, r and l do nothing and no finding is shown; z closes it after a question."""
    folder = example(tmp_path, open_again=True)

    async def close(reader: Reader) -> None:
        await reader.press("r", "l", "w")
        assert isinstance(reader.app.screen, AssessmentScreen)
        assert "Results are hidden until the round is closed." in painted(reader.app)
        await reader.press("z", "n")
        assert not first(folder).asked.closed
        await reader.press("z", "y", "r")
        assert isinstance(reader.app.screen, ResultsScreen)

    sit_down(SMALL, close, folder)
    assert first(folder).asked.closed


def test_results_are_filtered_settled_and_reported(tmp_path: Path) -> None:
    """F shows one finding, x all; m notes what was settled; ctrl+e writes a report and never over a file."""
    folder = example(tmp_path)

    async def look(reader: Reader) -> None:
        await reader.press("v", "r", "f", "down", "enter")
        shown = painted(reader.app)
        assert "only: differ in degree" in shown
        assert "▲ agreed strength" not in shown
        await reader.press("x", "down", "down", "m")
        await reader.press("down", "down", "enter")
        await reader.write("Later")
        await reader.press("enter")
        await reader.press("ctrl+e", "enter", "enter")
        assert "The report is in report-round-1.html." in painted(reader.app)
        await reader.press("ctrl+e", "enter", "enter")
        assert "is there already. Choose another name." in " ".join(painted(reader.app).split())

    sit_down(WIDE, look, folder)
    assert Path("report-round-1.html").is_file()
    assert ("forming-form", "parked", "Later") in [
        (outcome.item, outcome.result, outcome.note) for outcome in first(folder).meeting.outcomes
    ]


def test_a_plan_is_edited_in_place_and_keeps_its_comments(tmp_path: Path) -> None:
    """A line is added, changed and removed; what somebody wrote into the file by hand stays."""
    folder = example(tmp_path)
    file = Path(folder, "round-1", "plan.toml")
    file.write_text("# Written at the meeting.\n" + file.read_text("utf-8"), encoding="utf-8")
    before = len(first(folder).plan.lines)

    async def edit(reader: Reader) -> None:
        await reader.press("v", "l", "n")
        await reader.write("Share the bid")
        await reader.press("enter", "enter")
        await reader.write("Nobody at all")
        await reader.press("enter")
        assert "is none of the organisations" in " ".join(painted(reader.app).split())
        await reader.press("escape", "right", "right", "enter", "down", "enter")
        assert first(folder).plan.lines[-1].state == "under way"
        await reader.press("r", "n")
        assert len(first(folder).plan.lines) == before + 1
        await reader.press("up", "r", "y")
        assert isinstance(reader.app.screen, PlanScreen)

    sit_down(SMALL, edit, folder)
    assert file.read_text("utf-8").startswith("# Written at the meeting.\n")
    assert [line.what for line in first(folder).plan.lines][-1] == "Share the bid"
    assert len(first(folder).plan.lines) == before


def test_the_whole_of_a_cell_stands_below_the_table(tmp_path: Path) -> None:
    """What a column cuts can be read below it."""
    folder = example(tmp_path)

    async def look(reader: Reader) -> None:
        await reader.press("v", "l")
        assert "Pay each charity for one day a month of work in the partnership" in painted(reader.app)

    sit_down(SMALL, look, folder)
