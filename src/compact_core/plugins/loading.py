"""Files given to loaders, which may belong to plugins: whatever a loader does, it fails alone.

Loaders work in a thread of their own, some files ahead of whoever takes the results. So a loader that hangs can be
left behind, and files are read while others are being stored.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.flaws import located
from compact_core.content.read import Loaded, code_from
from compact_core.content.write import to_plain
from compact_core.errors import PROBLEM_TYPES, Problem
from compact_core.model import Code
from compact_core.plugins.isolation import LateError, next_of
from compact_core.text import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compact_core.plugins.isolation import Watch
    from compact_core.plugins.offers import Loader

LEFT_OUT = "left out"
"""Stands for the digest of a file that was left out; it is tried again when the file changes."""
AHEAD = 64
"""Files that may be read before their results are taken."""


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
    """The result of each job, in their order."""
    worker = _Worker(jobs)
    for done, job in enumerate(jobs):
        watch.progress(done, len(jobs))
        try:
            result = next_of(worker.results, f"The loader '{job.loader.name}' has been reading {job.file}", watch)
        except LateError as late:
            worker.abandon()
            worker = _Worker(jobs[done + 1 :])
            result = Result(LEFT_OUT, _failure(job, str(late)))
        yield result


class _Worker:
    """A thread that does jobs, and can be left behind."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.results: queue.Queue[Result] = queue.Queue(AHEAD)
        """What came of the jobs so far, in their order."""
        self._abandoned = threading.Event()
        threading.Thread(target=self._work, args=(jobs,), daemon=True).start()

    def _work(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            result = _do(job)
            if self._abandoned.is_set():
                return
            self.results.put(result)

    def abandon(self) -> None:
        """Let the thread end as soon as its loader comes back, if it ever does."""
        self._abandoned.set()


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
        return _failure(job, reason(error))


def _checked(job: Job, loaded: Any) -> Loaded:
    """What a plugin's loader gave, read again as if it came from a file of ours: values take any type and text."""
    if not isinstance(loaded, Loaded) or not isinstance(loaded.code, Code | None):
        return _failure(job, f"it gave a {type(loaded).__name__}, not what a loader should")
    problems = tuple(loaded.problems)
    if not all(isinstance(one, Problem) and [*map(type, one)] == PROBLEM_TYPES for one in problems):
        return _failure(job, "it gave problems that are none")
    if loaded.code is None:
        return loaded
    code, flaws = code_from(to_plain(loaded.code))
    told = {one.message for one in problems}
    found = located((one for one in flaws if one.message not in told), None, job.file)
    sound = all(one.severity != "error" for one in flaws)
    return Loaded(code if sound else None, (*problems, *found))


def _failure(job: Job, why: str) -> Loaded:
    message = f"The loader '{job.loader.name}' failed on this file: {why}."
    return Loaded(None, (Problem("error", job.file, 0, 0, message, "Tell the makers of the loader."),))
