"""Checks over all codes of a library together: each is a function that yields problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from compact_core.content.flaws import suggestion
from compact_core.errors import Problem
from compact_core.library import Entry

Check = Callable[[Sequence[Entry], Collection[str]], Iterator[Problem]]


def check_library(entries: Sequence[Entry], scales: Collection[str]) -> Iterator[Problem]:
    """Everything that is wrong between codes; ``scales`` are the names of the scales there are."""
    for check in CHECKS:
        yield from check(entries, scales)


def known_scales(entries: Sequence[Entry], scales: Collection[str]) -> Iterator[Problem]:
    """Every code names a response scale that exists."""
    for entry in entries:
        if entry.scale not in scales:
            message = f"The code '{entry.id}' names the scale '{entry.scale}', which does not exist."
            hint = suggestion(entry.scale, scales) or f"The scales are {', '.join(sorted(scales))}."
            yield Problem("error", entry.file, 0, 0, message, hint)


def related_codes(entries: Sequence[Entry], _scales: Collection[str]) -> Iterator[Problem]:
    """Every code that another is related to is in the library; it may only not be installed, so this is a warning."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        for other in entry.related:
            if other == entry.id:
                message = f"The code '{entry.id}' is related to itself."
                yield Problem("error", entry.file, 0, 0, message, "Name another code.")
            elif other not in ids:
                message = f"The code '{entry.id}' is related to '{other}', which is not in the library."
                hint = suggestion(other, ids - {entry.id}) or "Add it, or check the id."
                yield Problem("warning", entry.file, 0, 0, message, hint)


def one_agreement_one_name(entries: Sequence[Entry], _scales: Collection[str]) -> Iterator[Problem]:
    """Codes of one agreement call it by one name and kind."""
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.agreement_id, entry)
        if (entry.agreement, entry.agreement_kind) != (other.agreement, other.agreement_kind):
            message = (
                f"The agreement '{entry.agreement_id}' is '{entry.agreement}' ({entry.agreement_kind}) here"
                f" and '{other.agreement}' ({other.agreement_kind}) in {other.file}."
            )
            yield Problem("warning", entry.file, 0, 0, message, "Use one name and kind, or another id.")


CHECKS: tuple[Check, ...] = (known_scales, related_codes, one_agreement_one_name)
"""Every check, in the order in which its problems are told."""
