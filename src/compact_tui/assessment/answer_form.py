"""A form that is being filled in: where one stands in it, and what is said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.forms.content import DONT_KNOW, JUDGE, NOT_APPLICABLE, Form, FormItem, FormSection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from compact_core.assessment.responses import Answer, Comment, Response

CHOSEN, OPEN = "●", "○"
"""What stands before the answer that is given, and before every other."""
MISSING, THERE = "[x]", "[ ]"
"""What stands before a part that is marked as missing, and before every other."""


class Sheet(NamedTuple):
    """A form, what is said in it, and the item that is shown."""

    form: Form
    """The form."""
    response: Response
    """What is said so far."""
    at: int
    """Which item is shown, counted from 0."""

    @property
    def item(self) -> FormItem:
        """The item that is shown."""
        return self.form.items[self.at]

    @property
    def section(self) -> FormSection:
        """The section that the item stands in."""
        return next(section for section in self.form.sections if self.item in section.items)

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(1 for item in self.form.items if self.answer_to(item))

    @property
    def answer(self) -> Answer | None:
        """What is said of the item that is shown."""
        return self.answer_to(self.item)

    @property
    def options(self) -> tuple[str, ...]:
        """What can be answered: the points from the lowest, then the two that are no points."""
        return (*self.form.points, DONT_KNOW, NOT_APPLICABLE)

    @property
    def chosen(self) -> int:
        """Which of the options is the answer, counted from 0; -1 for none."""
        if not self.answer:
            return -1
        if self.answer.says == "point":
            return self.answer.point - 1
        return self.options.index(self.answer.says)

    def answer_to(self, item: FormItem) -> Answer | None:
        """What is said of an item; an answer that was taken back is none."""
        return self.response.answer_to(item.id)

    def comment(self, box: str) -> Comment | None:
        """What stands in a comment box of the section."""
        return self.response.comment_in(self.section.id, box)

    def moved(self, steps: int) -> Sheet:
        """So many items further on, but not beyond the ends."""
        return self._replace(at=min(max(self.at + steps, 0), len(self.form.items) - 1))

    def next_open(self) -> Sheet:
        """At the next item without an answer, from here on and then from the top; here when there is none."""
        places = range(len(self.form.items))
        ahead = (*places[self.at + 1 :], *places[: self.at + 1])
        return self._replace(at=next((place for place in ahead if not self.answer_to(self.form.items[place])), self.at))

    def told(self) -> Iterator[tuple[str, str]]:
        """The item in words: texts, and what each is."""
        yield "section", self.section.title
        if self.section.lead:
            yield "lead", self.section.lead
        yield "title", f"{self.item.number}. {self.item.title}".rstrip()
        yield "text", self.item.text
        yield from (("note", f"{note.label}: {note.text}") for note in self.item.notes)
        if self.item.parts:
            yield "note", JUDGE

    def option_lines(self) -> Iterator[str]:
        """Each answer with its key and a mark; the reason stands behind 'not applicable'."""
        keys = (*map(str, range(1, len(self.form.points) + 1)), "d", "x")
        for place, (key, words) in enumerate(zip(keys, self.options, strict=True)):
            reason = f": {self.answer.reason}" if self.answer and place == self.chosen and self.answer.reason else ""
            yield f"{CHOSEN if place == self.chosen else OPEN} {key}  {words}{reason}"

    def part_lines(self, missing: Collection[int]) -> Iterator[str]:
        """Each part with a mark."""
        for place, part in enumerate(self.item.parts, start=1):
            yield f"{MISSING if place in missing else THERE} {part}"


def resumed(form: Form, response: Response) -> Sheet:
    """The form at its first open item; at its first when all are answered."""
    return Sheet(form, response, -1).next_open().moved(0) if form.items else Sheet(form, response, 0)
