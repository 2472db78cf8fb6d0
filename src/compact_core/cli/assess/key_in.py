"""``compacts assess key-in``: answers from paper, one key an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from compact_core.assessment.forms.answer_words import (
    COMMENT_KEY,
    NEXT_KEY,
    OTHER_REASON_KEY,
    TAKE_BACK_KEY,
    answer_keys,
    reason_keys,
)
from compact_core.cli.assess import answer_session
from compact_core.cli.assess.keyboard import Keyboard
from compact_core.cli.output import DONE, echo
from compact_core.reports.labels import SIGNED_WORDS

if TYPE_CHECKING:
    from typing import Unpack

    from compact_core.assessment.forms.content import FormItem, FormSection
    from compact_core.assessment.responses import Answer
    from compact_core.cli.assess.answer_session import AnswerSession, AnswersOptions, Box

_ENTER = {"", "\r", "\n"}
_MISSING_KEY = "m"
_STOP_KEY = "q"


@click.command("key-in")
@answer_session.answers_options
@click.pass_context
def key_in(ctx: click.Context, /, folder: str, invitee: str, start: int | None, **given: Unpack[AnswersOptions]) -> int:
    """Type in the answers of a form on paper, one key an answer.

    INVITEE is the code at the top of the form. Each answer is saved before the next item is shown. From a pipe, each
    line is a key.
    """
    session = answer_session.session_for(ctx, folder, invitee, given)
    position = answer_session.first_position(session, start)
    echo(f"{session.form.title}. {session.form.organisation_name}, {session.form.invitee}.")
    echo(f"Keys: {', '.join(f'{key} {words}' for key, words in answer_keys(session.form.points))};")
    echo(
        f"{NEXT_KEY} or enter leaves an item open, {TAKE_BACK_KEY} undoes, {_MISSING_KEY} names what is missing, "
        f"{COMMENT_KEY} writes a comment, {_STOP_KEY} stops."
    )
    with answer_session.typing(session, folder, "key-in"), Keyboard() as keyboard:
        _Keys(session, keyboard).run(position)
    return DONE


class _Keys:
    """Goes through the items and does what keys say."""

    def __init__(self, session: AnswerSession, keyboard: Keyboard) -> None:
        self._session = session
        self._keyboard = keyboard
        self._done: list[tuple[int, Answer | None]] = []
        """Positions of the items gone through, and what was said of each before."""
        self._missing: tuple[int, ...] = ()
        """Parts that are missing, for the answer that comes next."""

    def run(self, position: int) -> None:
        """Begin with the item at a position, until the last one is done or somebody stops."""
        items = self._session.form.items
        while position < len(items):
            item = items[position]
            before = self._session.said(item)
            self._missing = ()
            key = self._item(item)
            if key == _STOP_KEY:
                return
            if key != TAKE_BACK_KEY:
                self._done.append((position, before))
                position += 1
            elif self._done:
                position, before = self._done.pop()
                echo(self._session.restore(items[position], before))
            else:
                echo("There is nothing to undo here. --from begins at an earlier item.")

    def _item(self, item: FormItem) -> str:
        """Ask for keys until one settles the item, and give that key."""
        for note in item.notes:
            if note.label == SIGNED_WORDS:
                echo(f"{item.number} {note.label}: {note.text}")
        while True:
            key = self._keyboard.key(f"{item.number} {item.title or item.text}: ")
            if key in _ENTER or key == NEXT_KEY:
                echo(f"  left as it is: {self._session.in_words(item)}")
                return NEXT_KEY
            if key in {TAKE_BACK_KEY, _STOP_KEY}:
                return key
            if key == _MISSING_KEY:
                self._covered(item)
            elif key == COMMENT_KEY:
                self._comment(self._session.form.section_of(item))
            elif answer := self._answer(item, key):
                self._session.answer(item, replace(answer, missing=self._missing))
                echo(f"  {self._session.in_words(item)}")
                return key

    def _answer(self, item: FormItem, key: str) -> Answer | None:
        """The answer that a key stands for; None, and a word to the user, when it stands for none."""
        points = len(self._session.form.points)
        keys = [known for known, _ in answer_keys(self._session.form.points)]
        if key not in keys:
            others = f"{NEXT_KEY} or enter, {TAKE_BACK_KEY}, {_MISSING_KEY}, {COMMENT_KEY}, {_STOP_KEY}"
            echo(f"  There is no such key. Keys: 1 to {points}, {', '.join(keys[points:])}, {others}.")
            return None
        return answer_session.answer_at(keys.index(key), item, points, lambda: _reason(item, self._keyboard))

    def _covered(self, item: FormItem) -> None:
        """Ask what is missing of what an item covers."""
        if not item.covers:
            echo("  This item is one thing: nothing of it can be named.")
            return
        for position, part in enumerate(item.covers, start=1):
            echo(f"  {position} {part}")
        numbers = answer_session.missing_numbers(self._keyboard.line("  Numbers of what is missing: "), item)
        if numbers is None:
            echo(f"  There are the numbers 1 to {len(item.covers)}. Press {_MISSING_KEY} to write them again.")
        else:
            self._missing = numbers
            echo("  Now the answer:")

    def _comment(self, section: FormSection) -> None:
        """Ask for a comment on a section."""
        key = self._keyboard.key(f"  Comment on {section.title}. g what works well, b what could be better: ")
        boxes: dict[str, Box] = {"g": "strengths", "b": "improvements"}
        if key not in boxes:
            echo("  No comment was written.")
            return
        text = self._keyboard.line("  The comment, in one line: ")
        if not text:
            echo("  No comment was written.")
            return
        quotable = self._keyboard.key("  y it may be quoted, any other key for the facilitator only: ") == "y"
        if self._session.comment(section.id, boxes[key], text, quotable=quotable):
            echo(f"  saved, {'may be quoted' if quotable else 'facilitator only'}")


def _reason(item: FormItem, keyboard: Keyboard) -> str:
    """Why an item does not apply; nothing when no reason is given."""
    reasons = dict(reason_keys(item))
    offered = "; ".join(f"{key} {words.rstrip('.')}" for key, words in reasons.items())
    key = keyboard.key(f"  Why not? {offered}; {OTHER_REASON_KEY} other words: ")
    if key == OTHER_REASON_KEY:
        return keyboard.line("  Why not, in one line: ")
    if key not in reasons:
        echo("  There is no such reason. Nothing was saved.")
    return reasons.get(key, "")
