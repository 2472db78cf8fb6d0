"""Answers counted: how often each was given to an item by the people of an organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from compact_core.assessment.findings.arithmetic import share
from compact_core.assessment.partnership import Invitee, Round
from compact_core.assessment.responses import Answer, Response


class CountedAnswer(NamedTuple):
    """An answer that counts."""

    invitee: Invitee
    answer: Answer


class Tally(NamedTuple):
    """How often each answer was given to one item. Who said nothing is not in it."""

    points: tuple[int, ...]
    """How many people chose each point of the scale, from the lowest."""
    dont_know: int = 0
    """How many said that they don't know."""
    not_applicable: int = 0
    """How many said that the item does not apply."""

    @property
    def opinions(self) -> int:
        """How many people chose a point."""
        return sum(self.points)

    @property
    def answers(self) -> int:
        """How many people said anything."""
        return self.opinions + self.dont_know + self.not_applicable

    def mean(self) -> Fraction | None:
        """The mean of the opinions as a share of the scale; None when there is none."""
        steps = sum(step * people for step, people in enumerate(self.points))
        return Fraction(steps, self.opinions * (len(self.points) - 1)) if self.opinions else None

    def ends(self) -> tuple[Fraction, ...]:
        """The lowest and the highest opinion as shares of the scale; empty when there is none."""
        used = [point for point, people in enumerate(self.points, start=1) if people]
        return tuple(share(point, len(self.points)) for point in (used[0], used[-1])) if used else ()


def added(tallies: Iterable[Tally], points: int) -> Tally:
    """The sum of tallies, on a scale of ``points``."""
    total = [0] * (points + 2)
    for part in tallies:
        for position, people in enumerate((*part.points, part.dont_know, part.not_applicable)):
            total[position] += people
    return _tally(total)


def count_answers(asked: Round, responses: Iterable[Response]) -> Mapping[tuple[str, str], Tally]:
    """The tally of each item and organisation (by their ids) that has one.

    What counts are answers of the round's invitees. Where the agreed reply of an organisation answers an item, it
    counts in place of the answers of single people. Each invitee is expected to have one response.
    """
    points = len(asked.points)
    return {
        key: tally((counted.answer for counted in answers), points)
        for key, answers in answers_that_count(asked, responses).items()
    }


def tally(answers: Iterable[Answer], points: int) -> Tally:
    """The answers to one item, counted, on a scale of ``points``.

    Raises :class:`ValueError` when an answer is on a point that the scale does not have.
    """
    counts = [0] * (points + 2)
    for answer in answers:
        counts[_column(answer, points)] += 1
    return _tally(counts)


def answers_that_count(
    asked: Round, responses: Iterable[Response]
) -> Mapping[tuple[str, str], Sequence[CountedAnswer]]:
    """The answers that count, by the id of the item and that of the organisation; without answers there is no entry.

    An answer that was taken back does not count, nor one that has an agreed reply in its place.
    """
    invitees = {invitee.code: invitee for invitee in asked.invitees}
    people: defaultdict[tuple[str, str], list[CountedAnswer]] = defaultdict(list)
    agreed: defaultdict[tuple[str, str], list[CountedAnswer]] = defaultdict(list)
    for response in responses:
        if invitee := invitees.get(response.invitee):
            counted = agreed if invitee.agreed else people
            for answer in response.held_answers:
                counted[answer.item, invitee.organisation].append(CountedAnswer(invitee, answer))
    return people | agreed


def _column(answer: Answer, points: int) -> int:
    """The column in which an answer is counted: the points from the lowest, then don't know, then not applicable."""
    if answer.says == "don't know":
        return points
    if answer.says == "not applicable":
        return points + 1
    if not 1 <= answer.point <= points:
        raise ValueError(f"Point {answer.point} for {answer.item} is not on the scale of {points} points.")
    return answer.point - 1


def _tally(counts: list[int]) -> Tally:
    *points, dont_know, not_applicable = counts
    return Tally(tuple(points), dont_know, not_applicable)
