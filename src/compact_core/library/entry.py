"""An entry: the line of a code in lists."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """The line of a code in lists: what can be shown before the code itself is read."""

    id: str
    """Id of the code."""
    title: str
    """Title of the code."""
    kind: str
    """What the document calls itself."""
    place: str
    """The area where it holds."""
    language: str
    """Language tag (BCP 47)."""
    issued: str
    """Year, month or day of issue; empty when unknown."""
    status: str
    """``draft``, ``current``, ``superseded`` or ``historic``."""
    agreement_id: str
    """Id of the agreement that the code belongs to."""
    agreement: str
    """Name of the agreement."""
    agreement_kind: str
    """Kind of the agreement, such as compact."""
    provisions: int
    """How many provisions the code has."""
    scale: str
    """Id of its response scale."""
    related: tuple[str, ...]
    """Ids of the codes that it names as related."""
    origin: str
    """Name of the source that has it, such as 'built-in'."""
    file: str
    """The file that holds it."""
