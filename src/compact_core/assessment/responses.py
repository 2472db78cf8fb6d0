"""What the people who are asked answer. Frozen values, no files.

As in every type of the model an empty text means that nothing is said; None is not used.
"""

# No postponed annotations here: the reader of files looks up the types of the fields when the program runs.

from dataclasses import dataclass
from typing import Annotated, Literal

from compact_core.model import TextRule
from compact_core.model.lineage import Digest
from compact_core.model.text_rules import Id, OptionalId

Moment = Annotated[
    str,
    TextRule(
        pattern=r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?",
        allowed="a day and a time in UTC, such as 2026-03-01T09:30:00Z",
    ),
]
"""A second of time in UTC (ISO 8601); empty when it is not known. Later moments sort after earlier ones."""

GivenTo = Annotated[
    str,
    TextRule(
        pattern=r"(?:[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*)?",
        allowed="the id of a code, # and the id of an item, such as leeds-partnership-2003#share-power",
    ),
]
"""An item of an earlier edition: ``code#item``; empty when an answer was given to the words that are asked now."""
OptionalDigest = Annotated[
    str, TextRule(pattern=r"(?:[0-9a-f]{16})?", allowed="16 digits from 0-9 and a-f, or leave it out")
]
"""A content digest that may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says to one item. Who says nothing gives no answer."""

    item: Id
    """Id of the item."""
    says: Literal["point", "don't know", "not applicable", "taken back"]
    """What kind of answer it is. Only a point is counted as one; who takes an answer back has said nothing."""
    point: int = 0
    """The point of the scale, counted from 1, the lowest; 0 unless the answer is a point."""
    reason: str = ""
    """Why the item does not apply; empty unless the answer is 'not applicable'."""
    missing: tuple[int, ...] = ()
    """Which of the things that the item covers are missing, counted from 1 in its order. They are never scored."""
    given: Moment = ""
    """When the answer was given; of two answers of one invitee to one item the later one holds."""
    late: bool = False
    """Whether it came after the round was closed, when results could be seen."""
    filled_in_by: str = ""
    """Id of the organisation whose people filled it in; empty when the response says it, or it is the invitee's."""
    given_to: GivenTo = ""
    """The item of an earlier edition that it was given to, when that is another than is asked now."""
    digest: OptionalDigest = ""
    """Content digest of that item as it was asked then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody wrote in a comment box."""

    section: Id
    """Id of the section of the code."""
    box: Literal["strengths", "improvements"]
    """Which of the two boxes of the section."""
    text: str = ""
    """What was written; empty when it was taken back."""
    use: Literal["may be quoted", "facilitator only"] = "facilitator only"
    """What the writer allows."""
    given: Moment = ""
    """When it was written."""
    late: bool = False
    """Whether it came after the round was closed."""
    given_to: OptionalId = ""
    """Id of the code that has the section, when that is an earlier one than is asked about now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Everything one invitee answered in one round."""

    partnership: Id
    """Id of the partnership."""
    round: int
    """Number of the round."""
    code: Id
    """Id of the code whose items are answered."""
    invitee: Id
    """Code of the invitee."""
    asked: Digest
    """What the form asked (:func:`asked_digest`), so that answers to another form are noticed."""
    filled_in_by: str = ""
    """Id of the organisation whose people filled in the whole form, when that is not the invitee's own.

    Once versions are merged each answer says it by itself, since one may be filled in by others and the next not.
    """
    answers: tuple[Answer, ...] = ()
    """The answers, at most one an item."""
    comments: tuple[Comment, ...] = ()
    """The comments, at most one a box."""
    replaced: tuple[Answer, ...] = ()
    """Answers which gave way to later ones and are kept: of other versions, and what a late one took the place of."""
    replaced_comments: tuple[Comment, ...] = ()
    """Comments which gave way to later ones and are kept."""
    earlier: tuple[Answer, ...] = ()
    """Answers to items of earlier editions that say something else now, or are no longer asked. They are kept, and
    counted nowhere. Each has the id of its item in its own edition."""

    @property
    def held_answers(self) -> tuple[Answer, ...]:
        """The answers that hold; where one was taken back there is none."""
        return tuple(answer for answer in self.answers if answer.says != "taken back")

    def answer_to(self, item: str) -> Answer | None:
        """The answer to an item; None when nothing is said, or when it was taken back."""
        return next((answer for answer in self.held_answers if answer.item == item), None)

    def comment_in(self, section: str, box: str) -> Comment | None:
        """What stands in a comment box of a section; its text is empty when it was taken back."""
        return next(
            (note for note in self.comments if (note.section, note.box, note.given_to) == (section, box, "")), None
        )
