"""`compacts.html` in Chromium: from a file, without a network, with a folder on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

from cli.assess.filling import EXAMPLE
from web.browsing import Visit, browser

FILE = "file:///"
_NOTE = """() => {
  window.said = [];
  const state = document.getElementById("state");
  new MutationObserver(() => window.said.push(state.textContent)).observe(state, { childList: true });
}"""
"""Notes all that the line above the terminal says: the next copy says something else, less than a second later."""


def test_the_library_search_and_palette(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The codes are read, copied, searched, and found in the palette, and nothing is asked of any network."""
    with browser(play, tmp_path / "profile", FILE) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit = Visit(context, html.as_uri())
        visit.press("Enter")
        visit.sees("Leeds Code of Practice for Working Together")
        visit.sees("Agreements and codes")
        visit.press("c")
        visit.sees("Copied.")
        visit.until("navigator.clipboard.readText().then(text => text.includes('Leeds'))", "it is in the clipboard")
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
        links(visit)
        assert (visit.foreign, visit.errors) == ([], [])


def links(visit: Visit) -> None:
    """Only addresses of the web and of mail are opened, in a tab of their own."""
    visit.evaluate("() => { window.opened = []; window.open = (...how) => window.opened.push(how); }")
    for address in ("https://example.org/a", "javascript:window.hit=1", "file:///etc/hosts", "mailto:a@example.org"):
        visit.evaluate("address => follow(address)", address)
    how = ["_blank", "noopener,noreferrer"]
    assert visit.evaluate("window.opened") == [["https://example.org/a", *how], ["mailto:a@example.org", *how]]


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
        visit.evaluate(_NOTE)
        away.rename(theirs)
        visit.until("window.said.some((text) => text.includes('Others'))", "the file is noticed")
        visit.sees("riverside-council-79xt (commissioning manager)  39 of 39 answered")
        assert (visit.foreign, visit.errors) == ([], [])
    assert same(folder, EXAMPLE)


def same(folder: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    found = ({path.relative_to(one): path.read_bytes() for path in one.rglob("*.toml")} for one in (folder, other))
    return next(found) == next(found)
