"""What somebody answered to an earlier edition of a round, put into the form of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.editions import earlier_answers
from compact_core.assessment.findings.wording import answer_words
from compact_core.reports.page import Fact

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import Form, FormItem
    from compact_core.assessment.partnership import Round
    from compact_core.assessment.responses import Response

FOLLOWS = "it counts already. Answer only to change it"
AGAIN = "the words have changed since you answered. Please answer again"


def with_answers_before(form: Form, asked: Round, response: Response | None, *, held: bool = False) -> Form:
    """The form with what its invitee answered before the round went on in another edition.

    An answer to other words does not stand beside its item: people are to answer without it. Only a medium that can
    wait for the new answer shows it after that. A form that is sent out also tells which answers are ``held``, so that
    nobody answers everything again.
    """
    if response is None or all(edition.round != asked.number for edition in asked.editions):
        return form
    before = earlier_answers(response, asked)

    def told(item: FormItem) -> FormItem:
        now, then = (
            answer_words(answer, asked.points) if answer else ""
            for answer in (response.answer_to(item.id), before.get(item.id))
        )
        return _told(item, now, then, held=held)

    sections = (section._replace(items=tuple(map(told, section.items))) for section in form.sections)
    return form._replace(sections=tuple(sections))


def told_after(item: FormItem) -> str:
    """What is told of an item that was answered again; empty where nothing was said before."""
    return f"When item {item.number} stood in other words, you answered: {item.earlier}." if item.earlier else ""


def _told(item: FormItem, now: str, then: str, *, held: bool) -> FormItem:
    """An item with what is said of it now and what was said of it in other words; either may be empty."""
    item = item._replace(earlier=then)
    if not now:
        return item._replace(notes=(*item.notes, Fact("Reworded", AGAIN))) if then else item
    if not held:
        return item
    return item._replace(notes=(*item.notes, Fact("Answered", f"{now}; {FOLLOWS}")), follows=True)
