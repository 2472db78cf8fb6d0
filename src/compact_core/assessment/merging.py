"""Versions of one invitee's answers put together. Any order and any repeat of the versions gives the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from compact_core.assessment.responses import Answer, Comment, Response

_Said = TypeVar("_Said", "Answer", "Comment")


def merged(one: Response, other: Response) -> Response:
    """Both versions in one: for each item and each comment box what was said last holds, and the rest is kept.

    What was said on time stays so when it comes again late. Both are expected to be of one invitee, round and form.
    """
    answers, replaced = _latest((*one.answers, *other.answers, *one.replaced, *other.replaced), _item)
    comments, replaced_comments = _latest(
        (*one.comments, *other.comments, *one.replaced_comments, *other.replaced_comments), _box
    )
    return replace(
        one,
        filled_in_by=max(one.filled_in_by, other.filled_in_by),
        answers=answers,
        replaced=replaced,
        comments=comments,
        replaced_comments=replaced_comments,
    )


def with_answer(response: Response, answer: Answer) -> Response:
    """The response after its own writer has answered an item anew; what was there before is not kept."""
    others = tuple(one for one in response.answers if one.item != answer.item)
    return replace(response, answers=tuple(sorted((*others, answer), key=_item)))


def with_comment(response: Response, comment: Comment) -> Response:
    """The response after its own writer has filled in a comment box anew; what was there before is not kept."""
    others = tuple(one for one in response.comments if _box(one) != _box(comment))
    return replace(response, comments=tuple(sorted((*others, comment), key=_box)))


def on_time(response: Response) -> Response:
    """The response as it was when the round was closed: without what came late."""
    answers, _ = _latest((one for one in (*response.answers, *response.replaced) if not one.late), _item)
    comments, _ = _latest((one for one in (*response.comments, *response.replaced_comments) if not one.late), _box)
    return replace(response, answers=answers, comments=comments, replaced=(), replaced_comments=())


def marked_late(response: Response) -> Response:
    """The response with everything in it marked as late."""
    return replace(
        response,
        answers=_late(response.answers),
        comments=_late(response.comments),
        replaced=_late(response.replaced),
        replaced_comments=_late(response.replaced_comments),
    )


def _late(said: tuple[_Said, ...]) -> tuple[_Said, ...]:
    return tuple(replace(one, late=True) for one in said)


def _item(answer: Answer) -> str:
    return answer.item


def _box(comment: Comment) -> tuple[str, str]:
    return comment.section, comment.box


def _latest(said: Iterable[_Said], place: Callable[[_Said], Hashable]) -> tuple[tuple[_Said, ...], tuple[_Said, ...]]:
    """What holds of each place, and what gave way, both in a fixed order."""
    unique: dict[Any, _Said] = {}
    for one in sorted(said, key=_rank, reverse=True):
        unique[replace(one, late=False)] = one  # of two that differ only in being late, the one on time comes last
    ranked = sorted(unique.values(), key=_rank, reverse=True)
    holds: dict[Any, _Said] = {}
    gave_way = [one for one in ranked if holds.setdefault(place(one), one) is not one]
    kept = sorted(holds.values(), key=place)  # type: ignore[arg-type]  # places are texts, or pairs of texts
    return tuple(kept), tuple(sorted(gave_way, key=lambda one: (place(one), _rank(one))))


def _rank(one: Answer | Comment) -> tuple[str, bool, str]:
    """Later moments rank higher; of one moment the order is arbitrary, but always the same."""
    return one.given, one.late, repr(one)
