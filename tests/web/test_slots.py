"""Texts that mean harm in every slot of the page: they are shown as text, and nothing else happens."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Playwright

from compact_core.content.write import write_code
from planting import EVERY, planted, planted_code
from tui.assessment.test_assessing_hostile import hostile
from tui.samples import NAMES
from tui.samples import hostile as told
from web.browsing import PageTerminal, Visit, browser

RUNS = "<img src=x onerror=window.hit=1><script>window.hit=1</script><a href='javascript:window.hit=1'>go</a>"
STEERS = "\x1b]52;c;aGl0\x07\x1b]8;;javascript:hit\x07go\x1b]8;;\x07\x1b]0;hit\x07\x9b2J\x1b[2J\u202eback\u202c"
BAD = f"[@click=app.quit]x[/] {RUNS} {STEERS}"
FILE = "<img src=x onerror=window.hit=1>"
"""The same as far as the name of a file can hold it."""
PLAIN = "[@click=app.quit]x & 'hit' {0} %s.html"
"""What the browser takes for the name of a file in a folder."""
MADE = (
    "img, iframe, object, embed, form, base, link[rel=stylesheet], #terminal a, [onerror], [href^=javascript], script"
)
OSC = re.compile(r"(?:\x1b\]|\x9d)(.*?)(?:\x07|\x1b\\|\x9c)", re.DOTALL)


def hostile_code(folder: Path) -> Path:
    """A file with a code in which every field of the model that takes any text is hostile."""

    def word(kind: type[Any], name: str) -> str:
        said = told(kind, name)
        return f"{said} {BAD}" if said != planted(kind, name) else said

    code = planted_code(
        [one for one in EVERY if one not in NAMES and one[1] not in {"language", "sha256", "digest", "scale"}], word
    )
    file = folder / "planted.toml"
    file.write_text(write_code(code), encoding="utf-8")
    return file


def hostile_folder(folder: Path) -> None:
    """An assessment in which every text is hostile, beside files with hostile names."""
    hostile(str(folder))
    steers = "".join(f"\\u{ord(sign):04x}" if not sign.isprintable() else sign for sign in STEERS)
    for file in folder.rglob("*.toml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("[b]bold[/b]", f"{RUNS} {steers}"), "utf-8")
    forms = folder / "round-1" / "forms"
    forms.mkdir(exist_ok=True)
    for name in (f"{FILE}.txt", "\x1b]0;hit\x07.txt", "\u202etxt.exe", PLAIN):  # Chromium leaves all but the last out
        (forms / name).write_text(RUNS, "utf-8")


def calm(visit: Visit, terminal: PageTerminal) -> None:
    """Nothing ran, no element came from a text, and nothing was written that steers the terminal."""
    assert visit.evaluate("[typeof window.hit, document.title]") == ["undefined", "Compacts"]
    assert visit.evaluate(f"document.querySelectorAll(`{MADE}`).length") == visit.evaluate("window.atFirst")
    terminal.rests(0.3)
    painted = terminal.raw.decode()
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", painted)
    for said in OSC.findall(painted):
        kind, _, rest = said.partition(";")
        if kind == "8":  # a link
            assert re.match("(https?:|file:|$)", rest.partition(";")[2]), said
        elif kind == "52":  # for the clipboard
            assert not re.search(b"\x1b|\xc2[\x80-\x9f]", base64.b64decode(rest.removeprefix("c;")))
        else:  # the shape of the pointer
            assert said == "22;default"


def test_no_text_does_harm(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The address, a code, a folder, a zip file, names of files, and what the browser has kept."""
    folder = tmp_path / f"{FILE}-folder"
    hostile_folder(folder)
    with browser(play, tmp_path / "profile", "file:///", folder) as context:
        visit = Visit(context, f"{html.as_uri()}?{RUNS}#{RUNS}")
        context.on("dialog", lambda dialog: dialog.accept())
        visit.evaluate(f"window.atFirst = document.querySelectorAll(`{MADE}`).length")
        terminal = PageTerminal(visit)
        in_a_code(visit, terminal, tmp_path)
        in_names_of_files(visit, tmp_path)
        calm(visit, terminal)
        in_a_folder(visit, terminal, folder)
        in_a_zip(visit, terminal, tmp_path)
        in_what_is_kept(visit, html)
        assert (visit.foreign, visit.errors) == ([], [])


def in_a_code(visit: Visit, terminal: PageTerminal, work: Path) -> None:
    """Drop a code, read it in the program and as a plain page, and copy it."""
    visit.drop(hostile_code(work))
    visit.sees("zqheadertitle")
    visit.page.click("#pages")
    visit.page.get_by_role("button", name="zqheadertitle").click()
    shown = visit.page.locator("#dialog-text").inner_text()
    assert shown.count("<script>window.hit=1</script>") > 50
    visit.page.locator("#close").click()
    visit.types_on()
    calm(visit, terminal)
    visit.press("b")
    visit.sees("Agreements and codes")
    visit.press(*["ArrowDown"] * 9)
    visit.sees("207 warnings in its file")
    visit.press("c")
    visit.sees("Copied")
    calm(visit, terminal)


def in_names_of_files(visit: Visit, work: Path) -> None:
    """Drop files with hostile names: each is told by its name, and none is taken in."""
    names = [f"{FILE}\x1b]0;hit\x07.toml", "\u202elmot.exe", f"{FILE}.zip"]
    for name in names:
        (work / name).write_text("format = 2", "utf-8")
    before = visit.evaluate("session.codes().length")
    visit.drop(*(work / name for name in names))
    visit.until("document.getElementById('trouble').textContent.includes('window.hit')", "it is said")
    assert visit.evaluate("session.codes().length") == before


def in_a_folder(visit: Visit, terminal: PageTerminal, folder: Path) -> None:
    """Open a folder, look at every screen of its assessment, list its files, and take one."""
    visit.open_folder(folder)
    visit.sees("council")
    for key, seen in (
        ("Enter", "Item 1 of 1"),
        ("Escape", "round 1 of 1"),
        ("r", "In short"),
        ("Escape", "round 1 of 1"),
    ):
        visit.press(key)
        visit.sees(seen)
    calm(visit, terminal)
    visit.says(f"Saved in the folder {FILE}-folder.")
    listed(visit, PLAIN)


def listed(visit: Visit, *names: str) -> None:
    """Files are listed by their names, and given away under names that show what they are."""
    for button in ("#files", "#pages"):
        visit.page.click(button)
        for name in names:
            with visit.page.expect_download() as download:
                visit.page.locator("#dialog-text").get_by_role("button", name=name).click()
            assert not set(download.value.suggested_filename) & set("<>/\\:\u202e\x1b")
        visit.page.locator("#close").click()
        visit.types_on()


def in_a_zip(visit: Visit, terminal: PageTerminal, work: Path) -> None:
    """A zip file with hostile names in it; one that leads out of it is refused."""
    inside, outside = work / f"{FILE}.zip", work / "outside.zip"
    with ZipFile(inside, "w") as made:
        for name in (f"{FILE}.txt", "\x1b]0;hit\x07steer.txt", "\u202etxt.exe"):
            made.writestr(f"{FILE}/forms/{name}", RUNS)
    with ZipFile(outside, "w") as made:
        made.writestr(f"../{FILE}", RUNS)
    visit.page.set_input_files("#chosen", inside)
    visit.until("picked === undefined", "it is open")
    listed(visit, f"{FILE}.txt", "steer.txt", "txt.exe")
    with visit.page.expect_download() as download:
        visit.page.click("#download")
    assert not set(download.value.suggested_filename) & set("<>/\\:")
    visit.page.set_input_files("#chosen", outside)
    visit.warns("This zip file names a file outside of it")
    calm(visit, terminal)


def in_what_is_kept(visit: Visit, html: Path) -> None:
    """What another page on disk has written where the page keeps its settings does no harm at the next start."""
    kept = {"state/theme": RUNS, "../../program/compacts_page/pages.pyc": RUNS, "/program/hit.py": RUNS, "x": 1}
    visit.evaluate(
        """async kept => {
          const bytes = (text) => typeof text === "string" ? new TextEncoder().encode(text) : text;
          const home = Object.fromEntries(Object.entries(kept).map(([path, text]) => [path, bytes(text)]));
          const colour = "url(https://example.org/hit)";
          await remember("colours", { ground: colour, text: colour, accent: colour, scheme: "dark" });
          await remember("folders", [{ name: "<img src=x onerror=window.hit=1>", kind: "directory" }, 7]);
          await remember("home", home);
        }""",
        kept,
    )
    visit.goes_to(html.as_uri())
    visit.page.click("#pages")
    assert visit.evaluate("[typeof window.hit, document.title]") == ["undefined", "Compacts"]


@pytest.mark.parametrize("kept", [None, "text", 7, {"codes": 7}, ["a"]])
def test_whatever_is_kept_is_no_hindrance(kept: object, tmp_path: Path) -> None:
    """What makes no sense is left out."""
    from compacts_page.session import restore

    restore(str(tmp_path), kept)
    assert [*tmp_path.iterdir()] == []
