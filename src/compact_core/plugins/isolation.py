"""The work of plugins, kept apart: what fails, fails alone, and what hangs is left behind.

A :class:`Worker` has one thread for all of it. Where Python cannot start a thread, as in a browser, it works in line;
then what loops for ever is ended after a while (:mod:`compact_core.plugins.deadlines`).
"""

from __future__ import annotations

import queue
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Protocol, TypeVar

from compact_core import threads
from compact_core.plugins.deadlines import OutOfTimeError, within
from compact_core.text import clean, reason

_Task = Callable[[], None]

SLOW = 2.0
"""Seconds after which a message says that something takes long, and that it can be left out."""
LONGEST = 60.0
"""Seconds after which it is left out without asking."""
LONGEST_IN_LINE = 20.0
"""The same where the program waits for it."""
AHEAD = 64
"""Most results that wait to be taken."""

_Outcome = TypeVar("_Outcome")


class Watch(Protocol):
    """Follows the reading of files and the work of plugins, to show how far they are."""

    def progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` files are read."""

    def slow(self, message: str) -> bool:
        """Something takes long, as the sentence says; true means: leave it out."""


class Silence:
    """A watch that shows nothing and leaves nothing out."""

    def progress(self, done: int, total: int) -> None:
        """Show nothing."""

    def slow(self, message: str) -> bool:  # noqa: ARG002 - as a watch has it
        """Wait on."""
        return False


class FailedError(Exception):
    """The work of a plugin failed; the message says why."""


class LateError(FailedError):
    """The work took so long that it was left behind."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it took {seconds:.0f} seconds and was left out")


class Worker:
    """Does the work of plugins in one thread, one piece after another."""

    def __init__(self, watch: Watch | None = None, *, in_line: bool = False) -> None:
        """``watch`` is told when work takes long. ``in_line`` starts no thread, as where there are none."""
        self.watch = watch or Silence()
        """Who follows the work."""
        self._in_line = in_line
        self._tasks: queue.SimpleQueue[_Task | None] | None = None

    def do(self, work: Callable[[], _Outcome], what: str) -> _Outcome:
        """The result of the work; ``what`` begins a sentence: who has been doing what.

        Raises :class:`FailedError` when the work raises anything, and :class:`LateError` when it is left behind.
        """
        (outcome,) = self.do_all([(work, what)])
        if isinstance(outcome, FailedError):
            raise outcome
        return outcome

    def do_all(self, pieces: Iterable[tuple[Callable[[], _Outcome], str]]) -> Iterator[_Outcome | FailedError]:
        """The result or failure of each piece of work, in order. The next pieces are done while a result is used."""
        waiting: deque[tuple[queue.SimpleQueue[_Outcome | FailedError], str]] = deque()
        for work, what in pieces:
            results: queue.SimpleQueue[_Outcome | FailedError] = queue.SimpleQueue()
            self._submit(partial(_attempt, work, results))
            waiting.append((results, what))
            if self._in_line or len(waiting) == AHEAD:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def _submit(self, task: _Task) -> None:
        if not self._in_line and not self._tasks:
            self._start()
        if self._tasks:
            self._tasks.put(task)
        else:
            within(LONGEST_IN_LINE, task)

    def _start(self) -> None:
        """Start the thread, which ends with this worker; without threads, work in line from now on."""
        tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        if not threads.start(partial(_do_tasks, tasks)):
            self._in_line = True
            return
        self._tasks = tasks
        weakref.finalize(self, tasks.put, None).atexit = False

    def _outcome(self, results: queue.SimpleQueue[_Outcome | FailedError], what: str) -> _Outcome | FailedError:
        """The result, as soon as there is one. Ctrl+C leaves out what is slow, and otherwise stops the program."""
        begin = time.monotonic()
        while True:
            try:
                return results.get(timeout=SLOW / 20)
            except queue.Empty:
                seconds = time.monotonic() - begin
                if seconds > LONGEST or (
                    seconds > SLOW and self.watch.slow(f"{clean(what)} for {seconds:.0f} seconds.")
                ):
                    return self._leave_behind(seconds)
            except KeyboardInterrupt:
                seconds = time.monotonic() - begin
                if seconds < SLOW:
                    raise
                return self._leave_behind(seconds)

    def _leave_behind(self, seconds: float) -> LateError:
        """Give the waiting tasks to a new thread. The old thread ends when its task does, if ever."""
        if old := self._tasks:
            self._tasks = None
            with suppress(queue.Empty):
                while task := old.get_nowait():
                    self._submit(task)
            old.put(None)
        return LateError(seconds)


def _do_tasks(tasks: queue.SimpleQueue[_Task | None]) -> None:
    while task := tasks.get():
        task()
        del task  # it holds the plugins, which may go while the thread waits


def _attempt(work: Callable[[], _Outcome], results: queue.SimpleQueue[_Outcome | FailedError]) -> None:
    try:
        results.put(work())
    except OutOfTimeError:
        results.put(LateError(LONGEST_IN_LINE))
    except BaseException as error:  # noqa: BLE001 - the work is that of a plugin
        results.put(FailedError(reason(error)))
