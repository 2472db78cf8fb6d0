"""The user's settings file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from compact_core.content.files import file_bytes
from compact_core.content.flaws import Flaw, located
from compact_core.content.structure import found, structure
from compact_core.content.syntax import parse
from compact_core.errors import Problem
from compact_core.text import clean, readable, suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a user."""

    prefer: tuple[str, ...] = ()
    """Names of sources. Of two codes with the same id, that of the source named first is used."""


def read_settings(path: str, sources: Collection[str]) -> tuple[Settings, list[Problem]]:
    """The settings in a file, and what is wrong with it; without a file, the default settings.

    ``sources`` are the names of all sources of codes.
    """
    if not os.path.lexists(path):
        return Settings(), []
    name = readable(path)
    parsed = parse(file_bytes(path), name)
    if isinstance(parsed, Problem):
        return Settings(), [parsed]
    flaws: list[Flaw] = []
    settings: Settings = structure(parsed[0], Settings, flaws)
    if not flaws:
        flaws += _unknown_sources(settings, sources)
    return settings, list(located(flaws, parsed[1], name))


def _unknown_sources(settings: Settings, sources: Collection[str]) -> Iterator[Flaw]:
    """A warning for each unknown source. It is no error: its plugin may only be missing here."""
    allowed = [clean(source) for source in dict.fromkeys(sources)]
    for position, name in enumerate(settings.prefer):
        if name not in sources:
            message = f"entry {position + 1} of prefer is {found(name)}, which is no source of codes here."
            hint = suggestion(name, allowed) or "Correct it, or install the plugin that brings it."
            yield Flaw(("prefer", position), f"{message} Allowed: {', '.join(allowed)}.", hint, severity="warning")
