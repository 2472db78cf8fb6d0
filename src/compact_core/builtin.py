"""The plugin that is always there: the codes that come with the program, TOML files and the scales.

It comes through the same hooks as any other plugin.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compact_core.plugins import CodeSource, Loader, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.content.read import Loaded
    from compact_core.scales import Scale

NAME = "built-in"


@hookimpl
def compacts_code_sources() -> Iterable[CodeSource]:
    """The codes that come with the program."""
    return [CodeSource(NAME, _codes())]


@hookimpl
def compacts_loaders() -> Iterable[Loader]:
    """Codes in TOML files."""
    return [TOML]


@hookimpl
def compacts_scales() -> Iterable[Scale]:
    """The scales that come with the program."""
    from compact_core.scales import SCALES

    return SCALES.values()


def _load_toml(data: bytes, file: str) -> Loaded:
    from compact_core.content.read import read_bytes

    return read_bytes(data, file)


TOML = Loader("TOML", (".toml",), _load_toml)
"""The loader of the program's own format."""


def _codes() -> str:
    """The folder ``codes``: inside the package when installed, beside ``src`` in a working copy."""
    package = os.path.dirname(os.path.abspath(__file__))
    shipped = os.path.join(package, "_codes")
    return shipped if os.path.isdir(shipped) else os.path.join(package, "..", "..", "codes")
