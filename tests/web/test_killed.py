"""The tab is killed while answers are typed into the page: no answer that was said to be saved is lost.

`COMPACTS_KILLS` says how often (3; with `-m soak` 200), `COMPACTS_SEED` makes the moments of an earlier run again.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from cli.assess.filling import EXAMPLE, record
from compact_core.assessment.records.answering import AnswerBook
from samples import opened
from web.browsing import Visit, browser

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the processes of a browser as Linux tells them")
FEW, MANY = 3, 200
INVITEE = "riverside-council-79xt"
COLLEAGUE = "riverside-nhs-trust-7xt9"
ITEMS = 39
LONGEST = 2.5
"""Seconds after which a tab is killed at the latest, counted from the moment at which the folder is dropped."""
_TYPE = """() => {
  terminal.input('3');
  return [document.getElementById('state').textContent, Array.from(
    {length: terminal.rows}, (_, y) => terminal.buffer.active.getLine(y).translateToString()).join(' ')];
}"""


class Killing:
    """A folder in which a tab answers for one person, until it is killed, and a colleague for another one."""

    def __init__(self, work: Path) -> None:
        """Work below a folder: one that is made anew is for the browser, and one for the assessment."""
        self.profile = work / "profile"
        self.folder = folder = work / "riverside"
        self.answers = folder / "round-2" / "responses" / f"{INVITEE}.toml"
        self.note = folder / "note of a colleague.txt"
        self.faults: list[str] = []
        """What another reader of the folder has found."""
        self.cut_off = 0
        """How often a file that the browser had begun to write was left."""
        self.renew()

    def renew(self) -> None:
        """Make the folder that of a round which is open, in which one person has not answered yet."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(EXAMPLE, self.folder)
        self.answers.unlink()
        asked = self.folder / "round-2" / "round.toml"
        lines = asked.read_text("utf-8").split("\n")
        asked.write_text("\n".join(line for line in lines if not line.startswith("closed")), "utf-8")

    def on_disk(self) -> int:
        """How many answers there are, in files that are all sound."""
        return sum(len(one.answers) for one in record(self.folder, 2).responses if one.invitee == INVITEE)

    def kill_one(self, context: BrowserContext, address: str, chance: random.Random) -> None:
        """Answer items in a tab, and kill it at a moment of chance; what was said to be saved must be on disk."""
        if self.on_disk() == ITEMS:
            self.renew()
        said = before = self.on_disk()
        visit = Visit(context, address, context.new_page())
        with self.others():
            if chance.random() < 0.15:  # while everything is read for the first time
                visit.drop(self.folder)
                time.sleep(chance.uniform(0, 0.5))
            else:
                visit.open_folder(self.folder)
                visit.sees(INVITEE)
                visit.press("Enter")
                visit.sees(f"of {ITEMS}, ")  # the list says "of 39 answered"
                said = self.answer(visit, time.monotonic() + chance.uniform(0, LONGEST))
            kill(visit.page, self.profile)
            there = self.on_disk()
        assert there >= said, f"{said} answers were said to be saved, and {there} are there ({before} before)"
        left = [*self.folder.rglob("*.crswap"), *self.folder.rglob("*.toml.*.tmp")]
        self.cut_off += bool(left)
        for path in left:
            path.unlink(missing_ok=True)  # the browser may still bring it to its end

    def answer(self, visit: Visit, end: float) -> int:
        """Answer items until a moment; gives how many answers were said to be saved."""
        said = 0
        while time.monotonic() < end:
            state, screen = visit.page.evaluate(_TYPE)
            answered = re.search(rf"Item \d+ of {ITEMS}, (\d+) answered", screen)
            if state.startswith("Saved") and answered:
                said = max(said, int(answered[1]))
        return said

    @contextmanager
    def others(self) -> Iterator[None]:
        """Let others read and write in the folder meanwhile: they lose nothing, and never read half a file."""
        over = threading.Event()
        work = (self._read_on, self._write_on)
        threads = [threading.Thread(target=one, args=(over,), daemon=True) for one in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()
        assert not self.faults, self.faults

    def _read_on(self, over: threading.Event) -> None:
        last, most = b"", 0
        while not over.wait(0.005):
            try:
                data = self.answers.read_bytes()
            except FileNotFoundError:
                if last:
                    self.faults.append("the file was gone for a moment")
                continue
            if data != last:
                try:
                    found = len(tomllib.loads(data.decode()).get("answers", ()))
                except ValueError as error:
                    self.faults.append(f"half a file was read: {error}: {data!r}")
                    continue
                if found < most:
                    self.faults.append(f"there were {most} answers, and then {found}")
                last, most = data, found

    def _write_on(self, over: threading.Event) -> None:
        book = AnswerBook(opened(self.folder), 2, COLLEAGUE)
        item = record(self.folder, 2).asked.rows[0].item
        number = 0
        while not over.wait(0.1):
            number += 1
            book.answer(item, "not applicable", reason=f"Reason {number}")
            self.note.write_text(f"Line {number}", "utf-8")
        (said,) = (one for one in record(self.folder, 2).responses if one.invitee == COLLEAGUE)
        if not any(one.reason == f"Reason {number}" for one in said.answers) and number:
            self.faults.append("an answer of the colleague is lost")
        if number and self.note.read_text("utf-8") != f"Line {number}":
            self.faults.append("the note of the colleague is lost")


def kill(page: Page, profile: Path) -> None:
    """End the process of a tab from outside, whatever it is doing: of those of its browser it is by far the largest."""
    mine = f"--user-data-dir={profile}".encode()
    found: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended by itself
            command = (place / "cmdline").read_bytes() + b" "  # with a zero byte or a space between the words
            if b"--type=renderer" in command and any(mine + after in command for after in (b" ", b"\0")):
                found[int((place / "statm").read_text("ascii").split()[1])] = int(place.name)
    with page.expect_event("crash"):
        os.kill(found[max(found)], signal.SIGKILL)
    page.close()


def kill_often(html: Path, play: Playwright, work: Path, times: int) -> None:
    """Kill so many tabs of one browser at moments of chance."""
    times = int(os.environ.get("COMPACTS_KILLS", times))
    seed = int(os.environ.get("COMPACTS_SEED", random.randrange(10**6)))  # noqa: S311 - moments need no secrecy
    chance = random.Random(seed)  # noqa: S311 - moments need no secrecy
    killing = Killing(work)
    begin = time.monotonic()
    with browser(play, killing.profile, "file:///", killing.folder) as context:
        for number in range(times):
            try:
                killing.kill_one(context, html.as_uri(), chance)
            except BaseException:
                print(f"It was tab {number + 1} of {times}, with COMPACTS_SEED={seed}.")  # noqa: T201 - a long run tells how far it is
                raise
            print(f"{number + 1} of {times} killed, {time.monotonic() - begin:.0f} s", flush=True)  # noqa: T201 - a long run tells how far it is
    print(f"{times} tabs were killed with COMPACTS_SEED={seed}; {killing.cut_off} left a file half written beside.")  # noqa: T201 - a long run tells how far it is


def test_killed_tabs_lose_nothing(html: Path, play: Playwright, tmp_path: Path) -> None:
    """A handful of tabs are killed."""
    kill_often(html, play, tmp_path, FEW)


@pytest.mark.soak
def test_two_hundred_killed_tabs_lose_nothing(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Two hundred are killed."""
    kill_often(html, play, tmp_path, MANY)
