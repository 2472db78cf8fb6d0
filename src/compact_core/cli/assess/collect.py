"""``compacts assess collect``: bring answers in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compact_core.assessment.records.unknown_files import names_in
from compact_core.cli.assess.common import folder_argument, opened, tell
from compact_core.cli.output import DONE, FILE, PROBLEMS, echo, echo_json, json_option, message, problem_rows, quoted
from compact_core.content.files import file_bytes
from compact_core.errors import Problem
from compact_core.text import clean, count, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from compact_core.assessment.records.collecting import Arrived, Collected, Conflict, Refused, Report, Told
    from compact_core.assessment.records.reading import Assessment
    from compact_core.assessment.responses import Response

_ENDINGS = (".json", ".csv")
_ENDED = " or ".join(_ENDINGS)
_MADE = ("form-", "paper-", "invitation-")
"""How the files begin that 'form' writes and nobody sends back."""
_COPY = ".toml"
"""How the copies end that a sync program makes of a file of answers."""
_STATES = {"new": "answers brought in", "newer": "newer answers brought in", "already had": "nothing new"}


@click.command("collect")
@folder_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@json_option
def collect(folder: str, files: tuple[str, ...], *, as_json: bool) -> int:
    """Bring in answers: files that forms saved, filled-in spreadsheets (CSV), or folders of both.

    A copy that a sync program made of a file of answers (.toml) can be brought in too, when it is named.

    Any order will do, and a file may come twice. Of two versions of one person's answers, for each item the one that
    was given last holds; the other is kept, and both are told. A file that does not belong here is refused as a whole.
    """
    from compact_core.assessment.records import collecting

    assessment = opened(folder)
    good, refused, doubts = _read(assessment, _each(files))
    others = sorted(_others(files))
    report = collecting.collect(assessment, good)
    refused = sorted([*refused, *report.refused])
    if as_json:
        echo_json({**_data(report, refused, doubts), "not_looked_at": others})
    else:
        for one in report.collected:
            for line in _lines(assessment, one):
                echo(clean(line))
        tell(doubts)
        for wrong in refused:
            message(clean(f"Not brought in: {wrong.name}"))
            for reason in wrong.reasons:
                message(clean(f"  {reason}").replace("\n", " "))
        if others:
            told = shorten(clean(", ".join(others)), 300)
            message(f"Not looked at, since answers files end in {_ENDED}: {told}. Name a file to bring it in.")
        message(f"{count(len(report.collected), 'person', 'people')} collected, {count(len(refused), 'file')} refused.")
        message(f"To see who has answered:  compacts assess status {quoted(folder)}")
    return PROBLEMS if refused else DONE


def _each(paths: Iterable[str]) -> Iterator[str]:
    """Every file that is named, or stands in a folder that is named, once; a folder without any stays."""
    seen: set[str] = set()
    for path in paths:
        inside = [name for name in names_in(path) if name.lower().endswith(_ENDINGS) and not name.startswith(".")]
        for one in [os.path.join(path, name) for name in inside] or [path]:
            whole = os.path.realpath(one)
            if whole not in seen:
                seen.add(whole)
                yield one


def _others(paths: Collection[str]) -> Iterator[str]:
    """The files in the folders that are named which do not end as answers files do, and are not named themselves."""
    named = {os.path.realpath(path) for path in paths}
    for path in paths:
        for name in names_in(path):
            whole = os.path.join(path, name)
            known = name.startswith((".", *_MADE)) or name.lower().endswith(_ENDINGS)
            if not known and os.path.isfile(whole) and os.path.realpath(whole) not in named:
                yield readable(whole)


def _read(assessment: Assessment, paths: Iterable[str]) -> tuple[list[Arrived], list[Refused], list[Problem]]:
    """The files that hold answers to a round, those that do not, and what is doubtful of the first."""
    from compact_core.assessment.records.collecting import Arrived, Refused

    good: list[Arrived] = []
    refused: list[Refused] = []
    doubts: list[Problem] = []
    for path in paths:
        name = readable(path)
        answers, problems = _answers(assessment, path)
        if answers is None:
            errors = [one for one in problems if one.severity == "error"]
            refused.append(Refused(name, tuple(map(_reason, errors))))
        else:
            good.append(Arrived(name, answers))
            doubts += problems
    return good, refused, doubts


def _answers(assessment: Assessment, path: str) -> tuple[Response | None, list[Problem]]:
    """The answers in a file, None when it has none to a round of the assessment; and what is wrong or doubtful."""
    from compact_core.assessment.forms.reading import check_answers, doubts, read_answers
    from compact_core.assessment.records.reading import read_response

    name = readable(path)
    if os.path.isdir(path):
        message = f"There is no answers file in this folder: none that ends in {_ENDED}."
        return None, [Problem("error", name, 0, 0, message, "Name another folder, or the files.")]
    data = file_bytes(path)
    if isinstance(data, Problem):
        return None, [data]
    rounds = {record.asked.number: record.asked for record in assessment.rounds}
    if path.lower().endswith(_COPY):
        copy = read_response(data, name, None, None)
        answers, problems = copy.sound, list(copy.problems)
    else:
        read = read_answers(data, name, rounds.values())
        answers, problems = read.answers, list(read.problems)
    if answers and answers.round in rounds:
        problems += check_answers(answers, assessment.partnership, rounds[answers.round], name)
        problems += doubts(answers, name)
    if any(one.severity == "error" for one in problems):
        return None, problems
    if answers and answers.round in rounds and not (answers.answers or answers.comments):
        hint = "It may be the form as it was sent out. If it came back like this, this person has not answered."
        return None, [Problem("error", name, 0, 0, "Nothing is filled in here.", hint)]
    return answers, problems


def _reason(problem: Problem) -> str:
    """A problem without the name of its file, which is told once."""
    place = f"{problem.line}:{problem.column}: " if problem.line else ""
    return f"{place}{problem.message} {problem.hint}".rstrip()


def _lines(assessment: Assessment, one: Collected) -> Iterator[str]:
    """What came of one person's answers, without what was answered unless two versions differ."""
    late = ", marked as late" if one.late and one.state != "already had" else ""
    number = f" (round {one.round})" if len(assessment.rounds) > 1 else ""
    yield f"{one.invitee}{number}: {_STATES[one.state]}{late}, from {', '.join(one.files)}"
    yield from (f"  {_conflict(conflict)}" for conflict in one.conflicts)


def _conflict(one: Conflict) -> str:
    return f"two versions of {one.place}: {_told(one.holds)} holds; {_told(one.gave_way)} gave way, and is kept"


def _told(one: Told) -> str:
    when = f"of {one.given[:10]} {one.given[11:16]}" if one.given else "of an unknown day"
    return f"'{shorten(one.words)}' {when}"


def _data(report: Report, refused: Iterable[Refused], doubts: Iterable[Problem]) -> dict[str, object]:
    return {
        "collected": [
            {
                **one._asdict(),
                "conflicts": [
                    {"place": it.place, "holds": it.holds._asdict(), "gave_way": it.gave_way._asdict()}
                    for it in one.conflicts
                ],
            }
            for one in report.collected
        ],
        "refused": [one._asdict() for one in refused],
        "problems": problem_rows(list(doubts)),
    }
