"""``compacts assess meeting``: what partners settled when they talked about a result."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Literal

import click

from compact_core.assessment.asking import item_of, organisations_asked
from compact_core.assessment.partnership import Outcome
from compact_core.assessment.records.paths import MEETING
from compact_core.assessment.records.reading import refuse_spoilt
from compact_core.assessment.setup.partners import organisations
from compact_core.cli.assess.common import DAY, folder_argument, opened, result_of, result_option
from compact_core.cli.output import DONE, echo, echo_json, json_option, message
from compact_core.errors import NotFoundError
from compact_core.text import clean, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compact_core.assessment.partnership import Meeting, Round

    Settled = Mapping[Literal["agreed", "agreed to disagree", "parked"], tuple[str, ...]]


@click.command("meeting")
@folder_argument
@result_option
@click.option("--held", type=DAY, metavar="DAY", help="When the partners met, such as 2026-04-14.")
@click.option("--present", metavar="NAMES", help="Organisations that were there, with commas; or 'all'.")
@click.option("--agreed", multiple=True, metavar="'ITEM: NOTE'", help="The partners came to one view. Repeatable.")
@click.option("--disagree", multiple=True, metavar="'ITEM: NOTE'", help="They keep two views, and know it. Repeatable.")
@click.option("--parked", multiple=True, metavar="'ITEM: NOTE'", help="It is left for later. Repeatable.")
@click.option("--forget", multiple=True, metavar="ITEM", help="Take out what was settled on an item. Repeatable.")
@json_option
def meeting(
    folder: str, number: int | None, held: str | None, present: str | None, *, as_json: bool, **given: tuple[str, ...]
) -> int:
    """Write down what partners settled when they talked about a result; without options, show it.

    ITEM is the number of an item in the result, or its id. A note can stand behind it after a colon. What is written
    down on an item before gives way to what you write now.
    """
    from compact_core.assessment.records.editing import save_meeting

    assessment = opened(folder)
    record = result_of(assessment, number)
    refuse_spoilt(record, MEETING)
    members = organisations_asked(assessment.partnership, record.asked)
    settled: Settled = {"agreed": given["agreed"], "agreed to disagree": given["disagree"], "parked": given["parked"]}
    new = _changed(record.meeting, record.asked, settled, given["forget"])
    new = replace(
        new,
        held=new.held if held is None else held,
        present=new.present if present is None else organisations(members, present),
    )
    if new != record.meeting:
        new = save_meeting(folder, record.asked.number, new)
        message(f"Written down for round {record.asked.number}.")
    if as_json:
        echo_json({"round": record.asked.number, "meeting": asdict(new)})
        return DONE
    for line in _lines(new, record.asked, assessment.partnership.names):
        echo(line)
    return DONE


def _changed(before: Meeting, asked: Round, settled: Settled, forget: tuple[str, ...]) -> Meeting:
    """The meeting with what is settled anew, and without what is to be forgotten."""
    outcomes = {outcome.item: outcome for outcome in before.outcomes}
    for text in forget:
        item = item_of(asked, text)
        if outcomes.pop(item, None) is None:
            raise NotFoundError(f"Nothing is written down on '{item}', so nothing can be forgotten.")
    named = set[str]()
    for result, texts in settled.items():
        for text in texts:
            typed, _, note = clean(text).partition(":")
            item = item_of(asked, typed)
            if item in named:
                raise click.UsageError(f"'{item}' is named twice. Settle each item in one way.")
            named.add(item)
            outcomes[item] = Outcome(item=item, result=result, note=note.strip())
    return replace(before, outcomes=tuple(outcomes.values()))


def _lines(settled: Meeting, asked: Round, names: Mapping[str, str]) -> Iterator[str]:
    """The meeting in plain text."""
    if not (settled.held or settled.present or settled.outcomes):
        yield f"Nothing is written down yet about the meeting on round {asked.number}."
        return
    numbers = {row.item: position for position, row in enumerate(asked.rows, start=1)}
    yield f"Held: {settled.held or 'no date'}"
    yield f"Present: {joined(names.get(it, it) for it in settled.present) or 'nobody is named'}"
    for outcome in settled.outcomes:
        yield f"{numbers.get(outcome.item, '')} {outcome.item}: {outcome.result}. {outcome.note}".strip()
