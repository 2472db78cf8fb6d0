"""What the commands share that are used when a round is closed: its result, its items, dates as people type them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compact_core.assessment.records.days import partial_date
from compact_core.cli.assess.common import round_of
from compact_core.errors import CompactsError, NotFoundError
from compact_core.text import clean, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Round
    from compact_core.assessment.records.reading import Assessment, RoundRecord

Function = TypeVar("Function", bound=Callable[..., Any])


class _Day(click.ParamType[str]):
    """A year, a month or a day; an empty text takes a date away."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as files have it."""
        try:
            return partial_date(str(value))
        except CompactsError as error:
            self.fail(str(error), param, ctx)


DAY = _Day()
"""Type of options that take a date."""


def result_option(function: Function) -> Function:
    """The option ``--round`` of a command about results, as ``number``; 0 stands for the last closed round."""
    text = "Number of the round; the last closed one when you leave it out."
    number = click.IntRange(min=1)
    return click.option("--round", "number", type=number, metavar="N", help=text)(function)


def result_of(assessment: Assessment, number: int | None) -> RoundRecord:
    """The round of that number, or the last closed one; an open round stops the command, for it has no result yet."""
    from compact_core.assessment.results.evidence import evidence

    closed = [record.asked.number for record in assessment.rounds if record.asked.closed]
    record = round_of(assessment, number or (closed[-1] if closed else 0))
    evidence(assessment.partnership, assessment.rounds, record.asked.number)  # an open round has no result yet
    return record


def item_of(asked: Round, text: str) -> str:
    """The id of an item that a round asks about, by its number in the result or by its id; proposes the nearest."""
    typed = clean(text).strip().lower()
    ids = [row.item for row in asked.rows]
    if typed in ids:
        return typed
    if typed.isdecimal() and 1 <= int(typed) <= len(ids):
        return ids[int(typed) - 1]
    hint = suggestion(typed, ids) or f"Write a number from 1 to {len(ids)}, or the id of an item."
    raise NotFoundError(f"Round {asked.number} has no item '{shorten(typed)}'. {hint}")


def split_note(text: str) -> tuple[str, str]:
    """What ``item: note`` says; the note may be left out."""
    item, _, note = clean(text).partition(":")
    return item.strip(), note.strip()


def filled(option: str, text: str) -> str:
    """A text that must not be empty, as it goes into a file."""
    found = clean(text).strip()
    if not found:
        raise click.UsageError(f"The {option} is empty. Write some text.")
    return found
