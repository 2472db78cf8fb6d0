"""Wide letters: they fit where they are to fit, and say what they were given."""

from hypothesis import given
from hypothesis import strategies as st

from compact_tui.wide_letters import _FONT, wide

WORDS = st.text(st.sampled_from([*_FONT, "é", "ß", "字", "“"]), max_size=40)


def test_every_sign_has_five_rows_of_one_width() -> None:
    """Each sign is five rows of dots, all of them as wide, and no two signs look the same."""
    shapes = {sign: shape.split() for sign, shape in _FONT.items()}
    assert {len(rows) for rows in shapes.values()} == {5}
    assert all(len({len(row) for row in rows}) == 1 for rows in shapes.values())
    assert len(set(_FONT.values())) == len(_FONT)


@given(WORDS, st.integers(1, 200), st.integers(1, 30))
def test_they_fit(text: str, width: int, height: int) -> None:
    """Whatever is written, it is no wider and no higher than there is room; where it would be, there is nothing."""
    rows = wide(text, width, height)
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)
    assert all(set(row) <= set(" ▀▄█") for row in rows)


def test_they_grow_with_the_room() -> None:
    """Small letters are three lines high, and twice as wide ones five; other scripts and empty texts have none."""
    assert len(wide("Aims", 30, 9)) == 3
    assert len(wide("Aims", 60, 9)) == 5
    assert len(wide("Making decisions", 60, 9)) == 7
    assert wide("Making decisions", 20, 9) == []
    assert wide("字", 80, 9) == wide("  ", 80, 9) == []
    assert wide("Café", 80, 9) == wide("CAFE", 80, 9)
