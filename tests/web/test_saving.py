"""What can go wrong with a folder on disk while the page works in it: each is told, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Playwright

from cli.assess.filling import EXAMPLE, record
from compact_core.assessment.records.answering import AnswerBook
from compacts_page.archives import packed
from samples import opened
from web.browsing import Visit, browser
from web.test_killed import Killing

INVITEE = "riverside-council-79xt"
ANSWERS = f"round-2/responses/{INVITEE}.toml"


@contextmanager
def working(html: Path, play: Playwright, work: Path) -> Iterator[tuple[Visit, Path]]:
    """The page with the folder of a round that is open."""
    killing = Killing(work)
    with browser(play, killing.profile, "file:///", killing.folder) as context:
        yield Visit(context, html.as_uri()), killing.folder


def begin(visit: Visit, folder: Path) -> None:
    """Open the folder, and the items of one who has answered none."""
    visit.open_folder(folder)
    visit.sees(INVITEE)
    visit.press("Enter")
    visit.sees("Item 1 of 39")


def test_others_in_the_folder_keep_what_is_theirs(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Odd names, a large film, deep folders, links: whatever lies there stays as it is, and the large is told of."""
    with working(html, play, tmp_path) as (visit, folder):
        names = [
            "ünï çødé ☃.txt",
            "  spaces  .txt",
            "100% #1?.txt",
            "a'\"b<i>.txt",
            "REPORT.html",
            "report.HTML",
            ".hidden",
        ]
        for name in names:
            (folder / name).write_text(name, encoding="utf-8")
        (folder / b"not utf-8 \xff.txt".decode("utf-8", "surrogateescape")).write_text("bytes", encoding="utf-8")
        deep = folder.joinpath(*["deep"] * 20)
        deep.mkdir(parents=True)
        (deep / "end.txt").write_text("end", encoding="utf-8")
        (folder / "empty").mkdir()
        with (folder / "film.mp4").open("wb") as film:
            film.truncate(500_000_000)
        before = {str(path): path.stat() for path in folder.rglob("*") if path.is_file()}
        begin(visit, folder)
        visit.warns("Too large for this page: film.mp4. This stays in the folder as it is, and cannot be used here.")
        visit.press("3")
        visit.sees("1 answered")
        visit.saves()
        assert len(json.loads(visit.page.evaluate("JSON.stringify(session.files())"))[0]) >= len(names)
        after = {str(path): path.stat() for path in folder.rglob("*") if path.is_file()}
        assert all(after[path].st_mtime_ns == about.st_mtime_ns for path, about in before.items())
        assert {Path(path).name for path in {*after} - {*before}} <= {f"{INVITEE}.toml", "lock.tmp"}
        assert visit.errors == []


def test_both_write_in_one_name(html: Path, play: Playwright, tmp_path: Path) -> None:
    """The installed program and two tabs answer in one name at once: every answer is there in the end."""
    with working(html, play, tmp_path) as (visit, folder):
        begin(visit, folder)
        second = Visit(visit.page.context, html.as_uri(), visit.page.context.new_page())
        begin(second, folder)
        items = [row.item for row in record(folder, 2).asked.rows]
        book = AnswerBook(opened(folder), 2, INVITEE)
        visit.page.bring_to_front()
        for number in range(3):
            visit.press("3")
            visit.sees(f"Item {number + 2} of 39")
            book.answer(items[20 + number], "point", 2)
        second.page.bring_to_front()
        second.press(*"nnnnnnnnn")
        second.sees("Item 10 of 39")
        for number in range(3):
            second.press("4")
            second.sees(f"Item {number + 11} of 39")
            book.answer(items[23 + number], "point", 1)
        for one in (visit, second, visit):
            one.settle()
        (response,) = (one for one in record(folder, 2).responses if one.invitee == INVITEE)
        given = {one.item: one.point for one in response.answers}
        points = [3] * 3 + [4] * 3 + [2] * 3 + [1] * 3
        assert given == dict(zip([*items[:3], *items[9:12], *items[20:26]], points, strict=True))


def test_trouble_with_the_folder_is_told(html: Path, play: Playwright, tmp_path: Path) -> None:
    """One thing after the other goes wrong in the folder of the page: each is told, and then all is saved."""
    with working(html, play, tmp_path) as (visit, folder):
        begin(visit, folder)
        something_in_the_way(visit, folder)
        removed_meanwhile(visit, folder)
        refused(visit, folder)
        assert visit.errors == []
        left_unsaved(visit, folder)


def something_in_the_way(visit: Visit, folder: Path) -> None:
    """Something is in the way of one file: that is told by name, all others are saved, and all can be downloaded."""
    with visit.held():
        (folder / ANSWERS).mkdir()  # a folder in the place of the file
        visit.press("3")
        visit.sees("1 answered")
    visit.says("NOT SAVED")
    visit.warns(f"This cannot be saved in the folder riverside: {ANSWERS}")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("alert").get_by_role("button", name="Download all").click()
    with ZipFile(download.value.path()) as archive:
        assert f"riverside/{ANSWERS}" in archive.namelist()
    (folder / ANSWERS).rmdir()
    visit.saves()
    assert visit.page.locator("#trouble").is_hidden()


def removed_meanwhile(visit: Visit, folder: Path) -> None:
    """A file of answers that somebody removes while its person answers on is written anew, with every answer."""
    (folder / ANSWERS).unlink()
    visit.press("3")
    visit.sees("2 answered")
    visit.saves()
    (response,) = (one for one in record(folder, 2).responses if one.invitee == INVITEE)
    assert len(response.answers) == 2


_REFUSE = """() => {
  const plain = FileSystemWritableFileStream.prototype.write;
  window.allowAll = () => { FileSystemWritableFileStream.prototype.write = plain; };
  const full = "QuotaExceededError";
  const error = window[full] ? new window[full]("full") : new DOMException("full", full);
  FileSystemWritableFileStream.prototype.write = async () => { throw error; };
}"""
_END_PERMISSION = """() => {
  const handle = picked.handle;
  const entries = () => { throw new DOMException("no longer", "NotAllowedError"); };
  picked.handle = { entries, requestPermission: async () => { picked.handle = handle; return "granted"; } };
}"""
_FULL = "The disk is full. Make room there. What you typed there is in this page only."
_ENDED = "The browser no longer lets this page use the folder riverside. What you typed is in this page only."


def refused(visit: Visit, folder: Path) -> None:
    """A full disk, a permission that ends, a folder that fills with thousands of files; then all is saved.

    No test can fill a disk or withdraw a permission in every place, so the browser is told to say what it then says.
    """
    trouble = visit.page.locator("#trouble")
    visit.page.evaluate(_REFUSE)
    visit.press("3")
    visit.warns(f"This cannot be saved in the folder riverside: {ANSWERS}, {ANSWERS}.previous. {_FULL}")
    visit.says("NOT SAVED")
    visit.page.evaluate("allowAll()")
    visit.saves()
    assert trouble.is_hidden()
    with visit.held():
        visit.page.evaluate(_END_PERMISSION)
    visit.says("NOT SAVED")
    visit.warns(_ENDED)
    visit.page.get_by_role("alert").get_by_role("button", name="Allow it again").click()
    visit.saves()
    many = folder.with_name("many")
    many.mkdir()
    for number in range(5000):
        (many / f"{number}.txt").touch()
    many.rename(folder / many.name)  # all at once: none of them is brought in
    visit.says("NOT SAVED")
    visit.warns("This cannot be saved in the folder riverside: This folder holds more than 5000 files.")
    (folder / many.name).rename(many)
    visit.saves()


def left_unsaved(visit: Visit, folder: Path) -> None:
    """The browser asks before the page is closed with anything unsaved, and not once everything is on disk."""
    away = folder.with_name("elsewhere")
    folder.rename(away)
    visit.press("3")
    visit.says("NOT SAVED")
    visit.until("session.unsaved > 0", "there is something to lose")
    with visit.page.expect_event("dialog") as asked:
        visit.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    visit.sees("4 answered")
    away.rename(folder)
    visit.saves()
    with visit.page.expect_event("close"):
        visit.page.close(run_before_unload=True)


def test_the_last_folder_is_offered_again(html: Path, play: Playwright, tmp_path: Path) -> None:
    """After a reload one button opens the folder that was open last, if the browser still allows it."""
    with working(html, play, tmp_path) as (visit, folder):
        visit.open_folder(folder)
        visit.goes_to(visit.address)
        visit.page.get_by_role("button", name="Open riverside again").click()
        visit.sees(INVITEE)
        visit.says("Saved in the folder riverside.")
        assert visit.errors == []


_LOOK_LONG = """() => {
  const plain = PickedFolder.prototype.seen;
  const over = new Promise((resolve) => { window.lookOn = resolve; });
  window.looking = false;
  PickedFolder.prototype.seen = async function (...given) {
    window.looking = true;
    await over;
    PickedFolder.prototype.seen = plain;
    return plain.apply(this, given);
  };
}"""


def test_in_the_midst_of_a_copy(html: Path, play: Playwright, tmp_path: Path) -> None:
    """A folder moved while the page looks at it keeps its files there; a zip file waits for the end of a copy."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "note.txt").write_text("A note", encoding="utf-8")
    archive = tmp_path / "example.zip"
    archive.write_bytes(packed(str(EXAMPLE)))
    with browser(play, tmp_path / "profile", "file:///", folder) as context:
        visit = Visit(context, html.as_uri())
        visit.open_folder(folder)
        visit.evaluate(_LOOK_LONG)
        visit.until("window.looking", "files are looked at")
        folder.rename(tmp_path / "elsewhere")
        visit.evaluate("lookOn()")
        visit.says("NOT SAVED")
        assert visit.evaluate("session.files()[0].join()") == "note.txt"
        (tmp_path / "elsewhere").rename(folder)
        visit.saves()
        visit.evaluate(_LOOK_LONG)
        visit.until("window.looking", "files are looked at")
        visit.page.set_input_files("#chosen", archive)
        visit.evaluate("lookOn()")
        visit.sees(INVITEE)
        visit.open_folder(folder)
        visit.says("Saved in the folder notes.")
        assert (visit.foreign, visit.errors) == ([], [])
