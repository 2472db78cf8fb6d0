"""What a translation lacks of its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Code

_LONGEST = 200
"""Most characters of a list of ids in a message."""


def compared(code: Code, original: Code) -> Iterator[str]:
    """In sentences, what a translation lacks of its original, and what it has beyond it."""
    own, others = ({part.id: None for part in each.parts if part.id} for each in (code, original))
    if missing := [name for name in others if name not in own]:
        parts = count(len(missing), "part")
        yield f"The translation lacks {parts} of '{original.id}': {shorten(', '.join(missing), _LONGEST)}."
    if extra := [name for name in own if name not in others]:
        parts = count(len(extra), "part")
        yield f"The translation has {parts} that '{original.id}' lacks: {shorten(', '.join(extra), _LONGEST)}."
