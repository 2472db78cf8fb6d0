"""This round beside earlier ones: what changed, and the findings of all rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.comparison import compare
from compact_core.results.marks import NOT_TOLD, finding_mark
from compact_core.results.values import Comparison, Mark, Moved, Trend
from compact_core.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.assessment import comparison as sums
    from compact_core.results.evidence import Assessed, Evidence
    from compact_core.results.values import Item

_FEWEST_FOR_A_TREND = 3
_NOT_COMPARED = Mark("–", "not asked in these words")


def comparison(evidence: Evidence, items: Sequence[Item]) -> Comparison | None:
    """What changed since the round before; by side only of findings that are told in both, and no movements."""
    if len(evidence.rounds) == 1:
        return None
    before, now = evidence.rounds[-2:]
    found = compare(before.result, now.result)
    by_id = {item.id: item for item in items}
    moved = tuple(
        Moved(
            item=by_id[one.item],
            before=finding_mark(one.earlier),
            movement="" if evidence.by_side else str(one),
            changed=one.earlier.name != one.later.name or (not evidence.by_side and bool(one.up or one.down)),
        )
        for one in found.items
        if evidence.may_tell(one.earlier, found.earlier) and evidence.may_tell(one.later)
    )
    return Comparison(earlier=found.earlier, items=moved, notes=tuple(_notes(found, evidence, by_id)))


def _notes(found: sums.Comparison, evidence: Evidence, items: dict[str, Item]) -> Iterator[str]:
    """Who joined and left, and what cannot be compared."""
    names = evidence.names
    if found.joiners:
        yield f"Joined since: {joined(names[one] for one in found.joiners)}."
    if found.leavers:
        yield f"No longer asked: {joined(names[one] for one in found.leavers)}."
    if not found.same_scale:
        yield "The rounds have different scales, so no item is compared."
    if found.reworded:
        titles = joined(f"{items[one].number} {items[one].title}" for one in found.reworded)
        yield f"Asked in other words than before, so not compared: {titles}."
    yield "Two rounds do not show a cause: other people may have answered, and they may expect more."


def trend(evidence: Evidence, items: Sequence[Item]) -> Trend | None:
    """The findings of three rounds or more, of each item as it was asked in this round."""
    if len(evidence.rounds) < _FEWEST_FOR_A_TREND:
        return None
    digests = {row.item: row.digest for row in evidence.now.record.asked.rows}
    marks = [_marks(one, evidence, digests) for one in evidence.rounds]
    return Trend(
        rounds=tuple(one.record.asked.number for one in evidence.rounds),
        rows=tuple((item, tuple(each.get(item.id, _NOT_COMPARED) for each in marks)) for item in items),
    )


def _marks(of: Assessed, evidence: Evidence, digests: dict[str, str]) -> dict[str, Mark]:
    """The finding of each item that a round asked about in the words of this round."""
    asked = of.record.asked
    same = {row.item for row in asked.rows if digests.get(row.item) == row.digest}
    return {
        finding.item: finding_mark(finding) if evidence.may_tell(finding, asked.number) else NOT_TOLD
        for finding in of.result.findings
        if finding.item in same
    }
