"""What a result comes to for a talk: a sentence in short, and every item with its rank."""

import pytest
from hypothesis import given

from assessment.results.test_page import numbers_of, page_of
from assessment_strategies import Case, case, cases, one_item


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ({"p": {"a": "A"}, "t": {"b": "SA"}}, "Partners agree on 1 strength. The sides differ on no item."),
        ({"p": {"a": "D"}, "t": {"b": "SD"}}, "Partners agree on 1 that needs work. The sides differ on no item."),
        ({"p": {"a": "A"}, "t": {"b": "SD"}}, "Partners agree on no item. On 1 of 1 item the sides differ: 1 item."),
        (
            {"p": {"a": "A", "c": "D"}, "t": {"b": "A"}},
            "Partners agree on no item. The sides differ on no item. On 1 item a side is split inside.",
        ),
        ({"p": {"a": "DK"}}, "All agree on no item. On 1 too little is known."),
    ],
)
def test_what_was_found_is_said_in_short(sides: dict[str, dict[str, str]], said: str) -> None:
    """Strengths, what needs work, where sides differ, and what else there is to say; never a score."""
    assert page_of(one_item(sides)).in_short == said


def test_what_may_not_be_shown_is_not_counted_in_short() -> None:
    """Where items are withheld, the sentence speaks of those that may be shown."""
    drawn = case({"p": {one: [{"x": 3, "y": 3 if one != "c" else "DK"}] for one in "abc"}}, items=("x", "y"))
    other = case(
        {
            "p": {one: [{"x": 3, "y": 3 if one != "c" else "DK"}] for one in "abc"},
            "t": {one: [{"x": 1, "y": 1}] for one in "xyz"},
        },
        items=("x", "y"),
    )
    assert page_of(drawn, visibility="by side").in_short == "All agree on 1 strength."
    assert page_of(other, visibility="by side").in_short == (
        "Partners agree on no item. On 1 of the 1 item that may be shown the sides differ: 1 x."
    )


@given(cases())
def test_every_item_is_counted_once_and_talked_about_at_most_once(drawn: Case) -> None:
    """Profiles account for all items; what to talk about, strengths and what needs work do not overlap."""
    page = page_of(drawn)
    counted = sum(count.items for profile in page.profiles for count in profile.counts)
    assert counted == len(page.items)
    groups = [[point.item for point in page.talk_first], page.strengths, page.needs_work]
    listed = [number for group in groups for number in numbers_of(group)]
    assert len(listed) == len(set(listed))
    assert sorted(item.rank for item in page.items) == [*range(1, len(page.items) + 1)]
    assert [point.item.rank for point in page.talk_first] == [*range(1, len(page.talk_first) + 1)]
