"""From any number of releases nobody's finding can be computed: every world that gives the same pictures is tried."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compacts_city.releases import APART, EMPTY, LEAST, Row, is_mixed, next_release, shown_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Presence = tuple[frozenset[int], ...]
"""Which areas there are at each release."""


def pictures(world: Sequence[Mapping[str, str]], least: int, apart: int) -> list[object]:
    """What the releases tell: exact counts, which is more than is shown, and in which areas stand in the picture."""
    row, told = EMPTY, list[object]()
    for now in world:
        row = next_release(row, now, least, apart)
        counts: dict[str, int] = defaultdict(int)
        for kept in row.held.values():
            counts[kept.finding] += 1
        cohorts = sorted((area, kept.cohort) for area, kept in row.held.items())
        told.append((sorted(counts.items()), cohorts, sorted(shown_counts(row, least).items())))
    return told


def worlds(presence: Presence, changes: frozenset[int], kinds: str) -> Iterator[list[dict[str, str]]]:
    """Every way in which areas can have findings; those that change have another one from the last release on."""
    everybody = sorted(frozenset[int]().union(*presence))
    for first in product(kinds, repeat=len(everybody)):
        for last in product(*(kinds if area in changes else first[at] for at, area in enumerate(everybody))):
            chosen = [*([first] * (len(presence) - 1)), last]
            if all(first[at] != last[at] for at, area in enumerate(everybody) if area in changes):
                yield [
                    {str(area): found[at] for at, area in enumerate(everybody) if area in there}
                    for there, found in zip(presence, chosen, strict=True)
                ]


def attack(presence: Presence, changes: frozenset[int], kinds: str, least: int, apart: int) -> None:
    """Whoever knows the rule, who takes part, who changed, and one area's findings, computes no other's."""
    alike: defaultdict[object, list[list[dict[str, str]]]] = defaultdict(list)
    for world in worlds(presence, changes, kinds):
        alike[repr(pictures(world, least, apart))].append(world)
    for group in alike.values():
        for release, there in enumerate(presence):
            for knows in there if apart > 2 else [None]:
                told: defaultdict[object, list[dict[str, str]]] = defaultdict(list)
                for world in group:
                    own = [now.get(str(knows)) for now in world] if knows is not None else []
                    told[repr(own)].append(world[release])
                for known in told.values():
                    for area in there:
                        if area != knows:
                            assert len({now[str(area)] for now in known}) > 1, (presence, changes, release, area, known)


def joining(*counts: int) -> Presence:
    """So many areas at each release, the newest coming last."""
    return tuple(frozenset(range(count)) for count in counts)


TOO_ALIKE = (frozenset({0, 1, 3, 6, 8}), frozenset({0, 1, 2, 3, 6, 8}), frozenset(range(9)))
"""Some wait, and may be too alike; the others come later."""


@pytest.mark.parametrize(
    ("presence", "changes"),
    [
        (joining(4, 5), ""),
        (joining(4, 8), ""),
        (joining(5, 7, 9), ""),
        (joining(3, 4, 5, 6, 7, 8), ""),
        ((frozenset(range(9)), frozenset(range(1, 9))), ""),
        ((frozenset(range(8)), frozenset(range(4, 8))), ""),
        ((frozenset(range(8)), frozenset(range(3, 10))), ""),
        ((frozenset(range(4)), frozenset(range(8)), frozenset(range(1, 9))), ""),
        ((frozenset(range(4)), frozenset(range(8)), frozenset(range(4, 8))), ""),
        ((frozenset(range(9)), frozenset(range(5, 9)), frozenset(range(1, 9))), ""),
        ((frozenset(range(9)), frozenset(), frozenset(range(1, 9))), ""),
        ((frozenset(range(9)), frozenset(), frozenset(range(1, 9)), frozenset(range(9))), ""),
        ((*TOO_ALIKE, frozenset({0, 1, 3, 5, 8})), ""),
        ((*TOO_ALIKE, frozenset({0, 1, 3, 5, 8}), frozenset({1, 3, 5, 6, 8})), ""),
        (joining(8, 8), "0123"),
        (joining(9, 9), "01234"),
        (joining(4, 8, 8), "0"),
    ],
)
def test_nobodys_finding_can_be_computed_with_two_findings(presence: Presence, changes: str) -> None:
    """Scaled down to four areas, of which two differ: an outsider who sees every release computes nothing."""
    attack(presence, frozenset(map(int, changes)), "ab", 4, 2)


@pytest.mark.parametrize(
    "presence", [joining(6, 7), joining(5, 10), (frozenset(range(7)), frozenset(range(1, 7))), joining(5, 7, 9)]
)
def test_one_area_computes_no_other(presence: Presence) -> None:
    """Scaled down to five areas, of which three differ: an area that knows its own finding computes no other's."""
    attack(presence, frozenset(), "abc" if max(map(len, presence)) < 8 else "ab", 5, 3)


@pytest.mark.soak
@settings(max_examples=300)
@given(st.lists(st.frozensets(st.integers(0, 8)), min_size=2, max_size=6))
def test_in_any_history(presence: list[frozenset[int]]) -> None:
    """Whoever joins, leaves and comes back whenever: an outsider computes nothing."""
    attack(tuple(presence), frozenset(), "ab", 4, 2)


def test_with_three_findings() -> None:
    """The same with three findings, one area joining, and four at once."""
    attack(joining(4, 5), frozenset(), "abc", 4, 2)
    attack(joining(3, 7), frozenset(), "abc", 4, 2)


@given(st.lists(st.dictionaries(st.integers(0, 40).map(str), st.sampled_from("abcd")), min_size=1, max_size=6))
def test_every_cohort_is_large_and_mixed(world: list[dict[str, str]]) -> None:
    """At the real numbers: whatever goes in or out, or stays, is eight areas or more, of which three differ."""
    row = EMPTY
    for now in world:
        after = next_release(row, now)
        for cohort in {kept.cohort for kept in (*row.held.values(), *after.held.values())}:
            before = {area for area, kept in row.held.items() if kept.cohort == cohort}
            stays = {area for area, kept in after.held.items() if kept.cohort == cohort}
            for part, of in ((before - stays, row), (stays, after)):
                if part:
                    assert len(part) >= LEAST
                    assert is_mixed([of.held[area].finding for area in part], APART)
        row = after


@given(st.dictionaries(st.integers(0, 80).map(str), st.sampled_from("abcdefgh")))
def test_what_is_hidden_cannot_be_worked_out(now: dict[str, str]) -> None:
    """Every cell that is shown is of eight areas or more, and so is what is left of all areas."""
    row: Row = next_release(EMPTY, now)
    shown = shown_counts(row)
    assert all(number >= LEAST for number in shown.values())
    if shown:
        assert len(row.held) - sum(shown.values()) >= LEAST


def test_one_area_more_or_less_changes_nothing() -> None:
    """Twelve areas are in the picture; one joins, leaves or changes, and the row is as it was."""
    now = {str(area): "abc"[area % 3] for area in range(12)}
    row = next_release(EMPTY, now)
    assert len(row.held) == 12
    for other in ({**now, "13": "a"}, {area: kind for area, kind in now.items() if area != "3"}, {**now, "3": "b"}):
        assert next_release(row, other) == row
