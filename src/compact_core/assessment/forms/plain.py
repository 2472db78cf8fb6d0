"""What every reader of answers gives: plain data, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.content.locate import Path
    from compact_core.errors import Problem


class Plain(NamedTuple):
    """A response as plain data, before its structure is checked."""

    data: dict[str, Any] | None
    """The data; None when too much is wrong to go on."""
    problems: tuple[Problem, ...]
    """What is wrong so far."""
    cells: Mapping[Path, tuple[int, int]]
    """Row and column that values of the data came from, counted from 1; empty when there are no cells."""
