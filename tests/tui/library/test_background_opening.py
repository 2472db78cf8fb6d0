"""The interface is on the screen while codes are read, and says how far that is."""

import math
import re
import threading
import time

import pytest

from compact_core.content.read import Loaded
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.library.opening import fresh_library, open_library
from compact_core.plugins.isolation import Watch, Worker
from compact_core.plugins.loading import Job, load_all
from compact_core.plugins.offers import Loader
from compact_tui.app import CompactsApp
from compact_tui.library import background_opening as opening_module
from compact_tui.library.background_opening import Opening, StoppedError
from compact_tui.state import START, Place
from programs import until_still
from tui.driving import PATIENCE, SMALL, TINY, WIDE, Reader, library_screen, painted, pane, play, tree, until
from tui.samples import PROBLEMS, bad, library_of, plain_code

ACTION = Place("compact-for-leeds", "leeds-partnership-2003", "share-power")


def test_a_library_is_fresh_once_it_was_opened() -> None:
    """Before the first opening nothing is held; after it the same entries are, and reading nothing gives them."""
    assert fresh_library() is None
    until_still()
    opened = open_library()
    held = fresh_library()
    assert held is not None
    assert held.entries == opened.entries


@pytest.mark.parametrize("size", [pytest.param(WIDE, marks=pytest.mark.soak), TINY])
def test_it_is_on_the_screen_before_the_codes(size: tuple[int, int]) -> None:
    """While codes are read, keys work and the number is told; then the list is filled and the place is shown.

    A wide terminal, which has room for all this, is tried on demand.
    """
    go_on = threading.Event()

    def read(watch: Watch) -> Library:
        watch.progress(300, 1200)
        go_on.wait(PATIENCE)
        return open_library((), watch)

    async def run() -> None:
        app = CompactsApp(start=START, opening=Opening(read, lambda _: ACTION))
        async with app.run_test(size=size):
            pilot = Reader(app)
            assert "Agreements and codes" in painted(app)
            await until(lambda: "Reading codes: 300 of 1,200" in painted(app), "the number of codes is told", pilot)
            await pilot.press("down", "enter", "tab", "f", "x", "slash", "c", "s", "p", "o", "escape")
            assert library_screen(app).is_current
            await pilot.press("question_mark")
            go_on.set()
            await until(lambda: bool(app.library.entries), "the codes are there", pilot)
            await pilot.press("escape")
            assert tree(app).place == ACTION
            assert library_screen(app).state.view.place == ACTION
            assert "Reading codes" not in painted(app)
            await pilot.press("slash", *"power", "enter")
            assert "power" in painted(app, pane(app)).lower()

    play(run())


def test_problems_are_told_when_it_is_read() -> None:
    """When the reading is done, the number of problems takes the place of the number of codes."""

    async def run() -> None:
        app = CompactsApp(start=START, opening=Opening(lambda _: library_of(plain_code(), problems=PROBLEMS)))
        async with app.run_test(size=SMALL):
            pilot = Reader(app)
            await until(lambda: "1 error and 1 warning: press p" in painted(app), "the problems are told", pilot)
            await pilot.press("p")
            await pilot.press("end")
            assert "It is odd." in painted(app)

    play(run())


def test_a_loader_that_hangs_is_named_and_left_out() -> None:
    """A loader that takes long is named with its file, in any words; o leaves the file out, and the rest is read."""
    come_back = threading.Event()

    def load(data: bytes, file: str) -> Loaded:
        """Read nothing, and do not come back by itself."""
        del data, file
        come_back.wait(PATIENCE)
        return Loaded(None, ())

    slow = Loader(bad("slow loader"), (".slow",), load)

    def read(watch: Watch) -> Library:
        (result,) = load_all([Job("area.slow", slow, lambda: b"")], Worker(watch))
        assert result.loaded
        return library_of(plain_code(), problems=result.loaded.problems)

    async def run() -> None:
        app = CompactsApp(start=START, opening=Opening(read))
        async with app.run_test(size=(700, 20)):
            pilot = Reader(app)
            await until(lambda: "Press o to leave it out." in painted(app), "the loader is named", pilot)
            assert "The loader 'slow loader [b]bold[/b] [/x]" in painted(app)
            assert re.search(r"has been reading area\.slow for \d+ seconds\.", painted(app))
            assert "o Leave out" in painted(app)
            await pilot.press("o")
            await until(lambda: bool(app.library.entries), "the codes are there", pilot)
            assert "was left out." in app.library.problems[0].message
            assert "o Leave out" not in painted(app)

    try:
        play(run())
    finally:
        come_back.set()


def test_what_goes_wrong_ends_the_interface() -> None:
    """An error, such as a code that is not there, is kept for the command line to tell."""

    def read(watch: Watch) -> Library:
        watch.progress(0, 1)
        raise CompactsError("There is no such code.")

    async def run() -> None:
        opening = Opening(read)
        app = CompactsApp(start=START, opening=opening)
        async with app.run_test(size=SMALL):
            pilot = Reader(app)
            await until(lambda: not app.is_running, "it has ended", pilot)
        assert str(opening.error) == "There is no such code."

    play(run())


def test_leaving_stops_the_reading() -> None:
    """After the reader has left, the next file stops the reading, which is no error."""
    stopped = threading.Event()

    def read(watch: Watch) -> Library:
        try:
            while True:
                watch.progress(1, 2)
                time.sleep(0.01)
        except StoppedError:
            stopped.set()
            raise

    opening = Opening(read)
    opening.start()
    opening.stop()
    assert stopped.wait(PATIENCE), "the reading was not stopped"
    with pytest.raises(StoppedError):
        opening.slow("It takes long.")
    assert opening.error is None


def test_a_quick_reading_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as patience lasts nothing is said; after it, what is going on."""
    monkeypatch.setattr(opening_module, "PATIENCE", math.inf)
    go_on = threading.Event()

    def read(watch: Watch) -> Library:
        del watch
        go_on.wait(PATIENCE)
        return library_of()

    opening = Opening(read)
    opening.start()
    assert opening.message() == ""
    monkeypatch.setattr(opening_module, "PATIENCE", 0)
    assert opening.message() == "Looking for codes"
    opening.progress(1, 3)
    assert opening.message() == "Reading codes: 1 of 3"
    go_on.set()
