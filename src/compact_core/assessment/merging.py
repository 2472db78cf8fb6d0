"""Versions of one invitee's answers put together. Order and repetition of the versions make no difference.

A response is a set of things that were said, each with its moment. For each item and each comment box the last
statement holds, and the others are kept beside it. Nothing that was said in time is ever dropped for something that
came late.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from compact_core.assessment.responses import Answer, Comment, Response

_Said = TypeVar("_Said", "Answer", "Comment")


def merged(response: Response, other: Response) -> Response:
    """Both versions in one: for each item and each comment box what was said last holds, and the rest is kept.

    What was said on time stays so when it comes again late. Both are expected to be of one invitee, round and form.
    """
    both = replace(response, earlier=_united((*response.earlier, *other.earlier)))
    return _of(both, (*all_answers(response), *all_answers(other)), (*all_comments(response), *all_comments(other)))


def in_order(response: Response) -> Response:
    """The response as merging leaves it, however its file was edited: what was said last holds."""
    whole = replace(response, earlier=_united(response.earlier))
    return _of(whole, all_answers(response), all_comments(response))


def with_answer(response: Response, answer: Answer, own: Collection[Answer | Comment] = ()) -> Response:
    """The response after an item was answered anew.

    Of the answers that gave way, those are dropped that are the writer's ``own``: a change of mind is no second
    version. But once the round was closed, all are kept.
    """
    kept = [said for said in all_answers(response) if said.item != answer.item or not _is_dropped(said, answer, own)]
    return _of(response, (*kept, answer), all_comments(response))


def with_comment(response: Response, comment: Comment, own: Collection[Answer | Comment] = ()) -> Response:
    """The response after a comment box was filled in anew; of what gave way as much is kept as of answers."""
    kept = [
        note for note in all_comments(response) if _box(note) != _box(comment) or not _is_dropped(note, comment, own)
    ]
    return _of(response, all_answers(response), (*kept, comment))


def said_of(
    response: Response, answers: Iterable[Answer], comments: Iterable[Comment], earlier: Iterable[Answer]
) -> Response:
    """A response in which this was said, some of it of earlier editions only."""
    return _of(replace(response, earlier=_united(earlier)), answers, comments)


def without(response: Response, answers: Collection[Answer]) -> Response:
    """The response as if some answers had never been given."""
    return _of(response, (answer for answer in all_answers(response) if answer not in answers), all_comments(response))


def on_time(response: Response) -> Response:
    """The response as it was when the round was closed: without what came late.

    Only the wish that something is no longer read counts at once. A comment that was taken back afterwards is gone, and
    of several wishes the strictest holds.
    """
    answers, _ = _latest((answer for answer in all_answers(response) if not answer.late), _item)
    comments = all_comments(response)
    in_time, _ = _latest((comment for comment in comments if not comment.late), _box)
    heeded = tuple(_as_wished(comment, comments) for comment in in_time)
    return replace(
        response, filled_in_by="", answers=answers, comments=heeded, replaced=(), replaced_comments=(), earlier=()
    )


def marked_late(response: Response) -> Response:
    """The response with everything in it marked as late."""
    return replace(
        response,
        answers=_late(response.answers),
        comments=_late(response.comments),
        replaced=_late(response.replaced),
        replaced_comments=_late(response.replaced_comments),
        earlier=_late(response.earlier),
    )


def all_answers(response: Response) -> tuple[Answer, ...]:
    """Every answer of a response, also those that gave way; each says itself who filled it in."""
    said = (*response.answers, *response.replaced)
    by = response.filled_in_by
    return tuple(replace(entry, filled_in_by=entry.filled_in_by or by) for entry in said) if by else said


def all_comments(response: Response) -> tuple[Comment, ...]:
    """Every comment of a response, also those that gave way."""
    return (*response.comments, *response.replaced_comments)


def is_later(entry: _Said, other: _Said) -> bool:
    """Whether the first holds over the second, of two that were said of one item or in one box."""
    return _rank(entry) > _rank(other)


def _of(response: Response, answers: Iterable[Answer], comments: Iterable[Comment]) -> Response:
    """A response that consists of these statements."""
    held, replaced = _latest(answers, _item)
    written, replaced_comments = _latest(comments, _box)
    return replace(
        response,
        filled_in_by="",
        answers=held,
        replaced=replaced,
        comments=written,
        replaced_comments=replaced_comments,
    )


def _late(said: tuple[_Said, ...]) -> tuple[_Said, ...]:
    return tuple(replace(entry, late=True) for entry in said)


def _is_dropped(entry: _Said, new: _Said, own: Collection[Answer | Comment]) -> bool:
    return not entry.late and not new.late and entry in own


def _as_wished(comment: Comment, versions: Iterable[Comment]) -> Comment:
    """A comment with the strictest wish that its writer has had since; empty when it was taken back since."""
    later = [version for version in versions if _box(version) == _box(comment) and is_later(version, comment)]
    taken_back = any(not version.text for version in later)
    strict = any(version.use == "facilitator only" for version in (comment, *later))
    return replace(comment, text="" if taken_back else comment.text, use="facilitator only" if strict else comment.use)


def _latest(said: Iterable[_Said], key: Callable[[_Said], Any]) -> tuple[tuple[_Said, ...], tuple[_Said, ...]]:
    """What holds for each item or box, by a key, and what gave way, both in a fixed order."""
    ranked = _united(said)
    holds = {key(entry): entry for entry in ranked}
    gave_way = sorted((entry for entry in ranked if holds[key(entry)] is not entry), key=key)
    return tuple(holds[name] for name in sorted(holds)), tuple(gave_way)


def _united(said: Iterable[_Said]) -> tuple[_Said, ...]:
    """All that was said, each once, what was said last at the end."""
    unique: dict[Any, _Said] = {}
    for entry in sorted(said, key=_rank):
        unique.setdefault(
            _without_late(entry), entry
        )  # of two that differ only in being late, the one on time is first
    return tuple(unique.values())


def _rank(entry: Answer | Comment) -> tuple[Any, ...]:
    """Later moments rank higher.

    At the same moment a stricter wish ranks higher, and what people said themselves ranks above what others filled in
    for them. Then answers to the present words rank higher, then late ones. After that the order is arbitrary, but
    always the same.
    """
    if isinstance(entry, Comment):
        return entry.given, not entry.text, entry.use == "facilitator only", entry.late, _without_late(entry)
    return entry.given, not entry.filled_in_by, not entry.given_to, entry.late, _without_late(entry)


def _without_late(entry: Answer | Comment) -> object:
    return _WITHOUT_LATE[type(entry)](entry)


_item = attrgetter("item")
_box = attrgetter("given_to", "section", "box")
_WITHOUT_LATE = {
    kind: attrgetter(*(field.name for field in fields(kind) if field.name != "late")) for kind in (Answer, Comment)
}
