"""The first screen: what can be read and assessed from it, by keys."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cli.assess.filling import EXAMPLE
from compact_tui.app import CompactsApp
from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.begin_screen import BeginScreen
from compact_tui.home_screen import HomeScreen
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.library.search_screen import SearchScreen
from compact_tui.page_screen import PageScreen
from tui.driving import TINY, USUAL, WIDE, Reader, drive, our_codes, painted
from tui.samples import PROBLEMS, library_of, plain_code


@pytest.mark.parametrize("size", [WIDE, USUAL, TINY])
def test_it_opens_a_code_and_comes_back(size: tuple[int, int]) -> None:
    """The code in force stands first; enter reads it, a comes back."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        assert "● 2017 Leeds Code" in painted(app)
        await reader.press("enter")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.state.view.place.code == "leeds-working-together-2017"
        await reader.press("a")
        assert isinstance(app.screen, HomeScreen)
        await reader.press("b")
        assert isinstance(app.screen, LibraryScreen)

    drive(our_codes(), size, steps, None)


def test_replaced_codes_say_so() -> None:
    """A code that was replaced has another sign, and words."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        del reader
        shown = painted(app)
        assert "○ 2003 Promoting equal partnerships (leaflet)" in shown
        assert "replaced by a later code" in shown

    drive(our_codes(), WIDE, steps, None)


def test_everything_can_be_begun_from_here() -> None:
    """New, open, search, add a code, and the other list, each with a key."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        for keys, screen in ((["n"], BeginScreen), (["slash"], SearchScreen), (["tab", "enter"], BeginScreen)):
            await reader.press(*keys)
            assert isinstance(app.screen, screen)
            await reader.press("escape")
            assert isinstance(app.screen, HomeScreen)
        await reader.press("left", *["down"] * 4, "enter")
        assert isinstance(app.screen, PageScreen)
        assert "compacts new code" in painted(app)
        await reader.press("escape", "escape")
        assert isinstance(app.screen, HomeScreen)

    drive(our_codes(), WIDE, steps, None)


def test_an_assessment_says_how_far_it_is_and_opens() -> None:
    """A folder where the program was started is listed with its name, who answered and what is next."""
    shutil.copytree(EXAMPLE, "riverside")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        shown = painted(app)
        assert "Riverside health" in shown
        assert "▇▇▇▇▇▇▇▇ 4 of 4 organisations" in shown
        assert "next: talk about the result" in shown
        await reader.press("right", "enter")
        assert isinstance(app.screen, AssessmentScreen)

    drive(our_codes(), WIDE, steps, None)


def test_the_worked_example_is_one_choice_away() -> None:
    """It opens as a copy of one's own, which is kept."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("right", "right", "end", "enter")
        assert isinstance(app.screen, AssessmentScreen)
        assert "Riverside health: round 2 of 2" in painted(app)
        await reader.press("escape")
        assert "next: talk about the result" in painted(app)

    drive(our_codes(), WIDE, steps, None)


def test_a_folder_that_cannot_be_read_is_named() -> None:
    """A broken assessment costs its own line only."""
    Path("broken").mkdir()
    Path("broken", "partnership.toml").write_text("no", "utf-8")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        del reader
        assert "cannot be read" in painted(app)
        assert "Begin an assessment" in painted(app)

    drive(our_codes(), WIDE, steps, None)


def test_problems_are_said() -> None:
    """Files with errors are counted below the lists."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        assert "1 error and 1 warning: press p" in painted(app)
        await reader.press("p")
        assert "It is odd." in painted(app)

    drive(library_of(plain_code(), problems=PROBLEMS), WIDE, steps, None)


def test_many_codes_are_counted() -> None:
    """Beyond a dozen the list says how many there are in all."""
    plain = plain_code()
    codes = [replace(plain, header=replace(plain.header, id=f"code-{number}")) for number in range(20)]

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("end")
        assert "Browse all 22 codes" in painted(app)

    drive(library_of(*codes), WIDE, steps, None)
