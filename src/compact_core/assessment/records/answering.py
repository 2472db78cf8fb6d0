"""One invitee's answers while they are given: each is on disk before it is acknowledged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Literal, NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.merging import all_answers, is_later, merged, with_answer, with_comment, without
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.disk import RefusedError, existing_answers, write
from compact_core.assessment.records.locking import news_of_locks
from compact_core.assessment.records.paths import response_file
from compact_core.assessment.records.reading import Assessment
from compact_core.assessment.records.saving import change_response, current_round, read_own
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.content.write import plain_value
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten

ANSWERS_FORMAT = "compacts-answers-1"
"""What an answers file says of its format."""
_ELSEWHERE = "Another program has changed these answers too."
_CLOSED = "The round was closed meanwhile."
LATE = "What is said now is marked as late. What was said in time is kept, and results that hide people go by it."
"""The message to people who answer after the round was closed."""
_GONE = "The file of these answers was gone. It is written anew, with everything that was said."
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class SaveOutcome(NamedTuple):
    """The result of saving an answer."""

    changed: tuple[str, ...] = ()
    """What another program had changed: ids of items, and ``section box`` of comments."""
    text: str = ""
    """The same in a sentence; empty when nothing happened."""
    said_anew: bool = False
    """Whether what was said before, which was to be put back, had to be said anew."""


def utc_now() -> str:
    """This second in UTC."""
    return datetime.now(UTC).strftime(_MOMENT)


def answers_file(response: Response) -> bytes:
    """A response as an answers file, as a form saves it: without replaced answers, and without what is late.

    Both are found out again when it is brought into a folder.
    """
    sent = replace(
        response,
        answers=tuple(replace(answer, late=False) for answer in response.answers),
        comments=tuple(replace(comment, late=False) for comment in response.comments),
        replaced=(),
        replaced_comments=(),
        earlier=tuple(replace(answer, late=False) for answer in response.earlier),
    )
    return json.dumps({"format": ANSWERS_FORMAT, **plain_value(sent)}, ensure_ascii=False, indent=1).encode()


_Change = Callable[[Response, bool], Response]
"""Gives a response after something was said; late or not."""


class AnswerBook:
    """The answers of one invitee in one round, on disk and in memory.

    Everything that is said is saved at once, and merged with what another program saved meanwhile. Whether it is late
    is decided when it is saved. When saving fails, :class:`compact_core.errors.CompactsError` says why; the answers
    stay in memory, the next one saves them all, and :meth:`save_elsewhere` puts them into another place. Only what
    is too large to be read again, or answers what is no longer asked, is refused and not kept.
    """

    def __init__(
        self,
        assessment: Assessment,
        number: int,
        invitee: str,
        *,
        filled_in_by: str = "",
        now: Callable[[], str] = utc_now,
    ) -> None:
        self._folder = assessment.folder
        self._now = now
        self._asked = current_round(self._folder, number)
        codes = [person.code for person in self._asked.invitees]
        if invitee not in codes:
            message = f"Nobody with the code '{shorten(clean(invitee))}' is asked in round {number}."
            raise CompactsError(f"{message} Codes: {', '.join(codes) or 'none yet'}.")
        homes = [organisation.id for organisation in assessment.partnership.organisations]
        if filled_in_by and filled_in_by not in homes:
            message = f"There is no organisation '{shorten(clean(filled_in_by))}' in the partnership."
            raise CompactsError(f"{message} There are: {', '.join(homes)}.")
        self._filled_in_by = filled_in_by
        path = response_file(self._folder, number, invitee)
        self._known = existing_answers(path)
        new = Response(
            partnership=assessment.partnership.id,
            round=number,
            code=self._asked.code,
            invitee=invitee,
            asked=asked_digest(self._asked),
        )
        there = None if self._known is None else read_own(self._known, path, self._asked)
        self._saved = replace(there, asked=new.asked) if there else new
        self._own: set[Answer | Comment] = set()
        self._unsaved: list[_Change] = []

    @property
    def response(self) -> Response:
        """Everything said so far, as last saved or merged, and what is only in memory."""
        return self._changed(self._saved, self._asked)

    @property
    def late(self) -> bool:
        """Whether the round was closed when it was last looked at, so that what is said now is late."""
        return bool(self._asked.closed)

    @property
    def unsaved(self) -> bool:
        """Whether something is only in memory, because saving failed."""
        return bool(self._unsaved)

    def answer(
        self,
        item: str,
        says: Literal["point", "don't know", "not applicable"],
        point: int = 0,
        reason: str = "",
        missing: tuple[int, ...] = (),
    ) -> SaveOutcome:
        """Answer an item, for the first time or anew."""
        if all(row.item != item for row in self._asked.rows):
            raise CompactsError(f"The item '{shorten(clean(item))}' is not asked about in round {self._asked.number}.")
        if says == "point" and not 1 <= point <= len(self._asked.points):
            raise CompactsError(f"The scale has the points 1 to {len(self._asked.points)}; found {point}.")
        said = Answer(
            item=item,
            says=says,
            point=point if says == "point" else 0,
            reason=clean(reason) if says == "not applicable" else "",
            missing=missing,
        )
        return self._say(said)

    def take_back(self, item: str) -> SaveOutcome:
        """Take an answer back, so that nothing is said of the item."""
        if self._held(item) is None:
            return SaveOutcome()
        return self._say(Answer(item=item, says="taken back"))

    def restore(self, item: str, before: Answer | None) -> SaveOutcome:
        """Undo what this book said of an item since ``before`` held (None: no answer held), so that it holds again.

        Once the round is closed, what was given in time stays; then what was said before is said anew, and late.
        """
        again = Answer(item=item, says="taken back")
        if before:
            again = replace(before, late=False, given_to="", digest="")
        said = replace(again, given=self._later_than(self._held(item)))
        anew = self._answering(said)

        def change(response: Response, late: bool) -> Response:  # noqa: FBT001 - as every change is called
            left = without(response, [*self._since(response, item, before, late=late)])
            return left if left.answer_to(item) == before else anew(left, late)

        note = self._save(change)
        return note._replace(said_anew=self._held(item) == replace(said, late=True))

    def comment(
        self,
        section: str,
        box: Literal["strengths", "improvements"],
        text: str,
        use: Literal["may be quoted", "facilitator only"] = "facilitator only",
    ) -> SaveOutcome:
        """Fill in a comment box, for the first time or anew; an empty text takes the comment back."""
        given = self._later_than(self.response.comment_in(section, box))
        said = Comment(section=section, box=box, text=clean(text), use=use, given=given)
        self._own.add(said)
        return self._save(lambda response, late: with_comment(response, replace(said, late=late), self._own))

    def save(self) -> SaveOutcome:
        """Save again what could not be saved."""
        return self._save()

    def save_elsewhere(self, path: str) -> None:
        """Write everything said so far as an answers file into another place, from where it can be brought in."""
        write(path, answers_file(self.response))

    def _held(self, item: str) -> Answer | None:
        """The answer to an item that holds, one that was taken back too."""
        return next((said for said in self.response.answers if said.item == item), None)

    def _say(self, said: Answer) -> SaveOutcome:
        given = self._later_than(self._held(said.item))
        return self._save(self._answering(replace(said, given=given, filled_in_by=self._filled_in_by)))

    def _answering(self, said: Answer) -> _Change:
        self._own.add(said)
        return lambda response, late: with_answer(response, replace(said, late=late), self._own)

    def _since(self, response: Response, item: str, before: Answer | None, *, late: bool) -> Iterator[Answer]:
        """The book's own answers to an item after another one: late ones while the round is closed, else the others."""
        for said in all_answers(response):
            since = said.item == item and (before is None or is_later(said, before))
            if since and said.late == late and replace(said, late=False) in self._own:
                yield said

    def _later_than(self, before: Answer | Comment | None) -> str:
        """Now, or a second after the replaced answer, where a clock was set back or both were said in one second."""
        now = self._now()
        if before is None or now > before.given:
            return now
        try:
            return (datetime.fromisoformat(before.given) + timedelta(seconds=1)).strftime(_MOMENT)
        except OverflowError:  # nothing is later than the end of the year 9999, so that only one can be kept
            self._own.add(before)
            return before.given

    def _save(self, *changes: _Change) -> SaveOutcome:
        """Save what is new with all that is not saved yet; what is refused is left out."""
        self._unsaved += changes
        was_there = self._known is not None
        try:
            saved = change_response(
                self._folder, self._saved.round, self._saved.invitee, self._whole, known=self._known
            )
        except RefusedError:
            del self._unsaved[len(self._unsaved) - len(changes) :]
            raise
        changed = _differences(self._changed(self._saved, saved.asked), saved.response)
        news = [f"{_CLOSED} {LATE}"] if saved.asked.closed and not self._asked.closed else []
        self._saved, self._known, self._asked, self._unsaved = saved.response, saved.data, saved.asked, []
        if changed:
            news.append(f"{_ELSEWHERE} What was said last holds: {', '.join(changed)}.")
        elif was_there and saved.anew:
            news.append(_GONE)
        news += filter(None, [news_of_locks()])
        return SaveOutcome(changed, " ".join(news))

    def _whole(self, asked: Round, there: Response | None) -> Response:
        """What the file is to hold, beside what another program put there."""
        if asked_digest(asked) != self._saved.asked:
            message = f"The items of round {asked.number}, or their words, have changed since you began."
            raise RefusedError(f"{message} Begin again, so that you see what is asked now.")
        return self._changed(merged(self._saved, there) if there else self._saved, asked)

    def _changed(self, response: Response, asked: Round) -> Response:
        """A response with all that is not saved yet, which is late when the round is closed."""
        return reduce(lambda whole, change: change(whole, bool(asked.closed)), self._unsaved, response)


def _differences(response: Response, other: Response) -> tuple[str, ...]:
    """What two versions say differently."""
    items = {answer.item: answer for answer in response.answers}
    boxes = {(comment.section, comment.box): comment for comment in response.comments}
    said = [answer.item for answer in other.answers if items.get(answer.item) != answer]
    return (*said, *(f"{c.section} {c.box}" for c in other.comments if boxes.get((c.section, c.box)) != c))
