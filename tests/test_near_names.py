"""The right name is proposed for a mistyped one, however many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.text import suggestion

MANY = [f"item-{place:04}-of-the-code" for place in range(1_000)]


@given(st.sampled_from(MANY), st.data())
def test_a_name_with_two_letters_exchanged_is_found_among_a_thousand(name: str, data: st.DataObject) -> None:
    """The name that was meant is proposed, though a thousand others are nearly the same."""
    place = data.draw(st.integers(9, len(name) - 2))
    typed = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert suggestion(typed, MANY) == f"Did you mean '{name}'?"


@pytest.mark.parametrize("word", ["", "x", "zzzzzzzzzz"])
def test_nothing_is_proposed_where_nothing_is_near(word: str) -> None:
    """A word that is like none of the names gets no proposal."""
    assert suggestion(word, MANY) == ""


def test_capitals_make_no_difference() -> None:
    """A name in capitals is found too, and a very long word is compared by its beginning."""
    assert suggestion("TRUST", ["aims", "trust"]) == "Did you mean 'trust'?"
    assert suggestion("x" * 100_000, ["x" * 200]) == f"Did you mean '{'x' * 200}'?"
