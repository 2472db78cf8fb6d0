"""The way back: laws of what is shown and of the trail."""

from hypothesis import given
from hypothesis import strategies as st

from compact_tui.state import LONGEST_TRAIL, START, Place, State, View

NAMES = st.text("abc", max_size=2)
PLACES = st.builds(Place, NAMES, NAMES, NAMES)
VIEWS = st.builds(View, PLACES, st.integers(0, 99), st.integers(-1, 9))
STATES = st.builds(State, VIEWS, st.lists(VIEWS, max_size=5).map(tuple))


@given(STATES, PLACES)
def test_back_undoes_a_jump(state: State, place: Place) -> None:
    """After a jump, going back shows the same lines and the same chosen link, with the same way back from there."""
    assert state.jump(place).back() == state


@given(st.lists(PLACES, max_size=20))
def test_every_jump_can_be_taken_back(places: list[Place]) -> None:
    """As many steps back as there were jumps lead to where it began."""
    state = State()
    for place in places:
        state = state.jump(place)
    for _ in places:
        state = state.back()
    assert state == State()


@given(STATES)
def test_back_without_a_trail_changes_nothing(state: State) -> None:
    """Where no jump was made, there is nothing to go back to."""
    alone = State(state.view)
    assert alone.back() == alone


@given(STATES, PLACES)
def test_walking_leaves_no_trail(state: State, place: Place) -> None:
    """Another entry of the tree is shown from its top, and the way back stays as it was."""
    moved = state.move(place)
    assert moved.trail == state.trail
    assert moved.view == (state.view if place == state.view.place else View(place))


@given(STATES, st.integers(0, 99), st.integers(-1, 9))
def test_looking_changes_neither_place_nor_trail(state: State, scroll: int, jump: int) -> None:
    """Scrolling and choosing links are noted without going anywhere."""
    seen = state.look(scroll, jump)
    assert (seen.view, seen.trail) == (View(state.view.place, scroll, jump), state.trail)


def test_the_trail_is_bounded() -> None:
    """Somebody who jumps all day keeps the last steps back only."""
    state = State()
    for number in range(LONGEST_TRAIL + 5):
        state = state.jump(Place("agreement", "code", str(number)))
    assert len(state.trail) == LONGEST_TRAIL
    assert state.trail[0].place == Place("agreement", "code", "4")


def test_nothing_is_chosen_at_first() -> None:
    """The interface starts at the top of an empty place."""
    assert State().view == View(START, 0, -1)
