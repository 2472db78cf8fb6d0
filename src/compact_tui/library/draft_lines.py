"""What the screen of a draft shows: its parts line by line, the document beside them, and the doubt that is open."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compact_core.documents.people import WITHHELD, without_people
from compact_core.reports.page import Fact, Heading
from compact_core.text import shorten
from compact_tui.layout import CHOSEN, Page, PaneBlock
from compact_tui.safe import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.documents.document import DocumentBlock, Doubt
    from compact_core.documents.edits import DraftHistory, Version
    from compact_core.model import Part

AROUND = 60
"""Lines of the document that are shown before and after the one that it is about."""
MOST = 300
"""Most lines that are shown of a part."""
_LONGEST = 200
"""Characters of a part in its line; no screen shows more."""
DOUBTFUL, RESTATED, PLAIN = "? ", "✓ ", "  "
"""What stands before a part with an open doubt, before one in our own words, and before every other."""


def levels_of(parts: Sequence[Part]) -> dict[str, int]:
    """How deep each part stands, by its id."""
    levels: dict[str, int] = {}
    for part in parts:
        levels[part.id] = levels.get(part.within, -1) + 1
    return levels


def part_runs(part: Part, level: int, mark: str) -> list[Run]:
    """A part in one line: whether something is open about it, its kind, its number and its words."""
    said = getattr(part, "title", "") if part.kind in {"section", "group", "table"} else getattr(part, "text", "")
    said = said or getattr(part, "organisation", "") or " ".join(getattr(part, "headings", ()))
    runs = [Run(mark, "bold $primary"), Run("  " * level)]
    if part.kind == "section":
        return [*runs, Run(shorten(f"{part.number} {said}", _LONGEST), "bold")]
    return [*runs, Run(f"{part.kind} ", "$quiet"), Run(shorten(f"{part.number} {said}", _LONGEST))]


def mark_of(version: Version, part: Part, doubtful: frozenset[str]) -> str:
    """What stands before a part."""
    return DOUBTFUL if part.id in doubtful else RESTATED if part.id in version.restated else PLAIN


def lines_page(revision: DraftHistory, at: int, doubt: Doubt | None) -> tuple[Page, Page]:
    """The document around the line of a doubt, or else around a part; and what of it stands before, to scroll over it.

    The lines of the part are marked, and so is that of the doubt, which may stand elsewhere.
    """
    first, last = lines_of_part(revision, at)
    blocks = revision.imported.blocks
    doubtful = _line(blocks, doubt.page, doubt.line) if doubt else -1
    middle = doubtful if doubtful >= 0 else first
    start = max(middle - AROUND, 0)
    end = max(middle + AROUND, min(last, middle + MOST))
    personal: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for one in revision.imported.dropped:
        if one.is_personal and one.block.words.strip():
            personal[one.block.page, one.block.line].append(one.block.words)
    shown: list[PaneBlock] = []
    for number, block in enumerate(blocks[start:end], start):
        text = block.printed
        for words in personal.get((block.page, block.line), ()):
            text = without_people(text.replace(words, WITHHELD))[0]
        text = " · ".join(text.splitlines())
        mark = CHOSEN if first <= number < last else DOUBTFUL if number == doubtful else ""
        shown.append(Heading(2, f"{mark}{block.place}: {text}") if mark else Fact(block.place, text))
    return Page(("The document",), tuple(shown)), Page((), tuple(shown[: middle - start]))


def lines_of_part(revision: DraftHistory, at: int) -> tuple[int, int]:
    """The lines of the document that a part comes from: the first, and the one after the last."""
    version = revision.now
    blocks = revision.imported.blocks
    first = _place(blocks, version, version.parts[at])
    after = [_place(blocks, version, part) for part in version.parts[at + 1 : at + 2]]
    return first, max(first + 1, after[0] if after and after[0] > first else first + 1)


def doubt_runs(doubt: Doubt) -> list[Run]:
    """A doubt: where it is, what was seen, and what was assumed."""
    return [Run(f"Doubt, {doubt.place}: {doubt.seen}.", "bold"), Run(f"Assumed: {doubt.assumed}.")]


def _place(blocks: Sequence[DocumentBlock], version: Version, part: Part) -> int:
    """The number of the line at which a part begins."""
    begin = version.places.get(part.id)
    return max(_line(blocks, begin.page, begin.line), 0) if begin else 0


def _line(blocks: Sequence[DocumentBlock], page: int, line: int) -> int:
    """The number of a line by its place; -1 when it is not there."""
    return next((at for at, one in enumerate(blocks) if (one.page, one.line) == (page, line)), -1)
