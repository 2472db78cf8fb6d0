"""What stands for an answer: its key, the words of the scale however people spell them, and their initials.

The keys are the same on paper, at key-in, in the interface and in the text of a mail. None is how an answer begins
that somebody may shorten: D is short for disagree, so it is not for don't know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from compact_core.assessment.forms.content import FormItem
from compact_core.text import words

DONT_KNOW = "don't know"
NOT_APPLICABLE = "not applicable"

DONT_KNOW_KEY = "k"
NOT_APPLICABLE_KEY = "x"
CONDITION_KEY = "c"
TOO_EARLY_KEY = "e"
OTHER_REASON_KEY = "o"
NEXT_KEY = "n"
TAKE_BACK_KEY = "u"
COMMENT_KEY = "b"

_OTHER_WORDS = {DONT_KNOW: ("dk", "do not know"), NOT_APPLICABLE: ("na", "does not apply", "doesnt apply")}
"""Other words for the answers without a point, as :func:`spelt` gives them."""
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[\s.:=)–-]+(?P<words>\D.*)", re.DOTALL)
_APOSTROPHES = dict.fromkeys(map(ord, "\u00b4\u2032"), "'")
"""Signs that stand for an apostrophe, so that no word is parted at them."""
_WHO = ("i ", "we ")
"""Words before an answer that change nothing."""
_PARTS = re.compile(r"[1-9][0-9]?(?:(?:[\s,;&+]|and)+[1-9][0-9]?)*")


def answer_keys(points: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The key and the words of each answer: digits for points, letters for the others."""
    numbered = ((str(number), point) for number, point in enumerate(points, start=1))
    return (*numbered, (DONT_KNOW_KEY, DONT_KNOW), (NOT_APPLICABLE_KEY, NOT_APPLICABLE))


def reason_keys(item: FormItem) -> tuple[tuple[str, str], ...]:
    """The key and the words of each ready reason for 'not applicable'."""
    *condition, early = item.reasons
    return (*((CONDITION_KEY, reason) for reason in condition), (TOO_EARLY_KEY, early))


class Meaning(NamedTuple):
    """What a word stands for."""

    says: Literal["point", "don't know", "not applicable"]
    point: int = 0
    """The point of the scale; 0 unless it is one."""


def label_of(text: str) -> str:
    """A word, heading or label, however it is spaced and in capitals or not."""
    return " ".join(text.split()).casefold()


def spelt(text: str) -> str:
    """A word however its quotes and commas are written too."""
    return " ".join(words(text.translate(_APOSTROPHES))) or label_of(text)


def meanings(written: str, points: tuple[str, ...]) -> frozenset[Meaning]:
    """What somebody may have meant: one answer, none, or several that the same letters stand for."""
    for spelling in (label_of, spelt):
        found = frozenset(said for word, said in _in_full(points) if spelling(word) == spelling(written))
        if found:
            return found
    short = _bare(spelt(written))
    every = (*_in_full(points), *_in_short(points))
    if found := frozenset(said for word, said in every if _bare(spelt(word)) == short):
        return found
    if found := frozenset(said for word, said in _in_full(points) if _letters(word) == _letters(written)):
        return found
    both = _NUMBERED.fullmatch(written.strip())
    return meanings(both["number"], points) & meanings(both["words"], points) if both else frozenset()


def _bare(short: str) -> str:
    """A word as it was spelt, without the pronoun before it, and with initials as one word."""
    for who in _WHO:
        short = short.removeprefix(who)
    letters = short.split()
    return "".join(letters) if all(len(letter) == 1 and letter.isalpha() for letter in letters) else short


def _letters(text: str) -> str:
    """A word whose letters some program has put on two lines."""
    return spelt(text).replace(" ", "")


def numbers_in(written: str) -> tuple[int, ...] | None:
    """The numbers of what is missing, in order; None when something else is written."""
    if written and not _PARTS.fullmatch(written.casefold()):
        return None
    return tuple(sorted({int(number) for number in re.findall(r"\d+", written)}))


def _in_full(points: tuple[str, ...]) -> Iterator[tuple[str, Meaning]]:
    yield DONT_KNOW, Meaning("don't know")
    yield NOT_APPLICABLE, Meaning("not applicable")
    yield from ((word, Meaning("point", number)) for number, word in enumerate(points, start=1))


def _in_short(points: tuple[str, ...]) -> Iterator[tuple[str, Meaning]]:
    """Keys, initials and other words."""
    by_words = dict(_in_full(points))
    yield from ((key, by_words[said]) for key, said in answer_keys(points))
    for said, others in _OTHER_WORDS.items():
        yield from ((other, by_words[said]) for other in others)
    for number, point in enumerate(points, start=1):
        yield "".join(word[0] for word in words(point)), Meaning("point", number)
