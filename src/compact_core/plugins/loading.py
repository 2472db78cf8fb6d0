"""Files read by loaders, which may belong to plugins: a loader that fails costs only its file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from compact_core.content.flaws import located
from compact_core.content.read import Loaded, code_from
from compact_core.content.write import to_plain
from compact_core.errors import PROBLEM_TYPES, Problem
from compact_core.model import Code
from compact_core.plugins.isolation import FailedError, Worker
from compact_core.plugins.offers import Loader
from compact_core.text import clean, reason

_LONGEST_ID = 200
"""Characters of a wrong id that are kept; nobody types more to ask for a code."""
LEFT_OUT = "left out"
"""In place of the digest of a file that was left out; the file is read again when it changes."""


class Job(NamedTuple):
    """A file to read."""

    file: str
    """Name of the file, for messages."""
    loader: Loader
    data: Callable[[], bytes | Problem]
    """Gives the bytes of the file, or the problem that keeps it from being opened."""
    digest: str = ""
    """SHA-256 of the file when it was last read; empty when it never was."""
    trusted: bool = False
    """Whether the loader is the program's own, whose results are not checked again."""


class JobResult(NamedTuple):
    """The result of a job."""

    digest: str
    """SHA-256 of the file; empty when it could not be opened, :data:`LEFT_OUT` when its loader was left behind."""
    loaded: Loaded | None
    """What the loader gave; None when the file is the same as last time."""
    id: str = ""
    """Of a file that gave no code: the id of the code that it states, if any."""


def load_all(jobs: Sequence[Job], worker: Worker) -> Iterator[JobResult]:
    """The result of each job, in order. The next files are read while a result is used."""
    pieces = ((partial(_do, job), f"The loader '{job.loader.name}' has been reading {job.file}") for job in jobs)
    outcomes = worker.do_all(pieces)
    for done, job in enumerate(jobs):
        worker.watch.progress(done, len(jobs))
        outcome = next(outcomes)
        yield JobResult(LEFT_OUT, _failure(job, str(outcome))) if isinstance(outcome, FailedError) else outcome


def _do(job: Job) -> JobResult:
    data = job.data()
    if isinstance(data, Problem):
        return JobResult("", Loaded(None, (data,)))
    digest = hashlib.sha256(data).hexdigest()
    if digest == job.digest:
        return JobResult(digest, None)
    loaded = _load(job, data)
    return JobResult(digest, loaded, "" if loaded.code else _id_in(job, data))


def _load(job: Job, data: bytes) -> Loaded:
    """What the loader gives for the file, or a problem that says why it failed."""
    try:
        loaded: Any = job.loader.load(data, job.file)
        return loaded if job.trusted else _checked(job, loaded)
    except BaseException as error:  # noqa: BLE001 - the loader may belong to a plugin
        return _failure(job, reason(error))


def _id_in(job: Job, data: bytes) -> str:
    """The id of the code in a file with errors; empty where the loader does not find it."""
    if job.loader.id_in is None:
        return ""
    try:
        identity: Any = job.loader.id_in(data)
    except BaseException:  # noqa: BLE001 - the loader may belong to a plugin
        return ""
    return clean(identity)[:_LONGEST_ID] if isinstance(identity, str) else ""


def _checked(job: Job, loaded: Any) -> Loaded:
    """What a plugin's loader gave, checked as if it came from a file: the types of the model take any value."""
    if not isinstance(loaded, Loaded) or not isinstance(loaded.code, Code | None):
        return _failure(job, f"it gave a {type(loaded).__name__}, not what a loader should")
    problems = tuple(loaded.problems)
    if not all(isinstance(problem, Problem) and [*map(type, problem)] == PROBLEM_TYPES for problem in problems):
        return _failure(job, "it gave problems that are none")
    if loaded.code is None:
        return loaded
    code, flaws = code_from(to_plain(loaded.code))
    messages = [problem.message for problem in problems]  # a loader may put a place of its own before a message
    new = (flaw for flaw in flaws if not any(message.endswith(flaw.message) for message in messages))
    found = located(new, None, job.file)
    sound = all(flaw.severity != "error" for flaw in flaws)
    return Loaded(code if sound else None, (*problems, *found))


def _failure(job: Job, why: str) -> Loaded:
    message = f"The loader '{job.loader.name}' failed on this file: {why}."
    return Loaded(None, (Problem("error", job.file, 0, 0, message, "Tell the makers of the loader."),))
