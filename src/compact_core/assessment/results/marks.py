"""Signs beside words, so that nothing is shown by colour alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from compact_core.assessment.findings.arithmetic import is_high, is_low, point_for, share, stretch_of
from compact_core.assessment.findings.findings import FINDINGS, SetAside
from compact_core.assessment.findings.position import BETWEEN, MOSTLY_HIGH, MOSTLY_LOW, SidePosition, VoiceState
from compact_core.assessment.findings.vocabulary import BETWEEN_POINTS, STRETCHES, Vocabulary, stands
from compact_core.assessment.results.item_values import Mark

WITHHELD = Mark("·", "withheld")
"""What stands for whatever is withheld so that it gives nobody away."""
FINDING_MARKS: Mapping[str, Mark] = {kind.name: Mark(kind.sign, kind.name) for kind in FINDINGS}
"""Each finding by its name, in the order of the method."""
_STATES: Mapping[VoiceState, Mark] = {
    "don't know": Mark("?", "don't know"),
    "not applicable": Mark(SetAside.sign, "not applicable"),
    "silent": Mark("…", "has not responded"),
    "cannot be read": Mark("×", "cannot be read"),
}
"""What stands for each reason why a side has no place on the scale."""


def side_mark(side: SidePosition, words: Vocabulary) -> Mark:
    """Where a side stands."""
    symbol = level_sign(side.x, len(words.points)) if side.known else _STATES[side.state].symbol
    return Mark(symbol, stands(side, words))


def level_sign(level: Fraction, points: int) -> str:
    """The sign of a share of the scale. It says no more than its words do, because it is chosen by the same point."""
    point = point_for(level, points)
    if point in {1, points}:
        return "--" if point == 1 else "++"
    return {"low": "-", "middle": "~", "high": "+"}[stretch_of(level)]


def legend(words: Vocabulary, cells: Collection[Mark]) -> tuple[Mark, ...]:
    """The signs of the findings and of the cells, explained for a scale; rare ones only where they are on the page."""
    places = _points(words.points) if words.organisations else _stretches(words.points)
    usual = (*FINDING_MARKS.values(), *places, *_STATES.values())
    rare = (_STATES["cannot be read"], WITHHELD)
    return (*(mark for mark in usual if mark not in rare), *(mark for mark in rare if mark in cells))


def _points(points: Sequence[str]) -> list[Mark]:
    """The signs of places on the scale."""
    signs: dict[str, list[str]] = {}
    for point, word in enumerate(points, start=1):
        signs.setdefault(level_sign(share(point, len(points)), len(points)), []).append(word)
    cells = [Mark(sign, " or ".join(words)) for sign, words in signs.items()]
    return cells if "~" in signs else [*cells, Mark("~", BETWEEN_POINTS)]


def _stretches(points: Sequence[str]) -> list[Mark]:
    """The signs of stretches of the scale, in which only sides are shown, with the points that each means."""
    shares = [(share(point, len(points)), word) for point, word in enumerate(points, start=1)]
    low = " or ".join(word for x, word in shares if is_low(x))
    high = " or ".join(word for x, word in shares if is_high(x))
    stretches = {
        MOSTLY_LOW: f"{STRETCHES[MOSTLY_LOW]}: more than half of the voices at {low}",
        BETWEEN: f"{STRETCHES[BETWEEN]}: neither",
        MOSTLY_HIGH: f"{STRETCHES[MOSTLY_HIGH]}: more than half of the voices at {high}",
    }
    return [Mark(level_sign(x, len(points)), words) for x, words in stretches.items()]
