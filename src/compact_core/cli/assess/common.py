"""What the commands of an assessment share: its folder, one of its rounds, the code of the round."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compact_core.cli.output import FILE, PROBLEMS, library, message
from compact_core.errors import NotFoundError
from compact_core.text import clean, joined, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Invitee
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.errors import Problem
    from compact_core.model import Code

Function = TypeVar("Function", bound=Callable[..., Any])


def folder_argument(function: Function) -> Function:
    """The first argument of a command: the folder of the assessment, as ``folder``."""
    return click.argument("folder", metavar="FOLDER", type=FILE)(function)


def round_option(function: Function) -> Function:
    """The option ``--round``, as ``number``; 0 stands for the last round."""
    text = "Number of the round; the last one when you leave it out."
    number = click.IntRange(min=1)
    return click.option("--round", "number", type=number, metavar="N", help=text, callback=_or_last)(function)


def _or_last(_ctx: click.Context, _parameter: click.Parameter, number: int | None) -> int:
    return number or 0


def opened(folder: str, *, answers: bool = True) -> Assessment:
    """The assessment in a folder; ``answers`` says whether those are needed.

    Problems are told as messages; those that leave no assessment stop the command.
    """
    from compact_core.assessment.records.reading import is_assessment, open_assessment

    if not is_assessment(folder):
        what = "is no assessment: it has no partnership.toml" if os.path.isdir(folder) else "is not there"
        hint = "Check the name, or begin an assessment with 'compacts assess new'."
        raise NotFoundError(f"The folder {clean(folder)} {what}. {hint}")
    found = open_assessment(folder, answers=answers)
    tell(found.problems)
    if found.assessment is None:
        raise click.exceptions.Exit(PROBLEMS)
    return found.assessment


def tell(problems: Iterable[Problem]) -> None:
    """Tell problems as messages, one a line."""
    for problem in problems:
        message(clean(str(problem)).replace("\n", " "))


def round_of(assessment: Assessment, number: int) -> RoundRecord:
    """The round of that number; the last one for 0."""
    if not assessment.rounds:
        raise NotFoundError(f"The folder {clean(assessment.folder)} has no round yet.")
    for record in assessment.rounds:
        if record.asked.number == (number or assessment.rounds[-1].asked.number):
            return record
    there = joined(str(record.asked.number) for record in assessment.rounds)
    raise NotFoundError(f"There is no round {number}. Rounds: {there}.")


def code_of(ctx: click.Context, codes: Sequence[str], record: RoundRecord) -> Code:
    """The code that a round asks about."""
    from compact_core.assessment.tasks import code_asked

    return code_asked(library(ctx, codes), record.asked)


def invitee_of(record: RoundRecord, code: str) -> Invitee:
    """The invitee of a round by the code on the form, however it was typed; proposes the nearest."""
    typed = code.strip().lower()
    invitees = {invitee.code: invitee for invitee in record.asked.invitees}
    if typed in invitees:
        return invitees[typed]
    hint = suggestion(typed, invitees) or "Type 'compacts assess status' with the folder to see who is."
    raise NotFoundError(f"Nobody is asked as '{shorten(clean(code))}' in round {record.asked.number}. {hint}")
