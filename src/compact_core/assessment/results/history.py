"""This round beside earlier ones: what changed, and the findings of all rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.editions import counterparts
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.comparison import ComparedRounds, ItemComparison, compare
from compact_core.assessment.findings.findings import Finding
from compact_core.assessment.results.evidence import Assessed, Evidence
from compact_core.assessment.results.item_values import Item, Mark, numbered_title
from compact_core.assessment.results.marks import FINDING_MARKS, WITHHELD
from compact_core.assessment.results.values import Comparison, Moved, Trend
from compact_core.assessment.said import said_items
from compact_core.text import count, joined

Gap = Literal["", "narrower", "wider", "same apart"]
_FEWEST_FOR_A_TREND = 3
_NO_CAUSE = "Two rounds do not show a cause: other people may have answered, and they may expect more."
_NOT_COMPARED = Mark("–", "not asked in these words")
_OTHER_SCALE = Mark("–", "asked on another scale")


def comparison(evidence: Evidence, items: Sequence[Item]) -> Comparison | None:
    """What changed since the round before; by side only of findings that are shown in both, and no movements."""
    if len(evidence.rounds) == 1:
        return None
    before, now = evidence.rounds[-2:]
    found = compare(before.result, now.result)
    by_id = {item.id: item for item in items}
    moved = tuple(
        Moved(
            item=by_id[compared.item],
            before=FINDING_MARKS[compared.earlier.name],
            movement="" if evidence.by_side else str(compared),
            changed=compared.earlier.name != compared.later.name
            or (not evidence.by_side and bool(compared.up or compared.down)),
            gap="" if evidence.by_side else _gap(compared, len(now.result.asked.points)),
            places=() if evidence.by_side else _places(compared),
        )
        for compared in found.items
        if evidence.may_show(compared.earlier, found.earlier) and evidence.may_show(compared.later)
    )
    differently = tuple(made_differently(before, now))
    notes = (*_moves(found, evidence.partnership.names), *differently, *_not_compared(found, before, now, by_id))
    return Comparison(found.earlier, moved, (*notes, _NO_CAUSE), differently)


def _gap(compared: ItemComparison, points: int) -> Gap:
    """What became of the gap between the highest and the lowest side; half a step of the scale counts."""
    before, after = (_apart(finding) for finding in (compared.earlier, compared.later))
    if before is None or after is None:
        return ""
    change = after - before
    if 2 * abs(change) * (points - 1) < 1:
        return "same apart"
    return "wider" if change > 0 else "narrower"


def _apart(finding: Finding) -> Fraction | None:
    """How far the sides are apart; None where one is not known, or where there is only one."""
    levels = [side.x for side in finding.sides if side.known]
    return max(levels) - min(levels) if 1 < len(levels) == len(finding.sides) else None


def _places(compared: ItemComparison) -> tuple[float | None, ...]:
    """Where each side of the later round stood in the earlier one."""
    before = {side.side: float(side.x) for side in compared.earlier.sides if side.known}
    return tuple(before.get(side.side) for side in compared.later.sides)


def made_differently(before: Assessed, now: Assessed) -> Iterator[str]:
    """How a round before was made differently, so that what was found in it means something else."""
    then, asked = before.record.asked, now.record.asked
    number = then.number
    if then.points != asked.points:
        yield f"Round {number} was asked on another scale, so it is not compared."
    if then.code != asked.code:
        yield (
            f"Round {number} asked about another edition or code: {then.code}. Compared is only what says the same in "
            f"both: {count(len(counterparts(then, asked).kept), 'item')}."
        )
    if then.wording != asked.wording:
        yield f"Round {number} was asked in the {then.wording} words, and this one in the {asked.wording} words."
    if then.promised and asked.promised and then.promised != asked.promised:
        yield f"In round {number} people were told another rule on who may see what: {then.promised}."
    if then.method != METHOD:
        yield (
            f"Round {number} was closed under version {then.method} of the method. Here it is worked out anew by "
            f"version {METHOD}, and can be found otherwise than in reports of that time."
        )
    yield from _other_sides(before, now)


def _other_sides(before: Assessed, now: Assessed) -> Iterator[str]:
    """Who stood on another side in a round before, and which sides had other names."""
    number = before.record.asked.number
    names, sides = now.partnership.side_names, before.partnership.side_names
    homes = {organisation.id: organisation for organisation in organisations_asked(now.partnership, now.record.asked)}
    for organisation in organisations_asked(before.partnership, before.record.asked):
        if organisation.id in homes and homes[organisation.id].side != organisation.side:
            yield f"In round {number} {organisation.name} stood on another side: {sides[organisation.side]}."
    for side in dict.fromkeys(organisation.side for organisation in homes.values()):
        if sides.get(side, names[side]) != names[side]:
            yield f"In round {number} the side {names[side]} was called {sides[side]}."


def _moves(found: ComparedRounds, names: Mapping[str, str]) -> Iterator[str]:
    """Who joined and left."""
    if found.joiners:
        yield f"Joined since: {joined(names[joiner] for joiner in found.joiners)}."
    if found.leavers:
        yield f"No longer asked: {joined(names[leaver] for leaver in found.leavers)}."


def _not_compared(found: ComparedRounds, before: Assessed, now: Assessed, items: Mapping[str, Item]) -> Iterator[str]:
    """Which items cannot be compared, because they were asked only once or in other words."""
    added = set(found.new).difference(said_items(now.record.asked))
    new = [item.number for identity, item in items.items() if identity in added]
    if new:
        yield f"Not asked in round {found.earlier}: {'item' if len(new) == 1 else 'items'} {joined(new)}."
    if gone := len(set(found.gone).difference(said_items(before.record.asked))):
        yield f"Asked in round {found.earlier} only: {count(gone, 'item')}."
    if found.reworded:
        titles = joined(numbered_title(items[item]) for item in found.reworded)
        yield f"Asked in other words than before, so not compared: {titles}."


def trend(evidence: Evidence, items: Sequence[Item]) -> Trend | None:
    """The findings of three rounds or more, of each item as it was asked in this round."""
    if len(evidence.rounds) < _FEWEST_FOR_A_TREND:
        return None
    marks = [_marks(assessed, evidence) for assessed in evidence.rounds]
    return Trend(
        rounds=tuple(assessed.record.asked.number for assessed in evidence.rounds),
        rows=tuple((item, tuple(each.get(item.id, _NOT_COMPARED) for each in marks)) for item in items),
        notes=tuple(note for assessed in evidence.rounds[:-1] for note in made_differently(assessed, evidence.now)),
    )


def _marks(of: Assessed, evidence: Evidence) -> dict[str, Mark]:
    """The finding of each item of this round that a round asked about in words that say the same."""
    asked, now = of.record.asked, evidence.now.record.asked
    kept = counterparts(asked, now).kept
    if asked.points != now.points:
        return {row.item: _OTHER_SCALE for row in now.rows if row.item in kept}
    found = {finding.item: finding for finding in of.result.findings}
    return {
        item: FINDING_MARKS[found[old].name] if evidence.may_show(found[old], asked.number) else WITHHELD
        for item, old in kept.items()
        if old in found
    }
