"""Which texts of two lists may belong together: laws, and the number of comparisons."""

from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.likeness import candidates, likeness_of

WORDS = ("harbour", "lantern", "minutes", "meeting", "share", "answer", "letters", "quickly", "oak", "of")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
lists = st.dictionaries(st.sampled_from("abcdef"), texts, max_size=5)


@given(lists, lists)
def test_every_candidate_is_like_enough(first: dict[str, str], second: dict[str, str]) -> None:
    """A candidate names a text of each list, once, in the order of the first, and its word fits its share."""
    found = candidates(first, second)
    assert all(one.first in first and one.second in second for one in found)
    assert len({(one.first, one.second) for one in found}) == len(found)
    order = list(first)
    assert [order.index(one.first) for one in found] == sorted(order.index(one.first) for one in found)
    assert all(0 < one.share <= 1 + 1e-9 and one.likeness == likeness_of(one.share) for one in found)


@given(lists)
def test_a_text_is_found_in_a_copy_of_its_list(first: dict[str, str]) -> None:
    """What stands in both lists in the same words is found, and is very like."""
    found = {one.first: one for one in candidates(first, dict(first))}
    assert found.keys() == first.keys()
    assert {one.likeness for one in found.values()} <= {"very like"}


def test_rare_words_count_more() -> None:
    """Of two texts that share as many words, the one with the rarer ones is proposed."""
    second = {f"n{number}": f"meeting minutes number{number}" for number in range(20)}
    second["rare"] = "lantern meeting keeper"
    assert [one.second for one in candidates({"a": "lantern minutes keeper"}, second)] == ["rare"]


def test_what_was_split_is_found_with_both_halves() -> None:
    """A text whose words went into two others leads to both."""
    first = {"a": "harbour lantern keeper minutes"}
    second = {"x": "harbour lantern keeper", "y": "lantern keeper minutes"}
    assert [(one.first, one.second) for one in candidates(first, second)] == [("a", "x"), ("a", "y")]


def test_without_a_common_word_nothing_is_proposed() -> None:
    """Texts that share no word are no candidates, and neither are empty lists."""
    assert candidates({"a": "oak"}, {"b": "lantern"}) == candidates({}, {"b": "lantern"}) == []
