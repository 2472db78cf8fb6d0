"""What to talk about first: differences by their weight, then what nobody can judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.findings.findings import DifferInDegree, NotEnoughKnown, SidesDiffer, SplitInside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.assessment.findings.findings import Finding

_KINDS = (SidesDiffer, SplitInside, DifferInDegree, NotEnoughKnown)
"""The findings to talk about, in this order."""


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to talk about, the weightiest first; those of equal weight in the order given.

    Differences between sides come before those inside a side, and these before differences in degree. Of each kind
    opposite halves come first, then the larger gap. A gap is that between the places that may be told.
    """
    return sorted((finding for finding in findings if isinstance(finding, _KINDS)), key=_weight)


def _weight(finding: Finding) -> tuple[int, bool, float]:
    kind = next(place for place, kind in enumerate(_KINDS) if isinstance(finding, kind))
    opposite = isinstance(finding, (SidesDiffer, SplitInside)) and finding.opposite
    gap = 0 if isinstance(finding, NotEnoughKnown) else finding.by
    return kind, not opposite, -gap
