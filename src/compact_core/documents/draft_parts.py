"""The parts of a draft as they are made, with their ids, places and doubts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compact_core.content.names import name_from
from compact_core.documents.document import Doubt, Dropped, plain, withheld
from compact_core.documents.people import WITHHELD, is_person, sure_names, without_people
from compact_core.model import DEEPEST_LEVEL, TOP, Part
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.nodes import Node

_ID_WORDS = 6


class DraftParts:
    """What is made of a document, part by part."""

    def __init__(
        self, blocks: Iterable[DocumentBlock], doubts: list[Doubt], dropped: list[Dropped], *, keep_contacts: bool
    ) -> None:
        self.parts: list[Part] = []
        self.doubts = doubts
        self.dropped = dropped
        self.places: dict[str, DocumentBlock] = {}
        """Where each part begins in the document, by its id."""
        self._keep = keep_contacts
        self._by_id: dict[str, Part] = {}
        self._levels: dict[str, int] = {}
        self._ids: dict[str, int] = {TOP: 1}
        self._names = [] if keep_contacts else sure_names(block.words for block in blocks)

    def put(self, part: Part, block: DocumentBlock) -> None:
        """Put a part behind those that are there."""
        part = self._raised(part)
        self.parts.append(part)
        if part.id:
            self._by_id[part.id] = part
            self.places[part.id] = block

    def owing(self, within: str) -> tuple[str, ...]:
        """Who owes what stands within a part."""
        part = self._by_id.get(within)
        while part is not None:
            if duty := getattr(part, "duty", ()):
                return duty  # type: ignore[no-any-return]
            part = self._by_id.get(part.within)
        return ()

    def new_id(self, text: str) -> str:
        """A new id of the first words of a text."""
        name = name_from(" ".join(words(plain(text))[:_ID_WORDS]), "part")
        known = self._ids.get(name, 0)
        self._ids[name] = known + 1
        if not known:
            return name
        candidate = f"{name}-{known + 1}"
        if candidate in self._ids:
            return self.new_id(candidate)
        self._ids[candidate] = 1
        return candidate

    def clean(self, text: str, block: DocumentBlock) -> str:
        """The text without italics, and without words about people."""
        said = plain(text)
        if self._keep:
            return said
        kept, found = without_people(said, self._names)
        for what, taken in found:
            self._withhold(what, taken, block)
        return kept

    def cell(self, text: str, block: DocumentBlock, *, named: bool) -> str:
        """The text of a cell; ``named`` says that what looks like a name is one here."""
        kept = self.clean(text, block)
        if self._keep or not named or not is_person(kept):
            return kept
        self._withhold("a name", kept, block)
        return WITHHELD

    def flat(self, nodes: Iterable[Node]) -> Iterator[str]:
        """The texts of items, and of the items in them."""
        for node in nodes:
            label = f"{node.number} " if node.number else ""
            yield f"{label}{self.clean(node.text, node.block)}"
            yield from self.flat(node.items)

    def _withhold(self, what: str, taken: str, block: DocumentBlock) -> None:
        """Leave out words about people."""
        dropped, doubt = withheld(what, taken, block)
        self.dropped.append(dropped)
        self.doubts.append(doubt)

    def doubt(self, block: DocumentBlock, seen: str, assumed: str, part: Part | None = None) -> None:
        """Say what was seen and what was assumed."""
        self.doubts.append(Doubt.at(block, seen, assumed, part.id if part else ""))

    def _raised(self, part: Part) -> Part:
        """The part itself, or moved up where it would be nested too deep."""
        outer = self._by_id.get(part.within)
        level = self._levels.get(part.within, 0) + 1
        while outer is not None and level > DEEPEST_LEVEL:
            part = replace(part, within=outer.within)
            outer = self._by_id.get(outer.within)
            level -= 1
        self._levels[part.id] = level
        return part
