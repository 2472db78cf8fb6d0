"""What to talk about first: differences by their weight, then what nobody can judge."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from compact_core.assessment.findings.findings import DifferInDegree, NotEnoughKnown, SidesDiffer, SplitInside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.assessment.findings.findings import Finding

_KINDS = (SidesDiffer, SplitInside, DifferInDegree, NotEnoughKnown)
"""What needs talk, the weightiest first."""


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to talk about, the weightiest first; those of equal weight in the order given.

    Differences between sides come before those inside a side, and these before differences in degree; last comes what
    is not known. Of each kind opposite halves come first, then the larger gap. A gap is that between the places that
    may be told.
    """
    talk = [finding for finding in findings if isinstance(finding, _KINDS)]
    return [*sorted(talk, key=_weight)]


def _weight(finding: SidesDiffer | SplitInside | DifferInDegree | NotEnoughKnown) -> tuple[int, bool, Fraction]:
    """What a finding is sorted by."""
    opposite = isinstance(finding, SidesDiffer | SplitInside) and finding.opposite
    by = Fraction() if isinstance(finding, NotEnoughKnown) else finding.by
    return _KINDS.index(type(finding)), not opposite, -by
