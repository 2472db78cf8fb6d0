"""Lineages in a row: what two steps say of the first code and the last, and what does not follow from them.

Only two things follow from two links for sure. What is equal stands for the other: a link that comes before or after it
holds as it is. And what is contained in something contained is contained. Everything else is *unknown*: what was
reworded twice may have become anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Literal

from compact_core.model.lineage import Change, Confidence, Lineage, LineageLink, LinkBasis, Relation, code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

UNKNOWN: Literal["unknown"] = "unknown"
"""The relation and the change of provisions when neither is known."""
KnownOrNot = Relation | Literal["unknown"]
"""A relation, or that it is unknown."""

_CONFIDENCE: tuple[Confidence, ...] = ("low", "medium", "high")
_REVERSED: dict[Change, Change] = {"strengthened": "weakened", "weakened": "strengthened"}
_CONTAINED = ("subset", "superset")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of provisions on two sides."""

    relation: KnownOrNot
    """How the first side relates to the second."""
    change: Change | Literal["unknown"]
    """What became of the first side in the second."""
    confidence: Confidence
    """How sure the authors are: the least of all steps."""
    basis: LinkBasis = "source"
    """Who says so: a document only where a document says every step."""


def composed(first: Claim, second: Claim) -> Claim:
    """What two claims in a row come to."""
    relation, change = _relation(first, second), _change(first, second)
    if UNKNOWN in {relation, change}:
        relation = change = UNKNOWN
    confidence = min(first.confidence, second.confidence, key=_CONFIDENCE.index)
    basis: LinkBasis = "source" if first.basis == second.basis == "source" else "editorial"
    return Claim(relation, change, confidence, basis)


def _relation(first: Claim, second: Claim) -> KnownOrNot:
    if first.relation == "equal":
        return second.relation
    if second.relation == "equal" or (first.relation == second.relation and first.relation in _CONTAINED):
        return first.relation
    return UNKNOWN


def _change(first: Claim, second: Claim) -> Change | Literal["unknown"]:
    """The change of two steps: kept changes nothing, reworded keeps the firmness, stronger and weaker give unknown."""
    if first.change in {"kept", second.change}:
        return second.change
    if second.change == "kept" or (second.change == "reworded" and first.change != UNKNOWN):
        return first.change
    return second.change if first.change == "reworded" else UNKNOWN


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Provisions of two codes that are linked, at once or through others."""

    source: tuple[str, ...]
    """The provisions of the first code."""
    target: tuple[str, ...]
    """The provisions of the last code."""
    claim: Claim
    """What follows for them."""
    through: tuple[tuple[str, ...], ...] = ()
    """The provisions between them, step by step."""
    notes: tuple[str, ...] = ()
    """What the steps say, one sentence each."""
    suspect: bool = False
    """Whether a provision of a step has changed since somebody looked at it."""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """What is said of two codes, read from the first to the second."""

    links: tuple[ChainLink, ...] = ()
    """What became of what."""
    dropped: tuple[tuple[str, str], ...] = ()
    """Provisions of the first code that the second does not have, each with what is said of it."""
    new: tuple[tuple[str, str], ...] = ()
    """Provisions of the second code that the first does not have, each with what is said of it."""


def step(
    lineages: Iterable[Lineage], first: str, second: str, suspect: Callable[[LineageLink], bool] = lambda _: False
) -> ChainStep:
    """What lineages say of two codes, whichever comes first in them; ``suspect`` says of a link whether it is."""
    every = tuple(lineages)
    links = tuple(
        ChainLink(way.source, way.target, _claim(way), notes=(way.note,), suspect=suspect(way))
        for lineage in every
        for link in lineage.links
        for way in _ways(link, first, second)
    )
    return ChainStep(links, tuple(_alone(every, first, second)), tuple(_alone(every, second, first)))


def _ways(link: LineageLink, first: str, second: str) -> Iterator[LineageLink]:
    """A link read from one code to the other, the change too: what was made weaker was stronger before."""
    ends = code_of(link.source[0]), code_of(link.target[0])
    if ends == (first, second):
        yield link
    elif ends == (second, first):
        yield replace(link.turned(), change=_REVERSED.get(link.change, link.change))


def _alone(lineages: Iterable[Lineage], of: str, without: str) -> Iterator[tuple[str, str]]:
    """The provisions of a code that another one does not have, dropped from it or new since it."""
    for lineage in lineages:
        lists = [(entry.into, entry.provisions, entry.note) for entry in lineage.dropped]
        lists += [(entry.since, entry.provisions, entry.note) for entry in lineage.new]
        for other, provisions, note in lists:
            if other == without and code_of(provisions[0]) == of:
                yield from ((provision, note) for provision in provisions)


def _claim(link: LineageLink) -> Claim:
    return Claim(link.relation, link.change, link.confidence, link.basis)


def chained(steps: Sequence[ChainStep]) -> ChainStep:
    """What some steps in a row say of the first code and the last."""
    return reduce(_joined, steps)


def _joined(first: ChainStep, second: ChainStep) -> ChainStep:
    links = _joined_links(first.links, second.links)
    left = {name for link in links for name in link.source}
    right = {name for link in links for name in link.target}
    backwards = tuple(ChainLink(link.target, link.source, link.claim) for link in second.links)
    return ChainStep(
        links,
        tuple((name, note) for name, note in _carried(first.links, second.dropped) if name not in left),
        tuple((name, note) for name, note in _carried(backwards, first.new) if name not in right),
    )


def _joined_links(first: Iterable[ChainLink], second: Iterable[ChainLink]) -> tuple[ChainLink, ...]:
    """The links from end to end. Those that meet in some provisions only, or say different things, are unknown."""
    starting: dict[str, dict[int, ChainLink]] = {}
    for position, link in enumerate(second):
        for name in link.source:
            starting.setdefault(name, {})[position] = link
    found: dict[tuple[frozenset[str], frozenset[str]], ChainLink] = {}
    for before in first:
        following: dict[int, ChainLink] = {}
        for name in before.target:
            following |= starting.get(name, {})
        for after in following.values():
            link = _met(before, after)
            ends = frozenset(link.source), frozenset(link.target)
            known = found.setdefault(ends, link)
            if (known.claim.relation, known.claim.change) != (link.claim.relation, link.claim.change):
                found[ends] = replace(known, claim=_unknown(known.claim, link.claim))
    return tuple(found.values())


def _met(before: ChainLink, after: ChainLink) -> ChainLink:
    same = set(before.target) == set(after.source)
    claim = composed(before.claim, after.claim) if same else _unknown(before.claim, after.claim)
    between = tuple(name for name in before.target if name in after.source)
    through = (*before.through, between, *after.through)
    notes, suspect = (*before.notes, *after.notes), before.suspect or after.suspect
    return ChainLink(before.source, after.target, claim, through, notes, suspect)


def _unknown(*claims: Claim) -> Claim:
    confidence = min((claim.confidence for claim in claims), key=_CONFIDENCE.index)
    return Claim(UNKNOWN, UNKNOWN, confidence, "editorial")


def _carried(links: Iterable[ChainLink], alone: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is equal to something that has no counterpart has none either."""
    gone = dict(alone)
    seen: set[str] = set()
    for link in links:
        if link.claim.relation == "equal" and all(name in gone for name in link.target):
            yield from ((name, gone[link.target[0]]) for name in link.source if name not in seen)
            seen |= set(link.source)


def path_between(pairs: Iterable[tuple[str, str]], first: str, last: str) -> tuple[str, ...]:
    """The codes on the shortest way from one code to another, over codes that are compared; empty for none."""
    beside: dict[str, list[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    return shortest_way(beside, first, last)


def shortest_way(following: Mapping[str, Iterable[str]], first: str, last: str) -> tuple[str, ...]:
    """The names on the shortest way from one to another; empty where none leads there."""
    before = {first: ""}
    names = [first]
    for name in names:
        if last in before:
            break
        for other in following.get(name, ()):
            if other not in before:
                before[other] = name
                names.append(other)
    if last not in before:
        return ()
    way = [last]
    while way[-1] != first:
        way.append(before[way[-1]])
    return tuple(reversed(way))
