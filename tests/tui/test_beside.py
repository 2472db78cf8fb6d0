"""Work in a thread or in line: `compact_core.threads` finds out which, and everything is the same both ways."""

import asyncio
import threading
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from compact_core.library.library import Library
from compact_core.library.opening import open_library
from compact_core.threads import start
from compact_tui.app import CompactsApp
from compact_tui.beside import do_beside, done_beside
from compact_tui.library.background_opening import Opening
from compact_tui.library.draft_screen import DraftScreen
from compact_tui.state import START, Import
from tui.driving import WIDE, Reader, painted, play, until

EXAMPLE = Path(__file__).parents[2] / "examples" / "riverside-health"


@pytest.fixture(params=[True, False], ids=["with threads", "without threads"])
def threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether Python can start threads; where it cannot, it says what it says in a browser."""

    def refuse(thread: threading.Thread) -> None:
        del thread
        raise RuntimeError("can't start new thread")

    if not request.param:
        monkeypatch.setattr(threading.Thread, "start", refuse)
    return bool(request.param)


def test_it_is_told_whether_work_was_begun(*, threads: bool) -> None:
    """Where threads can start, work is done in another one; else nothing is done, and that is said."""
    ids: list[int] = []
    done = threading.Event()

    def work() -> None:
        ids.append(threading.get_ident())
        done.set()

    assert start(work) is threads
    assert done.wait(60 if threads else 0) is threads
    assert [identity == threading.get_ident() for identity in ids] == ([False] if threads else [])


@pytest.mark.usefixtures("threads")
def test_results_and_failures_come_back() -> None:
    """What the work gives or raises reaches whoever waits for it, on the thread of the loop."""

    async def run() -> None:
        assert await done_beside(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await done_beside(lambda: 1 // 0)

    asyncio.run(run())


@pytest.mark.usefixtures("threads")
def test_of_exclusive_work_the_last_counts() -> None:
    """Each result is used on the thread of the screen; of exclusive work, only that of the last one."""
    used: list[tuple[int, bool]] = []
    here = threading.get_ident()

    def use(number: int) -> None:
        used.append((number, threading.get_ident() == here))

    async def run() -> None:
        app = CompactsApp(Library((), (), lambda _: pytest.fail("no code is read")), START)
        async with app.run_test(size=WIDE):
            pilot = Reader(app)
            for number in range(3):
                do_beside(app.screen, partial(int, number), use, exclusive=True)
            await until(lambda: bool(used), "the last result is used", pilot)

    play(run())
    assert used == [(2, True)]


@pytest.mark.parametrize("threads", [pytest.param(True, marks=pytest.mark.soak), False], indirect=True)
@pytest.mark.usefixtures("threads")
def test_the_interface_does_everything(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are read, searched, ranked and found in the palette; an assessment and a document are opened.

    With threads, as all other tests do each of these, it is tried on demand.
    """
    del home
    copytree(EXAMPLE, tmp_path / "riverside")
    (tmp_path / "promises.txt").write_text("Our promises\n\n1. We will meet every month.\n\n2. We will listen.\n")
    monkeypatch.chdir(tmp_path)

    async def run() -> None:
        app = CompactsApp(opening=Opening(partial(open_library, ())))
        async with app.run_test(size=WIDE):
            pilot = Reader(app)
            await until(lambda: "Browse by agreement" in painted(app), "the codes are listed", pilot)
            await until(lambda: "Riverside health" in painted(app), "how far the assessment is", pilot)
            await pilot.press("slash", *"power")
            await until(lambda: "Share power" in painted(app), "the best hits are shown", pilot)
            await pilot.press("escape", "ctrl+p", *"share power")
            await until(lambda: "Share power" in painted(app), "the palette has found it", pilot)
            await pilot.press("escape")
            app.open_assessment(str(tmp_path / "riverside"))
            await until(lambda: "riverside-council-" in painted(app), "the people are listed", pilot)
            app.open_document(Import("promises.txt"))
            await until(lambda: isinstance(app.screen, DraftScreen), "the draft is open", pilot)

    play(run())
