"""The one thread in which plugins work: its results, its failures, its end; and the same in line, without threads."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.plugins import isolation
from compact_core.plugins.isolation import AHEAD, FailedError, LateError, Silence, Worker
from installing import install
from programs import LONGEST_WAIT, finished

WAYS = {"in a thread": False, "in line": True}
Piece = tuple[Callable[[], int], str]


class Impatient(Silence):
    """A watch that leaves out what waits; on a busy computer all may take long."""

    def slow(self, message: str) -> bool:
        """Leave it out, if it waits."""
        return message.startswith("It has been waiting")


def piece(number: int) -> Piece:
    """Work that gives a number, and fails for 7."""

    def work() -> int:
        if number == 7:
            raise KeyboardInterrupt("seven")
        return number

    return work, f"Number {number} has been counting"


@pytest.mark.parametrize("in_line", WAYS.values(), ids=WAYS)
@given(numbers=st.lists(st.integers(0, 9), max_size=3 * AHEAD))
def test_each_result_comes_once_and_in_order(numbers: list[int], *, in_line: bool) -> None:
    """However much work there is, each piece gives its result or its failure, in order, in a thread or in line."""
    outcomes = Worker(in_line=in_line).do_all(map(piece, numbers))
    told = [str(one) if isinstance(one, FailedError) else one for one in outcomes]
    assert told == ["KeyboardInterrupt: seven" if number == 7 else number for number in numbers]


@pytest.mark.parametrize("in_line", WAYS.values(), ids=WAYS)
def test_all_work_is_done_in_one_thread(*, in_line: bool) -> None:
    """All that a worker does happens in one thread, which is another than ours only where threads are used."""
    worker = Worker(in_line=in_line)
    threads = {worker.do(threading.get_ident, "It has been working") for _ in range(5)}
    threads.update(worker.do_all((threading.get_ident, "It has been working") for _ in range(5)))  # type: ignore[arg-type]
    assert len(threads) == 1
    assert (threads == {threading.get_ident()}) is in_line


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="before Python 3.12 nothing tells of loops")
def test_what_loops_for_ever_in_line_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program waits for the work, what loops for ever fails alone, even if it passes over errors."""
    monkeypatch.setattr(isolation, "LONGEST_IN_LINE", 0.2)

    def loop() -> int:
        while True:
            with suppress(Exception):
                for _ in range(9):
                    pass

    outcomes = Worker(in_line=True).do_all([piece(1), (loop, "It has been looping"), piece(2)])
    assert [str(one) for one in outcomes] == ["1", "it took 0 seconds and was left out", "2"]


def test_what_waits_behind_late_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """When work hangs, it alone is left behind: what stood after it is done, once, in another thread."""
    monkeypatch.setattr(isolation, "SLOW", 0.5)
    come_back = threading.Event()
    done: list[int] = []

    def count(number: int) -> int:
        done.append(number)
        return number

    def pieces() -> Iterator[Piece]:
        yield piece(1)
        yield (lambda: come_back.wait(LONGEST_WAIT) and 0), "It has been waiting"
        for number in range(3):
            yield partial(count, number), "It has been counting"

    first, late, *rest = Worker(Impatient()).do_all(pieces())
    come_back.set()
    assert (first, rest, done) == (1, [0, 1, 2], [0, 1, 2])
    assert isinstance(late, LateError)


def test_the_thread_ends_with_its_worker() -> None:
    """No thread is left when nobody holds the worker any more, even where its work held the worker itself."""
    before = set(threading.enumerate())
    workers = [Worker()]
    workers[0].do(partial(id, workers[0]), "It has been working")
    (thread,) = set(threading.enumerate()) - before
    workers.clear()
    gc.collect()
    thread.join(LONGEST_WAIT)
    assert not thread.is_alive()


WITHOUT_THREADS = """
import threading
def start(thread):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
from compact_core import open_library
library = open_library()
print(*[entry.id for entry in library.entries], *library.problems, sep="\\n")
"""


def test_a_python_without_threads_opens_the_same_library(home: Path, tmp_path: Path) -> None:
    """Where Python starts no thread, codes and problems are those of any other Python: plugins work in line."""
    install(tmp_path / "site", "odd", "1 / 0")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "COMPACTS_PLUGINS": "odd"}
    told = []
    for number, script in enumerate((WITHOUT_THREADS, WITHOUT_THREADS.replace("threading.Thread.start = start", ""))):
        command = [sys.executable, "-c", script]
        mine = {**environment, "COMPACTS_HOME": str(home / str(number))}
        done = finished(command, env=mine, check=True)
        told.append(done.stdout.splitlines())
    assert told[0] == told[1]
    assert told[0][-1].startswith("plugin odd: The plugin 'odd' could not be loaded: ZeroDivisionError")
