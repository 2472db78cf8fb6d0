"""The right name is proposed for a mistyped one, however many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.text import listed, meant, suggestion

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


def test_few_names_are_listed_in_full_and_of_many_the_nearest_first() -> None:
    """A message stays short: ten names stand in their order; of more, what is most like the word comes first."""
    few = [f"key{place}" for place in range(10)]
    assert listed(few, "key9") == ", ".join(few)
    assert listed([*few, *few]) == ", ".join(few)
    names = ["kind", "id", "within", "number", "at", "title", "text", "covers", "hedge", "aside", "duty"]
    assert listed(names) == "kind, id, within, number, at, title and 5 more"
    assert listed(names, "Texte") == "text, kind, id, within, number, at and 5 more"
    assert listed(names, "xyz") == listed(names, "") == listed(names)


@given(st.lists(st.text(max_size=12), min_size=11, unique=True), st.text())
def test_any_names_are_listed(names: list[str], word: str) -> None:
    """Whatever the names and the word are, six names and the number of the others are told."""
    assert listed(names, word).endswith(f" and {len(names) - 6} more")
    assert all(name in listed(names, names[-1]) for name in names[-1:])


def test_a_title_names_what_it_is_the_title_of() -> None:
    """The title wins over what is only alike, whatever its capitals and signs; without one, the nearest id counts."""
    titles = {"rooms": "Bills", "s4": "Rooms: who pays?", "s5": ""}
    assert meant("rooms who pays", titles) == "Did you mean 's4' (Rooms: who pays?)?"
    assert meant("bills", titles) == "Did you mean 'rooms' (Bills)?"
    assert meant("room", titles) == "Did you mean 'rooms'?"
    assert meant("", titles) == meant("zzzzzzzzzz", titles) == ""
