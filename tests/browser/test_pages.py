"""The checks that pages go through: they see each fault, and they pass a plain page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.accessibility import violations
from printing import printed_by_browser

pytestmark = pytest.mark.needs("chromium")

GOOD = """<!doctype html>
<html lang="en-GB">
  <title>Answers</title>
  <main>
    <h1>Answers</h1>
    <label>Your name <input autocomplete="name"></label>
  </main>
</html>
"""
SMALL = '<button style="width: 9px; padding: 0">a</button>'


def show(page: Page, folder: Path, html: str) -> None:
    """Open a page from a file."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())


def test_a_plain_page_has_no_faults(page: Page, tmp_path: Path) -> None:
    """A page with a language, a title, a heading and a labelled field has nothing wrong."""
    show(page, tmp_path, GOOD)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        pytest.param(' lang="en-GB"', "", "html-has-lang", id="no-language"),
        pytest.param("<title>Answers</title>", "", "document-title", id="no-title"),
        pytest.param("Your name", "", "label", id="no-label"),
        pytest.param("<h1>", '<h1 style="color: #aaa">', "color-contrast", id="pale"),
        pytest.param("</main>", f"<div>{SMALL}{SMALL}</div></main>", "target-size", id="small"),
    ],
)
def test_a_fault_is_found(page: Page, tmp_path: Path, right: str, wrong: str, rule: str) -> None:
    """Each of these faults is found, and nothing else is."""
    show(page, tmp_path, GOOD.replace(right, wrong))
    assert {fault.partition(":")[0] for fault in violations(page)} == {rule}


TROUBLES = {
    '<img src="https://example.org/a.png" alt="">': "asked for https://example.org/a.png",
    "<script>fetch('http://127.0.0.1:9/')</script>": "asked for http://127.0.0.1:9/",
    "<script>console.error('said')</script>": "said",
    "<script>throw Error('thrown')</script>": "thrown",
}
"""What a page does wrong, and what is noticed."""


def test_troubles_are_noticed(page: Page, watched: tuple[Page, list[str]], tmp_path: Path) -> None:
    """What a page asks the network for, and the errors it has, are noticed."""
    _, troubles = watched
    show(page, tmp_path, GOOD.replace("</main>", f"{''.join(TROUBLES)}</main>"))
    page.goto("about:blank")  # what is told of the page has come by then
    assert [one for one in TROUBLES.values() if one not in troubles] == []
    troubles.clear()


def test_the_browser_prints_each_sheet(page: Page, tmp_path: Path) -> None:
    """A page with a page break gives the text of its two sheets."""
    show(page, tmp_path, GOOD.replace("<label>", '<label style="break-before: page; display: block">'))
    assert [sheet.strip() for sheet in printed_by_browser(page)] == ["Answers", "Your name"]
