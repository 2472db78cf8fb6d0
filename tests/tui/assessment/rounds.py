"""Assessments for the tests of the interface: the worked example, and a small one that is as hostile as text can be."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from compact_core.assessment.records.reading import open_assessment
from compact_core.library.opening import open_library
from compact_tui.app import CompactsApp
from tui.driving import PatientPilot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from compact_core.assessment.records.reading import Assessment, RoundRecord

    Drive = Callable[["Reader"], Awaitable[None]]

EXAMPLE = Path(__file__).parents[3] / "examples" / "riverside-health"


class Reader:
    """Somebody at the keyboard."""

    def __init__(self, app: CompactsApp, pilot: PatientPilot) -> None:
        """Sit down at the program."""
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all is done, threads included."""
        for key in keys:
            await self._pilot.press(key)
            await self.rest()

    async def write(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "\n": "enter"}
        await self._pilot.press(*(names.get(letter, letter) for letter in text))
        await self.rest()

    async def click(self, widget: str, offset: tuple[int, int]) -> None:
        """Click on a place of a widget."""
        await self._pilot.click(widget, offset=offset)
        await self.rest()

    async def rest(self) -> None:
        """Wait until all that was begun is done."""
        while self.app.workers:
            await self.app.workers.wait_for_complete()
            await self._pilot.pause()


def sit_down(size: tuple[int, int], steps: Drive, folder: str = "") -> None:
    """Open the interface in a terminal of a size, at the assessment in a folder if one is named."""

    async def run() -> None:
        app = CompactsApp(open_library(()), assessment=folder)
        async with app.run_test(size=size, notifications=True):
            reader = Reader(app, PatientPilot(app))
            await reader.rest()
            await steps(reader)

    asyncio.run(run())


def example(where: Path, *, open_again: bool = False) -> str:
    """A copy of the worked example; with its first round open again when that is asked for, and nothing after it."""
    folder = where / "riverside"
    shutil.copytree(EXAMPLE, folder)
    if open_again:
        shutil.rmtree(folder / "round-2")
        file = folder / "round-1" / "round.toml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("closed =")), encoding="utf-8")
    return str(folder)


def read(folder: str) -> Assessment:
    """The assessment in a folder, which has no problem."""
    found = open_assessment(folder)
    assert found.problems == ()
    assert found.assessment
    return found.assessment


def first(folder: str) -> RoundRecord:
    """The first round of the assessment in a folder."""
    return read(folder).rounds[0]
