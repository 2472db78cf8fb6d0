"""Problems and errors: what is wrong, where, and what to do next."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
"""How bad a problem is."""


class Problem(NamedTuple):
    """One thing that is wrong, ready to be shown to a user."""

    severity: Severity
    """``error``: the file cannot be used as it is; ``warning``: it can, but somebody should look."""
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
        warning = "warning: " if self.severity == "warning" else ""
        return f"{where}: {warning}{self.message} {self.hint}".rstrip()


PROBLEM_TYPES = [str, str, int, int, str, str]
"""The types of a problem's fields, to check problems from plugins and files: a NamedTuple takes any value."""


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
