"""A flaw is a problem that knows its place in the data; a problem knows its place in the file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.content.locate import locate
from compact_core.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.content.locate import Path


class Flaw(NamedTuple):
    """Something wrong at a path of the data."""

    path: Path
    """Where it is."""
    message: str
    """What is wrong, and what is allowed."""
    hint: str = ""
    """What to do next."""
    at: Literal["key", "value"] = "value"
    """Whether the key itself is wrong, or what was written for it."""
    severity: Severity = "error"
    """``warning`` when the file can still be used."""


MOST_FLAWS = 1_000
"""How many flaws one check tells: nobody mends more at once, and a hostile file must not keep the program busy."""


def flaws_of(*checks: Iterator[Flaw]) -> Iterator[Flaw]:
    """What checks find, one after the other; none tells more than :data:`MOST_FLAWS`."""
    for check in checks:
        yield from islice(check, MOST_FLAWS)


def located(flaws: Iterable[Flaw], text: str | None, file: str) -> tuple[Problem, ...]:
    """The flaws of a TOML text as problems of its file, in the order of their places.

    A file of another kind has no text here, and its problems no place.
    """
    found = list(flaws)
    if not found:
        return ()
    if text is None:
        return tuple(Problem(one.severity, file, 0, 0, one.message, one.hint) for one in found)
    places = locate(text)

    def problem(flaw: Flaw) -> Problem:
        place = places.key(flaw.path) if flaw.at == "key" else places.value(flaw.path)
        return Problem(flaw.severity, file, place.line, place.column, flaw.message, flaw.hint)

    return tuple(sorted(map(problem, found), key=lambda one: (one.line, one.column)))
