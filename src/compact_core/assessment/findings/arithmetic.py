"""The thresholds of the method and its sums, in exact fractions. The text of the method is docs/method.md."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import floor, log2
from typing import Literal, NamedTuple

METHOD = 2
"""Version of the method; every report prints it."""

HIGH = Fraction(3, 5)
"""From here on a share of the scale is HIGH."""
LOW = Fraction(2, 5)
"""Up to here a share of the scale is LOW."""
APART = Fraction(1, 3)
"""From this difference on two shares are FAR: one step of four points."""
FEWEST = 5
"""How many organisations with an opinion numbers need; below that there are only words."""
_HALF = Fraction(1, 2)

Stretch = Literal["high", "middle", "low"]
"""A part of the scale. What is found, and in which words, goes by the same parts."""


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


def share(point: int, points: int) -> Fraction:
    """Where a point (counted from 1) stands on a scale of ``points``: 0 is the lowest, 1 the highest.

    Raises :class:`ValueError` when the scale has no such point.
    """
    if not 1 <= point <= points or points == 1:
        raise ValueError(f"A scale of {points} points gives no share to point {point}.")
    return Fraction(point - 1, points - 1)


def nearest(x: Fraction, points: int) -> tuple[int, ...]:
    """The point, counted from 1, that a share of the scale is nearest to; both where it is halfway between two."""
    upper = floor(x * (points - 1) + _HALF) + 1
    halfway = x * (points - 1) + _HALF == upper - 1
    return (upper - 1, upper) if halfway else (upper,)


def stretch_of(x: Fraction) -> Stretch:
    """The part of the scale in which a share lies."""
    if is_high(x):
        return "high"
    return "low" if is_low(x) else "middle"


def _point_for(x: Fraction, points: int) -> int | None:
    """The point, counted from 1, whose words describe a share: the nearest one in the same part of the scale.

    Of two that are equally near it is the milder one. None where the scale has no point in that part, which can only be
    the middle.
    """
    shares = {point: share(point, points) for point in range(1, points + 1)}
    alike = [point for point, there in shares.items() if stretch_of(there) == stretch_of(x)]
    return min(alike, key=lambda point: (abs(shares[point] - x), abs(shares[point] - _HALF)), default=None)


# There are few places on a scale, and pages ask for each again and again. No decorator: mutmut leaves those out.
point_for = lru_cache(maxsize=4096)(_point_for)


def mean(shares: Sequence[Fraction]) -> Fraction:
    """The mean of one share or more."""
    return sum(shares, Fraction()) / len(shares)


def is_high(x: Fraction) -> bool:
    """Whether a share is HIGH."""
    return x >= HIGH


def is_low(x: Fraction) -> bool:
    """Whether a share is LOW."""
    return x <= LOW


def are_far(one: Fraction, other: Fraction) -> bool:
    """Whether two shares are FAR apart: in opposite halves, or by a step of four points or more and not both alike."""
    if stretch_of(one) == stretch_of(other):
        return False
    return are_opposite(one, other) or abs(one - other) >= APART


def are_opposite(one: Fraction, other: Fraction) -> bool:
    """Whether one share is HIGH and the other LOW."""
    return {stretch_of(one), stretch_of(other)} == {"high", "low"}


def enough_known(opinions: int, dont_knows: int) -> bool:
    """Whether there is an opinion, and as many opinions as don't-knows."""
    return opinions >= max(1, dont_knows)


def consensus(weights: Sequence[Fraction | int]) -> float:
    """How much ordered answers agree: 1 when all stand on one point, 0 when half stand on each end.

    The measure is that of W. J. Tastle and M. J. Wierman, "Consensus and dissention: a measure of ordinal dispersion",
    International Journal of Approximate Reasoning 45 (2007), pages 531 to 545.

    ``weights`` says how much stands on each point, from the lowest; counts and shares give the same. The sum is exact
    up to the logarithm. Raises :class:`ValueError` for fewer than two points, or when nothing stands on any.
    """
    total = sum(weights, Fraction())
    if len(weights) == 1 or not total:
        raise ValueError("Consensus needs two points or more, and at least one answer.")
    middle = sum((point * weight for point, weight in enumerate(weights)), Fraction()) / total
    width = len(weights) - 1
    used = [(point, weight) for point, weight in enumerate(weights) if weight]
    return 1 + sum(float(weight / total) * log2(1 - abs(point - middle) / width) for point, weight in used)


def numbers(opinions: Sequence[Sequence[int]]) -> Numbers | None:
    """The numbers of an item; None when fewer than five organisations have an opinion.

    ``opinions`` says of each organisation with an opinion how many of its people chose each point, from the lowest.
    Numbers are not for reports by side, where they could give answers away.
    """
    if len(opinions) < FEWEST:
        return None
    points = len(opinions[0])
    distribution = tuple(mean([Fraction(people[point], sum(people)) for people in opinions]) for point in range(points))
    return Numbers(
        organisations=len(opinions),
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
    reached = list(accumulate(distribution))
    lower = next(point for point, weight in enumerate(reached, start=1) if weight >= _HALF)
    upper = next(point for point, weight in enumerate(reached, start=1) if weight > _HALF)
    return Fraction(lower + upper, 2)


def to_one_decimal(number: Fraction) -> str:
    """A number that is not negative as text with one decimal; halves are rounded up."""
    tenths = floor(number * 10 + _HALF)
    return f"{tenths // 10}.{tenths % 10}"
