"""`compacts.html` in Chromium: from a file, without a network, with a folder on disk."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Playwright

from cli.assess.filling import EXAMPLE
from tui.assessment.test_assessing_path import answer, ask_again, begin, plan, said, send_forms, settle
from tui.terminal import Terminal
from web.browsing import PageTerminal, Visit, browser

FILE = "file:///"


def test_the_library_search_and_palette(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The codes are read, searched, and found in the palette, and nothing is asked of any network."""
    with browser(play, tmp_path / "profile", FILE) as context:
        visit = Visit(context, html.as_uri())
        visit.press("Enter")
        visit.sees("Leeds Code of Practice for Working Together")
        visit.sees("Agreements and codes")
        visit.press("/")
        visit.sees("Type words to find")
        visit.press(*"power")
        visit.sees("Search every code", "power", "Share power")
        visit.press("Escape")
        visit.sees("Agreements and codes")
        visit.press("Control+p")
        visit.sees("Type words of what you want to do")
        visit.press(*"share power")
        visit.sees("Share power")
        visit.press("Escape")
        assert (visit.foreign, visit.errors) == ([], [])


def test_a_folder_on_disk(html: Path, play: Playwright, tmp_path: Path) -> None:
    """A folder is opened by dropping it, a colleague's answers appear, and what is typed is on disk when it is said."""
    folder = tmp_path / "riverside"
    shutil.copytree(EXAMPLE, folder)
    theirs = folder / "round-2" / "responses" / "riverside-council-79xt.toml"
    away = tmp_path / theirs.name
    theirs.rename(away)
    with browser(play, tmp_path / "profile", FILE, folder) as context:
        visit = Visit(context, html.as_uri())
        visit.open_folder(folder)
        visit.sees("riverside-council-79xt (commissioning manager)  no answers")
        away.rename(theirs)
        visit.until("document.getElementById('state').textContent.includes('Others')", "the file is noticed")
        visit.sees("riverside-council-79xt (commissioning manager)  39 of 39 answered")
        assert (visit.foreign, visit.errors) == ([], [])
    assert same(folder, EXAMPLE)


def test_one_whole_assessment_typed(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The one path, every key typed, gives the same files in the folder on disk as the installed program."""
    installed, page = tmp_path / "installed", tmp_path / "page"
    for folder in (installed, page):
        folder.mkdir()
    terminal = Terminal(installed, tmp_path / "home")
    walk(terminal, installed)
    assert terminal.leaves() == 0
    with browser(play, tmp_path / "profile", FILE, page) as context:
        visit = Visit(context, html.as_uri())
        visit.open_folder(page)
        walk(PageTerminal(visit), page)
        visit.settle()
        assert visit.state.startswith("Saved in the folder page.")
        assert (visit.foreign, visit.errors) == ([], [])
    assert comparable(page) == comparable(installed)


def walk(terminal: Terminal, folder: Path) -> None:
    """Type one whole assessment, up to the second round."""
    begin(terminal)
    people = list(said(1))
    answer(terminal, people[0], slowly=5)
    answer(terminal, people[1], slowly=0)
    send_forms(terminal, folder / "riverside-health", people[2:])
    settle(terminal)
    plan(terminal)
    ask_again(terminal)


def comparable(folder: Path) -> dict[str, str]:
    """The files below a folder, without what is made by chance and by the clock: codes of people, moments, digests."""
    names: dict[str, str] = {}
    for number in (1, 2):
        text = (folder / "riverside-health" / f"round-{number}" / "round.toml").read_text("utf-8")
        for code in re.findall(r'^code = "(.*-[a-z0-9]{4})"$', text, re.MULTILINE):
            names.setdefault(code, f"{code[:-4]}{len(names)}")

    def plain(text: str) -> str:
        for code, name in names.items():
            text = text.replace(code, name)
        text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "MOMENT", text)
        return re.sub(r"\b[0-9a-f]{16,64}\b", "DIGEST", text)

    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
    return {plain(str(path.relative_to(folder))): plain(path.read_bytes().decode("utf-8")) for path in files}


def same(folder: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    found = ({path.relative_to(one): path.read_bytes() for path in one.rglob("*.toml")} for one in (folder, other))
    return next(found) == next(found)
