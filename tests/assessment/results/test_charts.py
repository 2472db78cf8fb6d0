"""Charts: every side stands where the page says, no dot covers another, and nothing is drawn that is not told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.results.test_page import page_of
from assessment_strategies import Case, cases, one_item
from compact_core.assessment.results.charts import letters_of, plot, scale_line, segments, text_bar
from compact_core.assessment.results.item_values import SidePlace

NAMES = ("Public sector", "Third sector", "Health", "Faith")
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("sides", "letters"),
    [
        (("Public sector", "Third sector"), ("P", "T")),
        (("Town", "Third sector"), ("1", "2")),
        (("ysgol", "élan"), ("Y", "É")),
        (("ßide", "other"), ("1", "2")),
        (("1st side", "2nd side"), ("1", "2")),
        (("東", "other"), ("1", "2")),
        (("שלום", "other"), ("1", "2")),
        ((), ()),
    ],
)
def test_each_side_has_a_letter_of_its_own(sides: tuple[str, ...], letters: tuple[str, ...]) -> None:
    """The first letter where it tells sides apart and fits a line from left to right, else a number."""
    assert letters_of(sides) == letters


@given(st.lists(shares, min_size=1, max_size=4))
def test_a_line_of_text_has_each_side_once_near_its_place(places: list[float]) -> None:
    """As wide as asked for; whoever stands higher is never on the left of one who stands lower."""
    letters = letters_of(NAMES[: len(places)])
    line = scale_line([SidePlace(at) for at in places], letters)
    assert len(line) == 21
    columns = [line.index(letter) for letter in letters]
    assert len(set(columns)) == len(places)
    for at, column in zip(places, columns, strict=True):
        assert abs(at * 20 - column) < len(places)


def test_a_line_of_text_is_empty_where_nothing_is_shown() -> None:
    """A side without a place has no letter, and without any there is no line."""
    assert scale_line([SidePlace(None), SidePlace(None)], ("P", "T")) == ""
    assert scale_line([SidePlace(None), SidePlace(1.0)], ("P", "T")) == "──────────┊─────────T"
    assert scale_line([SidePlace(0.0), SidePlace(1.0)], ("P", "T")) == "P━━━━━━━━━┊━━━━━━━━━T"
    assert scale_line([SidePlace(0.5), SidePlace(0.5)], ("P", "T")) == "──────────PT─────────"


@given(cases())
def test_no_dot_covers_another_and_each_stands_near_its_place(drawn: Case) -> None:
    """Sides that stand together stand side by side; the drawing has a dot for each side that has a place."""
    page = page_of(drawn)
    for item in page.items:
        dots = plot(item, page).dots
        placed = [number for number, place in enumerate(item.places) if place.at is not None]
        assert [dot.side for dot in dots] == placed
        for one in dots:
            assert abs(one.x - (20 + 200 * (item.places[one.side].at or 0))) <= 9 * len(dots)
            assert all(abs(one.x - other.x) >= 8.9 for other in dots if other.side != one.side)


@given(cases(), st.sampled_from(["named", "by organisation", "by side"]))
def test_what_is_drawn_is_told(drawn: Case, visibility: str) -> None:
    """A dot of a side stands only beside words for it; organisations are drawn only where they are named."""
    page = page_of(drawn, visibility=visibility)  # type: ignore[arg-type]
    for item in page.items:
        for cell, place in zip(item.cells, item.places, strict=True):
            assert (place.at is not None) == (cell.symbol in {"++", "+", "~", "-", "--"})
        spots = {spot.organisation for place in item.places for spot in place.organisations}
        assert spots <= {voice.organisation for voice in item.voices}
        if visibility == "by side":
            assert {place.at for place in item.places} <= {None, 0.2, 0.5, 0.8}


def test_a_section_is_a_bar_with_differences_first() -> None:
    """Each finding has its stretch of the bar, as long as it has items; the longest bar is as wide as the drawing."""
    page = page_of(one_item({"p": {"a": "A"}, "t": {"b": "SD"}}))
    (profile,) = page.profiles
    ((only,),) = [segments(profile, page.profiles)]
    assert (only.mark.words, only.items, only.x, only.label) == ("sides differ", 1, 0.0, "≠ 1")
    assert profile.signs == "≠"


@pytest.mark.parametrize(("value", "of", "drawn"), [(0, 0, ""), (0, 3, "░░░░"), (2, 4, "██░░"), (4, 4, "████")])
def test_a_number_is_a_bar_of_text(value: int, of: int, drawn: str) -> None:
    """Filled as far as it goes; nothing where there is nothing to count."""
    assert text_bar(value, of, 4) == drawn


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        (("SA", "SD"), ("A", "D"), "narrower"),
        (("A", "D"), ("SA", "SD"), "wider"),
        (("A", "D"), ("D", "A"), "same apart"),
        (("A", "DK"), ("A", "A"), ""),
    ],
)
def test_what_became_of_a_gap(first: tuple[str, str], second: tuple[str, str], gap: str) -> None:
    """Narrower, wider, or the same, with where each side stood; by side none of this is told."""
    rounds = [
        one_item({"p": dict.fromkeys("abc", high), "t": dict.fromkeys("xyz", low)}, number=number)
        for number, (high, low) in enumerate((first, second), start=1)
    ]
    found = page_of(*rounds).comparison
    assert found is not None
    (moved,) = found.items
    assert moved.gap == gap
    scale = {"SD": 0.0, "D": float(Fraction(1, 3)), "A": float(Fraction(2, 3)), "SA": 1.0, "DK": None}
    assert moved.places == tuple(scale[word] for word in first)
    hidden = page_of(*rounds, visibility="by side").comparison
    assert hidden is not None
    assert {(one.gap, one.places, one.movement) for one in hidden.items} <= {("", (), "")}


def test_half_a_step_is_what_makes_a_gap_another() -> None:
    """On four points that is a sixth of the scale; less is the same apart."""
    before = one_item({"p": {"a": "A"}, "t": {"b": "D"}})
    for answers, gap in (("D A", "narrower"), ("D D A", "same apart")):
        found = page_of(before, one_item({"p": {"a": "A"}, "t": {"b": answers}}, number=2)).comparison
        assert found is not None
        assert found.items[0].gap == gap
