"""The keys of answers: one list for paper, for key-in, for the interface and for the text of a mail.

A key must not be how an answer begins that somebody may shorten: D is short for disagree, so it is not for don't know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import FormItem

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


def answer_keys(points: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The key and the words of each answer: digits for points, letters for the others."""
    numbered = ((str(number), point) for number, point in enumerate(points, start=1))
    return (*numbered, (DONT_KNOW_KEY, DONT_KNOW), (NOT_APPLICABLE_KEY, NOT_APPLICABLE))


def reason_keys(item: FormItem) -> tuple[tuple[str, str], ...]:
    """The key and the words of each ready reason for 'not applicable'."""
    *condition, early = item.reasons
    return (*((CONDITION_KEY, reason) for reason in condition), (TOO_EARLY_KEY, early))
