"""What a translation lacks of its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Code

_LONGEST = 200
"""Most characters of a list of ids in a message."""


def without_counterpart(code: Code, other: Code) -> list[str]:
    """Ids of the parts of a code that the other code does not have."""
    known = {part.id for part in other.parts}
    return [part.id for part in code.parts if part.id and part.id not in known]


def compared(code: Code, original: Code) -> Iterator[str]:
    """In sentences, what a translation lacks of its original, and what it has beyond it."""
    if missing := without_counterpart(original, code):
        parts = count(len(missing), "part")
        yield f"The translation lacks {parts} of '{original.id}': {shorten(', '.join(missing), _LONGEST)}."
    if extra := without_counterpart(code, original):
        parts = count(len(extra), "part")
        yield f"The translation has {parts} that '{original.id}' lacks: {shorten(', '.join(extra), _LONGEST)}."
