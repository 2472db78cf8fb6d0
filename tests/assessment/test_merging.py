"""Versions of one invitee's answers put together."""

from dataclasses import replace
from functools import reduce
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment_strategies import DIGEST
from compact_core.assessment.merging import (
    all_answers,
    all_comments,
    in_order,
    is_later,
    marked_late,
    merged,
    on_time,
    with_answer,
    with_comment,
    without,
)
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
    filled_in_by=st.sampled_from(["", "", "council"]),
    given_to=st.sampled_from(["", "old#one"]),
)
comments = st.builds(
    Comment,
    section=st.just("one"),
    box=st.sampled_from(["strengths", "improvements"]),
    text=st.sampled_from(["", "good", "better"]),
    use=st.sampled_from(["may be quoted", "facilitator only"]),
    given=st.sampled_from(MOMENTS),
    late=st.booleans(),
)


def version(said: list[Answer], written: list[Comment], by: str, earlier: list[Answer]) -> Response:
    """A version as its writer made it: one answer an item, one comment a box, and what was said of earlier editions."""
    plain = replace(
        EMPTY,
        answers=tuple({one.item: one for one in said}.values()),
        comments=tuple({(one.section, one.box): one for one in written}.values()),
    )
    return replace(plain, filled_in_by=by, earlier=tuple(earlier))


versions = st.builds(
    version,
    st.lists(answers, max_size=3),
    st.lists(comments, max_size=3),
    st.sampled_from(["", "", "trust"]),
    st.lists(answers, max_size=2),
)


def whenever(said: set[Answer] | set[Comment]) -> set[object]:
    """The same, whether it was late or not."""
    return {replace(one, late=False) for one in said}


@given(st.lists(versions, min_size=1, max_size=3))
def test_order_and_repeats_do_not_matter(several: list[Response]) -> None:
    """Versions come together to the same in any order, one by one or in groups, once or twice."""
    results = {reduce(merged, [*order, *order[:1]]) for order in permutations(several)}
    assert len(results | {merged(several[0], reduce(merged, reversed(several)))}) == 1


@given(versions, versions)
def test_nothing_is_lost(one: Response, other: Response) -> None:
    """Whatever stood in either version, but for being late, stands in both together, and nothing else does."""
    both = merged(one, other)
    assert whenever({*all_answers(both)}) == whenever({*all_answers(one), *all_answers(other)})
    assert whenever({*all_comments(both)}) == whenever({*all_comments(one), *all_comments(other)})
    assert whenever({*both.earlier}) == whenever({*one.earlier, *other.earlier})


@example(
    one=replace(EMPTY, answers=(Answer(item="one", says="point", point=2, given_to="old#one"),)),
    other=replace(EMPTY, answers=(Answer(item="one", says="point", point=1),)),
)
@given(versions, versions)
def test_the_later_answer_holds(one: Response, other: Response) -> None:
    """Each item has one answer: the one that was given last.

    Of one moment it is one that nobody filled in for others, and of these one that was given to the words of now.
    """
    both = merged(one, other)
    everything = (*all_answers(one), *all_answers(other))
    assert [said.item for said in both.answers] == sorted({said.item for said in everything})
    for held in both.answers:
        same = [said for said in everything if said.item == held.item]
        assert held.given == max(said.given for said in same)
        last = [said for said in same if said.given == held.given]
        assert (not held.filled_in_by) == any(not said.filled_in_by for said in last)
        alike = [said for said in last if bool(said.filled_in_by) == bool(held.filled_in_by)]
        assert (not held.given_to) == any(not said.given_to for said in alike)


@given(versions, versions)
def test_the_later_comment_holds(one: Response, other: Response) -> None:
    """Each box has one comment: the one that was written last; of one moment, the one with the strictest wish."""
    for held in merged(one, other).comments:
        box = [
            said for said in (*one.comments, *other.comments) if (said.section, said.box) == (held.section, held.box)
        ]
        last = [said for said in box if said.given == held.given]
        assert held.given == max(said.given for said in box)
        assert (not held.text) == any(not said.text for said in last)
        if held.text:
            assert held.use == min(said.use for said in last), "'facilitator only' comes before 'may be quoted'"


@given(versions)
def test_what_was_on_time_stays_so(one: Response) -> None:
    """The same answers that come once more, late, change nothing."""
    assert merged(one, marked_late(one)) == in_order(one) == merged(marked_late(one), one)


@given(versions, st.lists(versions, max_size=2))
def test_what_comes_late_changes_no_answer_given_in_time(one: Response, others: list[Response]) -> None:
    """Without what came late, the answers are what they were when the round was closed."""
    late = reduce(merged, map(marked_late, others), one)
    assert on_time(late).answers == on_time(one).answers


@given(versions, versions)
def test_on_time_is_a_response_in_which_nothing_came_late(one: Response, other: Response) -> None:
    """Had nothing come late, the same would hold; nothing else is beside it, nor who filled it in."""
    for both in (one, merged(one, other)):
        prompt = replace(
            both,
            answers=tuple(said for said in all_answers(both) if not said.late),
            comments=tuple(said for said in all_comments(both) if not said.late),
            replaced=(),
            replaced_comments=(),
        )
        before = in_order(prompt)
        after = on_time(both)
        assert after.answers == before.answers
        assert [(said.section, said.box) for said in after.comments] == [
            (said.section, said.box) for said in before.comments
        ]
        assert (after.replaced, after.replaced_comments, after.earlier, after.filled_in_by) == ((), (), (), "")


@given(versions, versions)
def test_marking_late_leaves_out_nothing(one: Response, other: Response) -> None:
    """Everything is late then, what gave way too, and nothing else is changed."""
    both = merged(one, other)
    late = marked_late(both)
    assert late == replace(
        both,
        answers=tuple(replace(answer, late=True) for answer in both.answers),
        replaced=tuple(replace(answer, late=True) for answer in both.replaced),
        comments=tuple(replace(comment, late=True) for comment in both.comments),
        replaced_comments=tuple(replace(comment, late=True) for comment in both.replaced_comments),
        earlier=tuple(replace(answer, late=True) for answer in both.earlier),
    )


@given(versions, st.lists(versions, max_size=2))
def test_a_later_wish_is_heeded_when_it_is_stricter(one: Response, others: list[Response]) -> None:
    """Late comments change none that was written in time, but for taking it back or closing it to others."""
    before = on_time(one)
    late = reduce(merged, map(marked_late, others), one)
    after = on_time(late)
    assert [(said.section, said.box, said.given) for said in after.comments] == [
        (said.section, said.box, said.given) for said in before.comments
    ]
    for was, now in zip(before.comments, after.comments, strict=True):
        since = [
            said
            for said in all_comments(late)
            if (said.section, said.box) == (was.section, was.box) and said.given > was.given
        ]
        assert now.text in ("", was.text)
        assert not (now.text and any(not said.text for said in since))
        assert not (now.use == "may be quoted" and "facilitator only" in {was.use, *(said.use for said in since)})
        if not others:
            assert now == was


@given(versions, answers, st.data())
def test_who_answers_anew_drops_only_what_they_said_themselves(one: Response, new: Answer, data: st.DataObject) -> None:
    """Of what gave way only the writer's own answers to this item go, and none of those that were given in time."""
    there = all_answers(one)
    own = data.draw(st.sets(st.sampled_from(there))) if there else set()
    after = {*all_answers(with_answer(one, new, own))}
    gone = whenever({*there}) - whenever(after)
    assert gone <= whenever({said for said in own if said.item == new.item and not said.late})
    assert not (new.late and gone)
    assert replace(new, late=False) in whenever(after)


@given(versions, comments, st.data())
def test_who_writes_anew_drops_only_what_they_wrote_themselves(
    one: Response, new: Comment, data: st.DataObject
) -> None:
    """The same holds for comments."""
    own = data.draw(st.sets(st.sampled_from(one.comments))) if one.comments else set()
    after = {*all_comments(with_comment(one, new, own))}
    gone = whenever({*one.comments}) - whenever(after)
    assert gone <= whenever(
        {said for said in own if (said.section, said.box) == (new.section, new.box) and not said.late}
    )
    assert not (new.late and gone)
    assert replace(new, late=False) in whenever(after)


def test_who_answers_anew_leaves_one_answer() -> None:
    """A change of mind in one's own form is no second version."""
    first = Answer(item="one", says="point", point=1, given=MOMENTS[1])
    second = replace(first, says="taken back", point=0, given=MOMENTS[2])
    response = with_answer(with_answer(EMPTY, first), second, {first})
    assert (response.answers, response.replaced) == ((second,), ())


def test_an_answer_that_was_never_given() -> None:
    """Without the last answer to an item, the one before it holds again."""
    first = Answer(item="one", says="point", point=1, given=MOMENTS[1])
    last = replace(first, point=2, given=MOMENTS[2])
    assert is_later(last, first)
    assert not is_later(first, first)
    assert without(with_answer(with_answer(EMPTY, first), last), {last}) == with_answer(EMPTY, first)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_who_filled_it_in_goes_with_the_newest_answer(order: tuple[int, int]) -> None:
    """A charity's own later reply is its own, whoever filled in the earlier one and whichever name comes first."""
    answer = Answer(item="one", says="point", point=1, given=MOMENTS[1])
    by_others = replace(EMPTY, answers=(answer, replace(answer, item="two")), filled_in_by="council")
    own = replace(EMPTY, answers=(replace(answer, given=MOMENTS[2]),))
    both = merged(*((by_others, own)[place] for place in order))
    assert both.filled_in_by == ""
    assert [(one.item, one.filled_in_by) for one in both.answers] == [("one", ""), ("two", "council")]
    assert [(one.item, one.filled_in_by) for one in both.replaced] == [("one", "council")]
    again = merged(both, replace(by_others, answers=(replace(answer, item="three", filled_in_by="trust"),)))
    assert [one.filled_in_by for one in again.answers] == ["", "trust", "council"], "an answer says it over its form"


@pytest.mark.parametrize(
    ("since", "read"),
    [
        ([("", "may be quoted")], ("", "may be quoted")),
        ([("good", "facilitator only")], ("good", "facilitator only")),
        ([("better", "may be quoted")], ("good", "may be quoted")),
        ([("", "may be quoted"), ("better", "may be quoted")], ("", "may be quoted")),
        ([("good", "facilitator only"), ("better", "may be quoted")], ("good", "facilitator only")),
    ],
)
def test_a_comment_that_is_taken_back_late_is_gone(since: list[tuple[str, str]], read: tuple[str, str]) -> None:
    """What a writer no longer wants read is gone, whatever is written after that; other late words change nothing."""
    first = Comment(section="one", box="strengths", text="good", use="may be quoted", given=MOMENTS[1])
    response = with_comment(EMPTY, first)
    for day, (text, use) in enumerate(since, start=3):
        moment = f"2026-03-0{day}T09:30:00Z"
        new: Comment = replace(first, text=text, use=use, given=moment, late=True)  # type: ignore[arg-type]  # it is a use
        response = with_comment(response, new, {replace(new, late=False)})
    (heeded,) = on_time(response).comments
    assert (heeded.text, heeded.use, heeded.given) == (*read, MOMENTS[1])


def test_only_what_was_written_later_in_the_same_box_is_heeded() -> None:
    """An earlier comment that was hidden or empty does not hide the one after it, nor does one in another box."""
    before = Comment(section="one", box="strengths", text="", use="facilitator only", given=MOMENTS[0])
    held = replace(before, text="good", use="may be quoted", given=MOMENTS[1])
    beside = replace(before, box="improvements", given=MOMENTS[2], late=True)
    response = reduce(with_comment, [before, held, beside], EMPTY)
    assert on_time(response).comments == (held,)
