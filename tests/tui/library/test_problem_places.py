"""Problems are shown where they stand: in the list, on the page of the code or file, and from the list of problems."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from compact_core.errors import Problem
from compact_core.library.library import Library
from compact_core.library.opening import open_library
from compact_core.reports.page import Words
from compact_tui.app import CompactsApp
from compact_tui.layout import jumps_of
from compact_tui.library.outline import Filter, rows_below
from compact_tui.library.pages import page_of, problems_page
from compact_tui.state import START, Place
from tui.driving import TINY, USUAL, drive, library_screen, painted, pane, tree
from tui.samples import bad, library_of, plain_code

BAD_FILE = bad("bad.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file that gives no code and one whose code has a warning."""
    codes = tmp_path / "codes"
    codes.mkdir()
    (codes / "bad.toml").write_text("[code\n", encoding="utf-8")
    return codes


def troubled() -> Library:
    """A plain code with one problem in its file, and a file of a hostile name with two."""
    problems = (
        Problem("warning", "test.toml", 3, 7, "It is odd."),
        Problem("error", BAD_FILE, 1, 6, bad("message"), bad("hint")),
        Problem("error", BAD_FILE, 0, 0, "It is broken."),
    )
    base = library_of(plain_code(), problems=problems)
    return Library(base.entries[:1], problems, lambda entry: base.code(entry.id))


def test_the_list_marks_problems_in_words() -> None:
    """Agreements, codes and files without a code count their errors and warnings; a limited list has codes only."""
    library = troubled()
    top = rows_below(library, START)
    assert [(row.place, row.mark) for row in top] == [
        (Place("agreement"), "1 warning:"),
        (Place(file=BAD_FILE), "2 errors:"),
    ]
    assert [row.mark for row in rows_below(library, Place("agreement"))] == ["● 1 warning:"]
    assert [row.place for row in rows_below(library, START, Filter(kind="action"))] == [Place("agreement")]


@pytest.mark.parametrize(("file", "label"), [("/far/\x1b[31m", "…1b[31m"), ("/", "/"), ("plugin odd", "plugin odd")])
def test_every_source_of_problems_has_a_name_in_the_list(file: str, label: str) -> None:
    """It is called by the last part of its path, with what cannot be shown spelt out."""
    library = library_of(plain_code(), problems=(Problem("error", file, 0, 0, "It is gone."),))
    assert [row.title for row in rows_below(library, START) if row.place.file] == [label]


def test_the_page_of_a_code_tells_the_problems_of_its_file() -> None:
    """The page begins with the problems, each with file, line and column; that of the agreement counts them."""
    said = [getattr(block, "text", "") for block in page_of(troubled(), Place("agreement", "plain")).blocks]
    assert said[:3] == ["1 warning in its file", "test.toml:3:7", "It is odd."]
    agreement = page_of(troubled(), Place("agreement")).blocks
    assert Words("1 warning in its file") in agreement


def test_the_page_of_a_file_tells_its_problems() -> None:
    """A file that gave no code has a page with all its problems, which can be copied."""
    page = page_of(troubled(), Place(file=BAD_FILE))
    said = [getattr(block, "text", "") for block in page.blocks]
    assert said[1] == "No code comes from here. 2 errors."
    assert f"{BAD_FILE}:1:6" in said
    assert "It is broken." in said
    assert page.copied.count(BAD_FILE) == 2


def test_each_problem_leads_to_where_it_stands() -> None:
    """The list of problems links each one to its code or its file."""
    places = [jump.place for jump in jumps_of(problems_page(troubled()))]
    assert places == [Place("agreement", "plain"), Place(file=BAD_FILE), Place(file=BAD_FILE)]


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_from_the_list_of_problems_to_the_file_and_back(size: tuple[int, int], folder: Path) -> None:
    """P lists the problems, enter shows the file in the list and its page, escape comes back."""
    file = str(folder / "bad.toml")

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert "1 error: bad.toml" in painted(app, tree(app))
        await pilot.press("p", "down", "enter")
        assert library_screen(app).state.view.place == Place(file=file)
        assert tree(app).place == Place(file=file)
        assert "bad.toml:1:6" in "".join(painted(app, pane(app)).split())
        await pilot.press("enter", "escape")
        assert library_screen(app).state.view.place == Place("compact-for-leeds")

    drive(open_library([str(folder)]), size, steps)


def test_hostile_files_are_shown_as_text() -> None:
    """The name of a file and what is wrong with it are painted as they stand."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("end")
        assert "[@click=app.quit]x[/]" in painted(app, pane(app))
        await pilot.press("p", "down", "down", "enter")
        assert "[b]bold[/b]" in painted(app, tree(app))

    drive(troubled(), (300, 60), steps)
