"""The user's settings file."""

from __future__ import annotations

import os
from dataclasses import dataclass

from compact_core.content.files import file_bytes
from compact_core.content.flaws import Flaw, located
from compact_core.content.structure import structure
from compact_core.content.syntax import parse
from compact_core.errors import Problem
from compact_core.text import readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user can choose for good."""

    prefer: tuple[str, ...] = ()
    """Names of sources; where two hold a code of one id, the source named first wins."""


def read_settings(path: str) -> tuple[Settings, list[Problem]]:
    """The settings in a file, and what is wrong with it; no file means that nothing was chosen."""
    if not os.path.lexists(path):
        return Settings(), []
    data = file_bytes(path)
    if isinstance(data, Problem):
        return Settings(), [data]
    name = readable(path)
    parsed = parse(data, name)
    if isinstance(parsed, Problem):
        return Settings(), [parsed]
    flaws: list[Flaw] = []
    settings: Settings = structure(parsed[0], Settings, flaws)
    return settings, list(located(flaws, parsed[1], name))
