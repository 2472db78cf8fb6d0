"""A check that a code names no way to reach a person."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from compact_core.content.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from compact_core.model import Code

_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w-]")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+44 ?\(?0?\)? ?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")


_NO_PROSE = frozenset({"id", "section", "kind", "formality", "duty", "group", "about"})
"""Fields of provisions that hold only ids and words of ours."""


@cache
def _text_fields(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)) if field.name not in _NO_PROSE)


def _texts(one: object) -> Iterator[str]:
    """Every text of a provision that is not empty."""
    for name in _text_fields(cast("Hashable", type(one))):
        value = getattr(one, name)
        if not value:
            continue
        if type(value) is str:
            yield value
        else:
            yield from value


def _personal(text: str) -> Iterator[str]:
    if _ADDRESS.search(text):
        yield "an e-mail address"
    if _TELEPHONE.search(text):
        yield "a telephone number"


def no_personal_details(code: Code) -> Iterator[Flaw]:
    """Contacts are organisations and roles: an e-mail address or a telephone number is worth a warning."""
    for place, one in enumerate(code.provisions):
        kinds = {what for text in _texts(one) if "@" in text or "0" in text for what in _personal(text)}
        for what in sorted(kinds):
            message = f"The provision '{one.id}' holds what looks like {what}."
            hint = "Name the organisation and the role instead; details of people change and are theirs."
            yield Flaw(("provisions", place), message, hint, at="key", severity="warning")
