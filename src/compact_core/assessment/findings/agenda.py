"""What partners talk about: findings by their weight, and items chosen by votes (docs/method.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from compact_core.assessment.findings.findings import (
    AgreedNeedsWork,
    DifferInDegree,
    Finding,
    NotEnoughKnown,
    SidesDiffer,
    SplitInside,
)
from compact_core.assessment.partnership import Vote

TO_TALK_ABOUT = (SidesDiffer, SplitInside, DifferInDegree, NotEnoughKnown)
"""The findings that need talk, the weightiest first."""
MOST_VOTES = 3
"""Votes that an organisation has."""
MOST_ITEMS = 7
"""Items that a meeting talks about."""
VOTABLE = frozenset(kind.name for kind in (SidesDiffer, SplitInside, AgreedNeedsWork))
"""The findings of the items that votes can go to."""


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to talk about, the weightiest first. Findings of equal weight keep their order.

    Differences between sides come before those inside a side, and these before differences in degree; last comes what
    is not known. Of each kind opposite halves come first, then the larger gap. A gap is measured between the places
    that may be shown.
    """
    return [*sorted((finding for finding in findings if isinstance(finding, TO_TALK_ABOUT)), key=_weight)]


def _weight(finding: SidesDiffer | SplitInside | DifferInDegree | NotEnoughKnown) -> tuple[int, bool, Fraction]:
    """What a finding is sorted by."""
    opposite = isinstance(finding, SidesDiffer | SplitInside) and finding.opposite
    by = Fraction() if isinstance(finding, NotEnoughKnown) else finding.by
    return TO_TALK_ABOUT.index(type(finding)), not opposite, -by


class VoteCount(NamedTuple):
    """An item that the meeting talks about."""

    item: str
    """Id of the item."""
    votes: int
    """How many organisations voted for it."""


def chosen(candidates: Sequence[str], votes: Iterable[Vote]) -> tuple[VoteCount, ...]:
    """The items to talk about, in the order of the talk.

    ``candidates`` are the ids of the items that can be chosen, the weightiest first. The item with most votes comes
    first, and of equal votes the weightier one. Items without a vote are left out, unless nobody voted at all: then
    their weight alone decides. Votes for other items do not count, nor does a second vote for the same one.
    """
    counts = Counter(item for vote in votes for item in set(vote.items[:MOST_VOTES]))
    voted = [item for item in candidates if counts[item]]
    order = sorted(voted or candidates, key=lambda item: -counts[item])  # stable: of equal votes the weightier first
    return tuple(VoteCount(item, counts[item]) for item in order[:MOST_ITEMS])
