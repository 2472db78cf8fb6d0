"""What the library knows of a code without reading it: its line in lists, and its links into other codes."""

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
    related: tuple[tuple[str, str], ...]
    """The codes that it names as related: the relation and the id of each."""
    origin: str
    """Name of the source that has it, such as 'built-in'."""
    file: str
    """The file that holds it."""


class FarLink(NamedTuple):
    """A link from a part of one code to a part of another."""

    code: str
    """Id of the code that it starts from."""
    source: str
    """Id of the part that it starts from."""
    target: str
    """The part that it leads to, as ``code#id``."""
    relation: str
    """How the one serves or names the other, as in links of codes."""
    reason: str
    """Why, in one sentence; may be empty."""
