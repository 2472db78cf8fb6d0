"""What the commands of an assessment share: its folder, a round, the code, the items and the result of a round."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from compact_core.assessment.records.days import partial_date
from compact_core.cli import output
from compact_core.errors import CompactsError, NotFoundError
from compact_core.library.opening import open_plugins
from compact_core.text import clean, joined, readable, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compact_core.assessment.partnership import Invitee
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.tasks.writing_forms import WrittenFile
    from compact_core.model import Code
    from compact_core.plugins import FormKind


folder_argument = click.argument("folder", metavar="FOLDER", type=output.FILE)
"""The first argument of a command: the folder of the assessment."""
_NUMBER = click.IntRange(min=1)
round_option = click.option(
    "--round", "number", type=_NUMBER, metavar="N", help="Number of the round; the last one when you leave it out."
)
"""The option of a command about a round."""
result_option = click.option(
    "--round", "number", type=_NUMBER, metavar="N", help="Number of the round; without it the last one that is closed."
)
"""The option of a command about the result of a round."""


mail_options = output.together(
    click.option(
        "--kind",
        metavar="NAME",
        default="html",
        show_default=True,
        help="The form in the mail: a kind as of 'compacts assess form'; mail puts the questions into its text.",
    ),
    click.option(
        "--to", metavar="DIR", default="", type=output.FILE, help="Where to write them; the folder 'forms' otherwise."
    ),
    click.option("--replace", is_flag=True, help="Write over files that hold something else."),
)
"""The options of a command that writes mails."""


class _Day(click.ParamType[str]):
    """A year, a month or a day; an empty text takes a date away."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as files have it."""
        try:
            return partial_date(str(value))
        except CompactsError as error:
            self.fail(str(error), param, ctx)


def usually(name: str) -> type[click.Group]:
    """A group with a default command: it runs when the first word is a folder or an option."""

    class Usually(click.Group):
        def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
            """The arguments, with the command that an option at the beginning belongs to."""
            usual = args and args[0].startswith("-") and args[0] not in ctx.help_option_names
            return super().parse_args(ctx, [name, *args] if usual else args)

        def resolve_command(
            self, ctx: click.Context, args: list[str]
        ) -> tuple[str | None, click.Command | None, list[str]]:
            """The command and its arguments."""
            is_folder = os.path.isdir(args[0]) or not suggestion(args[0], self.commands)
            usual = args[0] not in self.commands and is_folder
            return super().resolve_command(ctx, [name, *args] if usual else args)

    return Usually


DAY = _Day()
"""Type of options that take a date."""


def opened(folder: str, *, answers: bool = True) -> Assessment:
    """The assessment in a folder; ``answers`` says whether those are needed.

    Problems are shown as messages; those that leave no assessment stop the command.
    """
    from compact_core.assessment.records.reading import open_assessment
    from compact_core.content.names import is_assessment

    if not is_assessment(folder):
        raise NotFoundError(_no_assessment(folder))
    found = open_assessment(folder, answers=answers)
    output.messages(map(output.problem_line, found.problems))
    if found.assessment is None:
        raise click.exceptions.Exit(output.PROBLEMS)
    return found.assessment


def _no_assessment(folder: str) -> str:
    """Why a path is no assessment, and what to do."""
    from compact_core.assessment.records.paths import possible_partnership

    name = readable(folder)
    if os.path.exists(folder) and not os.path.isdir(folder):
        return f"{name} is no folder, and an assessment is one. Name the folder that holds partnership.toml."
    what = "is no assessment: it has no partnership.toml" if os.path.isdir(folder) else "is not there"
    hint = "Check the name, or begin an assessment with 'compacts assess new'."
    if copy := possible_partnership(folder):
        hint = f"The file {copy} may be a copy of it. If it is the right one, give it the name partnership.toml."
    return f"The folder {name} {what}. {hint}"


def round_of(assessment: Assessment, number: int | None) -> RoundRecord:
    """The round of that number; the last one for None."""
    if not assessment.rounds:
        raise NotFoundError(f"The folder {readable(assessment.folder)} has no round yet.")
    for record in assessment.rounds:
        if record.asked.number == (number or assessment.rounds[-1].asked.number):
            return record
    there = joined(str(record.asked.number) for record in assessment.rounds)
    raise NotFoundError(f"There is no round {number}. Rounds: {there}.")


def code_of(ctx: click.Context, codes: Sequence[str], record: RoundRecord) -> Code:
    """The code that a round asks about."""
    from compact_core.assessment.tasks import code_asked

    return code_asked(output.library(ctx, codes), record.asked)


def invitee_of(record: RoundRecord, code: str) -> Invitee:
    """The invitee of a round by the code on the form, however it was typed; proposes the nearest."""
    typed = code.strip().lower()
    invitees = {invitee.code: invitee for invitee in record.asked.invitees}
    if typed in invitees:
        return invitees[typed]
    hint = suggestion(typed, invitees) or "Type 'compacts assess status' with the folder to see who is."
    raise NotFoundError(f"Nobody is asked as '{shorten(clean(code))}' in round {record.asked.number}. {hint}")


def kinds_of(name: str) -> tuple[FormKind, ...]:
    """The kind of form of that name, or all that are offered."""
    from compact_core.assessment.forms.kinds import kinds_called
    from compact_core.plugins.builtin import KINDS

    if own := [kind for kind in KINDS if kind.name == name]:  # no plugin need start for a kind of the program
        return tuple(own)
    with output.plugins_apart():
        return kinds_called(name, open_plugins().form_kinds())


def show_written(record: RoundRecord, files: list[WrittenFile], *, as_json: bool, more: Iterable[str] = ()) -> int:
    """Print the files that were written, say how many there are, and ``more``; the exit code."""
    from compact_core.assessment.tasks import writing_forms

    if as_json:
        output.echo_json({"round": record.asked.number, "files": [file._asdict() for file in files]})
    else:
        output.echo_lines(readable(file.path) for file in files)
    output.messages((*writing_forms.written_lines(files, "Add --replace to write over it."), *more))
    return output.DONE if writing_forms.all_written(files) else output.PROBLEMS


def result_of(assessment: Assessment, number: int | None) -> RoundRecord:
    """The round of that number, or the last closed one; an open round stops the command, for it has no result yet."""
    from compact_core.assessment.results.evidence import evidence

    closed = [record.asked.number for record in assessment.rounds if record.asked.closed]
    record = round_of(assessment, number or (closed[-1] if closed else None))
    evidence(assessment.partnership, assessment.rounds, record.asked.number)  # an open round has no result yet
    return record


def filled(option: str, text: str) -> str:
    """A text that must not be empty, as it goes into a file."""
    found = clean(text).strip()
    if not found:
        raise click.UsageError(f"The {option} is empty. Write some text.")
    return found
