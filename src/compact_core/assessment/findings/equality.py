"""Is this assessment itself equal: who answered, who chose, what was asked, and whether a side was spoken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compact_core.assessment.findings.findings import RoundResult, organisations_by_side
from compact_core.assessment.findings.position import Voice
from compact_core.assessment.findings.tallies import answers_that_count
from compact_core.assessment.merging import in_order
from compact_core.assessment.partnership import Partnership
from compact_core.assessment.responses import Response


class SideTurnout(NamedTuple):
    """What one side gave and what was asked of it."""

    side: str
    """Id of the side."""
    answered: tuple[str, ...]
    """Ids of the organisations that gave any answer."""
    silent: tuple[str, ...]
    """Ids of the organisations that gave none."""
    unread: tuple[str, ...]
    """Ids of the organisations with answers that cannot be read. They are not among the silent."""
    answers: int
    """How many answers its people gave to all items."""
    dont_knows: int
    """How many of them are don't-knows."""
    minutes: int
    """Minutes that were asked of its people together; 0 when it was not recorded."""
    spoken_for: bool
    """Whether another side answered in its place: it gave no answer while another did, or another filled in all.

    While answers of the side cannot be read nobody knows.
    """


class Choice(NamedTuple):
    """Who chose something."""

    organisations: tuple[str, ...]
    """Ids of the organisations that chose; none when it was not recorded, or a rule of the code chose."""
    sides: tuple[str, ...]
    """Ids of their sides."""

    @property
    def one_sided(self) -> bool:
        """Whether a single side chose."""
        return len(self.sides) == 1


class Equality(NamedTuple):
    """What the first page shows of the assessment itself."""

    sides: tuple[SideTurnout, ...]
    """What each side gave, in the order of the partnership."""
    code: Choice
    """Who chose the code."""
    rows: Choice
    """Who chose any of the items."""
    dates: Choice
    """Who chose the dates."""


def equality(partnership: Partnership, result: RoundResult, responses: Iterable[Response]) -> Equality:
    """The facts by which a reader can judge whether the assessment itself was equal.

    Every organisation that the round and the responses name is expected to be one of the partnership.
    """
    asked = result.asked
    homes = partnership.side_of
    filled_in_by = _filled_in_by(result, responses, homes)
    voices: defaultdict[str, list[Voice]] = defaultdict(list)
    for finding in result.findings:
        for voice in finding.voices:
            voices[homes[voice.organisation]].append(voice)
    minutes = {time.side: time.minutes for time in asked.time_asked}
    answering = result.answering
    spoilt = result.unread_organisations

    def turnout(side: str, members: list[str]) -> SideTurnout:
        answered = tuple(member for member in members if member in answering)
        unread = tuple(member for member in members if member in spoilt)
        others = bool(filled_in_by[side]) and side not in filled_in_by[side] if answered else bool(answering)
        return SideTurnout(
            side=side,
            answered=answered,
            silent=tuple(member for member in members if member not in answering and member not in spoilt),
            unread=unread,
            answers=sum(voice.tally.answers for voice in voices[side]),
            dont_knows=sum(voice.tally.dont_know for voice in voices[side]),
            minutes=minutes.get(side, 0),
            spoken_for=others and not unread,
        )

    return Equality(
        sides=tuple(turnout(*side) for side in organisations_by_side(partnership, asked).items()),
        code=_choice(asked.code_chosen_by, homes),
        rows=_choice((organisation for row in asked.rows for organisation in row.chosen_by), homes),
        dates=_choice(asked.dates_chosen_by, homes),
    )


def _filled_in_by(
    result: RoundResult, responses: Iterable[Response], homes: Mapping[str, str]
) -> Mapping[str, set[str]]:
    """The sides whose people filled in the answers of each side that count."""
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for (_, organisation), answers in answers_that_count(result.asked, map(in_order, responses)).items():
        sides[homes[organisation]] |= {homes[counted.answer.filled_in_by or organisation] for counted in answers}
    return sides


def _choice(organisations: Iterable[str], homes: Mapping[str, str]) -> Choice:
    unique = tuple(dict.fromkeys(organisations))
    return Choice(unique, tuple(dict.fromkeys(homes[organisation] for organisation in unique)))
