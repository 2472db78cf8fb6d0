"""A check that a code names no way to reach a person."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from compact_core.content.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from compact_core.model import Code

_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w-]")
_TELEPHONE = re.compile(r"(?:\+(?<!\d\+)44 ?\(?0?\)? ?|0(?<!\d0))\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
"""The first sign stands before the look at what precedes it: so only the places of that sign are looked at."""
_NO_PROSE = frozenset({"id", "section", "kind", "formality", "duty", "group", "about"})
"""Fields of provisions that hold only ids and words of ours."""


@cache
def _text_fields(kind: Hashable) -> tuple[Callable[[object], tuple[str, ...]], tuple[str, ...]]:
    """A way to the single texts of a kind of provision, all in one step, and the names of its lists of texts."""
    prose = [field for field in fields(cast("Any", kind)) if field.name not in _NO_PROSE]
    lists = tuple(field.name for field in prose if field.default == ())
    return attrgetter(*(field.name for field in prose if field.name not in lists)), lists


def _prose(one: object) -> str:
    """Every text of a provision, a line each."""
    singles, lists = _text_fields(cast("Hashable", type(one)))
    texts = singles(one)
    for name in lists:
        texts += tuple(getattr(one, name))
    return "\n".join(texts)


def _personal(text: str) -> Iterator[str]:
    if "@" in text and _ADDRESS.search(text):
        yield "an e-mail address"
    if ("0" in text or "+" in text) and _TELEPHONE.search(text):
        yield "a telephone number"


def no_personal_details(code: Code) -> Iterator[Flaw]:
    """Contacts are organisations and roles: an e-mail address or a telephone number is worth a warning."""
    for place, one in enumerate(code.provisions):
        for what in _personal(_prose(one)):
            message = f"The provision '{one.id}' holds what looks like {what}."
            hint = "Name the organisation and the role instead; details of people change and are theirs."
            yield Flaw(("provisions", place), message, hint, at="key", severity="warning")
