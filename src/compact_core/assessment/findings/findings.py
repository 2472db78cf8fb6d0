"""The finding of each item: the first kind that fits, by the rules of docs/method.md."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple, get_args

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings.arithmetic import are_far, are_opposite, is_high, is_low, stretch_of
from compact_core.assessment.findings.position import SidePosition, Voice, as_shown, side_of, voice_of
from compact_core.assessment.findings.tallies import Tally, added, count_answers, tally
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.responses import Answer, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingBase:
    """What every finding has."""

    name: ClassVar[str]
    """What the finding is called in results."""
    sign: ClassVar[str]
    """The sign that stands beside the name."""
    meaning: ClassVar[str]
    """What it means, in one sentence."""
    agreed: ClassVar[bool] = False
    """Whether the finding says that all sides are HIGH, or all LOW."""

    item: str
    """Id of the item."""
    sides: tuple[SidePosition, ...]
    """Where each side stands, and each of its organisations."""
    heads: Tally
    """What all people answered, as if there were no organisations; only at *named* are they people's answers."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Every organisation that is asked, side by side."""
        return tuple(voice for side in self.sides for voice in side.voices)

    @property
    def opinions(self) -> tuple[tuple[int, ...], ...]:
        """How many people of each known organisation chose each point of the scale."""
        return tuple(voice.tally.points for voice in self.voices if voice.known)

    @property
    def pooled(self) -> Fraction | None:
        """The mean of all heads, as a share of the scale; None when nobody has an opinion."""
        return self.heads.mean()

    @property
    def heads_hide_it(self) -> bool:
        """Whether counting heads would hide the finding: their mean is HIGH or LOW, and the sides do not agree."""
        pooled = self.pooled
        return pooled is not None and (is_high(pooled) or is_low(pooled)) and not self.agreed

    @property
    def people_apart(self) -> tuple[Voice, ...]:
        """The organisations inside which people are FAR apart: a note, not a split."""
        return tuple(voice for voice in self.voices if voice.people_apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(FindingBase):
    """Every organisation that answered says that the item does not apply."""

    name: ClassVar[str] = "set aside"
    sign: ClassVar[str] = "–"
    meaning: ClassVar[str] = "Everybody who answered says that it does not apply."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEnoughKnown(FindingBase):
    """A side is not known."""

    name: ClassVar[str] = "not enough known"
    sign: ClassVar[str] = "?"
    meaning: ClassVar[str] = "A side does not know, has not responded, or cannot be read."

    unknown: tuple[SidePosition, ...]
    """The sides that are not known; the state of each says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesDiffer(FindingBase):
    """The highest and the lowest side are FAR apart, and the difference is one between sides."""

    name: ClassVar[str] = "sides differ"
    sign: ClassVar[str] = "≠"
    meaning: ClassVar[str] = "One side agrees and another disagrees, or they are a step or more apart."

    highest: tuple[SidePosition, ...]
    """The side that stands highest, or all that share this place."""
    lowest: tuple[SidePosition, ...]
    """The side that stands lowest, or all that share this place."""
    split: tuple[SidePosition, ...]
    """The sides that are split besides."""

    @property
    def by(self) -> Fraction:
        """How far they are apart, as a share of the scale."""
        return self.highest[0].x - self.lowest[0].x

    @property
    def opposite(self) -> bool:
        """Whether they stand in opposite halves: one HIGH and one LOW."""
        return are_opposite(self.highest[0].x, self.lowest[0].x)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitInside(FindingBase):
    """Two organisations of one side are FAR apart."""

    name: ClassVar[str] = "split inside a side"
    sign: ClassVar[str] = "÷"
    meaning: ClassVar[str] = "Organisations of one side are as far apart as that."

    split: tuple[SidePosition, ...]
    """The sides that are split; each knows its highest and lowest voices."""

    @property
    def by(self) -> Fraction:
        """How far organisations of one side are apart at most, as a share of the scale."""
        return max(side.highest_voices[0].x - side.lowest_voices[0].x for side in self.split)

    @property
    def opposite(self) -> bool:
        """Whether organisations of one side stand in opposite halves."""
        return any(are_opposite(side.highest_voices[0].x, side.lowest_voices[0].x) for side in self.split)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedStrength(FindingBase):
    """All sides are HIGH."""

    name: ClassVar[str] = "agreed strength"
    sign: ClassVar[str] = "▲"
    meaning: ClassVar[str] = "All sides agree that this is so."
    agreed: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedNeedsWork(FindingBase):
    """All sides are LOW."""

    name: ClassVar[str] = "agreed, needs work"
    sign: ClassVar[str] = "▼"
    meaning: ClassVar[str] = "All sides agree that this is not so."
    agreed: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferInDegree(FindingBase):
    """A side is MIDDLE and another HIGH or LOW, and they are not FAR apart."""

    name: ClassVar[str] = "differ in degree"
    sign: ClassVar[str] = "≈"
    meaning: ClassVar[str] = "One side stands between and another does not, less than a step apart."

    @property
    def by(self) -> Fraction:
        """How far the highest and the lowest side are apart, as a share of the scale."""
        levels = [side.x for side in self.sides]
        return max(levels) - min(levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyThere(FindingBase):
    """All sides are MIDDLE."""

    name: ClassVar[str] = "partly there"
    sign: ClassVar[str] = "◆"
    meaning: ClassVar[str] = "All sides stand in the middle."


Finding = (
    SetAside
    | NotEnoughKnown
    | SidesDiffer
    | SplitInside
    | AgreedStrength
    | AgreedNeedsWork
    | DifferInDegree
    | PartlyThere
)
"""What is found of an item: exactly one of these."""

FINDINGS: tuple[type[Finding], ...] = get_args(Finding)
"""The kinds of finding in the order of the method: the first that fits holds."""


class RoundResult(NamedTuple):
    """A round and what was found in it."""

    asked: Round
    """The round."""
    findings: tuple[Finding, ...]
    """The finding of each row, in the order of the rows."""
    unread: tuple[str, ...] = ()
    """Codes of the invitees whose answers cannot be read, so that nothing in them counts."""

    @property
    def answering(self) -> frozenset[str]:
        """Ids of the organisations that gave any answer."""
        return frozenset(
            voice.organisation
            for finding in self.findings
            for voice in finding.voices
            if voice.state not in {"silent", "cannot be read"}
        )

    @property
    def unread_organisations(self) -> frozenset[str]:
        """Ids of the organisations with answers that cannot be read."""
        return unread_organisations(self.asked, self.unread)


def assess(
    partnership: Partnership, asked: Round, responses: Iterable[Response], unread: tuple[str, ...] = ()
) -> RoundResult:
    """The finding of each row of a round, made only from what the partnership lets reports show.

    Only answers to the rows count, by invitees of the round, for organisations that are asked in it. Late answers
    count too; to leave them out, give :func:`compact_core.assessment.merging.on_time` of each response. ``unread`` are
    the codes of the invitees whose answers cannot be read: nothing is known of their organisations, and no response of
    them may be given. Raises :class:`ValueError` when an answer is on a point that the scale does not have.
    """
    spoilt = unread_organisations(asked, unread)
    tallies = count_answers(asked, responses)
    sides = organisations_by_side(partnership, asked)
    none = Tally((0,) * len(asked.points))

    def voice(item: str, organisation: str) -> Voice:
        return voice_of(organisation, tallies.get((item, organisation), none), unread=organisation in spoilt)

    def finding(item: str) -> Finding:
        shown = (
            as_shown(side, tuple(voice(item, member) for member in members), partnership.visibility)
            for side, members in sides.items()
        )
        return finding_of(item, tuple(shown), len(asked.points))

    return RoundResult(asked, tuple(finding(row.item) for row in asked.rows), unread)


def unread_organisations(asked: Round, unread: Container[str]) -> frozenset[str]:
    """Ids of the organisations of the invitees whose answers cannot be read."""
    return frozenset(invitee.organisation for invitee in asked.invitees if invitee.code in unread)


def organisations_by_side(partnership: Partnership, asked: Round) -> Mapping[str, list[str]]:
    """Ids of the organisations that are asked, by the id of their side, both in the order of the partnership."""
    members = organisations_asked(partnership, asked)
    ranks = {side.id: rank for rank, side in enumerate(partnership.sides)}
    sides = sorted(dict.fromkeys(member.side for member in members), key=lambda side: ranks.get(side, len(ranks)))
    return {side: [member.id for member in members if member.side == side] for side in sides}


def finding_of(item: str, sides: tuple[SidePosition, ...], points: int) -> Finding:
    """The finding of one item, on a scale of ``points``."""
    heads = added((voice.tally for side in sides for voice in side.voices), points)
    answering = [voice.state for side in sides for voice in side.voices if voice.state != "silent"]
    if answering and all(state == "not applicable" for state in answering):
        return SetAside(item=item, sides=sides, heads=heads)
    unknown = tuple(side for side in sides if not side.known)
    if unknown or not sides:
        return NotEnoughKnown(item=item, sides=sides, heads=heads, unknown=unknown)
    return _finding_of_known(item, sides, heads)


def _finding_of_known(item: str, sides: tuple[SidePosition, ...], heads: Tally) -> Finding:
    """The finding when every side is known and there is at least one."""
    top, bottom = max(side.x for side in sides), min(side.x for side in sides)
    highest = tuple(side for side in sides if side.x == top)
    lowest = tuple(side for side in sides if side.x == bottom)
    # If any two organisations of a side are FAR apart, its highest and its lowest are.
    split = tuple(side for side in sides if are_far(side.highest_voices[0].x, side.lowest_voices[0].x))
    if are_far(top, bottom) and (not split or _all_above(highest, lowest)):
        return SidesDiffer(item=item, sides=sides, heads=heads, highest=highest, lowest=lowest, split=split)
    if split:
        return SplitInside(item=item, sides=sides, heads=heads, split=split)
    if is_high(bottom):
        return AgreedStrength(item=item, sides=sides, heads=heads)
    if is_low(top):
        return AgreedNeedsWork(item=item, sides=sides, heads=heads)
    if stretch_of(top) != stretch_of(bottom):
        return DifferInDegree(item=item, sides=sides, heads=heads)
    return PartlyThere(item=item, sides=sides, heads=heads)


def _all_above(highest: tuple[SidePosition, ...], lowest: tuple[SidePosition, ...]) -> bool:
    """Whether every known organisation of some sides is above every one of others."""
    return min(side.lowest_voices[0].x for side in highest) > max(side.highest_voices[0].x for side in lowest)


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
