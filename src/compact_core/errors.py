"""Problems and errors: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.text import count, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "note"]
"""How bad a problem is."""


class Problem(NamedTuple):
    """One thing that is wrong, ready to be shown to a user."""

    severity: Severity
    """``error``: the file cannot be used as it is; ``warning``: it can, but look at it; ``note``: good to know."""
    file: str
    """The file, or the name of the plugin or source, as the user knows it."""
    line: int
    """Line, counted from 1; 0 when the problem is with the whole file."""
    column: int
    """Column in characters, counted from 1; 0 when the problem is with the whole file."""
    message: str
    """What is wrong and what is allowed, in one or two sentences."""
    hint: str = ""
    """What to do next."""

    def __str__(self) -> str:
        """The problem in one line: ``file:line:column: message``."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        severity = "" if self.severity == "error" else f"{self.severity}: "
        return f"{where}: {severity}{self.message} {self.hint}".rstrip()


PROBLEM_TYPES = [str, str, int, int, str, str]
"""The types of a problem's fields, to check problems from plugins and files: a NamedTuple takes any value."""


def counted(problems: Iterable[Problem]) -> str:
    """How many problems there are of each severity, such as '1 error and 2 warnings'; 'no problems' for none."""
    kinds = Counter(problem.severity for problem in problems)
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    return joined(count(kinds[severity], severity) for severity in severities if kinds[severity]) or "no problems"


class CompactsError(Exception):
    """Every error that this package raises on purpose; its text can be shown to a user."""


class NotFoundError(CompactsError):
    """A code, a provision, a round or the like was named that does not exist."""


class ContentError(CompactsError):
    """A file could not be read."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem that was found."""
        super().__init__("\n".join(map(str, problems)))
        self.problems: tuple[Problem, ...] = problems
        """All problems of the file, from top to bottom."""
