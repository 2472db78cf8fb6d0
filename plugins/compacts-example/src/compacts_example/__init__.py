"""A plugin that brings codes along: the covenant of Brackwater, a town that does not exist."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from compact_core.plugins import CodeSource, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE = "example"
"""What users call the source of these codes, as in ``prefer`` in their settings."""


@hookimpl
def compacts_code_sources() -> Iterable[CodeSource]:
    """The folder ``codes`` of this package, wherever the package is installed."""
    return [CodeSource(SOURCE, files(__name__) / "codes")]
