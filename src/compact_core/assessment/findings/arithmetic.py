"""The thresholds of the method and its sums, in exact fractions. The text of the method is docs/method.md."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

METHOD = 1
"""Version of the method; every report prints it."""

HIGH = Fraction(3, 5)
"""From here on a share of the scale is HIGH."""
LOW = Fraction(2, 5)
"""Up to here a share of the scale is LOW."""
APART = Fraction(1, 3)
"""From this difference on two shares are FAR: one step of four points."""
_HALF = Fraction(1, 2)


def share(point: int, points: int) -> Fraction:
    """Where a point (from 1) stands on a scale of so many points: 0 is the lowest, 1 the highest.

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
    """Whether two shares are FAR apart: by a step of four points or more, and neither both HIGH nor both LOW."""
    both_high = is_high(one) and is_high(other)
    both_low = is_low(one) and is_low(other)
    return abs(one - other) >= APART and not both_high and not both_low


def enough_known(opinions: int, dont_knows: int) -> bool:
    """Whether there is an opinion, and as many opinions as don't-knows."""
    return opinions >= max(1, dont_knows)
