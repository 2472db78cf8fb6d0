"""Problems of a library by the place where they are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compact_core.text import count
from compact_tui.state import Place

if TYPE_CHECKING:
    from compact_core.errors import Problem
    from compact_core.library.library import Library


def counted(library: Library) -> Counter[str]:
    """How many problems each file, plugin or source has, in the order of the problems."""
    return Counter(problem.file for problem in library.problems)


def problems_in(library: Library, file: str) -> list[Problem]:
    """The problems of one file, plugin or source."""
    return [problem for problem in library.problems if problem.file == file]


def without_code(library: Library) -> dict[str, int]:
    """How many problems each file, plugin or source without a code has."""
    problems = counted(library)
    files = {entry.file for entry in library.entries} if problems else set()
    return {file: number for file, number in problems.items() if file not in files}


def place_of(library: Library, problem: Problem) -> Place:
    """Where a problem is shown: at the code of its file, or else at the file."""
    entry = next((entry for entry in library.entries if entry.file == problem.file), None)
    return Place(entry.agreement_id, entry.id) if entry else Place(file=problem.file)


def marked(kind: str, problems: int) -> str:
    """The kind of something, with the number of its problems."""
    return ", ".join(filter(None, (kind, count(problems, "problem") if problems else "")))
