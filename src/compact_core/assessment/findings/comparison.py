"""Two rounds compared, by the organisations that answered both."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from compact_core.assessment.editions import counterparts
from compact_core.assessment.findings.findings import Finding, RoundResult


class ItemComparison(NamedTuple):
    """What became of an item that both rounds asked about in the same words, or in words that say the same."""

    earlier: Finding
    """Its finding in the earlier round."""
    later: Finding
    """Its finding in the later round."""
    up: tuple[str, ...]
    """Ids of the organisations that rose by one step of the scale or more."""
    same: tuple[str, ...]
    """Ids of the organisations that moved by less than a step."""
    down: tuple[str, ...]
    """Ids of the organisations that fell by one step or more."""

    @property
    def item(self) -> str:
        """Id of the item."""
        return self.later.item

    def __str__(self) -> str:
        """The movement in words: '2 up, 1 same, 0 down'."""
        return f"{len(self.up)} up, {len(self.same)} same, {len(self.down)} down"


class ComparedRounds(NamedTuple):
    """Two rounds of a partnership."""

    earlier: int
    """Number of the earlier round."""
    later: int
    """Number of the later round."""
    items: tuple[ItemComparison, ...]
    """Every item that can be compared, in the order of the later round; none when it used another scale."""
    reworded: tuple[str, ...]
    """Ids of items of the later round about which the earlier one asked in words that say something else."""
    new: tuple[str, ...]
    """Ids of items of the later round about which the earlier one asked nothing."""
    gone: tuple[str, ...]
    """Ids of items of the earlier round about which the later one asks nothing."""
    joiners: tuple[str, ...]
    """Ids of the organisations that are asked in the later round only."""
    leavers: tuple[str, ...]
    """Ids of the organisations that were asked in the earlier round only."""


def compare(earlier: RoundResult, later: RoundResult) -> ComparedRounds:
    """What changed from one round to another; an organisation counts where it has an opinion in both.

    Movements are not for reports by side, where they could give answers away.
    """
    was = counterparts(earlier.asked, later.asked)
    same_scale = earlier.asked.points == later.asked.points
    found = {finding.item: finding for finding in earlier.findings if same_scale}
    before = {item: found[old] for item, old in was.kept.items() if old in found}
    step = Fraction(1, len(later.asked.points) - 1)
    first, second = earlier.asked.organisations, later.asked.organisations
    return ComparedRounds(
        earlier=earlier.asked.number,
        later=later.asked.number,
        items=tuple(_moved(before[now.item], now, step) for now in later.findings if now.item in before),
        reworded=was.reworded,
        new=tuple(row.item for row in later.asked.rows if row.item not in was.kept and row.item not in was.reworded),
        gone=was.gone,
        joiners=tuple(organisation for organisation in second if organisation not in first),
        leavers=tuple(organisation for organisation in first if organisation not in second),
    )


def _moved(earlier: Finding, later: Finding, step: Fraction) -> ItemComparison:
    was, now = _opinions(earlier), _opinions(later)
    moves = {organisation: now[organisation] - was[organisation] for organisation in now if organisation in was}
    return ItemComparison(
        earlier=earlier,
        later=later,
        up=tuple(organisation for organisation, move in moves.items() if move >= step),
        same=tuple(organisation for organisation, move in moves.items() if abs(move) < step),
        down=tuple(organisation for organisation, move in moves.items() if move <= -step),
    )


def _opinions(finding: Finding) -> Mapping[str, Fraction]:
    """The opinion of each organisation that has one, by its id."""
    return {voice.organisation: voice.x for voice in finding.voices if voice.known}
