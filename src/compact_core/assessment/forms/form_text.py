"""The form as lines of text, for a mail and for documents: words in square brackets say where an answer belongs.

These marks have no spaces, so no program wraps them, and they come back whatever a program does to the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from compact_core.assessment.forms.answer_words import NOT_APPLICABLE, answer_keys
from compact_core.assessment.forms.content import BOXES, JUDGE, Form, FormItem, FormSection
from compact_core.reports.labels import COVERS
from compact_core.text import clean

LineStyle = Literal["title", "heading", "item", "text", "slot", "option"]
"""What a line of a form is: title, heading, head of an item, text, a place to write in, or an answer to tick."""

SLOTS = ("answer", "missing", "reason", "comment", "quote", "filled-in-on", "filled-in-by")
"""The marks behind which people write; each but the last two names an item, or a section and a box."""
OTHERS = ("form", "section", "item", "end")
"""The marks of what is only there to be read; they end what was written before them."""
MARK = re.compile(r"\[([^\[\]]{1,400})\]")
"""Anything in square brackets, which may be a mark."""
_KIND = re.compile(rf"(?P<kind>{'|'.join((*SLOTS, *OTHERS))})(?::(?P<rest>[^\[\]]*))?")

LABELS = {
    "answer": "Your answer:",
    "missing": "What is missing of it?",
    "reason": "Why not, if it is not applicable?",
    "quote": "May this comment be quoted, yes or no?",
    "filled-in-on": "The day on which you answer, as in 2026-03-01; you may leave it out:",
    "filled-in-by": "If another organisation filled this in, its short name:",
}
"""What stands behind a mark, before the place to write in; behind that of a comment stands the question of its box."""
YES, NO = "yes", "no"


class FormLine(NamedTuple):
    """One line of a form, or one paragraph."""

    style: LineStyle
    """What it is: title, heading, head of an item, text, a place to write in, or an answer to tick."""
    text: str
    """Its words. What is written into a place follows them, or stands below."""


class BracketMark(NamedTuple):
    """Words in square brackets that say where an answer belongs."""

    kind: str
    names: tuple[str, ...]
    """What it names, such as an item."""


def mark_in(text: str) -> BracketMark | None:
    """The mark that the words between square brackets are; None when they are something else."""
    found = _KIND.fullmatch("".join(text.replace(">", " ").split()).casefold())
    return BracketMark(found["kind"], tuple(found["rest"].split(":")) if found["rest"] else ()) if found else None


def label_of_mark(mark: BracketMark) -> str:
    """What stands behind a mark, before the place to write in."""
    if mark.kind != "comment":
        return LABELS.get(mark.kind, "")
    return next((question for box, question in BOXES.items() if mark.names[1:] == (box,)), "")


def purpose(form: Form) -> str:
    """Why people are asked."""
    return (
        f"The partners of {form.partnership_name} ask each other how well they work together. They go by this code of "
        f"practice: {form.code_title}. Every organisation has one voice, whether it is large or small. The answers are "
        "the start of a talk between the partners. They are no test, and nobody is ranked."
    )


def form_lines(form: Form, *, ticks: bool = False) -> Iterator[FormLine]:
    """The lines of a form. With ``ticks`` there is a box before each answer, else the answers are written in words."""
    yield FormLine("title", _line(f"How do we work together? {form.title}"))
    yield FormLine("text", f"[form:{form.partnership}:{form.round}:{form.code}:{form.invitee}:{form.asked}]")
    yield FormLine("text", _line(f"For: {form.answers_for}"))
    yield FormLine("text", _line(f"Your code: {form.invitee}"))
    yield FormLine("text", _line(purpose(form)))
    if form.agreed:
        yield FormLine("text", "Please send the one reply that your organisation has agreed on.")
    yield FormLine("heading", "Before you answer")
    for fact in form.about:
        yield FormLine("text", _line(f"{fact.label}: {fact.text}"))
    yield FormLine("heading", "How to answer")
    yield from (FormLine("text", text) for text in _advice(form, ticks=ticks))
    others = [f"{identity} ({name})" for identity, name in form.others]
    if others:
        yield FormLine("text", _line(f"Short names of organisations: {'; '.join(others)}."))
    yield _slot("filled-in-on")
    if others:
        yield _slot("filled-in-by")
    for section in form.sections:
        yield from _section(section, form, ticks=ticks)
    yield FormLine("text", "[end] Thank you.")
    yield FormLine("text", _line(f"Send it to: {form.send_to}."))


def form_mail(form: Form) -> str:
    """The form as the text of a mail, which is answered by replying between its lines."""
    lines: list[str] = []
    for line in form_lines(form):
        if lines and line.style in {"heading", "item", "slot"}:
            lines.append("")
        lines.append(line.text)
        if line.style in {"title", "slot"}:
            lines.append("")
    return "\n".join(lines) + "\n"


def _advice(form: Form, *, ticks: bool) -> Iterator[str]:
    keys = ", ".join(f"{key} {words}" for key, words in answer_keys(form.points))
    if ticks:
        yield "Tick one box for each statement. You may leave out anything."
        yield f"{JUDGE} If you like, tick what is missing."
        yield f"Where you tick '{NOT_APPLICABLE}', say why on the line below it."
    else:
        yield "Press 'Reply', and write each answer behind the words 'Your answer', or on the line below."
        yield "You may leave out anything."
        yield _line(f"Write the words or the key before them: {keys}.")
        yield _line(f"{JUDGE} If you like, add the numbers of what is missing: {form.points[0]}; missing 1 and 3.")
        yield f"Where it does not apply, say why: {NOT_APPLICABLE}: too early."
    yield "A comment can have any words. It may be quoted only if you say yes."
    yield "Leave the words in square brackets as they are: they say which answer is which."


def _section(section: FormSection, form: Form, *, ticks: bool) -> Iterator[FormLine]:
    yield FormLine("heading", _line(section.title, f"[section:{section.id}] "))
    if section.lead:
        yield FormLine("text", _line(section.lead))
    for item in section.items:
        yield from _item(item, form.points, ticks=ticks)
    for box in BOXES:
        yield _slot("comment", section.id, box)
        yield _slot("quote", section.id, box)
        if ticks:
            yield from (FormLine("option", word) for word in (YES, NO))


def _item(item: FormItem, points: tuple[str, ...], *, ticks: bool) -> Iterator[FormLine]:
    title = f"{item.title}. " if item.title else ""
    yield FormLine("item", _line(f"{item.number}. {title}{item.text}", f"[item:{item.number}] "))
    for note in item.notes:
        yield FormLine("text", _line(f"{note.label}: {note.text}"))
    if item.covers and not ticks:
        parts = "; ".join(f"({position}) {part}" for position, part in enumerate(item.covers, start=1))
        yield FormLine("text", _line(f"{COVERS} {parts}."))
    yield FormLine("text", _line(f"Reasons not to apply: {'; '.join(item.reasons)}."))
    yield _slot("answer", item.id)
    if ticks:
        yield from (FormLine("option", _line(words)) for _, words in answer_keys(points))
        yield _slot("reason", item.id)
        if item.covers:
            yield _slot("missing", item.id)
            numbered = enumerate(item.covers, start=1)
            yield from (FormLine("option", _line(f"{position} {part}")) for position, part in numbered)


def _slot(kind: str, *names: str) -> FormLine:
    mark = BracketMark(kind, names)
    return FormLine("slot", f"[{':'.join((kind, *names))}] {label_of_mark(mark)}")


def _line(text: str, mark: str = "") -> str:
    """Foreign text on one line, in which nothing is taken for a mark."""
    return mark + MARK.sub(_unmarked, " ".join(clean(text).split()))


def _unmarked(found: re.Match[str]) -> str:
    return f"({found[1]})" if mark_in(found[1]) else found[0]
