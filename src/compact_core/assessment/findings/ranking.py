"""What to talk about first: differences by their weight, then what nobody can judge."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from compact_core.assessment.findings.findings import DifferInDegree, NotEnoughKnown, SidesDiffer, SplitInside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.assessment.findings.findings import Finding


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to talk about, the weightiest first; those of equal weight in the order given.

    Differences between sides come before those inside a side, and these before differences in degree; last comes what
    is not known. Of each kind opposite halves come first, then the larger gap. A gap is that between the places that
    may be told.
    """
    weights = [(weight, finding) for finding in findings if (weight := _weight(finding))]
    return [finding for _, finding in sorted(weights, key=lambda pair: pair[0])]


def _weight(finding: Finding) -> tuple[int, bool, Fraction] | None:
    """What a finding is sorted by; None for one that needs no talk."""
    match finding:
        case SidesDiffer():
            return 0, not finding.opposite, -finding.by
        case SplitInside():
            return 1, not finding.opposite, -finding.by
        case DifferInDegree():
            return 2, False, -finding.by
        case NotEnoughKnown():
            return 3, False, Fraction()
        case _:
            return None
