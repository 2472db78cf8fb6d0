"""What a round of an assessment's folder came to: its page, and how its plan is shared out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compact_core.assessment.findings.visibility import why_nothing
from compact_core.assessment.results import follow_up
from compact_core.assessment.results.evidence import evidence
from compact_core.assessment.results.page import result_page
from compact_core.version import __version__

if TYPE_CHECKING:
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.results.values import ResultPage
    from compact_core.model import Code

PROGRAM = f"compacts {__version__}"
"""What reports name as the program that made them."""
_TOLD = {"", "unreadable"}
"""Why nothing is told by side where it was told once: before a file was spoilt, the result may have been read."""


def page_of(assessment: Assessment, record: RoundRecord, code: Code, *, for_facilitator: bool = False) -> ResultPage:
    """What the round came to, as far as it may be shown; raises CompactsError while it is open."""
    return result_page(
        code,
        assessment.partnership,
        assessment.rounds,
        record.asked.number,
        program=PROGRAM,
        for_facilitator=for_facilitator,
    )


def fairness_of(assessment: Assessment, record: RoundRecord) -> list[str]:
    """How the plan of a round is shared out, as sentences."""
    return list(follow_up.fairness_lines(evidence(assessment.partnership, assessment.rounds, record.asked.number)))


def was_shown(assessment: Assessment, record: RoundRecord, invitee: str = "") -> bool:
    """Whether a closed round told anything that, beside another result of it, would give somebody away, or an invitee.

    That is so by side for whatever was told: a finding, where a side stands, what is withheld, a comment. By
    organisation it is so where one asks several people: the place of the organisation with and without one of them
    tells what this one said. Where everybody's answers are named there is nothing to work out. Raises CompactsError
    while the round is open.
    """
    found = evidence(assessment.partnership, assessment.rounds, record.asked.number)
    if found.by_side:
        return why_nothing(found.partnership, found.now.result) in _TOLD or any(
            follow_up.quotable(found, for_facilitator=False)
        )
    people = Counter(person.organisation for person in record.asked.invitees)
    shown = found.now.result.answering | found.now.result.unread_organisations
    if invitee:
        shown = shown.intersection(person.organisation for person in record.asked.invitees if person.code == invitee)
    return not found.words.people and any(people[organisation] > 1 for organisation in shown)
