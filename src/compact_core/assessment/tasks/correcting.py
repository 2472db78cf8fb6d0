"""What was typed wrong when an assessment was begun is put right, as long as nobody was shown it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from os.path import join
from typing import NamedTuple

from compact_core.assessment.records import tables
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.editing import change_locked
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.paths import round_file
from compact_core.assessment.records.reading import Assessment, RoundRecord, open_assessment
from compact_core.content.names import PARTNERSHIP
from compact_core.content.partial_dates import is_before
from compact_core.errors import CompactsError, ContentError
from compact_core.text import clean


class RoundSettings(NamedTuple):
    """What can be put right. An empty day is left out."""

    name: str
    """Name of the partnership."""
    collector: str
    """Who collects the answers."""
    closes: str
    """By when answers are asked for."""
    retention: str
    """Until when answers are kept."""


def settings(assessment: Assessment, record: RoundRecord) -> RoundSettings:
    """What the files say now."""
    partnership, asked = assessment.partnership, record.asked
    return RoundSettings(partnership.name, asked.collector, asked.closes, partnership.retention)


def said(of: RoundSettings) -> Iterator[str]:
    """What can be put right, in words."""
    yield f"Partnership: {clean(of.name)}"
    yield f"Collected by: {clean(of.collector)}"
    yield f"Answers are asked for by: {in_words(of.closes) if of.closes else 'no day is set'}"
    yield f"Answers are kept until: {in_words(of.retention) if of.retention else 'no day is set'}"


def why_not(assessment: Assessment, record: RoundRecord) -> str:
    """Why nothing can be put right any more; empty where it can."""
    if len(assessment.rounds) > 1:
        return "There is more than one round. What was told to people in an earlier one stays as it is."
    if record.asked.closed:
        return "The round is closed. Its result stands by what people were told."
    if record.asked.promised or record.responses or record.unread:
        return (
            "Somebody was shown a form already. What it said stays as it is; to ask otherwise, begin a new assessment."
        )
    return ""


def correct(folder: str, new: RoundSettings) -> None:
    """Put an assessment right that was just begun; raises CompactsError with the reason where that is too late.

    The partnership goes first. If the round cannot be written, correcting can be done again.
    """
    if not clean(new.name).strip():
        raise CompactsError("Type a name for the partnership.")
    if not clean(new.collector).strip():
        raise CompactsError("Say who collects the answers.")
    if new.retention and new.closes and is_before(new.retention, new.closes):
        raise CompactsError(
            f"Answers cannot be kept only until {in_words(new.retention)}: they are asked for by"
            f" {in_words(new.closes)}. Write that day, or a later one."
        )
    with locked(folder):
        opened = open_assessment(folder)
        if opened.assessment is None or not opened.assessment.rounds:
            raise ContentError(opened.problems)
        record = opened.assessment.rounds[-1]
        if reason := why_not(opened.assessment, record):
            raise CompactsError(reason)
        _change(folder, join(folder, PARTNERSHIP), name=new.name, retention=new.retention)
        path = round_file(folder, record.asked.number)
        _change(folder, path, collector=new.collector, closes=new.closes)


def _change(folder: str, path: str, **values: str) -> None:
    plain = {key: clean(value).strip() for key, value in values.items() if value}
    change_locked(folder, path, partial(tables.with_keys, table=(), keys=tuple(values), plain=plain))
