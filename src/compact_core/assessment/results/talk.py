"""What a result comes to for a talk: a sentence in short, what to talk about first, and where all agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.findings.findings import (
    AgreedNeedsWork,
    AgreedStrength,
    NotEnoughKnown,
    PartlyThere,
    SidesDiffer,
    SplitInside,
)
from compact_core.assessment.findings.ranking import ranked
from compact_core.assessment.results.marks import FINDING_MARKS
from compact_core.assessment.results.values import TalkPoint
from compact_core.text import count, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.assessment.findings.findings import Finding
    from compact_core.assessment.results.evidence import Evidence
    from compact_core.assessment.results.values import Item, Quote, ResultPage, Settled

_AGREED = (AgreedNeedsWork.name, PartlyThere.name, AgreedStrength.name)
"""The findings that come after all differences, in this order."""
_MOST_NAMED = 2
"""How many items the sentence in short names."""


def talk_first(
    evidence: Evidence, items: Sequence[Item], settled: Sequence[Settled], quotes: Sequence[Quote]
) -> tuple[TalkPoint, ...]:
    """Differences by their weight, then what is not known, then what only a count of heads would make look settled."""
    by_id = {item.id: item for item in items}
    first = [by_id[finding.item] for finding in ranked(evidence.shown())]
    numbers = {item.number for item in first}
    first += [item for item in items if item.heads_hide_it and item.number not in numbers]
    outcomes = {outcome.item_id: outcome.result for outcome in settled}
    open_quotes = [quote for quote in quotes if not quote.hidden]
    points = []
    for item in first:
        quote = next((quote for quote in _by_use(open_quotes) if quote.section_id == item.section_id), None)
        if quote:
            open_quotes = [other for other in open_quotes if other.section_id != item.section_id]
        points.append(TalkPoint(item, outcomes.get(item.id, ""), quote))
    return tuple(points)


def _by_use(quotes: Sequence[Quote]) -> Sequence[Quote]:
    """Comments on what could be better come first: they tell what a difference is about."""
    return sorted(quotes, key=lambda quote: quote.box != "improvements")


def found(items: Sequence[Item], kind: type[Finding]) -> tuple[Item, ...]:
    """The items with a finding."""
    return tuple(item for item in items if item.finding == FINDING_MARKS[kind.name])


def by_weight(page: ResultPage) -> tuple[Item, ...]:
    """Every item: what to talk about first, then what needs work, the middle, the strengths, and the rest."""
    first = {point.item.number: place for place, point in enumerate(page.talk_first)}
    ranks = {name: len(first) + place for place, name in enumerate(_AGREED)}
    rest = len(first) + len(ranks)
    return tuple(sorted(page.items, key=lambda item: first.get(item.number, ranks.get(item.finding.words, rest))))


def in_short(evidence: Evidence, items: Sequence[Item]) -> str:
    """What was found, in a sentence or two."""
    shown = [item for item in items if item.summary]
    if not shown:
        return "No findings are shown."
    return " ".join(_sentences(evidence, shown, len(items)))


def _sentences(evidence: Evidence, items: Sequence[Item], asked: int) -> Iterator[str]:
    strengths, work = len(found(items, AgreedStrength)), len(found(items, AgreedNeedsWork))
    agreed = [
        *([count(strengths, "strength")] if strengths else []),
        *([f"{work} that {'needs' if work == 1 else 'need'} work"] if work else []),
    ]
    who = "Partners agree" if len(evidence.words.sides) > 1 else "All agree"
    yield f"{who} on {joined(agreed) or 'no item'}."
    out_of = f"{len(items)} of {count(asked, 'item')} that may be shown" if len(items) < asked else count(asked, "item")
    if apart := len(found(items, SidesDiffer)):
        by_id = {item.id: item for item in items}
        most = [by_id[one.item] for one in ranked(evidence.shown()) if isinstance(one, SidesDiffer)][:_MOST_NAMED]
        named = joined(f"{item.number} {item.title}" for item in most)
        yield f"On {apart} of {out_of} the sides differ{', most' if apart > len(most) else ':'} on {named}."
    elif evidence.words.sides and len(evidence.now.result.findings[0].sides) > 1:
        yield f"The sides differ on none of {out_of}."
    if split := len(found(items, SplitInside)):
        yield f"{'On 1 item' if split == 1 else f'On {split}'} a side is split inside."
    if unknown := len(found(items, NotEnoughKnown)):
        yield f"On {unknown} too little is known."
