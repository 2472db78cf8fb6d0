"""Charts of a result as lines of text and as shapes to draw. They know the page only, so they show no more than it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import bidirectional, east_asian_width

from compact_core.assessment.findings import findings
from compact_core.assessment.results.item_values import Item, Mark, SidePlace
from compact_core.assessment.results.values import Count, Moved, Profile, ResultPage

WIDTH = 240
"""Width of the drawing of a scale."""
_EDGE = 20
"""Room at both ends of a scale, so that dots which stand there fit when they stand side by side."""
_SIDE_GAP, _SPOT_GAP = 9.0, 3.6
"""How far apart dots stand that would cover each other: sides, and organisations."""
BAR_WIDTH = 240
"""Width of the longest stacked bar."""
_WIDEST = 24.0
"""Width of an item in a stacked bar, at most."""
_ROOM_FOR_COUNT, _ROOM_FOR_SIGN = 17.0, 8.0
WEIGHT = (
    findings.SidesDiffer.name,
    findings.SplitInside.name,
    findings.DifferInDegree.name,
    findings.AgreedNeedsWork.name,
    findings.PartlyThere.name,
    findings.AgreedStrength.name,
    findings.NotEnoughKnown.name,
    findings.SetAside.name,
)
"""The findings in the order of bars and legends: differences, what is agreed from low to high, what is not known."""
_NUMBERS = "123456789abcdefghijklmnopqrstuvwxyz"
_LINE, _SPAN, _MIDDLE = "─", "━", "┊"


class Dot(NamedTuple):
    """A side, or one of its organisations, on the drawing."""

    x: float
    """Where it stands, from the left."""
    side: int
    """The place of its side among all, from 0."""
    letter: str
    """The letter of the side; empty for an organisation."""


class Arrow(NamedTuple):
    """The way of a side from one round to the next."""

    start: float
    end: float
    head: str
    """The points of its head."""


class Plot(NamedTuple):
    """An item on the scale."""

    text: str
    """The same in words."""
    dots: tuple[Dot, ...]
    """The sides."""
    spots: tuple[Dot, ...]
    """Their organisations."""
    span: tuple[float, float] | None
    """From the lowest to the highest side."""
    arrows: tuple[Arrow, ...]
    """How the sides came there from the round before."""
    own: float | None
    """Where the organisation stands that the page is for."""


class Segment(NamedTuple):
    """The items of a section with one finding."""

    x: float
    """Where it begins, from the left."""
    width: float
    """How wide it is."""
    mark: Mark
    """The finding."""
    items: int
    """How many items."""
    label: str
    """Sign and number, as far as there is room."""


def letters_of(sides: Sequence[str]) -> tuple[str, ...]:
    """A sign for each side: its first letter where no two are the same, else its number."""
    firsts = tuple(side[:1].upper() for side in sides)
    if len(set(firsts)) == len(firsts) and all(map(_fits_a_scale, firsts)):
        return firsts
    return tuple(_NUMBERS[number % len(_NUMBERS)] for number in range(len(sides)))


def _fits_a_scale(letter: str) -> bool:
    """Whether it is one letter that takes one column and is written from left to right, as scales are."""
    return (
        len(letter) == 1 and letter.isalpha() and bidirectional(letter) == "L" and east_asian_width(letter) not in "FW"
    )


def plot(item: Item, page: ResultPage, moved: Moved | None = None, own: float | None = None) -> Plot:
    """An item on the scale, to draw."""
    placed = [(number, place.at) for number, place in enumerate(item.places) if place.at is not None]
    xs = _spread([_x(at) for _, at in placed], _SIDE_GAP)
    dots = tuple(Dot(x, number, page.letters[number]) for x, (number, _) in zip(xs, placed, strict=True))
    known = [_x(at) for _, at in placed]
    return Plot(
        text=_in_words(item, page.sides, moved),
        dots=dots,
        spots=_spots(item.places),
        span=(min(known), max(known)) if known and max(known) > min(known) else None,
        arrows=tuple(_arrows(item, moved)) if moved else (),
        own=None if own is None else _x(own),
    )


def _x(at: float) -> float:
    return round(_EDGE + at * (WIDTH - 2 * _EDGE), 1)


def _spots(places: Sequence[SidePlace]) -> tuple[Dot, ...]:
    """The organisations, beside each other where they stand at the same place; alone they say no more than the side."""
    spots = [(_x(spot.at), number) for number, place in enumerate(places) for spot in place.organisations]
    if len(spots) == len([place for place in places if place.organisations]):
        return ()
    return tuple(
        Dot(x, number, "") for x, (_, number) in zip(_spread([x for x, _ in spots], _SPOT_GAP), spots, strict=True)
    )


def _spread(xs: Sequence[float], gap: float) -> list[float]:
    """The positions, moved as little as possible, with the gap between any two."""
    groups: list[tuple[list[int], float]] = []
    for index in sorted(range(len(xs)), key=xs.__getitem__):
        members, centre = [index], xs[index]
        while groups and centre - groups[-1][1] < gap * (len(members) + len(groups[-1][0])) / 2:
            before, _ = groups.pop()
            members = [*before, *members]
            centre = sum(xs[member] for member in members) / len(members)
        groups.append((members, centre))
    spread = list(xs)
    for members, centre in groups:
        start = centre - gap * (len(members) - 1) / 2
        for order, member in enumerate(members):
            spread[member] = round(start + gap * order, 1)
    return spread


def _arrows(item: Item, moved: Moved) -> Iterator[Arrow]:
    """An arrow for each side that stands elsewhere than in the round before."""
    for place, before in zip(item.places, moved.places, strict=False):
        if place.at is None or before is None or _x(place.at) == _x(before):
            continue
        start, end = _x(before), _x(place.at)
        back = -3 if end > start else 3
        yield Arrow(start, end, f"{end},-1 {end + back},-2.8 {end + back},0.8")


def _in_words(item: Item, sides: Sequence[str], moved: Moved | None) -> str:
    stand = "; ".join(f"{side} {cell.words}" for side, cell in zip(sides, item.cells, strict=False))
    gap = f". The gap is {moved.gap}" if moved and moved.gap in {"narrower", "wider"} else ""
    return f"{stand}{gap}."


def scale_line(places: Sequence[SidePlace], letters: Sequence[str], width: int = 21) -> str:
    """Sides on the scale as a line of text, low on the left; empty where nothing is shown."""
    line = [_LINE] * width
    placed = [
        (round(place.at * (width - 1)), letters[number]) for number, place in enumerate(places) if place.at is not None
    ]
    if not placed:
        return ""
    low, high = min(placed)[0], max(placed)[0]
    line[low : high + 1] = [_SPAN] * (high + 1 - low)
    line[width // 2] = _MIDDLE
    free = set(range(width))
    for at, letter in sorted(placed):
        column = min((abs(column - at), -column, column) for column in free)[-1]
        free.remove(column)
        line[column] = letter
    return "".join(line)


def signs_line(counts: Sequence[Count]) -> str:
    """A section as a bar of text: a sign an item, differences first."""
    return "".join(count.finding.symbol * count.items for count in _by_weight(counts))


def segments(profile: Profile, profiles: Sequence[Profile]) -> tuple[Segment, ...]:
    """A section as a stacked bar. Its length is its number of items, compared with the longest section."""
    most = max(sum(count.items for count in other.counts) for other in profiles) or 1
    unit = min(BAR_WIDTH / most, _WIDEST)
    x, made = 0.0, []
    for count in _by_weight(profile.counts):
        width = count.items * unit
        label = f"{count.finding.symbol} {count.items}" if width >= _ROOM_FOR_COUNT else count.finding.symbol
        made.append(
            Segment(round(x, 1), round(width, 1), count.finding, count.items, label if width >= _ROOM_FOR_SIGN else "")
        )
        x += width
    return tuple(made)


def _by_weight(counts: Sequence[Count]) -> list[Count]:
    """The counts that are not nought, in the order of their weight; what is withheld comes last."""
    ranks = {name: rank for rank, name in enumerate(WEIGHT)}
    some = (count for count in counts if count.items)
    return sorted(some, key=lambda count: ranks.get(count.finding.words, len(ranks)))


def counts_line(profile: Profile) -> str:
    """How many items got each finding, in words."""
    return ", ".join(f"{count.items} {count.finding.words}" for count in _by_weight(profile.counts))


def text_bar(value: int, of: int, width: int = 10) -> str:
    """A number as a bar of text; empty when there is nothing to count."""
    filled = round(width * value / of) if of else 0
    return f"{'█' * filled}{'░' * (width - filled)}" if of else ""
