"""Runs the interface for a test, and reads what is painted."""

from __future__ import annotations

import asyncio
import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from compact_core.library.opening import open_library
from compact_tui.app import CompactsApp
from compact_tui.library.code_tree import CodeTree
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.reading_pane import ReadingPane
from compact_tui.state import START, Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from textual.widget import Widget

    from compact_core.library.library import Library

    Drive = Callable[["Reader", CompactsApp], Awaitable[None]]

WIDE, SMALL, TINY = (120, 40), (80, 24), (40, 15)
USUAL = pytest.param(SMALL, marks=pytest.mark.soak)
"""The usual terminal where a test runs in several: on demand, as what has room in a tiny one has room there too."""
TALL = (200, 120)
"""A terminal on which every page fits."""
WAITING = "_loader"
"""The worker of a tree of folders, which waits for folders to read as long as the tree is there."""
PATIENCE = 120
"""Seconds after which a test gives up; no speed is asserted."""
TALL_AND_NARROW = (50, 500)
"""The same, with everything one below the other."""


class Reader(Pilot[object]):
    """Somebody at the keyboard, who presses a key when all that the key before it began is done.

    Textual's own pilot sleeps until the program seems to rest, which a program that gets no turn seems to do too.
    """

    def __init__(self, app: CompactsApp) -> None:
        """Sit down at the program."""
        super().__init__(app)
        self._program = app
        app.animation_level = "none"

    @property
    def app(self) -> CompactsApp:
        """The program."""
        return self._program

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, too fast for anybody to see what each does."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self._rest()
        self._paint()

    async def write(self, text: str) -> None:
        """Type a text, as fast as can be: what its letters begin is waited for at its end."""
        for letter in text:
            self.app.post_message(key_event({" ": "space", "\n": "enter"}.get(letter, letter)))
        await self.pause()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until all that was begun is done, threads included, and painted; with a delay, after it."""
        await asyncio.sleep(delay or 0)
        await self._rest()
        self._paint()

    async def _rest(self) -> None:
        """Wait until all that was begun is done."""
        await asyncio.sleep(0)
        end = time.monotonic() + PATIENCE
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # noqa: SLF001 - what still has to run
        while self.app.is_running:
            assert time.monotonic() < end, f"the interface did not come to rest within {PATIENCE} seconds"
            await asyncio.wait_for(self.app.animator.wait_for_idle(), PATIENCE)
            self.app.screen._on_timer_update()  # noqa: SLF001 - Textual's pilot does so too, to have changes laid out
            if not ready and all(worker.group == WAITING for worker in self.app.workers):
                return
            await asyncio.sleep(0 if ready else 0.001)

    def _paint(self) -> None:
        """Paint what has changed since it was painted last."""
        if not self.app.is_running:
            return
        compositor = self.app.screen._compositor  # noqa: SLF001 - the only place that knows what has changed
        if compositor._dirty_regions:  # noqa: SLF001
            _paint(compositor, screen_stack=self.app._background_screens)  # noqa: SLF001


_paint = Compositor.render_update
"""What Textual does for each change, and what is done here once the interface has come to rest."""


_parse = Stylesheet._parse_rules  # noqa: SLF001 - Textual keeps what it has parsed for one app, and here it is for all
_PARSED: dict[tuple[object, ...], list[RuleSet]] = {}


def _parsed_once(
    sheet: Stylesheet, css: str, read_from: tuple[str, str], *args: object, **named: object
) -> list[RuleSet]:
    """The rules of a style sheet with these variables, parsed once for all tests: a third of each start."""
    key = (frozenset(sheet._variables.items()), css, read_from, args, *named.items())  # noqa: SLF001
    if key not in _PARSED:
        _PARSED[key] = _parse(sheet, css, read_from, *args, **named)  # type: ignore[arg-type]
    return _PARSED[key]


def key_event(key: str) -> Key:
    """The event of a key, which is named as bindings name it, or is a letter."""
    name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
    sign = " " if name == "space" else key
    return Key(name, sign if len(sign) == 1 else None)


@cache
def our_codes() -> Library:
    """The codes that come with the program, read once for all tests that change nothing about them."""
    return open_library()


def play(steps: Coroutine[None, None, None]) -> None:
    """Take steps in which the interface is started; it is painted when it rests, and its styles are parsed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", lambda *_, **__: None)
        patch.setattr(Stylesheet, "_parse_rules", _parsed_once)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # what Textual's own does, without a call for each rule
        asyncio.run(steps)


def drive(
    library: Library, size: tuple[int, int], steps: Drive, start: Place | None = START, assessment: str = ""
) -> None:
    """Start the interface in a terminal of a size, and take some steps in it; it is painted whenever it rests."""

    async def run() -> None:
        app = CompactsApp(library, start, assessment=assessment)
        async with app.run_test(size=size, notifications=True):
            reader = Reader(app)
            await reader.pause()
            await steps(reader, app)

    play(run())


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
