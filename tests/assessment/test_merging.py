"""Versions of one invitee's answers put together."""

from dataclasses import replace
from functools import reduce
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import DIGEST
from compact_core.assessment.merging import marked_late, merged, on_time, with_answer, with_comment
from compact_core.assessment.responses import Answer, Comment, Response

MOMENTS = ["", "2026-03-01T09:30:00Z", "2026-03-02T09:30:00Z"]
EMPTY = Response(partnership="harbour", round=1, code="code", invitee="a1", asked=DIGEST)

answers = st.builds(
    Answer,
    item=st.sampled_from(["one", "two"]),
    says=st.just("point"),
    point=st.integers(1, 4),
    given=st.sampled_from(MOMENTS),
    late=st.booleans(),
)
comments = st.builds(
    Comment,
    section=st.sampled_from(["one", "two"]),
    box=st.sampled_from(["strengths", "improvements"]),
    text=st.sampled_from(["", "good", "better"]),
    given=st.sampled_from(MOMENTS),
    late=st.booleans(),
)


def version(said: list[Answer], written: list[Comment]) -> Response:
    """A version as its writer made it: one answer an item, one comment a box."""
    response = reduce(with_answer, said, EMPTY)
    return reduce(with_comment, written, response)


versions = st.builds(version, st.lists(answers, max_size=3), st.lists(comments, max_size=2))


@given(st.lists(versions, min_size=1, max_size=3))
def test_order_and_repeats_do_not_matter(several: list[Response]) -> None:
    """Versions come together to the same in any order, one by one or in groups, once or twice."""
    results = {reduce(merged, [*order, *order[:1]]) for order in permutations(several)}
    assert len(results | {merged(several[0], reduce(merged, reversed(several)))}) == 1


@given(versions, versions)
def test_nothing_is_lost(one: Response, other: Response) -> None:
    """Whatever stood in either version, but for being late, stands in both together, and nothing else does."""
    both = merged(one, other)
    kept = {replace(said, late=False) for said in (*both.answers, *both.replaced)}
    assert kept == {replace(said, late=False) for said in (*one.answers, *other.answers)}
    written = {replace(said, late=False) for said in (*both.comments, *both.replaced_comments)}
    assert written == {replace(said, late=False) for said in (*one.comments, *other.comments)}


@given(versions, versions)
def test_the_later_answer_holds(one: Response, other: Response) -> None:
    """Each item has one answer: the one that was given last."""
    both = merged(one, other)
    assert [said.item for said in both.answers] == sorted({said.item for said in (*one.answers, *other.answers)})
    for held in both.answers:
        assert held.given == max(said.given for said in (*one.answers, *other.answers) if said.item == held.item)


@given(versions)
def test_what_was_on_time_stays_so(one: Response) -> None:
    """The same answers that come once more, late, change nothing."""
    assert merged(one, marked_late(one)) == merged(one, one) == merged(marked_late(one), one)


@given(versions, versions)
def test_late_answers_can_be_left_out(one: Response, other: Response) -> None:
    """Without what came late, a response is what it was when the round was closed."""
    before = on_time(one)
    assert on_time(merged(before, marked_late(other))).answers == before.answers
    assert on_time(merged(before, marked_late(other))).comments == before.comments


def test_who_answers_anew_leaves_one_answer() -> None:
    """A change of mind in one's own form is no second version."""
    first = Answer(item="one", says="point", point=1, given=MOMENTS[1])
    second = replace(first, says="taken back", point=0, given=MOMENTS[2])
    response = with_answer(with_answer(EMPTY, first), second)
    assert (response.answers, response.replaced) == ((second,), ())
