"""A draft as it was opened, and what its screen shows: parts and document line by line, and the doubt that is open."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compact_core.documents.draft import import_draft
from compact_core.documents.edits import DraftHistory
from compact_core.documents.people import WITHHELD, without_people
from compact_core.documents.reopening import is_draft, reopened
from compact_core.documents.writing import draft_text
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_core.reports.page import Fact, Heading
from compact_core.text import clean, readable, shorten
from compact_tui.layout import CHOSEN, Page, PaneBlock
from compact_tui.safe import Run
from compact_tui.state import Import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.documents.document import DocumentBlock, Doubt
    from compact_core.documents.edits import Version
    from compact_core.model import Part


AROUND = 60
"""Lines of the document that are shown before and after the one that it is about."""
MOST = 300
"""Most lines that are shown of a part."""
_LONGEST = 200
"""Characters of a part in its line; no screen shows more."""
DOUBTFUL, RESTATED, PLAIN = "? ", "✓ ", "  "
"""What stands before a part with an open doubt, before one in our own words, and before every other."""


class OpenedDraft(NamedTuple):
    """A draft with its document, and the file that it stands in."""

    revision: DraftHistory
    document: str
    """The file of the document."""
    path: str = ""
    """The file of the draft; empty when there is none yet, or when it has remarks that would be lost."""
    data: bytes = b""
    """What that file holds."""


def opened_draft(wish: Import) -> OpenedDraft:
    """The draft of a document, or that in a file; raises :class:`CompactsError` when it cannot be read."""
    plugins = open_plugins()
    if not is_draft(wish.file):
        draft = OpenedDraft(
            DraftHistory.of(import_draft(wish.file, plugins, keep_contacts=wish.keep_contacts)), wish.file
        )
    else:
        again = reopened(wish.file, plugins, wish.document, keep_contacts=wish.keep_contacts)
        name = clean(readable(Path(again.document).name))
        same = draft_text(again.history.draft(), name).encode() == again.data
        draft = OpenedDraft(again.history, again.document, wish.file if same else "", again.data if same else b"")
    if not draft.revision.now.parts:
        raise CompactsError(f"{readable(wish.file)}: Nothing in it can be a part of a code.")
    return draft


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
    """The document around the line of a doubt, or else of a part; and the part of it above, to be scrolled over.

    The lines of the part are marked, and so is that of the doubt, which may stand elsewhere.
    """
    first, last = lines_of_part(revision, at)
    blocks = revision.imported.blocks
    doubtful = _line(blocks, doubt.page, doubt.line) if doubt else -1
    middle = doubtful if doubtful >= 0 else first
    start = max(middle - AROUND, 0)
    end = max(middle + AROUND, min(last, middle + MOST))
    personal: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for dropped in revision.imported.dropped:
        if dropped.is_personal and dropped.block.words.strip():
            personal[dropped.block.page, dropped.block.line].append(dropped.block.words)
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
    first = _first_line(blocks, version, version.parts[at])
    following = [_first_line(blocks, version, part) for part in version.parts[at + 1 : at + 2]]
    return first, max([first + 1, *following])


def doubt_runs(doubt: Doubt) -> list[Run]:
    """A doubt: where it is, what was seen, and what was assumed."""
    return [Run(f"Doubt, {doubt.place}: {doubt.seen}.", "bold"), Run(f"Assumed: {doubt.assumed}.")]


def _first_line(blocks: Sequence[DocumentBlock], version: Version, part: Part) -> int:
    """The number of the line at which a part begins."""
    begin = version.places.get(part.id)
    return max(_line(blocks, begin.page, begin.line), 0) if begin else 0


def _line(blocks: Sequence[DocumentBlock], page: int, line: int) -> int:
    """The number of a line by its place; -1 when it is not there."""
    return next((at for at, block in enumerate(blocks) if (block.page, block.line) == (page, line)), -1)
