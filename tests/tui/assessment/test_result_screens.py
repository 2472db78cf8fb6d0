"""The screens of results and of the plan, driven by keys on folders that are really there."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.large_screen import LargeScreen
from compact_tui.assessment.plan_screen import PlanScreen
from compact_tui.assessment.result_list import ResultList
from compact_tui.assessment.result_rows import ABOUT
from compact_tui.assessment.results_screen import ResultsScreen
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ChoiceScreen
from publishing import consenting
from tui.assessment.rounds import example, first, sit_down, squeezed_words
from tui.driving import SMALL, TINY, USUAL, Reader, painted, squeezed

LONG = (250, 40)
"""A terminal on which a path is not broken."""


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
    weightiest = "sustaining-power"

    async def look(reader: Reader) -> None:
        await reader.press("v", "r", "f", "down", "enter")
        shown = painted(reader.app)
        assert "Making decisions" in shown
        assert "Aims discussed or reviewed" not in shown
        await reader.press("x", "down", "m")
        await reader.press("down", "down", "enter")
        await reader.write("Later")
        await reader.press("enter")
        assert "Noted: parked." in painted(reader.app)
        await reader.press("ctrl+e", "enter", "enter", "enter")
        assert isinstance(reader.app.screen, TextScreen)
        told = f"The report is in {Path(folder, 'riverside-health-round-1.html')}."
        assert squeezed(told) in squeezed(painted(reader.app))
        await reader.press("escape", "ctrl+e", "enter", "enter")
        name = reader.app.screen.query_one(Input)
        assert name.value == "riverside-health-round-1-2.html"
        name.value = "riverside-health-round-1.html"
        await reader.press("enter")
        told = str(reader.app.screen.query_one("#answer", Static).content)
        assert told.endswith("riverside-health-round-1.html is there already. Choose another name.")

    sit_down(LONG, look, folder)
    assert Path(folder, "riverside-health-round-1.html").is_file()
    assert (weightiest, "parked", "Later") in [
        (outcome.item, outcome.result, outcome.note) for outcome in first(folder).meeting.outcomes
    ]


def test_nothing_is_settled_by_enter_alone(tmp_path: Path) -> None:
    """Where nothing was settled, nothing is chosen: enter does nothing, and the file stays as it is."""
    folder = example(tmp_path)
    meeting = Path(folder, "round-1", "meeting.toml")
    before = meeting.read_bytes()

    async def settle(reader: Reader) -> None:
        await reader.press("v", "r", "down", "down", "m", "enter", "enter")
        assert isinstance(reader.app.screen, ChoiceScreen)
        await reader.press("down", "enter", "enter")
        assert "Write the reason: what do the partners see in the same way now?" in painted(reader.app)

    sit_down(SMALL, settle, folder)
    assert meeting.read_bytes() == before


def test_the_page_of_an_organisation_is_written(tmp_path: Path) -> None:
    """Its own answers stand in a file that is named for it, and in the format that was chosen; o opens it."""
    folder = example(tmp_path)

    async def write(reader: Reader) -> None:
        opened: list[str] = []
        reader.app.open_url = lambda url, **_: opened.append(url)  # type: ignore[method-assign]
        await reader.press("v", "r", "ctrl+e", *["down"] * 4, "enter", "down", "enter", "enter")
        assert "riverside-health-round-1-open-boat.md" in squeezed(painted(reader.app))
        await reader.press("o")
        assert opened == [Path(folder, "riverside-health-round-1-open-boat.md").as_uri()]

    sit_down(LONG, write, folder)
    assert "For Open Boat" in Path(folder, "riverside-health-round-1-open-boat.md").read_text("utf-8")


def test_the_second_side_is_seen_in_a_small_terminal(tmp_path: Path) -> None:
    """At 80 columns each line has the whole title, both sides on the scale and what is settled."""
    folder = example(tmp_path)

    async def look(reader: Reader) -> None:
        await reader.press("v", "r", "down")
        shown = painted(reader.app)
        assert "Riverside health · Round 1   ≠ 6" in shown
        assert "4 of 4 organisations answered" in shown
        (line,) = [line for line in shown.splitlines() if "≠  10 Differences in power and capacity" in line]
        assert line.split()[-2:] == ["───T━━━━━━┊━━━━━━P───", "agreed"]
        assert "≠ sides differ. Public sector rates it higher" in shown

    sit_down(SMALL, look, folder)


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_every_item_can_be_come_to(size: tuple[int, int], tmp_path: Path) -> None:
    """Up, down and the page keys go through all items, and what is chosen is always on the screen."""
    folder = example(tmp_path)

    async def walk(reader: Reader) -> None:
        await reader.press("v", "r")
        results = reader.app.screen.query_one(ResultList)
        seen = {results.chosen}
        for _ in range(34):
            await reader.press("down")
            seen.add(results.chosen)
            assert "▸" in painted(reader.app, results)
        assert len(seen) == 35
        last = results.chosen
        await reader.press("pageup")
        assert results.chosen != last
        await reader.press("home", "pagedown", "end", "pagedown", "home", "pageup")
        assert results.chosen == ABOUT

    sit_down(size, walk, folder)


def test_an_item_is_shown_in_large(tmp_path: Path) -> None:
    """P shows one item alone; the arrow keys go on by rank, and not beyond the ends."""
    folder = example(tmp_path)

    async def look(reader: Reader) -> None:
        await reader.press("v", "r", "p")
        assert isinstance(reader.app.screen, LargeScreen)
        shown = painted(reader.app)
        for words in ("1 of 34", "10 Differences in power and capacity", "T Third sector", "≠ sides differ"):
            assert words in shown
        await reader.press("left", "right")
        assert "2 of 34" in painted(reader.app)
        await reader.press("escape")
        assert isinstance(reader.app.screen, ResultsScreen)

    sit_down(SMALL, look, folder)


def test_a_plan_is_edited_in_place_and_keeps_its_comments(tmp_path: Path) -> None:
    """A line is added, changed and removed; what somebody wrote into the file by hand stays.

    What a column cuts can be read below the table.
    """
    folder = example(tmp_path)
    file = Path(folder, "round-1", "plan.toml")
    file.write_text("# Written at the meeting.\n" + file.read_text("utf-8"), encoding="utf-8")
    before = len(first(folder).plan.lines)

    async def edit(reader: Reader) -> None:
        await reader.press("v", "l")
        assert "Pay each charity for one day a month of work in the partnership" in painted(reader.app)
        await reader.press("n")
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


def test_what_is_found_is_published_and_taken_back(tmp_path: Path) -> None:
    """U shows what everybody will read, and asks where; u again takes it back. Without consent nothing is written."""
    agreed, other = consenting(tmp_path / "agreed"), example(tmp_path)

    async def publish(reader: Reader) -> None:
        await reader.press("r", "u")
        assert "Area: Exampleshire" in painted(reader.app)
        await reader.press("enter")
        assert isinstance(reader.app.screen, TextScreen)
        await reader.press("escape", "u", "down", "enter")
        assert "now says only that." in squeezed_words(painted(reader.app))

    async def refuse(reader: Reader) -> None:
        await reader.press("v", "r", "u")
        assert isinstance(reader.app.screen, ResultsScreen)

    sit_down(LONG, publish, str(agreed))
    (file,) = (agreed / "published").iterdir()
    assert '"state": "withdrawn"' in file.read_text(encoding="utf-8")
    sit_down(SMALL, refuse, other)
    assert not Path(other, "published").exists()
