"""A round is closed, so that its results can be seen, or opened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compact_core.assessment.findings.progress import OrganisationProgress, progress
from compact_core.assessment.findings.visibility import late_answers_count, promised
from compact_core.assessment.partnership import Organisation, Partnership, Round
from compact_core.assessment.records.days import has_passed, in_words, today
from compact_core.assessment.records.editing import close_round, reopen_round
from compact_core.assessment.records.paths import ROUND
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.result_page import was_shown
from compact_core.errors import CompactsError
from compact_core.text import joined


def close(assessment: Assessment, record: RoundRecord) -> tuple[Assessment, RoundRecord]:
    """Close a round today; gives the assessment and the round as they are then."""
    closed = close_round(assessment.folder, record.asked.number, today().isoformat())
    return closed, next(each for each in closed.rounds if each.asked.number == record.asked.number)


def missing(partnership: Partnership, record: RoundRecord) -> tuple[list[Organisation], list[Organisation]]:
    """The organisations from which nobody has responded, and those where somebody's answers cannot be read."""
    asked = _progress(partnership, record)
    return [each.organisation for each in asked if each.silent], [each.organisation for each in asked if each.unread]


def _progress(partnership: Partnership, record: RoundRecord) -> list[OrganisationProgress]:
    sides = progress(partnership, record.asked, record.responses, record.unread)
    return [organisation for side in sides for organisation in side.organisations]


def before_closing(assessment: Assessment, record: RoundRecord) -> Iterator[str]:
    """What to know before a round is closed."""
    yield f"Close round {record.asked.number}? Then its results can be seen."
    silent, unread = missing(assessment.partnership, record)
    items = len(record.asked.rows)
    begun = [
        f"{person.invitee.code} ({person.answered} of {items})"
        for organisation in _progress(assessment.partnership, record)
        for person in organisation.invitees
        if person.answered < items and not (organisation.silent or person.unread)
    ]
    if silent:
        yield _not_responded(silent)
    if begun:
        yield f"Not finished: {joined(begun)}."
    if unread:
        yield f"Answers of {joined(partner.name for partner in unread)} cannot be read, and do not count."
    yield "Answers that come in later are kept and marked as late."
    if _final(assessment, record):
        yield "It cannot be opened again: two results of it would show who answered in between, and what."
    else:
        yield "It can be opened again; its results are hidden then."


def _not_responded(silent: Sequence[Organisation]) -> str:
    return f"{joined(partner.name for partner in silent)} {'has' if len(silent) == 1 else 'have'} not responded."


def _final(assessment: Assessment, record: RoundRecord) -> bool:
    """Whether an open round, once it is closed, stays closed."""
    shut = record._replace(asked=replace(record.asked, closed=today().isoformat()))
    rounds = tuple(shut if each is record else each for each in assessment.rounds)
    return was_shown(assessment._replace(rounds=rounds), shut)


def closed_lines(assessment: Assessment, record: RoundRecord) -> Iterator[str]:
    """What closing means for the result, and for those who were asked."""
    partnership, asked = assessment.partnership, record.asked
    yield f"Round {asked.number} of {partnership.name} is closed. Its results can be seen now."
    silent, unread = missing(partnership, record)
    if silent:
        yield f"{_not_responded(silent)} The result says so on its first page."
    if unread:
        names = joined(partner.name for partner in unread)
        yield f"Answers of {names} cannot be read, and do not count until they are mended. The result says so too."
    if asked.closes and not has_passed(asked.closes):
        until = in_words(asked.closes)
        yield f"People were told that they can answer until {until}. Tell them that the round is closed."
    counts = late_answers_count(promised(partnership, [asked]))
    late = "counted, and the result says how many" if counts else "left out of the result"
    yield f"Answers that come in from now on are kept and marked as late; they are {late}."


def can_reopen(assessment: Assessment, record: RoundRecord) -> bool:
    """Whether a round is closed, and may be opened again."""
    return bool(record.asked.closed) and not was_shown(assessment, record)


def reopen(assessment: Assessment, record: RoundRecord) -> Round:
    """Open a round again; this is refused when two results of it, taken together, would give somebody away."""
    return reopen_round(assessment.folder, record.asked.number, _refuse_if_shown)


def _refuse_if_shown(assessment: Assessment, record: RoundRecord) -> None:
    if was_shown(assessment, record):
        raise CompactsError(
            f"Round {record.asked.number} stays closed: its result could be read. Whoever takes it from a later one can"
            " work out who answered in between, and what. Answers that come now are kept, and marked as late."
            f" If nobody has seen the result, take the line 'closed' out of {ROUND} by hand."
        )


def reopened_lines(number: int) -> Iterator[str]:
    """What opening a round again means."""
    yield f"Round {number} is open again, and its results are hidden. Answers that came late stay marked as late."
    yield "Whoever has seen the results may answer otherwise now: tell the partners that the round was closed before."
