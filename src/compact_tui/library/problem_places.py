"""Problems of a library by the place where they are shown."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compact_core.errors import counted
from compact_tui.state import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.errors import Problem
    from compact_core.library.library import Library


def by_file(library: Library) -> dict[str, list[Problem]]:
    """The problems of each file, plugin or source, in the order of the problems."""
    problems: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in library.problems:
        problems[problem.file].append(problem)
    return problems


def problems_in(library: Library, file: str) -> list[Problem]:
    """The problems of one file, plugin or source."""
    return [problem for problem in library.problems if problem.file == file]


def without_code(library: Library) -> dict[str, list[Problem]]:
    """The problems of each file, plugin or source without a code."""
    problems = by_file(library)
    files = {entry.file for entry in library.entries} if problems else set()
    return {file: found for file, found in problems.items() if file not in files}


def place_of(library: Library, problem: Problem) -> Place:
    """Where a problem is shown: at the code of its file, or else at the file."""
    entry = next((entry for entry in library.entries if entry.file == problem.file), None)
    return Place(entry.agreement_id, entry.id) if entry else Place(file=problem.file)


def marked(kind: str, problems: Sequence[Problem]) -> str:
    """The kind of something, with the number of its problems."""
    return ", ".join(filter(None, (kind, counted(problems) if problems else "")))
