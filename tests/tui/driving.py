"""Runs the interface for a test, and reads what is painted."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from textual._wait import wait_for_idle
from textual.pilot import Pilot

from compact_tui.app import CompactsApp
from compact_tui.library.code_tree import CodeTree
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.reading_pane import ReadingPane
from compact_tui.state import START, Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.widget import Widget

    from compact_core.library.library import Library

    Drive = Callable[[Pilot[object], CompactsApp], Awaitable[None]]

WIDE, SMALL, TINY = (120, 40), (80, 24), (40, 15)
TALL = (200, 120)
"""A terminal on which every page fits."""
PATIENCE = 60
"""Seconds after which a test gives up; no speed is asserted."""
TALL_AND_NARROW = (50, 500)
"""The same, with everything one below the other."""


class PatientPilot(Pilot[object]):
    """Presses a key only when all that the key before it began is done, however slow the machine is just then.

    Textual's own pilot goes on when the program seems to rest, which a program that gets no turn seems to do too.
    """

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.app._press_keys([key])  # noqa: SLF001 - Textual's pilot does so too
            await self.settle()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until all that was begun is done; with a delay, after it."""
        if delay is not None:
            await asyncio.sleep(delay)
        await wait_for_idle(0)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no widget of the screen on top has a message left, and no other screen came up meanwhile."""
        end = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < end, f"the interface did not come to rest within {PATIENCE} seconds"
            screen = self.app.screen
            if not await self._wait_for_screen():
                return  # the program has ended
            screen._on_timer_update()  # noqa: SLF001 - Textual's pilot does so too, to have changes laid out
            widgets = [self.app, *screen.walk_children(with_self=True)]
            if screen is self.app.screen and not any(widget.message_queue_size for widget in widgets):
                return


def drive(library: Library, size: tuple[int, int], steps: Drive, start: Place = START) -> None:
    """Start the interface in a terminal of a size, and take some steps in it."""

    async def run() -> None:
        app = CompactsApp(library, start)
        async with app.run_test(size=size, notifications=True):
            pilot = PatientPilot(app)
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(run())


async def until(true: Callable[[], bool], what: str, pilot: Pilot[object]) -> None:
    """Wait for something that takes time; a test that waits for ever has failed, and says what it waited for."""
    for _ in range(PATIENCE * 20):
        if true():
            await pilot.pause()
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"waited {PATIENCE} seconds until {what}")


def painted(app: CompactsApp, widget: Widget | None = None) -> str:
    """What the terminal shows, line by line; only the part of a widget when one is given."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - the only place where the painted text is
    if widget is None:
        return "\n".join(strip.text for strip in strips)
    left, right = widget.region.x, widget.region.right
    rows = strips[widget.region.y : widget.region.bottom]
    return "\n".join(strip.crop(left, right).text for strip in rows)


def squeezed(text: str) -> str:
    """The text without spaces and line breaks, so that wrapping makes no difference."""
    return "".join(text.split())


def library_screen(app: CompactsApp) -> LibraryScreen:
    """The main screen, which must be on top."""
    assert isinstance(app.screen, LibraryScreen)
    return app.screen


def tree(app: CompactsApp) -> CodeTree:
    """The tree of the main screen."""
    return library_screen(app).query_one(CodeTree)


def pane(app: CompactsApp) -> ReadingPane:
    """The page of the screen on top."""
    return app.screen.query_one(ReadingPane)
