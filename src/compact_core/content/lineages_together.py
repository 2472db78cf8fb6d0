"""Checks of several lineage files together: what one says must not contradict what another says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.flaws import Flaw
from compact_core.content.lineage_checks import TURN_ROUND, circle_message, circles
from compact_core.model.lineage import Lineage, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.content.locate import Path

FileFlaw = tuple[int, Flaw]
"""A flaw, and the number of its file, counted from 0."""


class NamedLineage(NamedTuple):
    """A lineage and its file."""

    file: str
    """The file, as messages name it."""
    lineage: Lineage


def check_together(files: Sequence[NamedLineage]) -> Iterator[FileFlaw]:
    """Everything in which lineage files contradict each other; each is sound by itself."""
    yield from _circles(files)
    yield from _linked_twice(files)
    yield from _linked_and_alone(files)


def _circles(files: Sequence[NamedLineage]) -> Iterator[FileFlaw]:
    pairs: dict[tuple[str, str], tuple[int, Path]] = {}
    for number, file in enumerate(files):
        for index, pair in enumerate(file.lineage.pairs):
            pairs.setdefault((pair.source, pair.target), (number, ("pairs", index)))
    for position, circle in circles(list(pairs)):
        number, path = list(pairs.values())[position]
        yield number, Flaw(path, circle_message(circle), TURN_ROUND)


def _linked_twice(files: Sequence[NamedLineage]) -> Iterator[FileFlaw]:
    """Two files do not say different things of the same two provisions."""
    seen: dict[tuple[str, str], tuple[str, str, str]] = {}
    for number, (file, lineage) in enumerate(files):
        here: dict[tuple[str, str], tuple[str, str, str]] = {}
        for index, link in enumerate(lineage.links):
            said = link.relation, link.change, file
            ends = [(source, target) for source in link.source for target in link.target]
            other = next((pair for pair in ends if pair in seen and seen[pair][:2] != said[:2]), None)
            if other:
                relation, change, before = seen[other]
                message = f"This says {link.relation} and {link.change}, but {before} says {relation} and {change}"
                hint = "Take one of the two links out."
                yield number, Flaw(("links", index), f"{message} of '{other[0]}' and '{other[1]}'.", hint)
            here |= dict.fromkeys(ends, said)
        seen = {**here, **seen}


def _linked_and_alone(files: Sequence[NamedLineage]) -> Iterator[FileFlaw]:
    """What one file says is dropped or new, no other file links."""
    linked: dict[tuple[str, str], dict[int, str]] = {}
    for number, (file, lineage) in enumerate(files):
        for link in lineage.links:
            for way in (link, link.turned()):
                for reference in way.source:
                    linked.setdefault((reference, code_of(way.target[0])), {})[number] = file
    for number, (_, lineage) in enumerate(files):
        lists = [("dropped", index, entry.into, entry.provisions) for index, entry in enumerate(lineage.dropped)]
        lists += [("new", index, entry.since, entry.provisions) for index, entry in enumerate(lineage.new)]
        for key, index, code, provisions in lists:
            for at, reference in enumerate(provisions):
                others = [file for other, file in linked.get((reference, code), {}).items() if other != number]
                if others:
                    message = f"'{reference}' is {key} here, but {others[0]} links it to '{code}'."
                    yield number, Flaw((key, index, "provisions", at), message, "Correct one of the two files.")
