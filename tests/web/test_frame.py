"""What is around the program in the page: settings that stay, files that come and go, what is said, and safety."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Playwright

from cli.assess.filling import EXAMPLE
from compacts_page.archives import packed
from programs import made
from web.browsing import Visit, browser, local_server

HOSTILE = "[@click=app.quit]x[/] <img src=x onerror=window.hit=1> <script>window.hit=1</script> \u202eabc"


@pytest.fixture
def context(play: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser without network and without any right to a folder."""
    with browser(play, tmp_path / "profile", "file:///") as opened:
        yield opened


def hostile_code(folder: Path) -> Path:
    """A code whose texts are written to do harm."""
    text = (Path(__file__).parents[2] / "codes/leeds/working-together-2017.toml").read_text(encoding="utf-8")
    code = tomllib.loads(text)["code"]
    for old, new in ((code["id"], "hostile-code"), (code["title"], HOSTILE.replace('"', "'"))):
        text = text.replace(f'"{old}"', f'"{new}"')
    file = folder / "hostile.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_codes_and_settings_stay(html: Path, context: BrowserContext, tmp_path: Path) -> None:
    """A code is dropped in and a theme chosen: both are there after a reload, and nothing in them can do harm."""
    visit = Visit(context, html.as_uri())
    visit.drop(hostile_code(tmp_path))
    visit.sees("[@click=app.quit]x[/] <img src=x onerror=window.hit=1>")
    visit.press("Control+t")
    visit.until("remembered('home').then(kept => 'state/theme' in (kept ?? {}))", "the theme is kept")
    visit.goes_to(visit.address)
    visit.sees("[@click=app.quit]x[/] <img src=x onerror=window.hit=1>")
    assert "state/theme" in visit.page.evaluate("remembered('home')")
    visit.page.click("#pages")
    visit.page.get_by_role("button", name="<img").click()
    assert "<script>" in visit.page.locator("#dialog-text").inner_text()
    assert visit.page.evaluate("window.hit") is None
    assert (visit.foreign, visit.errors) == ([], [])


def test_a_zip_comes_in_and_goes_out(html: Path, context: BrowserContext, tmp_path: Path) -> None:
    """Without a folder picker the page says so; a zip file is opened, changed, asked about, and downloaded."""
    context.add_init_script("delete window.showDirectoryPicker")
    archive = tmp_path / "riverside.zip"
    archive.write_bytes(packed(str(EXAMPLE)))
    visit = Visit(context, html.as_uri())
    ways = "“Open a zip file” brings files in, “Download all” takes them out."
    assert visit.state == f"This browser gives pages no folders: {ways}"
    visit.sees("Begin an assessment")
    with visit.page.expect_file_chooser():
        visit.press("o")
    assert not visit.page.locator("#open").is_visible()
    visit.page.set_input_files("#chosen", archive)
    visit.sees("riverside-council-79xt (commissioning manager)  39 of 39 answered")
    visit.press("f")
    visit.sees("Forms of every kind")
    visit.press("Enter")
    visit.until("session.unsaved > 0", "forms are written")
    visit.says("NOT SAVED")
    with visit.page.expect_download() as download:
        visit.page.click("#download")
    with ZipFile(download.value.path()) as saved:
        names = saved.namelist()
        assert saved.read("riverside-health/partnership.toml") == (EXAMPLE / "partnership.toml").read_bytes()
    assert any(name.startswith("riverside-health/round-2/forms/form-") for name in names)
    assert visit.page.evaluate("session.unsaved") == 0
    visit.page.click("#pages")
    with visit.page.expect_download() as form:
        visit.page.get_by_role("button", name="form-").first.click()
    assert b"<!doctype html>" in form.value.path().read_bytes()[:40].lower()
    assert (visit.foreign, visit.errors) == ([], [])


def test_a_folder_that_is_gone_is_told(html: Path, play: Playwright, tmp_path: Path) -> None:
    """When the folder is moved while the program works in it, that is said at once, and all can be downloaded."""
    folder = tmp_path / "riverside"
    shutil.copytree(EXAMPLE, folder)
    with browser(play, tmp_path / "profile", "file:///", folder) as context:
        visit = Visit(context, html.as_uri())
        visit.open_folder(folder)
        folder.rename(tmp_path / "elsewhere")
        visit.says("NOT SAVED")
        visit.warns("The folder riverside was moved, renamed or removed. What you typed is in this page only.")
        lowest = "document.querySelector('.xterm-screen').getBoundingClientRect().bottom"
        visit.until(f"{lowest} <= innerHeight", "the program makes room for what is told")
        with visit.page.expect_download() as download:
            visit.page.get_by_role("alert").get_by_role("button", name="Download all").click()
        with ZipFile(download.value.path()) as saved:
            assert len([name for name in saved.namelist() if name.endswith(".toml")]) == len([*EXAMPLE.rglob("*.toml")])


def test_from_a_local_server(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The page works the same when it comes from a server, which is asked for nothing but the page."""
    folder = tmp_path / "riverside"
    shutil.copytree(EXAMPLE, folder)
    with local_server(html.parent) as (origin, asked), browser(play, tmp_path / "profile", origin, folder) as context:
        visit = Visit(context, f"{origin}/{html.name}")
        visit.open_folder(folder)
        visit.sees("riverside-council-79xt (commissioning manager)  39 of 39 answered")
        assert (visit.foreign, visit.errors) == ([], [])
    assert {*asked} == {f"GET /{html.name} HTTP/1.1"}


def test_the_same_tree_gives_the_same_page(html: Path, tmp_path: Path) -> None:
    """Made a second time, the page is the same to the last byte, and no larger than is promised."""
    assert html.stat().st_size <= 18_000_000
    assert made("page.py", tmp_path / "again.html").read_bytes() == html.read_bytes()
