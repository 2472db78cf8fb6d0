"""Circles of codes: each says that it comes before the next, and the last before the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TURN_ROUND = "Turn one of these pairs round, or take it out."
"""What to do about a circle."""


def circles(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of each pair that closes a circle with those before it, and the codes of the circle."""
    after: dict[str, list[str]] = {}
    for index, (before, following) in enumerate(pairs):
        if before == following or not before or not following:
            continue
        if way := _way(after, following, before):
            yield index, (before, *way)
        else:
            after.setdefault(before, []).append(following)


def circle_message(circle: Sequence[str]) -> str:
    """That codes come before each other in a circle."""
    return f"These codes come before each other in a circle: {' -> '.join(circle)}."


def _way(after: Mapping[str, Sequence[str]], start: str, end: str) -> tuple[str, ...]:
    """The codes on a way from one to another; nothing when none leads there."""
    came_from = {start: ""}
    codes = [start]
    for code in codes:
        if code == end:
            break
        for following in after.get(code, ()):
            if following not in came_from:
                came_from[following] = code
                codes.append(following)
    if end not in came_from:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
