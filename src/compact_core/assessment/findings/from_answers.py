"""Findings of answers that are in memory, without a round and without a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from compact_core.assessment.findings.findings import Finding, finding_of
from compact_core.assessment.findings.position import side_of, voice_of
from compact_core.assessment.findings.tallies import tally
from compact_core.assessment.responses import Answer

GivenAnswer = int | Literal["don't know", "not applicable"]
"""What one person answered to an item: a point of the scale, counted from 1 (the lowest), or why there is none."""

GivenAnswers = Mapping[str, Mapping[str, Mapping[str, Sequence[GivenAnswer]]]]
"""The answers of all people, one entry a person, by side, organisation and item."""


def findings_of(answers: GivenAnswers, points: int) -> dict[str, Finding]:
    """The finding of each item, by the rules of the method. Nothing is withheld: whoever calls has every answer.

    Args:
        answers: What people answered, by side, organisation and item. An organisation without answers to an item is
            one that was asked and is silent.
        points: How many points the scale has, two or more.

    Returns:
        The findings by item, in the order in which items first occur.

    Raises:
        ValueError: An answer is on a point that the scale does not have, or the scale has fewer than two points.
    """
    if points < 2:  # noqa: PLR2004 - two points are the fewest that can differ
        raise ValueError(f"A scale has two points or more, not {points}.")
    organisations = [given for side in answers.values() for given in side.values()]
    items = dict.fromkeys(item for given in organisations for item in given)
    return {item: _finding(item, answers, points) for item in items}


def _finding(item: str, answers: GivenAnswers, points: int) -> Finding:
    sides = {
        side: tuple(
            voice_of(organisation, tally([_answer(item, said) for said in given.get(item, ())], points))
            for organisation, given in organisations.items()
        )
        for side, organisations in answers.items()
    }
    return finding_of(item, tuple(side_of(side, voices) for side, voices in sides.items() if voices), points)


def _answer(item: str, said: GivenAnswer) -> Answer:
    return Answer(item=item, says="point", point=said) if isinstance(said, int) else Answer(item=item, says=said)
