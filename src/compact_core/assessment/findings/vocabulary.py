"""Findings in words, with who stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from compact_core.assessment.findings import findings
from compact_core.assessment.findings.arithmetic import APART, are_opposite, point_for, share
from compact_core.assessment.findings.position import BETWEEN, MOSTLY_HIGH, MOSTLY_LOW, SidePosition, Voice, VoiceState
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.responses import Answer
from compact_core.text import joined

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_STATES: Mapping[VoiceState, tuple[str, str]] = {
    "don't know": ("doesn't know", "don't know"),
    "not applicable": ("says it does not apply", "say it does not apply"),
    "cannot be read": ("cannot be read", "cannot be read"),
    "silent": ("has not responded", "have not responded"),
}
"""What is said of one, and of several, that have no place on the scale."""
STRETCHES: Mapping[Fraction, str] = {MOSTLY_HIGH: "mostly high", MOSTLY_LOW: "mostly low", BETWEEN: "in between"}
"""Where a side stands, when no more of it may be shown."""
BETWEEN_POINTS = "between"
"""Where somebody stands in the middle of a scale that has no point there."""


class Vocabulary(NamedTuple):
    """The words of findings."""

    points: tuple[str, ...]
    """The words of the scale, from the lowest point."""
    sides: Mapping[str, str]
    """Names of the sides by id."""
    organisations: Mapping[str, str]
    """Names of the organisations by id; empty when they are counted, not named."""
    people: bool
    """Whether the answers of single people may show."""


def answer_words(answer: Answer, points: Sequence[str]) -> str:
    """An answer in words, with its reason and the numbers of what is missing; of every kind of answer."""
    says = points[answer.point - 1] if answer.says == "point" else answer.says
    missing = f" (missing: {', '.join(map(str, answer.missing))})" if answer.missing else ""
    return f"{': '.join(filter(None, (says, answer.reason)))}{missing}"


def vocabulary(partnership: Partnership, asked: Round) -> Vocabulary:
    """The words for a round; organisations have names only if the partnership lets reports show them."""
    return Vocabulary(
        points=asked.points,
        sides=partnership.side_names,
        organisations={} if partnership.visibility == "by side" else partnership.names,
        people=partnership.visibility == "named",
    )


def summary(finding: findings.Finding, words: Vocabulary) -> str:
    """The finding in one line: what is found, who stands where, and how many voices there are.

    ``words`` are those of the partnership by whose rule the finding was made.
    """
    parts = [*_found(finding, words), _voices(finding, words)]
    return "; ".join(part for part in parts if part)


def notes(finding: findings.Finding, words: Vocabulary) -> tuple[str, ...]:
    """What a reader must know beside the finding, as sentences; none where the answers of single people do not show."""
    if not words.people:
        return ()
    sentences = ["Counting heads would hide this."] if finding.heads_hide_it else []
    if finding.people_apart:
        sentences.append(f"People are far apart inside {_named(finding.people_apart, words)}.")
    return tuple(sentences)


def place(level: Fraction, points: Sequence[str]) -> str:
    """Where a share of the scale stands, in the words of a point in the same part of the scale, or *between*."""
    point = point_for(level, len(points))
    return points[point - 1] if point else BETWEEN_POINTS


def stands(side: SidePosition | Voice, words: Vocabulary) -> str:
    """Where a side or an organisation stands, or why it has no place on the scale."""
    return _at((side,), words) if side.known else _STATES[side.state][0]


def _found(finding: findings.Finding, words: Vocabulary) -> Iterator[str]:
    """What is found and who stands where."""
    if isinstance(finding, findings.SetAside):
        yield "Set aside: every organisation that answered says it does not apply"
    elif isinstance(finding, findings.NotEnoughKnown):
        reasons = ", ".join(f"{words.sides[side.side]} {_STATES[side.state][0]}" for side in finding.unknown)
        yield f"Not enough known: {reasons or 'no organisation is asked'}"
        yield _sides(finding.sides, words)
    elif isinstance(finding, findings.SidesDiffer):
        yield from _difference(finding, words)
    elif isinstance(finding, findings.SplitInside):
        yield f"Split inside {joined(words.sides[side.side] for side in finding.split)}{_ends(finding.split, words)}"
        yield _sides(finding.sides, words)
    elif isinstance(finding, findings.DifferInDegree) and words.organisations:
        yield f"{finding.name.capitalize()}: {_sides(finding.sides, words)}, less than {_step(words)} apart"
    else:
        yield f"{finding.name.capitalize()}: {_sides(finding.sides, words)}"


def _difference(finding: findings.SidesDiffer, words: Vocabulary) -> Iterator[str]:
    """Which sides differ, where each stands, and which are split besides."""
    higher = joined(words.sides[side.side] for side in finding.highest)
    lower = joined(words.sides[side.side] for side in finding.lowest)
    rates = "rates" if len(finding.highest) == 1 else "rate"
    than = f" than {lower}" if len(finding.sides) > len(("higher", "lower")) else ""
    top, bottom = (_at(sides, words) for sides in (finding.highest, finding.lowest))
    apart = _apart(finding.highest[0], finding.lowest[0], words)
    yield f"{higher} {rates} it higher{than}: {top}, against {bottom}{apart}"
    ends = {side.side for side in (*finding.highest, *finding.lowest)}
    yield _sides([side for side in finding.sides if side.side not in ends], words)
    if finding.split:
        yield f"split inside {joined(words.sides[side.side] for side in finding.split)}{_ends(finding.split, words)}"


def _ends(split: Iterable[SidePosition], words: Vocabulary) -> str:
    """Which organisations of split sides stand furthest apart."""
    ends = []
    for side in split:
        high, low = side.highest_voices, side.lowest_voices
        top, bottom = (f"{_named(voices, words)} {_at(voices, words)}" for voices in (high, low))
        ends.append(f"{top}, against {bottom}{_apart(high[0], low[0], words)}")
    return f": {', and '.join(ends)}"


def _apart(high: SidePosition | Voice, low: SidePosition | Voice, words: Vocabulary) -> str:
    """That two are a step or more apart, where one is between; opposite words say it already."""
    return "" if are_opposite(high.x, low.x) else f", {_step(words)} or more apart"


def _step(words: Vocabulary) -> str:
    """From what distance on two are FAR apart where one is between."""
    return "a step" if share(2, len(words.points)) == APART else "a third of the scale"


def _sides(sides: Iterable[SidePosition], words: Vocabulary) -> str:
    """Where each known side stands."""
    return ", ".join(f"{words.sides[side.side]} {_at((side,), words)}" for side in sides if side.known)


def _at(level: Sequence[SidePosition | Voice], words: Vocabulary) -> str:
    """Where those stand who share a place on the scale."""
    return place(level[0].x, words.points) if words.organisations else STRETCHES[level[0].x]


def _voices(finding: findings.Finding, words: Vocabulary) -> str:
    """How many voices there are, and who has none."""
    if isinstance(finding, findings.SetAside):
        counted = []
    elif all(len(side.voices) == 1 and side.known for side in finding.sides):
        number = len(finding.sides)
        counted = [f"{_NUMBERS[number] if number < len(_NUMBERS) else number} {'voice' if number == 1 else 'voices'}"]
    else:
        counted = [f"{joined(_of(side) for side in finding.sides)} voices"]
    return ", ".join([*counted, *_without(finding, words)])


def _of(side: SidePosition) -> str:
    """How many organisations of a side are heard, out of those that are not silent and that the item applies to."""
    return f"{len(side.known_voices)} of {side.possible_voices}" if side.possible_voices else "no"


def _without(finding: findings.Finding, words: Vocabulary) -> Iterator[str]:
    """Which organisations have no place on the scale, or how many; what the finding says already is left out."""
    for state, (one_says, several_say) in _STATES.items():
        them = [voice for voice in finding.voices if voice.state == state]
        if them and not (isinstance(finding, findings.SetAside) and state == "not applicable"):
            who = _named(them, words) if words.organisations else str(len(them))
            yield f"{who} {one_says if len(them) == 1 else several_say}"


def _named(voices: Iterable[Voice], words: Vocabulary) -> str:
    return joined(words.organisations[voice.organisation] for voice in voices)
