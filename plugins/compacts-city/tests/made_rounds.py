"""Published rounds that were never asked: invented findings of invented areas, written as files."""

from __future__ import annotations

import random
from hashlib import sha256
from typing import TYPE_CHECKING

from compact_core import FINDINGS, PublishedFinding, PublishedRound, PublishedSide, as_lines

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [kind.name for kind in FINDINGS]
PARTS = tuple(f"part-{number}" for number in range(1, 35))
WORDS = ("agree", "strongly agree", "between", "disagree", "doesn't know")


def made(number: int, round_number: int = 1, *, edition: int = 1, areas: int = 400, parts: int = 34) -> PublishedRound:
    """A published round of an invented assessment of that number; the same every time."""
    chance = random.Random(f"{number} {round_number} {edition}")  # noqa: S311 - invented findings need no secrecy
    return PublishedRound(
        assessment=assessment(number),
        round=round_number,
        edition=edition,
        state="published",
        area=f"Area {number % areas}",
        code="made-code",
        code_digest="0" * 16,
        opened=f"{2024 + round_number}-03-01",
        closed=f"{2024 + round_number}-04-01",
        rule="by organisation",
        scale="agree4",
        method=2,
        findings=tuple(
            PublishedFinding(
                part,
                sha256(part.encode()).hexdigest()[:16],
                chance.choice(NAMES),
                tuple(PublishedSide(side, chance.choice(WORDS), 2, 1) for side in ("public", "third")),
            )
            for part in PARTS[:parts]
        ),
    )


def withdrawn(of: PublishedRound) -> PublishedRound:
    """The notice that a round is withdrawn."""
    return PublishedRound(of.assessment, of.round, of.edition + 1, "withdrawn")


def assessment(number: int) -> str:
    """The id of an invented assessment."""
    return sha256(f"assessment {number}".encode()).hexdigest()[:32]


def put(folder: Path, *rounds: PublishedRound) -> None:
    """Write each round into a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for told in rounds:
        name = f"{told.assessment[:12]}-{told.round}-{told.edition}-{told.state}.jsonl"
        (folder / name).write_bytes(as_lines(told))
