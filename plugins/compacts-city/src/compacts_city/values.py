"""What a picture is made of: plain texts and numbers that may all be shown. No area and no partnership is named."""

from __future__ import annotations

from typing import NamedTuple

from compact_core import (
    AgreedNeedsWork,
    AgreedStrength,
    DifferInDegree,
    Mark,
    NotEnoughKnown,
    PartlyThere,
    SetAside,
    SidesDiffer,
    SplitInside,
)

_ORDER = (
    *(SidesDiffer, SplitInside, DifferInDegree, AgreedNeedsWork),
    *(PartlyThere, AgreedStrength, NotEnoughKnown, SetAside),
)

VARIED = Mark("*", "several findings")
"""What an area has whose partnerships found different things, none of them most often."""
KINDS: tuple[Mark, ...] = (*(Mark(kind.sign, kind.name) for kind in _ORDER), VARIED, Mark("·", "withheld"))
"""Everything that an area can have, in the order of bars and tables."""
HIDDEN = Mark("…", "not told")
"""What stands for the areas of all cells that are hidden."""


class PictureCell(NamedTuple):
    """How many areas have a finding."""

    finding: Mark
    areas: int | None
    """None where it is hidden."""


class PictureRow(NamedTuple):
    """A part in one round."""

    round: int
    areas: int
    """How many areas are in the picture."""
    cells: tuple[PictureCell, ...]
    """Every kind of finding, in the order of bars."""

    def of(self, finding: str) -> int | None:
        """How many areas have a finding; None where it is hidden."""
        return next(cell.areas for cell in self.cells if cell.finding.words == finding)

    @property
    def hidden(self) -> int:
        """How many areas stand in cells that are hidden."""
        return self.areas - sum(cell.areas or 0 for cell in self.cells)


class PicturePart(NamedTuple):
    """A part of a code, in one wording."""

    code: str
    """Id of the code."""
    part: str
    """Id of the part."""
    digest: str
    """Content digest of its words as they were asked."""
    title: str
    at: str
    """Where it stands in the document."""
    reworded: bool
    """Whether the code has other words for it now."""
    rows: tuple[PictureRow, ...]
    """Its rounds, the first one first."""


class PictureCode(NamedTuple):
    """A code, and its parts in the order of the document."""

    code: str
    title: str
    parts: tuple[PicturePart, ...]


class Most(NamedTuple):
    """A part that is named because of how many areas there are."""

    part: PicturePart
    areas: int
    of: int
    """Out of how many."""


class Picture(NamedTuple):
    """The picture over all areas."""

    dataset: str
    """Random id of the dataset: two pictures of two datasets can tell together what neither tells."""
    release: int
    """Number of the release."""
    codes: tuple[PictureCode, ...]
    differ_most: tuple[Most, ...]
    """The parts on which sides differ in most areas, of those where it may be told."""
    missed: tuple[Most, ...]
    """Parts that were dropped from a later code and are still asked about, those asked in most areas first."""
    notes: tuple[str, ...]
    """How it was made, and what it does not tell, as sentences."""
