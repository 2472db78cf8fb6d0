"""Which files of results were written from a round, so that they can be found when a person is erased."""

# No postponed annotations here: the reader of files looks up the types of the fields when the program runs.

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from compact_core.assessment.records import paths
from compact_core.assessment.records.answering import utc_now
from compact_core.assessment.records.disk import write, write_once
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.reading import read_file
from compact_core.assessment.records.saving import file_data, sound
from compact_core.assessment.records.unpacking import LARGEST, parts, texts
from compact_core.assessment.responses import Moment
from compact_core.content.files import file_bytes
from compact_core.errors import CompactsError, Problem
from compact_core.model.text_rules import Sha256, Text
from compact_core.text import path_of, readable

OutputState = Literal["ours", "gone", "changed", "unmarked"]
"""The state of a file on the list of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of results as it was written."""

    path: Text
    """Where it was written: from the folder of the assessment, or from the top of the disk when it is outside."""
    when: Moment
    sha256: Sha256
    """SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Every file of results that was written from a round."""

    reports: tuple[Output, ...] = ()
    """The files, the one that was written last at the end."""


def result_mark(partnership: str, number: int) -> str:
    """The words by which every file of results says which assessment and round it is of."""
    return f"result-of-{partnership}-round-{number}"


def record_output(folder: str, number: int, path: str, data: bytes, when: str) -> None:
    """Note that a file of results of a round was written."""
    written = Output(path=path_from(folder, path), when=when, sha256=sha256(data).hexdigest())
    with locked(folder):
        others = [output for output in outputs(folder, number) if output.path != written.path]
        keep_outputs(folder, number, [*others, written])


def keep_outputs(folder: str, number: int, written: Iterable[Output]) -> None:
    """Save the list of the files of results of a round, for who holds the lock."""
    write(paths.round_file(folder, number, paths.REPORTS), file_data(Outputs(reports=tuple(written))))


def write_output(folder: str, number: int, path: str, data: bytes) -> None:
    """Write a file of results, after it is noted that it is written: else nobody could find it to erase somebody.

    It is refused in the place of a file that the assessment is kept in.
    """
    if is_kept_in(folder, path):
        raise CompactsError(f"{readable(path)} is a file of the assessment itself. Choose another name.")
    if not os.path.isdir(os.path.dirname(path) or "."):
        raise CompactsError(
            f"There is no folder {readable(os.path.dirname(path))}. Make it first, or choose another place."
        )
    record_output(folder, number, path, data, utc_now())
    write_once(path, data)


def outputs(folder: str, number: int) -> tuple[Output, ...]:
    """The files of results that were written from a round."""
    path = paths.round_file(folder, number, paths.REPORTS)
    if not os.path.lexists(path):
        return ()
    whole: Outputs = sound(read_file(path, Outputs, lambda _: iter(())))
    return whole.reports


def real_path_of(folder: str, listed: str) -> str:
    """Where a file really lies, however it is written in a list: from the folder where it is inside."""
    path = os.path.join(folder, listed)
    if not os.path.lexists(path):
        path = os.path.join(folder, path_of(listed))
    if not paths.lies_inside(folder, path):
        return paths.real_place(path)
    return os.path.join(folder, os.path.relpath(paths.real_place(path), os.path.realpath(folder)))


def output_state(path: str, output: Output, mark: str) -> OutputState:
    """The state of a file on the list of results: it is ours only if it is as it was written and has the mark.

    The list alone proves nothing: whoever can write into the folder can put any file on it.
    """
    if not paths.is_plain_file(path):
        return "gone"
    data = file_bytes(path, LARGEST)
    if isinstance(data, Problem) or sha256(data).hexdigest() != output.sha256:
        return "changed"
    whole = re.compile(rf"(?<![a-z0-9-]){re.escape(mark)}(?![a-z0-9-])")
    found = (part.data for part in parts(data) if part.data is not None)
    return "ours" if any(whole.search(text) for data in found for text in texts(data)) else "unmarked"


def is_kept_in(folder: str, path: str) -> bool:
    """Whether a path is that of a file in which the assessment is kept, or of an earlier version of one."""
    where, name = os.path.split(os.path.realpath(path))
    inside = os.path.join(where, "").startswith(os.path.join(os.path.realpath(folder), ""))
    return inside and (".toml" in name.casefold() or name in {paths.LOCK, paths.LOCK_BEFORE, paths.MARKER})


def path_from(folder: str, path: str) -> str:
    """The path of a file from the folder of the assessment, where it is inside."""
    whole, top = os.path.abspath(path), os.path.abspath(folder)
    inside = whole.startswith(os.path.join(top, ""))
    return readable(os.path.relpath(whole, top).replace(os.sep, "/") if inside else whole)
