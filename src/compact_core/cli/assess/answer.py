"""``compacts assess answer``: answers line by line, in plain text."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import click

from compact_core.assessment.forms.answer_words import DONT_KNOW, NOT_APPLICABLE
from compact_core.assessment.forms.content import BOXES, JUDGE
from compact_core.cli.assess import answer_session
from compact_core.cli.assess.keyboard import read_line
from compact_core.cli.output import DONE, echo, line_width
from compact_core.reports.labels import COVERS
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Unpack

    from compact_core.assessment.forms.content import Form, FormItem, FormSection
    from compact_core.assessment.responses import Answer
    from compact_core.cli.assess.answer_session import AnswerSession, AnswersOptions

_HELP = """\
Write the number of an answer, its words, or how they begin. Press enter to leave the item as it is.
Other words: back, the item before; clear, take the answer back; repeat, show the item again; help, show this.
stop leaves. Everything is saved, and you can go on later."""


@click.command("answer")
@answer_session.answers_options
@click.pass_context
def answer(ctx: click.Context, /, folder: str, invitee: str, start: int | None, **given: Unpack[AnswersOptions]) -> int:
    """Answer item by item in plain text, as a screen reader reads it best.

    INVITEE is the code in your invitation. Each answer is saved before the next item is shown. You can stop at any
    time, also with ctrl+c, and go on later where you stopped.
    """
    session = answer_session.session_for(ctx, folder, invitee, given)
    position = answer_session.first_position(session, start)
    _introduce(session.form)
    with answer_session.typing(session, folder, "answer"):
        _Lines(session).run(position)
    return DONE


def _introduce(form: Form) -> None:
    """Say what everybody has to know before they answer."""
    for text in (form.title, form.code_title, f"For {form.organisation_name}, {form.invitee}"):
        _say(text)
    if form.agreed:
        _say("This is the one reply that your organisation has agreed on. It counts in place of answers of people.")
    for fact in form.about:
        _say(f"{fact.label}: {fact.text}")
    _say(_HELP)


class _Lines:
    """Goes through the items and asks for a line about each."""

    def __init__(self, session: AnswerSession) -> None:
        self._session = session
        self._form = session.form

    def run(self, position: int) -> None:
        """Begin with the item at a position, until the last one is done or somebody stops."""
        items = self._form.items
        while position < len(items):
            self._show(items[position])
            command = self._ask(items[position])
            if command == "stop":
                return
            if command == "back":
                position = max(position - 1, 0)
                continue
            section = self._form.section_of(items[position])
            if items[position] == section.items[-1]:
                self._comments(section)
            position += 1

    def _show(self, item: FormItem) -> None:
        """Show all of an item."""
        section = self._form.section_of(item)
        echo()
        if item == section.items[0]:
            _say(f"Section: {section.title}")
            _say(section.lead)
        position = f"Item {self._form.items.index(item) + 1} of {len(self._form.items)}"
        _say(f"{position}: {item.title or item.text}")
        if item.title:
            _say(item.text)
        for note in item.notes:
            _say(f"{note.label}: {note.text}")
        if item.covers:
            _say(COVERS)
            _list(item.covers)
            _say(JUDGE)
        _say("Answers:")
        _list(_answers(self._form))
        if self._session.said(item):
            _say(f"Your answer so far: {self._session.in_words(item)}")

    def _ask(self, item: FormItem) -> str:
        """Ask for lines until one settles the item; gives ``back``, ``stop``, or nothing when it is settled."""
        while True:
            line = read_line("Answer: ")
            command = line.casefold()
            if not line or command in {"back", "stop"}:
                return command
            if command == "repeat":
                self._show(item)
            elif command == "clear":
                self._session.take_back(item)
                _say("Saved: no answer")
            elif command == "help":
                _say(_HELP)
            elif self._answered(item, line):
                return ""

    def _answered(self, item: FormItem, line: str) -> bool:
        """Whether the line was understood as an answer, which is kept then."""
        offered = _answers(self._form)
        meant = understood(line, offered)
        if len(meant) != 1:
            _say(_not_understood(line, meant))
            return False
        position = offered.index(meant[0])
        said = answer_session.answer_at(position, item, len(self._form.points), lambda: self._reason(item))
        if said is None:
            _say("Nothing was saved for this item.")
            return False
        self._save(item, said)
        not_all = said.says == "point" and said.point < len(self._form.points)
        if item.covers and not_all and (missing := self._missing(item)):
            self._save(item, replace(said, missing=missing))
        return True

    def _save(self, item: FormItem, said: Answer) -> None:
        self._session.answer(item, said)
        _say(f"Saved: {self._session.in_words(item)}")

    def _reason(self, item: FormItem) -> str:
        _say("Why does it not apply?")
        _list(item.reasons)
        line = read_line("A number, or your own words: ")
        number = answer_session.number_in(line, len(item.reasons))
        return item.reasons[number - 1] if number else line

    def _missing(self, item: FormItem) -> tuple[int, ...]:
        """What is missing of what the item covers, if somebody wants to name it."""
        while True:
            numbers = answer_session.missing_numbers(read_line("Numbers of what is missing, or enter: "), item)
            if numbers is not None:
                return numbers
            _say(f"There are the numbers 1 to {len(item.covers)}.")

    def _comments(self, section: FormSection) -> None:
        """Ask for the two comments on a section."""
        echo()
        _say(f"Comments on {section.title}. Do not name people. Press enter to leave them as they are.")
        for box in get_args(answer_session.Box):
            while not self._commented(section.id, box):
                pass

    def _commented(self, section: str, box: answer_session.Box) -> bool:
        """Ask for one comment; whether it needs no asking again."""
        if before := self._session.commented(section, box):
            _say(f"So far: {before}")
            _say("Write a single - to take it back.")
        text = read_line(f"{BOXES[box]} ")
        if before and text == "-":
            self._session.comment(section, box, "", quotable=False)
            _say("Taken back.")
        elif text:
            quotable = read_line("May it be quoted in reports? yes, or enter for the facilitator only: ")
            yes = quotable.casefold() in {"y", "yes"}
            if not self._session.comment(section, box, text, quotable=yes):
                return False
            _say(f"Saved: {'it may be quoted' if yes else 'for the facilitator only'}")
        return True


def understood(line: str, offered: Sequence[str]) -> list[str]:
    """What a line can mean of the answers that are offered: a number, the words, or how they begin."""
    if number := answer_session.number_in(line, len(offered)):
        return [offered[number - 1]]
    typed = words(line)
    exact = [answer for answer in offered if words(answer) == typed]
    start = " ".join(typed)
    return exact or [answer for answer in offered if start and " ".join(words(answer)).startswith(start)]


def _not_understood(line: str, meant: Sequence[str]) -> str:
    if meant:
        return f"'{line}' can mean {' or '.join(meant)}. Write more of it, or its number."
    return f"'{line}' is no answer. Write a number, or how an answer begins; help says more."


def _answers(form: Form) -> tuple[str, ...]:
    return (*form.points, DONT_KNOW, NOT_APPLICABLE)


def _list(texts: Iterable[str]) -> None:
    for number, text in enumerate(texts, start=1):
        _say(f"{number} {text}")


def _say(text: str) -> None:
    """Print a text in lines that fit, without anything but words."""
    width = line_width()
    for line in text.splitlines():
        echo("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)))
