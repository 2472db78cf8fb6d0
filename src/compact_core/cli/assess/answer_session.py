"""Answers that are typed at a terminal: each is on disk before it is acknowledged, and none is lost."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypedDict

import click

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings.vocabulary import answer_words
from compact_core.assessment.forms.content import earlier_answer, form_of, with_answers_before
from compact_core.assessment.records.disk import RefusedError
from compact_core.assessment.responses import Answer
from compact_core.assessment.setup.beginning import lacks_signed_words
from compact_core.assessment.setup.partners import organisation
from compact_core.cli.assess.common import code_of, folder_argument, invitee_of, opened, round_of, round_option
from compact_core.cli.output import codes_option, echo, message, quoted, together
from compact_core.cli.prompts import can_ask
from compact_core.content.names import unused
from compact_core.errors import CompactsError
from compact_core.text import clean, count, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compact_core.assessment.forms.content import Form, FormItem
    from compact_core.assessment.records.answering import AnswerBook, SaveOutcome

Box = Literal["strengths", "improvements"]
Use = Literal["may be quoted", "facilitator only"]


class AnswersOptions(TypedDict):
    """What :data:`answers_options` say."""

    filled_in_by: str | None
    number: int | None
    codes: tuple[str, ...]


answers_options = together(
    folder_argument,
    click.argument("invitee", metavar="INVITEE"),
    click.option("--from", "start", type=click.IntRange(1), metavar="N", help="Number of the item to begin with."),
    click.option("--filled-in-by", metavar="NAME", help="The organisation whose people filled the form in."),
    round_option,
    codes_option,
)
"""The arguments and options of a command with which one invitee's answers are typed."""


def session_for(ctx: click.Context, folder: str, invitee: str, given: AnswersOptions) -> AnswerSession:
    """The session of an invitee, from what :data:`answers_options` say."""
    from compact_core.assessment.records.answering import LATE, AnswerBook
    from compact_core.assessment.records.editing import keep_promise

    assessment = opened(folder, answers=False)
    record = round_of(assessment, given["number"])
    who = invitee_of(record, invitee)
    asked = organisations_asked(assessment.partnership, record.asked)
    by = organisation(asked, given["filled_in_by"]).id if given["filled_in_by"] else ""
    code = code_of(ctx, given["codes"], record)
    form = keep_promise(
        folder, record.asked.number, lambda promise: form_of(code, *promise, who, needs_signed_words=False)
    )
    if why := lacks_signed_words(code, record.asked):
        message(why)
    book = AnswerBook(assessment, record.asked.number, who.code, filled_in_by="" if by == who.organisation else by)
    form = with_answers_before(form, record.asked, book.response)
    if record.asked.closed:
        message(f"This round was closed on {record.asked.closed}. {LATE}")
    return AnswerSession(form, book)


def first_position(session: AnswerSession, start: int | None) -> int:
    """Position of the item to begin with, counted from 0: the one that was named, or the first that is still open."""
    if start is None:
        items = session.form.items
        position = next((at for at, item in enumerate(items) if session.said(item) is None), len(items))
        if position == len(items):
            message("Every item is answered. To change an answer, name the item: --from 1")
        return position
    if start > len(session.form.items):
        raise click.UsageError(f"There is no item {start}. The last one is {len(session.form.items)}.")
    return start - 1


@contextmanager
def typing(session: AnswerSession, folder: str, command: str) -> Iterator[None]:
    """While somebody types: at the end, what is saved is shown; answers that cannot be saved go to another place."""
    try:
        yield
    except (EOFError, KeyboardInterrupt):
        echo()
    except UnsavedError as error:
        message(clean(str(error)))
        raise click.ClickException(_elsewhere(session, folder)) from error
    whole = len(session.form.items)
    message(f"{session.answered} of {count(whole, 'item')} answered. All of it is saved.")
    if session.answered < whole:
        number = f" --round {session.form.round}"
        message(f"To go on:  compacts assess {command} {quoted(folder)} {session.form.invitee}{number}")


def _elsewhere(session: AnswerSession, folder: str) -> str:
    """Write the answers into another file, and say how to bring them in."""
    stem, ending = os.path.splitext(session.form.file_name)
    usual = path = unused(stem, lambda name: os.path.lexists(name + ending)) + ending
    while True:
        if can_ask():
            try:
                path = click.prompt("Your answers are still here. Save them in which file?", default=usual, err=True)
            except click.Abort:
                message("The last answer is not saved.")
                raise
        problem = session.save_elsewhere(path)
        if not problem:
            text = f"Everything that was said so far is in {quoted(path)} now. When the folder can be written again:"
            return f"{text}\ncompacts assess collect {quoted(folder)} {quoted(path)}"
        if not can_ask():
            raise CompactsError(f"{problem} The last answer is not saved.")
        message(problem)


def number_in(text: str, most: int) -> int:
    """The number that a text is, from 1 to ``most``; 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= most else 0


def answer_at(position: int, item: FormItem, points: int, why: Callable[[], str]) -> Answer | None:
    """The answer at a position: points, don't know, not applicable; None when nobody says why it does not apply."""
    if position < points:
        return Answer(item=item.id, says="point", point=position + 1)
    if position == points:
        return Answer(item=item.id, says="don't know")
    reason = why()
    return Answer(item=item.id, says="not applicable", reason=reason) if reason else None


def missing_numbers(text: str, item: FormItem) -> tuple[int, ...] | None:
    """The numbers in a text, in order, of the pieces that an item lacks; None when the text holds anything else."""
    numbers = {number_in(word, len(item.covers)) for word in text.replace(",", " ").split()}
    return tuple(sorted(numbers)) if all(numbers) else None


class UnsavedError(CompactsError):
    """What was said last could not be saved; it is in memory still."""


class AnswerSession:
    """The answers of one invitee while they are typed."""

    def __init__(self, form: Form, book: AnswerBook) -> None:
        """Keep what is said in a book of answers."""
        self.form = form
        """What is asked."""
        self._book = book

    def said(self, item: FormItem) -> Answer | None:
        """What is said of an item so far."""
        return self._book.response.answer_to(item.id)

    def in_words(self, item: FormItem) -> str:
        """What is said of an item so far, in words."""
        said = self.said(item)
        return answer_words(said, self.form.points) if said else "no answer"

    def commented(self, section: str, box: str) -> str:
        """What is written in a comment box so far."""
        held = self._book.response.comment_in(section, box)
        return held.text if held else ""

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(self.said(item) is not None for item in self.form.items)

    def answer(self, item: FormItem, said: Answer) -> None:
        """Keep an answer to an item."""
        if said.says != "taken back":
            says, point, reason, missing = said.says, said.point, said.reason, said.missing
            self._keep(lambda book: book.answer(item.id, says, point, reason, missing))
            if before := earlier_answer(item):
                message(clean(before))

    def take_back(self, item: FormItem) -> None:
        """Take an answer back."""
        self._keep(lambda book: book.take_back(item.id))

    def restore(self, item: FormItem, before: Answer | None) -> str:
        """Put back what was said of an item before (None: nothing), and say what holds now."""
        anew = self.said(item) != before and self._keep(lambda book: book.restore(item.id, before)).said_anew
        if anew:
            return f"{item.number} is {self.in_words(item)} again, but marked as late."
        return f"{item.number} is {'as it was' if self.said(item) == before else 'now'}: {self.in_words(item)}."

    def comment(self, section: str, box: Box, text: str, *, quotable: bool) -> bool:
        """Keep a comment, and say whether it is kept; an empty text takes it back."""
        use: Use = "may be quoted" if quotable else "facilitator only"
        try:
            self._keep(lambda book: book.comment(section, box, text, use))
        except RefusedError as error:
            message(clean(str(error)))
            return False
        return True

    def save_elsewhere(self, path: str) -> str:
        """Write everything said so far into a new file; why it could not be written, or nothing."""
        if os.path.lexists(path):
            return f"{readable(path)} is already there, and stays as it is. Name another file."
        try:
            self._book.save_elsewhere(path)
        except CompactsError as error:
            return clean(str(error))
        return ""

    def _keep(self, save: Callable[[AnswerBook], SaveOutcome]) -> SaveOutcome:
        """Save something, and show what another program did meanwhile."""
        try:
            note = save(self._book)
        except RefusedError:
            raise
        except CompactsError as error:
            if self._book.unsaved:
                raise UnsavedError(str(error)) from error
            raise
        if note.text:
            message(clean(note.text))
        return note
