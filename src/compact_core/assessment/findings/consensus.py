"""How much ordered answers agree: the measure of Tastle and Wierman.

W. J. Tastle and M. J. Wierman, "Consensus and dissention: a measure of ordinal dispersion", International Journal of
Approximate Reasoning 45 (2007), pages 531 to 545.
"""

from __future__ import annotations

from fractions import Fraction
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def consensus(weights: Sequence[Fraction | int]) -> float:
    """How much the answers agree: 1 when all stand on one point, 0 when half stand on each end.

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
