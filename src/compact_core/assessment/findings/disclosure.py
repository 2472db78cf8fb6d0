"""Standings made coarser, by the rule of the partners. Whatever reports show is made from these alone.

An organisation that is shown without its people stands on a point of the scale. By side it stands where its side does.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from compact_core.assessment.findings.arithmetic import HIGH, LOW, is_high, is_low, nearest
from compact_core.assessment.findings.position import side_of
from compact_core.assessment.findings.tallies import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.assessment.findings.position import SideStanding, Voice
    from compact_core.assessment.partnership import Visibility

MOSTLY_HIGH = (HIGH + 1) / 2
"""The place by side of a side of which more than half is HIGH: the middle of that stretch of the scale."""
MOSTLY_LOW = LOW / 2
"""The place by side of a side of which more than half is LOW."""
BETWEEN = Fraction(1, 2)
"""The place by side of any other side."""


def as_shown(side: SideStanding, visibility: Visibility) -> SideStanding:
    """A side as the rule lets reports show it."""
    if visibility == "named":
        return side
    side = side_of(side.side, tuple(map(_on_a_point, side.voices)))
    return side if visibility == "by organisation" else _with_its_side(side)


def _on_a_point(voice: Voice) -> Voice:
    """An organisation on the nearest point of the scale; halfway between two it stays there, or joins an end.

    So where several people answer, each place can come from two answers or more of every one of them, if the scale has
    three points or more. The answer of a single person is on a point.
    """
    points = len(voice.tally.points)
    near = nearest(voice.x, points) if voice.known else ()
    near = tuple({1, points}.intersection(near)) or near
    tally = Tally(
        points=tuple(int(point in near) for point in range(1, points + 1)),
        dont_know=int(voice.state == "don't know"),
        not_applicable=int(voice.state == "not applicable"),
    )
    return replace(voice, tally=tally, level=tally.mean())


def _with_its_side(side: SideStanding) -> SideStanding:
    """A side by where more than half of its known organisations stand, and each of them at the same place."""
    level = _majority([voice.x for voice in side.known_voices])

    def hidden(voice: Voice) -> Voice:
        tally = Tally((0,) * len(voice.tally.points))
        return replace(voice, tally=tally, level=level if voice.known else None)

    return replace(side, voices=tuple(map(hidden, side.voices)), level=level if side.known else None)


def _majority(places: Sequence[Fraction]) -> Fraction:
    if 2 * sum(map(is_high, places)) > len(places):
        return MOSTLY_HIGH
    return MOSTLY_LOW if 2 * sum(map(is_low, places)) > len(places) else BETWEEN
