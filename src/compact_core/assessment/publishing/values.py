"""What is published of a round. Frozen values; nothing in them names a partnership, an organisation or a person."""

from __future__ import annotations

from typing import Literal, NamedTuple

SCHEMA_VERSION = 1
"""Version of the lines; it changes when a key is taken out or means something else."""

State = Literal["published", "withdrawn"]


class PublishedSide(NamedTuple):
    """Where a side stands on a part, in the words of the result."""

    side: str
    """Id of the side in the code, or its place, such as ``side-1``, where the code does not know it."""
    words: str
    """Where it stands, or why it has no place on the scale."""
    voices: int
    """How many of its organisations are known; 0 where the finding is withheld."""
    dont_know: int
    """How many of them don't know; 0 where the finding is withheld."""


class PublishedFinding(NamedTuple):
    """What was found on a part of the code."""

    part: str
    """Id of the part."""
    digest: str
    """Content digest of the part as it was asked."""
    finding: str
    """The finding by its name, or ``withheld``."""
    sides: tuple[PublishedSide, ...]


class PublishedRound(NamedTuple):
    """A round as it is published, or the notice that it is withdrawn, which has only the first four and its state."""

    assessment: str
    """Random id of the assessment; it says nothing of whose it is."""
    round: int
    edition: int
    """1 when the round is first published, and one more whenever something replaces it: the highest holds."""
    state: State
    area: str = ""
    kind: str = ""
    """The kind of partnership; empty when only the area may be named."""
    code: str = ""
    code_digest: str = ""
    opened: str = ""
    closed: str = ""
    rule: str = ""
    """Who may see what, as it was promised."""
    fewest: int = 0
    """Among how many organisations each hides, by side; 0 under the other rules."""
    scale: str = ""
    method: int = 0
    """Version of the method."""
    findings: tuple[PublishedFinding, ...] = ()
