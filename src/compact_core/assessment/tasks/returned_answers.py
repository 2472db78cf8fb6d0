"""What came back: files of answers that are read, checked and brought into the folder of an assessment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.forms.answer_files import doubts, read_answers
from compact_core.assessment.records.collecting import Arrived, Refused, collect
from compact_core.assessment.records.paths import names_in
from compact_core.assessment.records.reading import Read, read_response
from compact_core.content.files import file_bytes
from compact_core.errors import Problem
from compact_core.text import clean, count, first_few, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from compact_core.assessment.records.collecting import AnswerVersion, Collected, Conflict
    from compact_core.assessment.records.reading import Assessment
    from compact_core.assessment.responses import Response

_ENDINGS = (".json", ".csv")
_ENDED = " or ".join(_ENDINGS)
_MADE = ("form-", "paper-", "invitation-")
"""How the files begin that 'form' writes and nobody sends back."""
_COPY = ".toml"
"""How the copies end that a sync program makes of a file of answers."""
_STATES = {"new": "answers brought in", "newer": "newer answers brought in", "already had": "nothing new"}


class BroughtIn(NamedTuple):
    """The result of bringing files in."""

    collected: tuple[Collected, ...]
    """The answers that are in the folder now, by round and code of the invitee."""
    refused: tuple[Refused, ...]
    """The files that were not brought in, by name."""
    doubts: tuple[Problem, ...]
    """What is doubtful in the files that were brought in."""
    ignored: tuple[str, ...]
    """The files in the folders that were not looked at, by name."""


def bring_in(assessment: Assessment, paths: Collection[str]) -> BroughtIn:
    """Bring in the answers in files and folders, in any order.

    Raises :class:`compact_core.errors.CompactsError` when the folder of the assessment cannot be written to.
    """
    arrived: list[Arrived] = []
    refused: list[Refused] = []
    problems: list[Problem] = []
    for path in _each(paths):
        name = readable(path)
        read = _read(assessment, path)
        if read.sound:
            arrived.append(Arrived(name, read.sound))
            problems += (*read.problems, *doubts(read.sound, name))
        else:
            errors = (problem for problem in read.problems if problem.severity == "error")
            refused.append(Refused(name, tuple(map(_reason, errors))))
    report = collect(assessment, arrived)
    refused = sorted([*refused, *report.refused])
    names = {file.name for file in refused}
    doubtful = tuple(problem for problem in problems if problem.file not in names)
    return BroughtIn(report.collected, tuple(refused), doubtful, tuple(sorted(_ignored(paths))))


def collected_lines(assessment: Assessment, result: BroughtIn) -> Iterator[str]:
    """Lines on each person's answers. They say what was answered only where two versions differ."""
    several = len(assessment.rounds) > 1
    for person in result.collected:
        late = ", marked as late" if person.late and person.state != "already had" else ""
        number = f" (round {person.round})" if several else ""
        files = ", ".join(person.files)
        yield clean(f"{person.invitee}{number}: {_STATES[person.state]}{late}, from {files}")
        yield from (clean(f"  {_conflict(conflict)}") for conflict in person.conflicts)


def refused_lines(result: BroughtIn) -> Iterator[str]:
    """What is doubtful, what was not brought in and why, what was not looked at, and how much there was."""
    yield from (_one_line(str(problem)) for problem in result.doubts)
    for file in result.refused:
        yield clean(f"Not brought in: {file.name}")
        yield from (_one_line(f"  {reason}") for reason in file.reasons)
    if result.ignored:
        names = clean(first_few(result.ignored))
        yield f"Not looked at, since answers files end in {_ENDED}: {names}. Name a file to bring it in."
    people, files = count(len(result.collected), "person", "people"), count(len(result.refused), "file")
    yield f"{people} collected, {files} refused."


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _each(paths: Iterable[str]) -> Iterator[str]:
    """Every file that is named, or is in a folder that is named, once; a folder without any stays."""
    seen: set[str] = set()
    for path in paths:
        inside = [name for name in names_in(path) if name.lower().endswith(_ENDINGS) and not name.startswith(".")]
        for file in [os.path.join(path, name) for name in inside] or [path]:
            whole = os.path.realpath(file)
            if whole not in seen:
                seen.add(whole)
                yield file


def _ignored(paths: Collection[str]) -> Iterator[str]:
    """The files in the folders that are named which do not end as answers files do, and are not named themselves."""
    named = {os.path.realpath(path) for path in paths}
    for path in paths:
        for name in names_in(path):
            whole = os.path.join(path, name)
            known = name.startswith((".", *_MADE)) or name.lower().endswith(_ENDINGS)
            if not known and os.path.isfile(whole) and os.path.realpath(whole) not in named:
                yield readable(whole)


def _read(assessment: Assessment, path: str) -> Read[Response]:
    """The answers in a file."""
    name = readable(path)
    if os.path.isdir(path):
        message = f"There is no answers file in this folder: none that ends in {_ENDED}."
        return Read(None, (Problem("error", name, 0, 0, message, "Name another folder, or the files."),))
    data = file_bytes(path)
    if isinstance(data, Problem):
        return Read(None, (data,))
    if path.lower().endswith(_COPY):
        return read_response(data, name, None, None)
    return read_answers(data, name, [record.asked for record in assessment.rounds])


def _reason(problem: Problem) -> str:
    """A problem without the name of its file."""
    where = f"{problem.line}:{problem.column}: " if problem.line else ""
    return f"{where}{problem.message} {problem.hint}".rstrip()


def _conflict(conflict: Conflict) -> str:
    holds, gave_way = _version(conflict.holds), _version(conflict.gave_way)
    return f"two versions of {conflict.where}: {holds} holds; {gave_way} gave way, and is kept"


def _version(version: AnswerVersion) -> str:
    when = f"of {version.given[:10]} {version.given[11:16]}" if version.given else "of an unknown day"
    return f"'{shorten(version.words)}' {when}"
