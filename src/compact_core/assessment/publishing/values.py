"""What is published of a round. Frozen values; nothing in them names a partnership, an organisation or a person."""

from __future__ import annotations

from typing import Literal, NamedTuple

SCHEMA_VERSION = 1
"""Version of the lines; it changes when a key is taken out or means something else."""


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
    """Where each side stands, in the order of the result."""


class PublishedRound(NamedTuple):
    """A round as it is published, or the notice that it is withdrawn, which has only the first four and its state."""

    assessment: str
    """Random id of the assessment; it says nothing of whose it is."""
    round: int
    """Number of the round."""
    edition: int
    """1 when the round is first published, and one more whenever something replaces it: the highest holds."""
    state: Literal["published", "withdrawn"]
    """Whether it is published, or was and is withdrawn."""
    area: str = ""
    """Name of the area."""
    kind: str = ""
    """The kind of partnership; empty when only the area may be named."""
    code: str = ""
    """Id of the code."""
    code_digest: str = ""
    """Digest of the code: of the ids and words of its parts."""
    opened: str = ""
    """When the forms were given out; may be empty."""
    closed: str = ""
    """When results could first be seen."""
    rule: str = ""
    """Who may see what, as it was promised."""
    fewest: int = 0
    """Among how many organisations each hides, by side; 0 under the other rules."""
    scale: str = ""
    """Id of the scale."""
    method: int = 0
    """Version of the method."""
    findings: tuple[PublishedFinding, ...] = ()
    """What was found on each part, in the order of the code."""
