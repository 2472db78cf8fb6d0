"""Flaws: what is wrong at a path of the data. With the text of the file they become problems with line and column."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.content.locate import locate
from compact_core.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.content.locate import Path


class Flaw(NamedTuple):
    """Something that is wrong at a path of the data."""

    path: Path
    """Where it is."""
    message: str
    """What is wrong, and what is allowed."""
    hint: str = ""
    """What to do next."""
    at: Literal["key", "value"] = "value"
    """Which is wrong: the key itself or its value."""
    severity: Severity = "error"
    """``warning`` when the file can still be used."""


MOST_FLAWS = 1_000
"""Most flaws of one check: nobody mends more at once, and a hostile file must not keep the program busy."""


def flaws_of(*checks: Iterator[Flaw]) -> Iterator[Flaw]:
    """What the checks find, one check after the other, at most :data:`MOST_FLAWS` each."""
    for check in checks:
        yield from islice(check, MOST_FLAWS)


def located(flaws: Iterable[Flaw], text: str | None, file: str) -> tuple[Problem, ...]:
    """The flaws as problems of the file, from top to bottom; without a TOML text their positions are not known."""
    found = list(flaws)
    if not found:
        return ()
    if text is None:
        return tuple(Problem(flaw.severity, file, 0, 0, flaw.message, flaw.hint) for flaw in found)
    positions = locate(text)

    def problem(flaw: Flaw) -> Problem:
        position = positions.key(flaw.path) if flaw.at == "key" else positions.value(flaw.path)
        return Problem(flaw.severity, file, position.line, position.column, flaw.message, flaw.hint)

    return tuple(sorted(map(problem, found), key=lambda problem: (problem.line, problem.column)))
