"""What a meeting talks about: chosen by votes, one organisation one voice (docs/method.md)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.findings.findings import AgreedNeedsWork, SidesDiffer, SplitInside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compact_core.assessment.partnership import Vote

MOST_VOTES = 3
"""Votes that an organisation has."""
MOST_ITEMS = 7
"""Items that a meeting talks about."""
VOTABLE = frozenset(kind.name for kind in (SidesDiffer, SplitInside, AgreedNeedsWork))
"""The findings of the items that votes can go to."""


class Chosen(NamedTuple):
    """An item that the meeting talks about."""

    item: str
    """Id of the item."""
    votes: int
    """How many organisations voted for it."""


def chosen(candidates: Sequence[str], votes: Iterable[Vote]) -> tuple[Chosen, ...]:
    """The items to talk about, in the order of the talk.

    ``candidates`` are the ids of the items that can be chosen, the weightiest first. The item with most votes comes
    first, and of equal votes the weightier one. Items without a vote are left out, unless nobody voted at all: then
    their weight alone decides. Votes for other items do not count, nor does a second vote for the same one.
    """
    counts = Counter(item for vote in votes for item in set(vote.items[:MOST_VOTES]))
    voted = [item for item in candidates if counts[item]]
    order = sorted(voted or candidates, key=lambda item: -counts[item])  # stable: of equal votes the weightier first
    return tuple(Chosen(item, counts[item]) for item in order[:MOST_ITEMS])
