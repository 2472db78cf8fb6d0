"""One invitee's answers while they are given: each is on disk before it is acknowledged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.merging import with_answer, with_comment
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.content.plain import plain_value
from compact_core.errors import CompactsError
from compact_core.records.disk import existing, write
from compact_core.records.places import response_file
from compact_core.records.saving import current_round, read_own, save_response
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core.assessment.model import Round
    from compact_core.records.reading import Assessment

ANSWERS_FORMAT = "compacts-answers-1"
"""What an answers file says of its format."""
_ELSEWHERE = "Another program has changed these answers too."
_CLOSED = "The round was closed meanwhile. What is said from now on is marked as late."
_GONE = "The file of these answers was gone. It is written anew, with everything that was said."
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Note(NamedTuple):
    """What there is to tell after an answer was saved."""

    changed: tuple[str, ...] = ()
    """What another program had changed: ids of items, and ``section box`` of comments."""
    told: str = ""
    """The same in a sentence; empty when there is nothing to tell."""


def utc_now() -> str:
    """This second in UTC."""
    return datetime.now(UTC).strftime(_MOMENT)


def answers_file_name(invitee: str, number: int) -> str:
    """The name of an answers file."""
    return f"answers-{invitee}-round-{number}.json"


def answers_file(response: Response) -> bytes:
    """A response as an answers file, the way a form saves it: what gave way is left out, and what is late is not said.

    Who brings it into a folder finds both out anew.
    """
    sent = replace(
        response,
        answers=tuple(replace(one, late=False) for one in response.answers),
        comments=tuple(replace(one, late=False) for one in response.comments),
        replaced=(),
        replaced_comments=(),
    )
    return json.dumps({"format": ANSWERS_FORMAT, **plain_value(sent)}, ensure_ascii=False, indent=1).encode()


class AnswerBook:
    """The answers of one invitee in one round, on disk and in memory.

    Everything that is said is saved at once, and merged with what another program saved meanwhile. When saving fails,
    :class:`compact_core.errors.CompactsError` says why; the answers stay in memory, the next one saves them all, and
    :meth:`save_elsewhere` puts them into another place.
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
        self._known: bytes | None = None
        self._news = ""
        self.unsaved = False
        """Whether something is only in memory, because saving failed."""
        self._asked = current_round(self._folder, number)
        codes = [one.code for one in self._asked.invitees]
        if invitee not in codes:
            message = f"Nobody with the code '{shorten(clean(invitee))}' is asked in round {number}."
            raise CompactsError(f"{message} Codes: {', '.join(codes) or 'none yet'}.")
        path = response_file(self._folder, number, invitee)
        self._known = existing(path)
        new = Response(
            partnership=assessment.partnership.id,
            round=number,
            code=self._asked.code,
            invitee=invitee,
            asked=asked_digest(self._asked),
        )
        self.response = new if self._known is None else replace(read_own(self._known, path), asked=new.asked)
        """Everything said so far, as last saved or merged."""
        if filled_in_by:
            homes = [one.id for one in assessment.partnership.organisations]
            if filled_in_by not in homes:
                message = f"There is no organisation '{shorten(clean(filled_in_by))}' in the partnership."
                raise CompactsError(f"{message} There are: {', '.join(homes)}.")
            self.response = replace(self.response, filled_in_by=filled_in_by)

    def answer(
        self,
        item: str,
        says: Literal["point", "don't know", "not applicable"],
        point: int = 0,
        reason: str = "",
        missing: tuple[int, ...] = (),
    ) -> Note:
        """Answer an item, for the first time or anew."""
        asked = self._round()
        if all(row.item != item for row in asked.rows):
            raise CompactsError(f"The item '{shorten(clean(item))}' is not asked about in round {asked.number}.")
        if says == "point" and not 1 <= point <= len(asked.points):
            raise CompactsError(f"The scale has the points 1 to {len(asked.points)}; found {point}.")
        said = Answer(
            item=item,
            says=says,
            point=point if says == "point" else 0,
            reason=clean(reason) if says == "not applicable" else "",
            missing=missing,
        )
        return self._say(said, asked)

    def take_back(self, item: str) -> Note:
        """Take an answer back, so that nothing is said of the item."""
        if all(one.item != item for one in self.response.answers):
            return Note()
        return self._say(Answer(item=item, says="taken back"), self._round())

    def comment(
        self,
        section: str,
        box: Literal["strengths", "improvements"],
        text: str,
        use: Literal["may be quoted", "facilitator only"] = "facilitator only",
    ) -> Note:
        """Fill in a comment box, for the first time or anew; an empty text takes the comment back."""
        asked = self._round()
        before = next((one.given for one in self.response.comments if (one.section, one.box) == (section, box)), "")
        given = self._later_than(before)
        said = Comment(section=section, box=box, text=clean(text), use=use, given=given, late=bool(asked.closed))
        self.response = with_comment(self.response, said)
        return self._save()

    def save(self) -> Note:
        """Save again what could not be saved."""
        return self._save()

    def save_elsewhere(self, path: str) -> None:
        """Write everything said so far as an answers file into another place, from where it can be brought in."""
        write(path, answers_file(self.response))

    def _say(self, said: Answer, asked: Round) -> Note:
        before = next((one.given for one in self.response.answers if one.item == said.item), "")
        given = self._later_than(before)
        self.response = with_answer(self.response, replace(said, given=given, late=bool(asked.closed)))
        return self._save()

    def _later_than(self, before: str) -> str:
        """Now, or a second after what is replaced, where a clock was set back or two are said in one second."""
        now = self._now()
        if now > before:
            return now
        try:
            return (datetime.fromisoformat(before) + timedelta(seconds=1)).strftime(_MOMENT)
        except OverflowError:  # nothing is later than the end of the year 9999
            return before

    def _round(self) -> Round:
        """The round as it is now; as it was last, when it is out of reach: then saving will say why."""
        try:
            asked = current_round(self._folder, self.response.round)
        except CompactsError:
            return self._asked
        if asked_digest(asked) != self.response.asked:
            message = f"The items of round {asked.number}, or their words, have changed since you began."
            raise CompactsError(f"{message} Begin again, so that you see what is asked now.")
        if asked.closed and not self._asked.closed:
            self._news = _CLOSED
        self._asked = asked
        return asked

    def _save(self) -> Note:
        self.unsaved = True
        was_there = self._known is not None
        saved = save_response(self._folder, self.response, known=self._known)
        self.unsaved = False
        self.response, self._known = saved.response, saved.data
        news = [self._news] if self._news else []
        self._news = ""
        if saved.changed:
            news.append(f"{_ELSEWHERE} What was said last holds: {', '.join(saved.changed)}.")
        elif was_there and saved.anew:
            news.append(_GONE)
        return Note(saved.changed, " ".join(news))
