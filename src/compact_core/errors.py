"""What can go wrong, as values that say where and what to do next."""

# No postponed annotations here: with them typing compiles each field of a NamedTuple as text, which alone
# would cost a warm 'compacts list' half a bare Python start.

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing that is wrong, ready to be shown."""

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
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        warning = "warning: " if self.severity == "warning" else ""
        return f"{place}: {warning}{self.message} {self.hint}".rstrip()


PROBLEM_TYPES = [str, str, int, int, str, str]
"""The types of the fields of a problem, for what comes from a plugin or a file: a NamedTuple takes anything."""


class CompactsError(Exception):
    """Anything this package raises on purpose; its text can be shown to a user."""


class NotFoundError(CompactsError):
    """Something was named that is not there, such as a code, a provision, a round or an organisation."""


class ContentError(CompactsError):
    """A file of content could not be read."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem that was found."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        """All problems of the file, in the order of their places."""
