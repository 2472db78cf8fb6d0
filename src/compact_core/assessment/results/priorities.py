"""What matters most in a result: a sentence in short, what to talk about first, and where all agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compact_core.assessment.findings import findings
from compact_core.assessment.findings.agenda import TO_TALK_ABOUT, ranked
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.item_values import Item, numbered_title
from compact_core.assessment.results.marks import FINDING_MARKS
from compact_core.assessment.results.values import Quote, Settled, TalkPoint
from compact_core.text import count, joined, shorten

_AGREED = (findings.AgreedNeedsWork.name, findings.PartlyThere.name, findings.AgreedStrength.name)
"""The findings that come after all differences, in this order."""
_TO_TALK_ABOUT = {kind.name for kind in TO_TALK_ABOUT}
_LONGEST_QUOTE = 160
_MOST_NAMED = 2
"""How many items the sentence in short names."""


def with_ranks(items: Iterable[Item], evidence: Evidence) -> tuple[Item, ...]:
    """The items with their places by weight.

    Differences come first, by their weight, then what is not known, then what looks settled only if heads are counted.
    After them come what needs work, the middle, the strengths, and the rest.
    """
    items = tuple(items)
    first = {finding.item: rank for rank, finding in enumerate(ranked(evidence.shown()))}

    def weight(item: Item) -> int:
        if item.id in first:
            return first[item.id]
        if item.heads_hide_it:
            return len(first)
        after = [*_AGREED, item.finding.words].index(item.finding.words)
        return len(first) + 1 + after

    ranks = {item.id: rank for rank, item in enumerate(sorted(items, key=weight), start=1)}
    return tuple(item._replace(rank=ranks[item.id]) for item in items)


def by_rank(items: Iterable[Item]) -> list[Item]:
    """Items, the weightiest first."""
    return sorted(items, key=lambda item: item.rank)


def talk_first(items: Sequence[Item], settled: Sequence[Settled], quotes: Sequence[Quote]) -> tuple[TalkPoint, ...]:
    """What to talk about first, with what was settled on it, and a comment on its section."""
    outcomes = {outcome.item_id: outcome.result for outcome in settled}
    # Comments on what could be better come first: they tell what a difference is about.
    useful = sorted(quotes, key=lambda quote: quote.box != "improvements")
    open_quotes = [quote for quote in useful if not quote.hidden]
    points = []
    for item in by_rank(items):
        if item.finding.words not in _TO_TALK_ABOUT and not item.heads_hide_it:
            continue
        quote = next((quote for quote in open_quotes if quote.section_id == item.section_id), None)
        if quote:
            open_quotes = [other for other in open_quotes if other.section_id != item.section_id]
        short = quote._replace(text=shorten(quote.text, _LONGEST_QUOTE)) if quote else None
        points.append(TalkPoint(item, outcomes.get(item.id, ""), short))
    return tuple(points)


def found(items: Sequence[Item], kind: type[findings.Finding]) -> tuple[Item, ...]:
    """The items with a finding."""
    return tuple(item for item in items if item.finding == FINDING_MARKS[kind.name])


def in_short(items: Sequence[Item], sides: int) -> str:
    """What was found, in a sentence or two."""
    shown = [item for item in items if item.summary]
    if not shown:
        return "No findings are shown."
    return " ".join(_sentences(shown, len(items), sides))


def _sentences(items: Sequence[Item], asked: int, sides: int) -> Iterator[str]:
    strengths, work = len(found(items, findings.AgreedStrength)), len(found(items, findings.AgreedNeedsWork))
    agreed = [
        *([count(strengths, "strength")] if strengths else []),
        *([f"{work} that {'needs' if work == 1 else 'need'} work"] if work else []),
    ]
    who = "Partners agree" if sides > 1 else "All agree"
    yield f"{who} on {joined(agreed) or 'no item'}."
    shown = count(len(items), "item")
    out_of = f"the {shown} that may be shown" if len(items) < asked else shown
    if apart := len(found(items, findings.SidesDiffer)):
        most = by_rank(found(items, findings.SidesDiffer))[:_MOST_NAMED]
        named = joined(map(numbered_title, most))
        yield f"On {apart} of {out_of} the sides differ{', most on' if apart > len(most) else ':'} {named}."
    elif sides > 1:
        yield f"The sides differ on {f'none of {out_of}' if len(items) < asked else 'no item'}."
    if split := len(found(items, findings.SplitInside)):
        yield f"{'On 1 item' if split == 1 else f'On {split}'} a side is split inside."
    if unknown := len(found(items, findings.NotEnoughKnown)):
        yield f"On {unknown} too little is known."
