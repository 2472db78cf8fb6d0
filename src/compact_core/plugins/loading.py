"""Files given to loaders, which may belong to plugins: whatever a loader does, it fails alone.

Loaders work in a thread of their own, some files ahead of whoever takes the results. So a loader that hangs can be
left behind, and files are read while others are being stored.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from compact_core.content.plain import to_plain
from compact_core.content.read import Loaded, code_from
from compact_core.errors import PROBLEM_TYPES, Problem
from compact_core.model import Code
from compact_core.text import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compact_core.plugins.offers import Loader

SLOW = 2.0
"""Seconds after which a user is told that a loader takes long, and can leave its file out."""
LONGEST = 60.0
"""Seconds after which a file is left out without asking."""
LEFT_OUT = "left out"
"""Stands for the digest of a file that was left out; it is tried again when the file changes."""
AHEAD = 64
"""Files that may be read before their results are taken."""


class Watch(Protocol):
    """Follows the reading of files, to show how far it is."""

    def progress(self, done: int, total: int) -> None:
        """So many of the files are done."""

    def slow(self, file: str, loader: str, seconds: float) -> bool:
        """A loader takes long, and has taken so many seconds; true means: leave the file out."""


class Silence:
    """A watch that says nothing and leaves nothing out."""

    def progress(self, done: int, total: int) -> None:
        """Say nothing."""

    def slow(self, file: str, loader: str, seconds: float) -> bool:  # noqa: ARG002 - as a watch has it
        """Wait on."""
        return False


class Job(NamedTuple):
    """A file to be read."""

    file: str
    """Name of the file, for messages."""
    loader: Loader
    """What reads it."""
    data: Callable[[], bytes | Problem]
    """Gives the bytes of the file."""
    digest: str = ""
    """SHA-256 of the file when it was read last; empty when it never was."""
    trusted: bool = False
    """Whether the loader is the program's own, which checks what it gives."""


class Result(NamedTuple):
    """What came of a job."""

    digest: str
    """SHA-256 of the file; empty when it could not be opened, :data:`LEFT_OUT` when its loader was left behind."""
    loaded: Loaded | None
    """What the loader made of it; None when the file is the same as last time."""


def load_all(jobs: Sequence[Job], watch: Watch) -> Iterator[Result]:
    """The result of each job, in their order.

    Ctrl+C leaves out the file that a loader has been slow with, and stops the program otherwise.
    """
    worker = _Worker(jobs)
    for done, job in enumerate(jobs):
        watch.progress(done, len(jobs))
        begin = time.monotonic()
        result = worker.wait(job, watch)
        if result is None:
            worker.abandon()
            worker = _Worker(jobs[done + 1 :])
            seconds = time.monotonic() - begin
            result = Result(LEFT_OUT, _failure(job, f"took {seconds:.0f} seconds and was left out"))
        yield result


class _Worker:
    """A thread that does jobs, and can be left behind."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._results: queue.Queue[Result] = queue.Queue(AHEAD)
        self._abandoned = threading.Event()
        threading.Thread(target=self._work, args=(jobs,), daemon=True).start()

    def _work(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            result = _do(job)
            if self._abandoned.is_set():
                return
            self._results.put(result)

    def abandon(self) -> None:
        """Let the thread end as soon as its loader comes back, if it ever does."""
        self._abandoned.set()

    def wait(self, job: Job, watch: Watch) -> Result | None:
        """The next result; None when the job is to be left out."""
        begin = time.monotonic()
        while True:
            try:
                return self._results.get(timeout=SLOW / 20)
            except queue.Empty:
                seconds = time.monotonic() - begin
                if seconds > LONGEST or (seconds > SLOW and watch.slow(job.file, job.loader.name, seconds)):
                    return None
            except KeyboardInterrupt:
                if time.monotonic() - begin < SLOW:
                    raise
                return None


def _do(job: Job) -> Result:
    data = job.data()
    if isinstance(data, Problem):
        return Result("", Loaded(None, (data,)))
    digest = hashlib.sha256(data).hexdigest()
    return Result(digest, None if digest == job.digest else _load(job, data))


def _load(job: Job, data: bytes) -> Loaded:
    """What the loader makes of the file, if it is what a loader should give."""
    try:
        loaded: Any = job.loader.load(data, job.file)
        return loaded if job.trusted else _checked(job, loaded)
    except BaseException as error:  # noqa: BLE001 - the loader may belong to a plugin
        return _failure(job, f"failed on this file: {reason(error)}")


def _checked(job: Job, loaded: Any) -> Loaded:
    """What a plugin's loader gave, read again as if it came from a file of ours: values take any type and text."""
    if not isinstance(loaded, Loaded) or not isinstance(loaded.code, Code | None):
        return _failure(job, f"gave a {type(loaded).__name__}, not what a loader should")
    problems = tuple(loaded.problems)
    if not all(isinstance(one, Problem) and [*map(type, one)] == PROBLEM_TYPES for one in problems):
        return _failure(job, "gave problems that are none")
    if loaded.code is None:
        return loaded
    code, flaws = code_from(to_plain(loaded.code))
    told = {one.message for one in problems}
    found = [Problem(one.severity, job.file, 0, 0, one.message, one.hint) for one in flaws if one.message not in told]
    sound = all(one.severity != "error" for one in flaws)
    return Loaded(code if sound else None, (*problems, *found))


def _failure(job: Job, what: str) -> Loaded:
    message = f"The loader '{job.loader.name}' {what}."
    return Loaded(None, (Problem("error", job.file, 0, 0, message, "Tell the makers of the loader."),))
