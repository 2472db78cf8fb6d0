"""The tab is killed while answers are typed into the page: no answer that was said to be saved is lost."""

from __future__ import annotations

import random
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Playwright

from cli.assess.filling import EXAMPLE, record
from web.browsing import Visit, browser

INVITEE = "riverside-council-79xt"
ANSWERS = f"round-2/responses/{INVITEE}.toml"
_LOOK = """() => [document.getElementById('state').textContent,
  Array.from({length: terminal.rows}, (_, y) => terminal.buffer.active.getLine(y).translateToString()).join(' ')]"""


def open_round(folder: Path) -> None:
    """Make the folder that of a round which is open, in which one person has not answered yet."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)
    (folder / ANSWERS).unlink()
    asked = folder / "round-2" / "round.toml"
    lines = asked.read_text("utf-8").split("\n")
    asked.write_text("\n".join(line for line in lines if not line.startswith("closed")), "utf-8")


def type_and_kill(context: BrowserContext, address: str, folder: Path, seconds: float) -> None:
    """Answer items, and kill the tab after so many seconds; what was said to be saved must be on disk."""
    open_round(folder)
    page = context.new_page()
    visit = Visit(context, address, page)
    visit.open_folder(folder)
    visit.sees(INVITEE)
    visit.press("Enter")
    visit.sees("Item 1 of 39")
    said, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        visit.page.evaluate("terminal.input('3')")
        state, screen = visit.page.evaluate(_LOOK)
        answered = re.search(r"Item \d+ of 39, (\d+) answered", screen)
        if state.startswith("Saved") and answered:
            said = int(answered[1])
    with page.expect_event("crash"), suppress(Error):  # nothing answers any more
        page.goto("chrome://crash", timeout=1)
    page.close()
    found = [one for one in record(folder, 2).responses if one.invitee == INVITEE]
    there = len(found[0].answers) if found else 0
    assert there >= said, f"{said} answers were said to be saved, and {there} are there"


def kill_often(html: Path, play: Playwright, work: Path, times: int) -> None:
    """Kill so many tabs at moments of chance."""
    folder = work / "riverside"
    chance = random.Random(15)  # noqa: S311 - moments need no secrecy
    open_round(folder)
    with browser(play, work / "profile", "file:///", folder) as context:
        for _ in range(times):
            type_and_kill(context, html.as_uri(), folder, chance.uniform(0.1, 2.5))


def test_killed_tabs_lose_nothing(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Three tabs are killed."""
    kill_often(html, play, tmp_path, 3)


@pytest.mark.soak
def test_two_hundred_killed_tabs_lose_nothing(html: Path, play: Playwright, tmp_path: Path) -> None:
    """Two hundred are killed."""
    kill_often(html, play, tmp_path, 200)
