"""What was published of an assessment, and where: kept in its folder, so that it can be replaced and withdrawn."""

# No postponed annotations here: the reader of files looks up the types of the fields when the program runs.

import os
import secrets
from dataclasses import dataclass, replace
from typing import Literal

from compact_core.assessment.records.disk import write
from compact_core.assessment.records.paths import PUBLISHED
from compact_core.assessment.records.reading import read_file
from compact_core.assessment.records.saving import file_data, sound
from compact_core.model.text_rules import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAt:
    """What was published of a round."""

    number: int
    """Number of the round."""
    edition: int = 0
    """How often it was published or withdrawn; 0 when it never was."""
    state: Literal["", "published", "withdrawn"] = ""
    """What the last edition says; empty when there is none."""
    sha256: str = ""
    """SHA-256 of what the last edition tells, without its number."""
    barred: bool = False
    """Whether it may not be published any more, since somebody was erased whom a second result would give away."""
    places: tuple[Text, ...] = ()
    """Where it was written: from the folder of the assessment, or from the top of the disk when it is outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything that was published of an assessment."""

    assessment: str = ""
    """Random id of the assessment, made once; empty before anything was published."""
    rounds: tuple[PublishedAt, ...] = ()
    """Its rounds, by their numbers."""

    def of(self, number: int) -> PublishedAt:
        """What was published of a round."""
        return next((entry for entry in self.rounds if entry.number == number), PublishedAt(number=number))

    def with_round(self, entry: PublishedAt) -> "Ledger":
        """The ledger with what was published of a round."""
        others = [other for other in self.rounds if other.number != entry.number]
        return replace(self, rounds=tuple(sorted((*others, entry), key=lambda each: each.number)))


def new_id() -> str:
    """A random id for an assessment, which says nothing of whose it is."""
    return secrets.token_hex(16)


def ledger(folder: str) -> Ledger:
    """What was published of the assessment in a folder; raises CompactsError when that cannot be read."""
    path = os.path.join(folder, PUBLISHED)
    if not os.path.lexists(path):
        return Ledger()
    found: Ledger = sound(read_file(path, Ledger, lambda _: iter(())))
    return found


def keep_ledger(folder: str, new: Ledger) -> None:
    """Save what was published, for who holds the lock."""
    write(os.path.join(folder, PUBLISHED), file_data(new))
