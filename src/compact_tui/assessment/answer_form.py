"""A form that is being filled in: what is said so far, and which item is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from compact_core.assessment.forms.answer_words import answer_keys
from compact_core.assessment.forms.content import JUDGE, Form, FormItem, FormSection
from compact_core.assessment.responses import Answer, Comment, Response
from compact_tui.choice_list import MARKED, UNMARKED

CHOSEN, OPEN = "●", "○"
"""What stands before the answer that is given, and before every other."""


class AnswerForm(NamedTuple):
    """A form, what is said in it, and the item that is shown."""

    content: Form
    """What the form asks."""
    response: Response
    """What is said so far."""
    position: int
    """Which item is shown, counted from 0."""

    @property
    def item(self) -> FormItem:
        """The item that is shown."""
        return self.content.items[self.position]

    @property
    def section(self) -> FormSection:
        """The section of the item."""
        return next(section for section in self.content.sections if self.item in section.items)

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(1 for item in self.content.items if self.response.answer_to(item.id))

    @property
    def answer(self) -> Answer | None:
        """The answer to the item."""
        return self.response.answer_to(self.item.id)

    @property
    def options(self) -> tuple[str, ...]:
        """What can be answered: the points from the lowest, then the two that are no points."""
        return tuple(words for _, words in answer_keys(self.content.points))

    @property
    def chosen(self) -> int:
        """Which of the options is the answer, counted from 0; -1 for none."""
        if not self.answer:
            return -1
        if self.answer.says == "point":
            return self.answer.point - 1
        return self.options.index(self.answer.says, len(self.content.points))

    def comment(self, box: str) -> Comment | None:
        """The comment in a box of the section."""
        return self.response.comment_in(self.section.id, box)

    def moved(self, steps: int) -> AnswerForm:
        """The form at the item that is ``steps`` items further on, but not beyond the ends."""
        return self._replace(position=min(max(self.position + steps, 0), len(self.content.items) - 1))

    def next_open(self) -> AnswerForm:
        """At the next item without an answer, from here on and then from the top; here when there is none."""
        positions = range(len(self.content.items))
        ahead = (*positions[self.position + 1 :], *positions[: self.position + 1])
        ids = [item.id for item in self.content.items]
        still_open = (position for position in ahead if not self.response.answer_to(ids[position]))
        return self._replace(position=next(still_open, self.position))

    def texts(self) -> Iterator[tuple[str, str]]:
        """The item in words: what each text is, and the text."""
        yield "section", self.section.title
        if self.section.lead:
            yield "lead", self.section.lead
        yield "title", f"{self.item.number}. {self.item.title}".rstrip()
        yield "text", self.item.text
        yield from (("note", f"{note.label}: {note.text}") for note in self.item.notes)
        if self.item.covers:
            yield "note", JUDGE

    def option_lines(self) -> Iterator[str]:
        """Each answer with its key and a mark; the reason stands behind 'not applicable'."""
        for position, (key, words) in enumerate(answer_keys(self.content.points)):
            chosen = position == self.chosen
            reason = f": {self.answer.reason}" if self.answer and chosen and self.answer.reason else ""
            yield f"{CHOSEN if chosen else OPEN} {key}  {words}{reason}"

    def covered_lines(self, missing: Collection[int]) -> Iterator[str]:
        """Each thing that it covers, with a mark."""
        for number, thing in enumerate(self.item.covers, start=1):
            yield f"{MARKED if number in missing else UNMARKED} {thing}"


def resumed(content: Form, response: Response) -> AnswerForm:
    """The form at its first open item; at its first when all are answered."""
    start = AnswerForm(content, response, -1)
    return start.next_open().moved(0) if content.items else start._replace(position=0)
