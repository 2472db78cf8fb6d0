"""How a plan is shared out: each fact, and that relabelling and order change none of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.findings.fairness import Burden, Fairness, fairness
from compact_core.assessment.partnership import Organisation, Plan, PlanLine

COUNCIL = Organisation(id="council", name="Council", side="public")
TRUST = Organisation(id="trust", name="Trust", side="public")
SMALL = Organisation(id="small", name="Small", side="third", small=True)
TINY = Organisation(id="tiny", name="Tiny", side="third", small=True)
PARTNERS = (COUNCIL, TRUST, SMALL, TINY)
FAIR = Fairness(idle_sides=(), burdens=(), unsupported=(), unowned=(), unlearned=())


def line(name: str, *owners: str, **more: object) -> PlanLine:
    """A line of a plan."""
    return replace(PlanLine(id=name, what=f"Do {name}.", owners=owners), **more)  # type: ignore[arg-type]


def of(*lines: PlanLine) -> Fairness:
    """What is said about a plan with these lines."""
    return fairness(Plan(lines=lines), PARTNERS)


def test_a_plan_that_is_shared_out_well_is_told_nothing_of() -> None:
    """Both sides own lines, the small organisation has one of two with support: nothing is said."""
    assert of(line("a", "council"), line("b", "council", "small", support="paid time")) == FAIR
    assert of() == FAIR


def test_a_side_without_a_line_is_named() -> None:
    """A side that owns nothing, alone or shared, is named; a joint line and an ending are lines like any other."""
    assert of(line("a", "council")).idle_sides == ("third",)
    assert of(line("a", "council"), line("b", "tiny", support="x", kind="step down")).idle_sides == ()
    assert of(line("a", "all", support="x")).idle_sides == ()
    assert of(line("a")).idle_sides == ("public", "third")
    assert of(line("a", "council"), line("b", "small", state="dropped")).idle_sides == ("third",)
    assert of(line("a", "council"), line("b", "small", state="done")).idle_sides == ()


@pytest.mark.parametrize(
    ("theirs", "others", "told"),
    [(1, 0, False), (1, 1, False), (2, 0, True), (2, 1, True), (2, 2, False), (3, 2, True)],
)
def test_most_lines_on_a_small_organisation_are_told(theirs: int, others: int, *, told: bool) -> None:
    """A part in more than half of what is still to be done is told, from two lines on."""
    lines = [line(f"s{one}", "small", support="x") for one in range(theirs)]
    lines += [line(f"c{one}", "council") for one in range(others)]
    done = [line(f"d{one}", "small", state="done") for one in range(9)]
    assert of(*lines, *done).burdens == ((Burden("small", theirs, theirs + others),) if told else ())


def test_work_without_support_is_told() -> None:
    """Lines to be done on which a small organisation works need support that is written down."""
    bare, shared, large = line("a", "small"), line("b", "all", state="under way"), line("c", "council")
    finished = line("d", "tiny", state="done")
    assert of(bare, shared, large, finished).unsupported == (bare, shared)


def test_a_line_that_nobody_sees_to_is_told() -> None:
    """Lines without owners are told unless they were dropped."""
    orphan = line("a")
    assert of(orphan, line("b", state="dropped"), line("c", "council")).unowned == (orphan,)


def test_an_ending_without_learning_is_told() -> None:
    """Whoever steps down, pauses or closes says what is kept of what was learned; who only acts need not."""
    ends = (line("a", "council", kind="step down"), line("b", "trust", kind="close", state="done"))
    kept, dropped = line("c", "trust", kind="pause", learning="notes"), line("d", kind="close", state="dropped")
    assert of(*ends, kept, dropped, line("e", "trust")).unlearned == ends


owners = st.lists(st.sampled_from(["council", "trust", "small", "tiny", "all"]), unique=True, max_size=3)
lines = st.lists(
    st.builds(
        lambda who, state, support: line("x", *who, state=state, support=support),
        owners,
        st.sampled_from(["to do", "under way", "done", "dropped"]),
        st.sampled_from(["", "paid time"]),
    ),
    max_size=6,
)


@given(lines.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_lines_changes_nothing(pair: tuple[list[PlanLine], list[PlanLine]]) -> None:
    """The same facts are told whatever the order of the lines, and dropped lines count for nothing."""
    drawn, mixed = pair
    found, again = of(*drawn), of(*mixed)
    assert (found.idle_sides, found.burdens) == (again.idle_sides, again.burdens)
    assert sorted(map(repr, found.unsupported + found.unowned)) == sorted(map(repr, again.unsupported + again.unowned))
    assert of(*(one for one in drawn if one.state != "dropped")) == found
