"""The folder of an assessment read, with every problem of all its files at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from compact_core.assessment.editions import brought_over
from compact_core.assessment.merging import in_order
from compact_core.assessment.partnership import Meeting, Partnership, Plan, Round
from compact_core.assessment.records import answer_checks, file_checks, paths
from compact_core.assessment.responses import Response
from compact_core.content.files import file_bytes
from compact_core.content.flaws import Flaw, located
from compact_core.content.names import PARTNERSHIP
from compact_core.content.read import without_format
from compact_core.content.structure import structure
from compact_core.content.syntax import parse
from compact_core.errors import CompactsError, Problem
from compact_core.text import readable

T = TypeVar("T")

LARGEST_EDITED = 1024 * 1024
"""Bytes that a file of an assessment may have that is not of answers: a plan of thousands of lines, and read in a
second or two."""


class RoundRecord(NamedTuple):
    """One round as its files hold it."""

    asked: Round
    """What was asked, and of whom."""
    responses: tuple[Response, ...]
    """Every response that can be read, in the order of the invitees."""
    meeting: Meeting
    """What was settled; empty when there was no meeting yet."""
    plan: Plan
    """What will be done; empty when there is no plan yet."""
    folder: str
    """Path of the folder of the round."""
    unread: tuple[str, ...] = ()
    """Codes of the invitees whose answers cannot be read, so that nothing in them counts."""
    spoilt: tuple[str, ...] = ()
    """Names of the files of the meeting and the plan that cannot be read."""


class Assessment(NamedTuple):
    """An assessment as its folder holds it."""

    folder: str
    """Path of the folder."""
    partnership: Partnership
    """Who is assessed."""
    rounds: tuple[RoundRecord, ...]
    """Its rounds, by their numbers."""


class Opened(NamedTuple):
    """The result of opening the folder of an assessment."""

    assessment: Assessment | None
    """The assessment; None when partnership.toml or a round.toml has an error."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, file by file. A bad file of answers, meeting or plan costs only itself."""


class ReadResult(NamedTuple, Generic[T]):
    """The result of reading one file."""

    value: T | None
    """What the file holds, with empty values where it is wrong; None when nothing of it can be read."""
    problems: tuple[Problem, ...]
    """Everything that is wrong with it, in the order of the file."""

    @property
    def sound(self) -> T | None:
        """What the file holds; None when there is an error in it."""
        return None if any(problem.severity == "error" for problem in self.problems) else self.value


def open_assessment(folder: str, *, answers: bool = True) -> Opened:
    """Read the folder of an assessment: never writes, never raises, and gives all problems at once.

    Without ``answers``, files of answers are left aside: who wants to see who is asked need not wait for hundreds.
    """
    partnership = read_partnership(folder)
    problems = [*partnership.problems, *paths.unknown_files(folder, paths.OF_THE_TOP)]
    rounds: list[RoundRecord | None] = []
    for number in paths.numbers(folder):
        record, wrong = _round(paths.round_folder(folder, number), number, partnership.value, answers=answers)
        rounds.append(record)
        problems += wrong
    sound = tuple(record for record in rounds if record)
    if partnership.sound is None or len(sound) < len(rounds):
        return Opened(None, tuple(problems))
    return Opened(Assessment(folder, partnership.sound, sound), tuple(problems))


def read_file(path: str, kind: type[T], check: Callable[[T], Iterator[Flaw]]) -> ReadResult[T]:
    """The value of a type that a file holds, and every problem of the file."""
    data = file_bytes(path)
    return ReadResult(None, (data,)) if isinstance(data, Problem) else read_value(data, path, kind, check)


def read_partnership(folder: str) -> ReadResult[Partnership]:
    """The partnership in the folder of an assessment, and every problem of its file."""
    return read_file(os.path.join(folder, PARTNERSHIP), Partnership, file_checks.partnership_flaws)


def read_value(data: bytes, file: str, kind: type[T], check: Callable[[T], Iterator[Flaw]]) -> ReadResult[T]:
    """The value of a type that the bytes of a file hold, and every problem; ``file`` names it in problems."""
    name = readable(file)
    if kind is not Response and len(data) > LARGEST_EDITED:
        message = "This file is larger than 1 MiB, far more than a partnership, a round, a meeting or a plan needs."
        return ReadResult(None, (Problem("error", name, 0, 0, message, "Take out what does not belong in it."),))
    parsed = parse(data, name)
    if isinstance(parsed, Problem):
        return ReadResult(None, (parsed,))
    plain, text = parsed
    flaws: list[Flaw] = []
    value: T = structure(without_format(plain, paths.RECORDS_FORMAT, flaws), kind, flaws)
    return ReadResult(value, located([*flaws, *check(value)], text, name))


def read_round(data: bytes, file: str, partnership: Partnership | None, number: int) -> ReadResult[Round]:
    """The round in the bytes of a file, checked as the round of that number."""
    return read_value(data, file, Round, lambda read: file_checks.round_flaws(read, partnership, number))


def read_response(
    data: bytes, file: str, partnership: Partnership | None, asked: Round | None, stem: str = ""
) -> ReadResult[Response]:
    """The response that the bytes of a file of answers hold; of each item what was said last stands in ``answers``.

    What was said to an earlier edition of the round is brought over to what it asks now.

    ``stem`` is the code that the file is named for; without one the name plays no part.
    """

    def check(response: Response) -> Iterator[Flaw]:
        yield from answer_checks.response_flaws(response)
        yield from answer_checks.fit_flaws(response, partnership, asked)
        yield from answer_checks.name_flaws(response, stem)
        yield from answer_checks.order_flaws(response)

    read = read_value(data, file, Response, check)
    if read.sound is None:
        return read
    ordered = in_order(read.sound)
    return ReadResult(brought_over(ordered, asked) if asked else ordered, read.problems)


def refuse_spoilt(record: RoundRecord, name: str) -> None:
    """Refuse a meeting or a plan whose file cannot be read: it is not the same as an empty one."""
    if name in record.spoilt:
        message = f"{name} of round {record.asked.number} cannot be read."
        raise CompactsError(f"{message} Put it right first: 'compacts assess status' names what is wrong with it.")


def _round(
    folder: str, number: int, partnership: Partnership | None, *, answers: bool
) -> tuple[RoundRecord | None, list[Problem]]:
    """One round, None when its round.toml has an error; and all problems of its files."""
    asked = read_file(
        os.path.join(folder, paths.ROUND), Round, lambda read: file_checks.round_flaws(read, partnership, number)
    )
    known = asked.value and replace(asked.value, number=number)
    problems = [*asked.problems, *paths.unknown_files(folder, paths.OF_A_ROUND)]
    answers_folder = os.path.join(folder, paths.RESPONSES)
    reads = dict(_responses(answers_folder, partnership, known)) if answers else {}
    meeting = _optional(
        os.path.join(folder, paths.MEETING), Meeting, lambda read: file_checks.meeting_flaws(read, partnership, known)
    )
    plan = _optional(
        os.path.join(folder, paths.PLAN), Plan, lambda read: file_checks.plan_flaws(read, partnership, known)
    )
    problems += [*meeting.problems, *plan.problems]
    problems += [problem for read in reads.values() for problem in read.problems]
    answered = tuple(read.sound for read in reads.values() if read.sound)
    if asked.sound is None:
        return None, problems
    if answers:
        problems += paths.unknown_responses(answers_folder, [invitee.code for invitee in asked.sound.invitees])
    unread = tuple(code for code, read in reads.items() if code and not read.sound)
    spoilt = tuple(name for name, read in ((paths.MEETING, meeting), (paths.PLAN, plan)) if not read.sound)
    settled, lines = meeting.sound or Meeting(), plan.sound or Plan()
    return RoundRecord(asked.sound, answered, settled, lines, folder, unread, spoilt), problems


def _optional(path: str, kind: type[T], check: Callable[[T], Iterator[Flaw]]) -> ReadResult[T]:
    """The value of a file that need not be there."""
    return read_file(path, kind, check) if os.path.lexists(path) else ReadResult(kind(), ())


def _responses(
    folder: str, partnership: Partnership | None, asked: Round | None
) -> Iterator[tuple[str, ReadResult[Response]]]:
    """Every file of answers, each by itself, by the code of the invitee; an empty one stands for the folder."""
    codes = [invitee.code for invitee in asked.invitees] if asked else []
    try:
        files = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    except FileNotFoundError:
        return
    except OSError as error:  # nobody's answers are known then, which is not the same as that there are none
        message = f"The answers in this folder cannot be read: {error.strerror}."
        hint = "Ask its owner for the right to read it."
        yield "", ReadResult(None, (Problem("error", readable(folder), 0, 0, message, hint),))
        yield from ((code, ReadResult(None, ())) for code in codes)
        return
    for code in codes if asked else [name.removesuffix(".toml") for name in files]:
        path = os.path.join(folder, f"{code}.toml")
        if f"{code}.toml" in files and not paths.was_never_written(path):
            yield code, _own(path, code, partnership, asked)


def _own(path: str, stem: str, partnership: Partnership | None, asked: Round | None) -> ReadResult[Response]:
    data = file_bytes(path)
    read = (
        ReadResult[Response](None, (data,))
        if isinstance(data, Problem)
        else read_response(data, path, partnership, asked, stem)
    )
    return read if read.sound else ReadResult(read.value, (*read.problems, *version_before(path)))


def version_before(path: str) -> tuple[Problem, ...]:
    """Where the earlier version of a spoilt file of answers stands, if there is one."""
    if not os.path.isfile(path + paths.PREVIOUS):
        return ()
    message = "Nothing in this file counts until it is put right."
    hint = f"The version before it stands beside it: {os.path.basename(path)}{paths.PREVIOUS}."
    return (Problem("warning", readable(path), 0, 0, message, hint),)
