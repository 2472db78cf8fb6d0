"""``compacts assess close``: end a round, so that its results can be seen; or open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.assessment.findings.progress import progress
from compact_core.assessment.findings.visibility import promised
from compact_core.assessment.records.days import has_passed, today
from compact_core.assessment.records.paths import ROUND
from compact_core.cli.assess.common import folder_argument, opened, round_of, round_option
from compact_core.cli.output import DONE, echo_json, json_option, message, quoted
from compact_core.errors import CompactsError
from compact_core.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.assessment.findings.progress import OrganisationProgress
    from compact_core.assessment.partnership import Organisation, Partnership
    from compact_core.assessment.records.reading import Assessment, RoundRecord


@click.command("close")
@folder_argument
@round_option
@click.option("--reopen", is_flag=True, help="Open a closed round again; its results are hidden then.")
@json_option
def close(folder: str, number: int, *, reopen: bool, as_json: bool) -> int:
    """Close a round, so that its results can be seen.

    Answers that come in later are kept, and marked as late: whoever gives them could have seen the results. Until a
    round is closed, no command shows what anybody answered.
    """
    from compact_core.assessment.records.editing import close_round, reopen_round

    assessment = opened(folder)
    record = round_of(assessment, number)
    number = record.asked.number
    if reopen:
        _may_be_reopened(assessment, record)
        changed = reopen_round(folder, number)
        text = _reopened(number, folder)
    else:
        assessment = close_round(folder, number, today().isoformat())
        record = round_of(assessment, number)
        changed = record.asked
        text = "\n".join(_closed(assessment, record, folder))
    if as_json:
        silent = [one.id for one in _silent(assessment.partnership, record)]
        unread = [one.id for one in _unread(assessment.partnership, record)]
        told = {"did_not_answer": silent, "cannot_be_read": unread}
        echo_json({"round": number, "closed": changed.closed, **told})
    message(text)
    return DONE


def _silent(partnership: Partnership, record: RoundRecord) -> list[Organisation]:
    """The organisations of which nobody has answered anything."""
    return [one.organisation for one in _progress(partnership, record) if one.silent]


def _unread(partnership: Partnership, record: RoundRecord) -> list[Organisation]:
    """The organisations of which somebody's answers cannot be read."""
    return [one.organisation for one in _progress(partnership, record) if one.unread]


def _progress(partnership: Partnership, record: RoundRecord) -> Iterator[OrganisationProgress]:
    sides = progress(partnership, record.asked, record.responses, record.unread)
    return (one for side in sides for one in side.organisations)


def _closed(assessment: Assessment, record: RoundRecord, folder: str) -> Iterator[str]:
    """What closing means, and what to do next."""
    from compact_core.assessment.results.rounds import was_shown

    partnership = assessment.partnership
    number = record.asked.number
    yield f"Round {number} of {partnership.name} is closed. Its results can be seen now."
    if silent := _silent(partnership, record):
        yield f"Nobody answered for {joined(one.name for one in silent)}. The result says so on its first page."
    if unread := _unread(partnership, record):
        names = joined(one.name for one in unread)
        yield f"Answers of {names} cannot be read, and do not count until they are mended. The result says so too."
    closes = record.asked.closes
    if closes and not has_passed(closes):
        yield f"People were told that they can answer until {closes}. Tell them that the round is closed."
    late = (
        "left out of the result"
        if promised(partnership, [record.asked]) == "by side"
        else "counted, and the result says how many"
    )
    yield f"Answers that come in from now on are kept and marked as late; they are {late}."
    shown = quoted(folder)
    yield f"To read the result:    compacts assess show {shown}"
    yield f"To make a report:      compacts assess report {shown} --format html -o report.html"
    if not was_shown(assessment, record):
        yield f"To open it again:      compacts assess close {shown} --round {number} --reopen"


def _may_be_reopened(assessment: Assessment, record: RoundRecord) -> None:
    """Refuse to open a round again of which two results, taken together, would give somebody away."""
    from compact_core.assessment.results.rounds import was_shown

    if record.asked.closed and was_shown(assessment, record):
        number = record.asked.number
        raise CompactsError(
            f"Round {number} stays closed: its result could be read. Whoever takes it from a later one can work out"
            " who answered in between, and what. Answers that come now are kept, and marked as late."
            f" If nobody has seen the result, take the line 'closed' out of {ROUND} by hand."
        )


def _reopened(number: int, folder: str) -> str:
    return (
        f"Round {number} is open again, and its results are hidden. Answers that came late stay marked as late.\n"
        "Whoever has seen the results may answer otherwise now: tell the partners that the round was closed before.\n"
        f"To close it:           compacts assess close {quoted(folder)} --round {number}"
    )
