"""An item for a room that looks at it together: everybody on one scale, and a plain sentence on who sees it higher.

It is made from the page alone, so it says no more than the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from compact_core.assessment.findings import findings
from compact_core.assessment.findings.arithmetic import are_far
from compact_core.assessment.results.item_values import Item, Spot
from compact_core.assessment.results.values import ResultPage
from compact_core.text import joined

WITHHELD = "Where the sides stand on this is withheld, so that nobody is given away."
_SENTENCES = {
    findings.AgreedStrength.name: "{all} that this is so.",
    findings.AgreedNeedsWork.name: "{all} that this is not so.",
    findings.PartlyThere.name: "All stand in the middle.",
    findings.SetAside.name: "Everybody who answered says that it does not apply.",
}
"""What is said where nobody sees it higher."""
_FINEST = 10**6


class Stand(NamedTuple):
    """Somebody on the scale."""

    names: tuple[str, ...]
    """The side, or the organisations of a side that stand at one place."""
    letter: str
    """The letter of a side; empty for organisations."""
    words: str
    """Where they stand, or why they have no place."""
    at: float | None
    """Their place, from 0 (the lowest point) to 1 (the highest); None when they have none, or it is withheld."""


def stands(item: Item, page: ResultPage) -> tuple[Stand, ...]:
    """Every side, each with its organisations below it where they may be shown, the highest first."""
    return tuple(
        stand
        for number, (letter, side) in enumerate(zip(page.letters, page.sides, strict=True))
        for stand in (
            Stand((side,), letter, item.cells[number].words, item.places[number].at),
            *_organisations(item, page, number),
        )
    )


def who_is_higher(item: Item, page: ResultPage) -> str:
    """Who sees an item higher, in one plain sentence."""
    if not item.summary:
        return WITHHELD
    kind = item.finding.words
    if kind == findings.SplitInside.name:
        inside = ", and ".join(_split(item, page))
        return f"{inside[:1].upper()}{inside[1:]}."
    if kind == findings.NotEnoughKnown.name:
        unknown = [
            f"{side} {cell.words}"
            for side, cell, place in zip(page.sides, item.cells, item.places, strict=True)
            if place.at is None
        ]
        return f"Too little is known: {joined(unknown)}." if unknown else "Too little is known."
    if kind in {findings.SidesDiffer.name, findings.DifferInDegree.name}:
        return _higher(item, page, "a little higher" if kind == findings.DifferInDegree.name else "higher")
    return _SENTENCES.get(kind, "").format(all="All sides agree" if len(page.sides) > 1 else "All agree")


def _organisations(item: Item, page: ResultPage, number: int) -> Iterator[Stand]:
    """The organisations of a side, those at one place together, the highest first; then those without a place."""
    sizes = [len(side.answered) + len(side.silent) + len(side.unread) for side in page.turnout]
    start = sum(sizes[:number])
    spots = list(item.places[number].organisations)  # in the order of the voices that have a place
    groups: dict[tuple[float | None, str], list[str]] = {}
    for voice in item.voices[start : start + sizes[number]]:
        at = spots.pop(0).at if spots and spots[0].organisation == voice.organisation else None
        groups.setdefault((at, voice.words), []).append(voice.organisation)
    for (at, words), names in sorted(
        groups.items(), key=lambda group: -1 if group[0][0] is None else group[0][0], reverse=True
    ):
        yield Stand(tuple(names), "", words, at)


def _higher(item: Item, page: ResultPage, how: str) -> str:
    placed = [(place.at, side) for side, place in zip(page.sides, item.places, strict=True) if place.at is not None]
    top, bottom = max(placed)[0], min(placed)[0]
    high, low = ([side for at, side in placed if at == end] for end in (top, bottom))
    return f"{joined(high)} {'sees' if len(high) == 1 else 'see'} it {how} than {joined(low)}."


def _split(item: Item, page: ResultPage) -> Iterator[str]:
    """Who sees it higher inside each side where two organisations are far apart."""
    for side, place in zip(page.sides, item.places, strict=True):
        spots = place.organisations
        if spots and are_far(exact(max(spots, key=_at).at), exact(min(spots, key=_at).at)):
            high, low = (_at_end(spots, end(map(_at, spots))) for end in (max, min))
            yield f"inside {side}, {joined(high)} {'sees' if len(high) == 1 else 'see'} it higher than {joined(low)}"


def _at(spot: Spot) -> float:
    return spot.at


def _at_end(spots: Sequence[Spot], end: float) -> list[str]:
    return [spot.organisation for spot in spots if spot.at == end]


def exact(at: float) -> Fraction:
    """The share of the scale that a place was made from."""
    return Fraction(at).limit_denominator(_FINEST)
