"""Answers to a form, as hypothesis makes them."""

from typing import Any

from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment.forms.content import BOXES, Form, FormItem
from compact_core.assessment.responses import Answer, Comment, Moment, Response
from strategies import filled_texts, texts


def responses(form: Form, *, sheet: bool = False) -> st.SearchStrategy[Response]:
    """Any answers to a form; with ``sheet`` only what a sheet can say: one day for all, and nothing taken back."""
    noon = st.dates().map(lambda day: f"{day.isoformat()}T12:00:00Z")
    return (noon if sheet else st.just("")).flatmap(lambda moment: _responses(form, moment))


_spoken = st.lists(
    st.sampled_from(
        (
            "We",
            "meet",
            "every month",
            "well-known",
            "they're",
            "\u201clate\u201d",
            "and",
            "{all}",
            '"yes",',
            "no:",
            "caf\u00e9",
            "3",
        )
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
"""What people write in mails: words, with quotation marks, braces and hyphens among them."""


def mail_responses(form: Form) -> st.SearchStrategy[Response]:
    """Any answers to a form in words that people write in mails, all at one moment."""
    return _responses(form, "2026-03-01T09:30:00Z", _spoken)


def _responses(form: Form, moment: str, words: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Response]:
    given = st.just(moment) if moment else values(Moment)
    answers = [
        _answer(form, item, given, texts if words is None else words, taken_back=not moment) for item in form.items
    ]
    written = words if words is not None else filled_texts if moment else texts
    comments = [
        st.builds(
            Comment,
            section=st.just(section.id),
            box=st.just(box),
            text=written,
            use=st.sampled_from(["may be quoted", "facilitator only"]),
            given=given,
        )
        for section in form.sections
        for box in BOXES
    ]
    return st.builds(
        Response,
        partnership=st.just(form.partnership),
        round=st.just(form.round),
        code=st.just(form.code),
        invitee=st.just(form.invitee),
        asked=st.just(form.asked),
        filled_in_by=st.sampled_from(["", *(one for one, _ in form.organisations if one != form.organisation)]),
        answers=_some(answers),
        comments=_some(comments),
    )


def _some(each: list[st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some values, in order, each of its own strategy."""
    drawn = st.tuples(*(st.none() | one for one in each))
    return drawn.map(lambda all_of_them: tuple(one for one in all_of_them if one is not None))


def _answer(
    form: Form, item: FormItem, given: st.SearchStrategy[str], words: st.SearchStrategy[str], *, taken_back: bool
) -> st.SearchStrategy[Answer]:
    same: dict[str, Any] = {"item": st.just(item.id), "given": given}
    parts = st.sets(st.sampled_from(range(1, len(item.covers) + 1))) if item.covers else st.just(set[int]())
    missing = parts.map(lambda chosen: tuple(sorted(chosen)))
    points = st.integers(1, len(form.points))
    kinds = [
        st.builds(Answer, says=st.just("point"), point=points, missing=missing, **same),
        st.builds(Answer, says=st.just("don't know"), missing=missing, **same),
        st.builds(Answer, says=st.just("not applicable"), reason=st.sampled_from(item.reasons) | words, **same),
    ]
    return st.one_of(*kinds, *([st.builds(Answer, says=st.just("taken back"), **same)] if taken_back else []))
