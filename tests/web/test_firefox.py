"""`compacts.html` in Firefox, which gives a page no folders: a zip file comes in, and one goes out."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from compacts_page.archives import packed
from tui.terminal import ENTER, ESCAPE, Terminal
from web.browsing import PageTerminal, local_server
from web.firefox import PROGRAM, Tab, firefox
from web.rounds import ANSWERS, INVITEE, open_round

NAMES = {ENTER: "Enter", ESCAPE: "Escape"}


class FirefoxTerminal(PageTerminal):
    """The terminal in the page in Firefox; each key is pressed, as on a keyboard."""

    def type(self, keys: str) -> None:
        """Press keys."""
        self.visit.press(*(NAMES.get(key, key) for key in keys))


@pytest.mark.needs(PROGRAM)
def test_the_page_in_firefox(html: Path, tmp_path: Path) -> None:
    """From a file and from a local server: codes, search and palette; answers in a zip are those of the program."""
    with firefox(tmp_path / "profile") as tab:
        tab.visit(html.as_uri())
        read_and_search(tab)
        answer_in_a_zip(tab, tmp_path)
        assert (tab.foreign, tab.errors) == ([], [])
        with local_server(html.parent) as (origin, asked):
            tab.visit(f"{origin}/{html.name}")
            tab.sees("Leeds Code of Practice for Working Together")
            assert (tab.foreign, tab.errors) == ([], [])
        assert {*asked} == {f"GET /{html.name} HTTP/1.1"}
        assert {url for url in tab.asked if url.startswith("http")} == {f"{origin}/{html.name}"}


def read_and_search(tab: Tab) -> None:
    """Read a code, search in all, go to a part by the palette, and copy what is read."""
    ways = "“Open a zip file” brings files in, “Download all” takes them out."
    assert tab.state == f"This browser gives pages no folders: {ways}"
    assert tab.evaluate("getComputedStyle(document.getElementById('open')).display") == "none"
    tab.press("Enter")
    tab.sees("Agreements and codes", "Leeds Code of Practice for Working Together")
    tab.press("/")
    tab.sees("Type words to find")
    tab.press(*"power")
    tab.sees("Search every code", "Share power")
    tab.press("Escape")
    tab.sees("Agreements and codes")
    tab.press("Control+p")
    tab.sees("Type words of what you want to do")
    tab.press(*"share power")
    tab.sees("Share power")
    tab.press("Enter")
    tab.sees("Kind: action")
    tab.press("c")
    tab.sees("Copied.")
    tab.until("navigator.clipboard.readText().then(text => text.includes('Leeds'))", "the text is in the clipboard")


def answer_in_a_zip(tab: Tab, work: Path) -> None:
    """Answer items in a zip file, and download it: it holds what the installed program makes of the same keys."""
    folder = work / "riverside"
    open_round(folder)
    archive = work / "riverside.zip"
    archive.write_bytes(packed(str(folder)))
    installed = Terminal(folder, work / "home", "--assessment", str(folder))
    answer(installed)
    assert installed.leaves() == 0
    (work / "taken").mkdir()
    tab.downloads_to(work / "taken")
    tab.choose("#chosen", archive)
    answer(FirefoxTerminal(tab))
    tab.says("NOT SAVED")
    tab.click("#download")
    with ZipFile(tab.downloaded()) as saved:
        saved.extractall(work / "unpacked")
    found = contents(work / "unpacked" / "riverside")
    assert 'says = "don\'t know"' in found[ANSWERS]
    assert found == contents(folder)


def answer(terminal: Terminal) -> None:
    """Answer some items as the first who is asked."""
    terminal.sees(INVITEE)
    terminal.types(ENTER, until="Item 1 of 39")
    for key in ("3", "1", "k"):
        terminal.types(key, until="answered")
    terminal.types("xe", until="4 answered")
    terminal.types(ESCAPE, until="4 of 39")


def contents(folder: Path) -> dict[str, str]:
    """The files below a folder, without locks, and without the moments at which they were written."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp"]
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    return {path.relative_to(folder).as_posix(): moment.sub("MOMENT", path.read_text("utf-8")) for path in files}
