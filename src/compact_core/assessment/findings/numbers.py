"""Numbers of an item over the whole partnership, from five organisations on; below that there are only words."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.findings.arithmetic import is_high, mean, share
from compact_core.assessment.findings.consensus import consensus

if TYPE_CHECKING:
    from compact_core.assessment.findings.findings import Finding

FEWEST = 5
"""How many organisations with an opinion numbers need."""


class Numbers(NamedTuple):
    """The numbers of an item. One organisation is one voice, which its people share equally."""

    organisations: int
    """How many organisations have an opinion: the n of the distribution."""
    distribution: tuple[Fraction, ...]
    """How much of all voices stands on each point, from the lowest; together 1."""
    median: Fraction
    """The point, counted from 1, that the middle of the voices has reached; halves lie between two points."""
    mean: Fraction
    """The mean, in points counted from 1."""
    favourable: Fraction
    """How much of all voices stands on points that are HIGH."""
    consensus: float
    """How much the voices agree, from 0 to 1 (Tastle and Wierman)."""


def numbers(finding: Finding) -> Numbers | None:
    """The numbers of an item; None when fewer than five organisations have an opinion.

    They are not for reports by side, where they could give answers away.
    """
    tallies = [voice.tally for voice in finding.voices if voice.known]
    if len(tallies) < FEWEST:
        return None
    points = len(finding.heads.points)
    distribution = tuple(
        mean([Fraction(tally.points[place], tally.opinions) for tally in tallies]) for place in range(points)
    )
    return Numbers(
        organisations=len(tallies),
        distribution=distribution,
        median=_median(distribution),
        mean=sum((point * weight for point, weight in enumerate(distribution, start=1)), Fraction()),
        favourable=sum(
            (weight for point, weight in enumerate(distribution, start=1) if is_high(share(point, points))), Fraction()
        ),
        consensus=consensus(distribution),
    )


def _median(distribution: tuple[Fraction, ...]) -> Fraction:
    """The point that the middle of the voices has reached."""
    half = Fraction(1, 2)
    reached = list(accumulate(distribution))
    lower = next(point for point, weight in enumerate(reached, start=1) if weight >= half)
    upper = next(point for point, weight in enumerate(reached, start=1) if weight > half)
    return Fraction(lower + upper, 2)


def to_one_decimal(number: Fraction) -> str:
    """A number that is not negative as text with one decimal; halves are rounded up."""
    tenths = floor(number * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
