"""Lineage files read, with all problems of a file at once. Reading never writes.

With codes, a lineage is also checked against them: every reference leads to a provision, every action is linked,
dropped or new, and no linked provision has changed since its link was last checked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.content.flaws import located
from compact_core.content.lineage_checks import check_against, check_lineage, empty_lists
from compact_core.content.read import without_format
from compact_core.content.structure import structure
from compact_core.content.syntax import parse
from compact_core.errors import Problem
from compact_core.model.lineage import Lineage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.content.flaws import Flaw
    from compact_core.model import Code


FORMAT = 1
"""Version of the format of lineage files."""


class LoadedLineage(NamedTuple):
    """The result of reading a lineage file."""

    lineage: Lineage | None
    """The lineage; None when one of the problems is an error."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, from top to bottom."""


def read_lineage_file(path: str | os.PathLike[str], codes: Mapping[str, Code] | None = None) -> LoadedLineage:
    """The lineage in a file, and every problem of the file."""
    return read_lineage_bytes(file_bytes(path), os.fspath(path), codes)


def read_lineage_bytes(data: bytes | Problem, file: str, codes: Mapping[str, Code] | None = None) -> LoadedLineage:
    """The lineage in the bytes of a file; ``file`` names it in problems.

    ``codes`` are the codes of the library, by id. A code that the lineage names and the library lacks is a warning.
    Without ``codes`` the lineage is checked by itself alone.
    """
    parsed = parse(data, file)
    if isinstance(parsed, Problem):
        return LoadedLineage(None, (parsed,))
    plain, text = parsed
    lineage, flaws = lineage_from(plain)
    if codes is not None:
        flaws += check_against(lineage, codes)
    problems = located(flaws, text, file)
    sound = all(problem.severity != "error" for problem in problems)
    return LoadedLineage(lineage if sound else None, problems)


def lineage_from(plain: dict[str, Any]) -> tuple[Lineage, list[Flaw]]:
    """A lineage from plain data, and everything that is wrong with it by itself.

    Use the lineage only when no flaw is an error: wrong values are replaced by empty ones.
    """
    flaws: list[Flaw] = []
    lineage: Lineage = structure(without_format(plain, FORMAT, flaws), Lineage, flaws)
    flaws += empty_lists(plain)
    flaws += check_lineage(lineage)
    return lineage, flaws
