"""What a meeting talks about: three votes an organisation, at most seven items, in an order that nobody can move."""

from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.findings.agenda import MOST_ITEMS, MOST_VOTES, chosen
from compact_core.assessment.partnership import Vote

ITEMS = tuple("abcdefghij")
VOTES = st.dictionaries(
    st.sampled_from(("council", "trust", "carers", "boat", "ferry")),
    st.lists(st.sampled_from([*ITEMS, "z"]), max_size=5),
).map(lambda given: [Vote(organisation=home, items=tuple(items)) for home, items in given.items()])
CANDIDATES = st.lists(st.sampled_from(ITEMS), unique=True)


@given(CANDIDATES, VOTES)
def test_at_most_seven_candidates_each_once(candidates: list[str], votes: list[Vote]) -> None:
    """Whatever is voted, at most seven items are chosen, all of them candidates, each once."""
    found = [one.item for one in chosen(candidates, votes)]
    assert len(found) == len(set(found)) <= MOST_ITEMS
    assert set(found) <= set(candidates)


@given(CANDIDATES, VOTES, st.randoms())
def test_the_order_of_the_votes_makes_no_difference(candidates: list[str], votes: list[Vote], random: object) -> None:
    """Which organisation votes first, and in which order it names its three, changes nothing."""
    shuffled = [
        Vote(organisation=vote.organisation, items=tuple(reversed(vote.items[:MOST_VOTES]))) for vote in votes[::-1]
    ]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert chosen(candidates, shuffled) == chosen(candidates, votes)


@given(CANDIDATES, VOTES)
def test_more_votes_come_first_and_ties_go_by_weight(candidates: list[str], votes: list[Vote]) -> None:
    """Of two that are chosen the one with more votes comes first; of equal votes the one that ranks first does."""
    found = chosen(candidates, votes)
    order = [(-one.votes, candidates.index(one.item)) for one in found]
    assert order == sorted(order)
    left_out = [item for item in candidates if item not in [one.item for one in found]]
    for item in left_out if found else ():
        counted = sum(item in vote.items[:MOST_VOTES] for vote in votes)
        assert (-counted, candidates.index(item)) > order[-1]


@given(CANDIDATES, VOTES)
def test_an_organisation_has_three_votes(candidates: list[str], votes: list[Vote]) -> None:
    """No organisation counts more than once for an item, nor for more than three items."""
    counted = sum(one.votes for one in chosen(candidates, votes))
    assert counted <= MOST_VOTES * len(votes)
    assert all(one.votes <= len(votes) for one in chosen(candidates, votes))


@given(CANDIDATES)
def test_where_nobody_votes_the_weight_decides(candidates: list[str]) -> None:
    """Without a vote the weightiest seven are talked about; with one, only what somebody voted for."""
    assert [one.item for one in chosen(candidates, [])] == candidates[:MOST_ITEMS]
    for item in candidates[-1:]:
        assert [tuple(one) for one in chosen(candidates, [Vote(organisation="a", items=(item,))])] == [(item, 1)]
