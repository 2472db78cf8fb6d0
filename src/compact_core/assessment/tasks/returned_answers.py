"""What came back: files of answers that are read, checked and brought into the folder of an assessment."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from compact_core.assessment.forms.answer_files import doubts
from compact_core.assessment.records.collecting import (
    AnswerVersion,
    Arrived,
    Collected,
    Conflict,
    OlderForm,
    Refused,
    collect,
)
from compact_core.assessment.records.reading import Assessment
from compact_core.assessment.tasks.returned_files import Gathering
from compact_core.errors import Problem
from compact_core.plugins.offers import AnswerReader
from compact_core.text import clean, count, shorten

_MOST_NAMED = 100
"""Files that were not looked at which are named."""
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


def bring_in(
    assessment: Assessment, paths: Collection[str], readers: Sequence[AnswerReader] | None = None
) -> BroughtIn:
    """Bring in the answers in files and folders, in any order; zip files and saved mails are looked into.

    Args:
        assessment: The assessment.
        paths: The files and folders.
        readers: The readers of plugins for other kinds of files; those that are installed when left out.

    Raises:
        CompactsError: The folder of the assessment cannot be written to.
    """
    gathering = Gathering([record.asked for record in assessment.rounds], lambda: _installed(readers))
    for path in sorted(paths, key=os.path.isdir):  # a file that is named is not passed over in its folder
        gathering.path(path)
    arrived: list[Arrived] = []
    refused: list[Refused] = []
    problems: list[Problem] = []
    for name, read in gathering.returned:
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
    return BroughtIn(report.collected, tuple(refused), doubtful, tuple(sorted(set(gathering.ignored))))


def _installed(readers: Sequence[AnswerReader] | None) -> Sequence[AnswerReader]:
    if readers is not None:
        return readers
    from compact_core.library.opening import open_plugins

    return open_plugins().answer_readers()


def collected_lines(assessment: Assessment, result: BroughtIn) -> Iterator[str]:
    """Lines on each person's answers. They say what was answered only where two versions differ."""
    several = len(assessment.rounds) > 1
    for person in result.collected:
        late = ", marked as late" if person.late and person.state != "already had" else ""
        number = f" (round {person.round})" if several else ""
        files = ", ".join(person.files)
        yield clean(f"{person.invitee}{number}: {_STATES[person.state]}{late}, from {files}")
        yield from (clean(f"  {_conflict(conflict)}") for conflict in person.conflicts)
        yield from (clean(f"  {_older(form)}") for form in person.older)


def refused_lines(result: BroughtIn) -> Iterator[str]:
    """What is doubtful, what was not brought in and why, what was not looked at, and how much there was."""
    yield from (_one_line(str(problem)) for problem in result.doubts)
    for file in result.refused:
        yield clean(f"Not brought in: {file.name}")
        yield from (_one_line(f"  {reason}") for reason in file.reasons)
    yield from _not_looked_at(result.ignored)
    people, files = count(len(result.collected), "person", "people"), count(len(result.refused), "file")
    yield f"{people} collected, {files} refused."


def _not_looked_at(names: Sequence[str]) -> Iterator[str]:
    """What was not looked at, name by name."""
    if names:
        yield "Not looked at, since answers come in other kinds of files; name a file to bring it in all the same:"
    yield from (f"  {clean(name)}" for name in names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        yield f"  and {count(len(names) - _MOST_NAMED, 'file')} more; --json names all"


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _reason(problem: Problem) -> str:
    """A problem without the name of its file."""
    where = f"{problem.line}:{problem.column}: " if problem.line else ""
    return f"{where}{problem.message} {problem.hint}".rstrip()


def _conflict(conflict: Conflict) -> str:
    holds, gave_way = _version(conflict.holds), _version(conflict.gave_way)
    return f"two versions of {conflict.where}: {holds} holds; {gave_way} gave way, and is kept"


def _older(form: OlderForm) -> str:
    follow, beside = (count(number, "answer") for number in (form.follow, form.beside))
    return (
        f"{form.name} is a form of before the round went on in another edition: {follow} to items that say the same "
        f"count, {beside} to others kept as what was said before"
    )


def _version(version: AnswerVersion) -> str:
    when = f"of {version.given[:10]} {version.given[11:16]}" if version.given else "of an unknown day"
    return f"'{shorten(version.words)}' {when}"
