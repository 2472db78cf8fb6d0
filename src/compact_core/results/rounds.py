"""What a round of an assessment's folder came to: its page, and how its plan is shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core import __version__
from compact_core.results.evidence import evidence
from compact_core.results.page import result_page
from compact_core.results.talk import fairness_lines

if TYPE_CHECKING:
    from compact_core.model import Code
    from compact_core.records.reading import Assessment, RoundRecord
    from compact_core.results.values import ResultPage

PROGRAM = f"compacts {__version__}"
"""What reports name as the program that made them."""


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
    return list(fairness_lines(evidence(assessment.partnership, assessment.rounds, record.asked.number)))


def told_by_side(assessment: Assessment, record: RoundRecord) -> bool:
    """Whether a closed round tells any finding by side: then another result of it would give away who made it another.

    Raises CompactsError while the round is open.
    """
    found = evidence(assessment.partnership, assessment.rounds, record.asked.number)
    return found.by_side and any(number == record.asked.number for number, _ in found.seen.findings)
