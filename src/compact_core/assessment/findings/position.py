"""Where organisations and sides stand on an item: one organisation, one voice.

By the rule of the partners positions are made coarser (:func:`as_shown`); whatever reports show is made from these
alone. An organisation that is shown without its people stands on a point of the scale, and by side where its side does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from compact_core.assessment.findings.arithmetic import HIGH, LOW, are_far, enough_known, is_high, is_low, mean, nearest
from compact_core.assessment.findings.tallies import Tally
from compact_core.assessment.partnership import Visibility

MOSTLY_HIGH = (HIGH + 1) / 2
"""By side, the place of a side that is mostly HIGH: the middle of that stretch of the scale."""
MOSTLY_LOW = LOW / 2
"""By side, the place of a side that is mostly LOW."""
BETWEEN = Fraction(1, 2)
"""The place by side of any other side."""

VoiceState = Literal["known", "don't know", "not applicable", "cannot be read", "silent"]
"""What is known of an organisation or a side on an item. Only ``known`` has a place on the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePosition:
    """What is known of somebody on an item."""

    state: VoiceState
    """Whether there is a place on the scale, or why there is none."""
    level: Fraction | None
    """Where it stands, from 0 (lowest) to 1 (highest); None unless known."""

    @property
    def known(self) -> bool:
        """Whether it has a place on the scale."""
        return self.state == "known"

    @property
    def x(self) -> Fraction:
        """Where it stands. Raises :class:`ValueError` unless known, because nothing else may pass for a number."""
        if self.level is None:
            raise ValueError(f"There is no place on the scale: {self.state}.")
        return self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(ScalePosition):
    """Where an organisation stands on an item: the mean of its people."""

    organisation: str
    """Id of the organisation."""
    tally: Tally
    """What its people answered; where people or organisations are hidden, only what may be shown of it."""

    @property
    def people_apart(self) -> bool:
        """Whether two of its people are FAR apart."""
        ends = self.tally.ends()
        return bool(ends) and are_far(ends[0], ends[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePosition(ScalePosition):
    """Where a side stands on an item: the mean of its organisations."""

    side: str
    """Id of the side."""
    voices: tuple[Voice, ...]
    """Every organisation of the side that is asked in the round."""

    def that(self, state: VoiceState) -> tuple[Voice, ...]:
        """Its organisations in that state."""
        return tuple(voice for voice in self.voices if voice.state == state)

    @property
    def known_voices(self) -> tuple[Voice, ...]:
        """Its organisations that have a place on the scale."""
        return self.that("known")

    @property
    def possible_voices(self) -> int:
        """How many organisations have a place on the scale or don't know; the others leave the denominator."""
        return len(self.known_voices) + len(self.that("don't know"))

    @property
    def highest_voices(self) -> tuple[Voice, ...]:
        """The known organisations that stand highest: more than one when they are level."""
        known = self.known_voices
        top = max((voice.x for voice in known), default=None)
        return tuple(voice for voice in known if voice.x == top)

    @property
    def lowest_voices(self) -> tuple[Voice, ...]:
        """The known organisations that stand lowest: more than one when they are level."""
        known = self.known_voices
        bottom = min((voice.x for voice in known), default=None)
        return tuple(voice for voice in known if voice.x == bottom)


def voice_of(organisation: str, tally: Tally, *, unread: bool = False) -> Voice:
    """Where an organisation stands, from what its people answered.

    If some of its answers are ``unread``, nothing is known: the others are only a part of its voice.
    """
    state: VoiceState = "cannot be read" if unread else _state_of(tally)
    level = tally.mean() if state == "known" else None
    return Voice(organisation=organisation, tally=tally, state=state, level=level)


def _state_of(tally: Tally) -> VoiceState:
    if not tally.answers:
        return "silent"
    if 2 * tally.not_applicable > tally.answers:
        return "not applicable"
    return "known" if enough_known(tally.opinions, tally.dont_know) else "don't know"


def side_of(side: str, voices: tuple[Voice, ...]) -> SidePosition:
    """Where a side stands, from where its organisations stand."""
    shares = [voice.x for voice in voices if voice.known]
    states = [voice.state for voice in voices]
    if enough_known(len(shares), states.count("don't know")):
        return SidePosition(side=side, voices=voices, state="known", level=mean(shares))
    reasons: tuple[VoiceState, ...] = ("cannot be read", "don't know", "not applicable", "silent")
    reason = next(state for state in reasons if state in states)
    return SidePosition(side=side, voices=voices, state=reason, level=None)


def as_shown(side: str, voices: tuple[Voice, ...], visibility: Visibility) -> SidePosition:
    """Where a side stands as the rule lets reports show it, from where its organisations really stand."""
    if visibility == "named":
        return side_of(side, voices)
    shown = side_of(side, tuple(map(_on_a_point, voices)))
    return shown if visibility == "by organisation" else _with_its_side(shown)


def _on_a_point(voice: Voice) -> Voice:
    """An organisation on the nearest point of the scale; halfway between two it stays there, or joins an end.

    So where several people answer, each place can come from two answers or more of every one of them, if the scale has
    three points or more. The answer of a single person is on a point.
    """
    tally, level = _point_of(voice.level, voice.state, len(voice.tally.points))
    return Voice(organisation=voice.organisation, tally=tally, state=voice.state, level=level)


def _nearest_point(level: Fraction | None, state: VoiceState, points: int) -> tuple[Tally, Fraction | None]:
    """The tally of an organisation that stands on the nearest point, and where that is."""
    near = nearest(level, points) if level is not None else ()
    near = tuple({1, points}.intersection(near)) or near
    tally = Tally(
        points=tuple(int(point in near) for point in range(1, points + 1)),
        dont_know=int(state == "don't know"),
        not_applicable=int(state == "not applicable"),
    )
    return tally, tally.mean()


_point_of = lru_cache(maxsize=4096)(_nearest_point)  # no decorator: mutmut leaves those out


def _with_its_side(side: SidePosition) -> SidePosition:
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
