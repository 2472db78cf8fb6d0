"""Translations of a code, and what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.library.entry import Entry
    from compact_core.model import Code

_LONGEST = 200
"""Most characters of a list of ids in a message."""


def editions(entries: Sequence[Entry], code_id: str) -> tuple[Entry, ...]:
    """A code and all its translations, the original first; a code that is not translated is alone."""
    originals = {entry.id: other for entry in entries for relation, other in entry.related if relation == "translates"}
    original = originals.get(code_id, code_id)
    found = [entry for entry in entries if original in {entry.id, originals.get(entry.id, "")}]
    return tuple(sorted(found, key=lambda entry: entry.id != original))


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
