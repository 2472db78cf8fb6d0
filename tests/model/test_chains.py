"""Lineages in a row: the laws of what follows from two links, and no claim that sets refute."""

from itertools import pairwise, product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.model.chains import UNKNOWN, ChainStep, Claim, chained, composed, path_between, step
from compact_core.model.lineage import (
    Change,
    CodePair,
    Confidence,
    DroppedEntry,
    Lineage,
    LineageLink,
    LinkBasis,
    NewEntry,
    Relation,
    code_of,
)

SAME = Claim("equal", "kept", "high")
RELATIONS = (*get_args(Relation), UNKNOWN)
CHANGES = (*get_args(Change), UNKNOWN)
CLAIMS = [
    Claim(relation, change, confidence, basis)
    for relation, change, confidence, basis in product(RELATIONS, CHANGES, get_args(Confidence), get_args(LinkBasis))
    if (relation == UNKNOWN) == (change == UNKNOWN)
]
claims = st.sampled_from(CLAIMS)


@given(claims)
def test_what_is_equal_and_kept_changes_nothing(claim: Claim) -> None:
    """A claim before or after it stays as it is."""
    assert composed(SAME, claim) == composed(claim, SAME) == claim


@given(claims, claims, claims)
def test_the_order_in_which_claims_are_joined_makes_no_difference(one: Claim, two: Claim, three: Claim) -> None:
    """Joining is associative, so a chain of any length says one thing."""
    assert composed(composed(one, two), three) == composed(one, composed(two, three))


def test_the_table_of_relations() -> None:
    """Equal is the identity, like containments keep, and every other pair is unknown."""
    for first, second in product(get_args(Relation), repeat=2):
        found = composed(Claim(first, "reworded", "high"), Claim(second, "reworded", "low"))
        expected = {
            first == "equal": second,
            second == "equal": first,
            first == second and first in {"subset", "superset"}: first,
        }.get(True, UNKNOWN)
        assert found == Claim(expected, "reworded" if expected != UNKNOWN else UNKNOWN, "low", "source")


def test_stronger_and_weaker_in_a_row_are_unknown() -> None:
    """What was made stronger and then weaker may be either."""
    stronger, weaker = Claim("subset", "strengthened", "high"), Claim("subset", "weakened", "high")
    assert composed(stronger, weaker).change == composed(weaker, stronger).change == UNKNOWN
    assert composed(stronger, stronger) == Claim("subset", "strengthened", "high", "source")


# Codes whose provisions are small sets, so that every claim can be tried


def true_relation(first: frozenset[int], second: frozenset[int]) -> Relation | None:
    """What is true of two sets; None where they have nothing in common."""
    if first == second:
        return "equal"
    if first < second:
        return "subset"
    if second < first:
        return "superset"
    return "intersects" if first & second else None


@st.composite
def true_chains(draw: st.DrawFn) -> tuple[dict[str, frozenset[int]], list[Lineage], list[str]]:
    """Three or four codes of a few sets, and for each pair in a row a lineage in which everything is true."""
    names = [f"c{number}" for number in range(draw(st.integers(3, 4)))]
    sets = st.sets(st.integers(0, 3), min_size=1, max_size=3).map(frozenset)
    content = {f"{name}#p{number}": draw(sets) for name in names for number in range(draw(st.integers(1, 3)))}
    lineages = []
    for first, second in pairwise(names):
        turned = draw(st.booleans())
        before, after = (second, first) if turned else (first, second)
        lineages.append(draw(true_lineages(content, before, after)))
    return content, lineages, names


@st.composite
def true_lineages(draw: st.DrawFn, content: dict[str, frozenset[int]], before: str, after: str) -> Lineage:
    """Some true links between two codes, and of what has nothing in common, that it is dropped or new."""
    ours = [name for name in content if code_of(name) == before]
    theirs = [name for name in content if code_of(name) == after]
    links = []
    for _ in range(draw(st.integers(0, 4))):
        source = tuple(sorted(draw(st.sets(st.sampled_from(ours), min_size=1, max_size=2))))
        target = tuple(sorted(draw(st.sets(st.sampled_from(theirs), min_size=1, max_size=2))))
        if true := true_relation(union(content, source), union(content, target)):
            relation: Relation = draw(st.sampled_from(("equal", "equivalent"))) if true == "equal" else true
            change: Change = "kept" if relation == "equal" else "reworded"
            links.append(
                LineageLink(
                    source=source, target=target, relation=relation, change=change, note="So.", confidence="high"
                )
            )
    alone = [one for one in ours if not content[one] & union(content, theirs)]
    new = [one for one in theirs if not content[one] & union(content, ours)]
    return Lineage(
        pairs=(CodePair(source=before, target=after),),
        links=tuple(links),
        dropped=tuple(DroppedEntry(provisions=(one,), into=after, note="Gone.") for one in alone),
        new=tuple(NewEntry(provisions=(one,), since=before, note="New.") for one in new),
    )


def union(content: dict[str, frozenset[int]], names: tuple[str, ...] | list[str]) -> frozenset[int]:
    """What some provisions say together."""
    return frozenset().union(*(content[name] for name in names))


def steps_of(lineages: list[Lineage], names: list[str]) -> list[ChainStep]:
    """The steps from the first code to the last."""
    return [step(lineages, one, other) for one, other in pairwise(names)]


@given(true_chains())
def test_no_claim_of_a_chain_is_refuted_by_sets(
    chain: tuple[dict[str, frozenset[int]], list[Lineage], list[str]],
) -> None:
    """Where every link is true of its sets, so is everything that follows; the rest is unknown, and says so."""
    content, lineages, names = chain
    found = chained(steps_of(lineages, names))
    for link in found.links:
        really = true_relation(union(content, link.source), union(content, link.target))
        if link.claim.relation != UNKNOWN:
            assert {link.claim.relation} <= {really, "equivalent" if really == "equal" else really}
        assert [code_of(step[0]) for step in link.through if step] == names[1:-1]
    last = [name for name in content if code_of(name) == names[-1]]
    first = [name for name in content if code_of(name) == names[0]]
    assert all(not content[name] & union(content, last) for name, _ in found.dropped)
    assert all(not content[name] & union(content, first) for name, _ in found.new)


@given(true_chains())
def test_a_chain_says_the_same_from_both_ends(
    chain: tuple[dict[str, frozenset[int]], list[Lineage], list[str]],
) -> None:
    """Read backwards, the same provisions are linked, dropped and new."""
    _, lineages, names = chain
    there, back = chained(steps_of(lineages, names)), chained(steps_of(lineages, names[::-1]))
    turned = {"subset": "superset", "superset": "subset"}
    assert {(set_of(one.source), set_of(one.target), one.claim.relation) for one in there.links} == {
        (set_of(one.target), set_of(one.source), turned.get(one.claim.relation, one.claim.relation))
        for one in back.links
    }
    assert ({name for name, _ in there.dropped}, {name for name, _ in there.new}) == (
        {name for name, _ in back.new},
        {name for name, _ in back.dropped},
    )


def set_of(names: tuple[str, ...]) -> frozenset[str]:
    """Provisions without their order."""
    return frozenset(names)


def link(source: str, target: str, relation: Relation = "equal", change: Change = "kept") -> LineageLink:
    """A link of two provisions."""
    return LineageLink(
        source=(source,), target=(target,), relation=relation, change=change, note="So.", confidence="medium"
    )


def test_a_chain_is_told_in_full() -> None:
    """A link over another code names the provisions between, the sentences of both steps, and the least confidence."""
    first = Lineage(pairs=(CodePair(source="b", target="a"),), links=(link("b#x", "a#x", "superset", "weakened"),))
    second = Lineage(pairs=(CodePair(source="b", target="c"),), links=(link("b#x", "c#x"),))
    (found,) = chained([step([first, second], "a", "b"), step([first, second], "b", "c")]).links
    assert (found.source, found.through, found.target) == (("a#x",), (("b#x",),), ("c#x",))
    assert found.claim == Claim("subset", "strengthened", "medium", "editorial")
    assert found.notes == ("So.", "So.")


def test_two_ways_that_say_different_things_are_unknown() -> None:
    """Where a provision leads over two others to one, and the two do not say the same, nothing is claimed."""
    first = Lineage(links=(link("a#x", "b#x"), link("a#x", "b#y", "subset", "strengthened")))
    second = Lineage(links=(link("b#x", "c#x"), link("b#y", "c#x")))
    (found,) = chained([step([first], "a", "b"), step([second], "b", "c")]).links
    assert (found.claim.relation, found.claim.change) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("first", "last", "way"),
    [("a", "d", ("a", "b", "c", "d")), ("c", "a", ("c", "b", "a")), ("a", "e", ()), ("a", "a", ("a",))],
)
def test_the_way_between_codes(first: str, last: str, way: tuple[str, ...]) -> None:
    """It is the shortest over codes that are compared, in whichever order they are."""
    assert path_between([("a", "b"), ("c", "b"), ("c", "d"), ("e", "f")], first, last) == way
