"""What a document quotes from another instrument; the numbers in it are no clauses of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compact_core.documents.document import DocumentBlock

_KINDS = (
    r"(?:Act|Regulations?|Order|Compact|Covenant|Code(?: of Practice)?|Accord|Charter|Agreement|Directive"
    r"|Convention|Concordat|Scheme"
    r"|Treaty|Declaration|Strategy|Memorandum|Guidance|Loi|Charte|Convention|Accord|Décret|Deddf|Cyfamod|Siarter)"
)
_INSTRUMENT = re.compile(
    rf"\b((?:(?:[A-Z][\w'’]*|of|and|the|for|in|on|du|de|la|des|\([A-Z]\w+\))\s+){{0,8}}{_KINDS}"
    rf"(?:\s+(?:for|of|between|du|de|y)\s+(?:the\s+)?[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*){{0,3}})?(?:\s+\(?(?:19"
    rf"|20)\d\d\)?)?)"
)
_SAYS = re.compile(
    r"\b(?:says?|states?|reads?|provides?|sets? out|defines?|declares?|requires?|as follows|quot\w+|extract"
    r"|excerpt|dispose|prévoit|énonce|dit"
    r"|dweud|nodi|datgan)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\[?(?:a |the )?(?:quot(?:e|ed|ation)|extract|excerpt)\b", re.IGNORECASE)
_OPEN, _CLOSE = '“"«„', '”"»'
_INDENT = 2
_MOST = 60
"""Most lines of a quotation that is opened by a mark."""


def _is_closed_inside(text: str) -> bool:
    """Whether only the first words of a text stand in quotation marks."""
    inside = text[1:].rstrip().rstrip(".,;")
    return any(sign in inside[:-1] for sign in _CLOSE) and inside[-1:] not in _CLOSE


class Quoted:
    """Finds the quotations in a document."""

    def __init__(self, blocks: list[DocumentBlock]) -> None:
        self._blocks = blocks

    def ends(self, at: int, lead: str) -> int:
        """Where a quotation that begins with a block ends; 0 when none begins. ``lead`` is the text before it."""
        block = self._blocks[at]
        if block.kind == "quotation":
            return self._while(at, lambda block: block.kind == "quotation")
        if block.rows or block.kind in {"heading", "note"}:
            return 0
        text = block.printed.strip()
        if text[:1] in _OPEN and not _is_closed_inside(text) and (end := self._closed(at)):
            whole = text[1:-1] if end == at + 1 else ""
            return end if not (whole and any(sign in whole for sign in _OPEN)) else 0
        if _QUOTED.match(text) and self.instrument([text, lead]) + text.lower().count("provision") * "x":
            return at + 1
        before = self._blocks[at - 1] if at else None
        introduced = lead.rstrip().endswith(":") and _SAYS.search(lead) and self.instrument([lead])
        if (
            introduced
            and before
            and not before.rows
            and block.indent >= before.indent + _INDENT
            and block.kind != "item"
        ):
            return self._while(at, lambda later: later.indent >= before.indent + _INDENT and not later.rows)
        return 0

    def _while(self, at: int, belongs: Callable[[DocumentBlock], bool]) -> int:
        """The position after a run of blocks that belong together."""
        return next((end for end in range(at, len(self._blocks)) if not belongs(self._blocks[end])), len(self._blocks))

    def _closed(self, at: int) -> int:
        """Where a quotation that a mark opens is closed again; 0 for nowhere near."""
        for end in range(at, min(at + _MOST, len(self._blocks))):
            block = self._blocks[end]
            if block.kind == "heading" or block.rows:
                return 0
            text = block.words.rstrip().rstrip(".,;")
            if text[-1:] in _CLOSE and len(text) > 1:
                return end + 1
        return 0

    @staticmethod
    def instrument(texts: Iterable[str]) -> str:
        """The instrument that one of the texts names; empty for none."""
        for text in texts:
            if match := _INSTRUMENT.search(text):
                name = re.sub(r"^(?:(?:the|of|and|for|in|on|The|In|Of)\s+)+", "", " ".join(match[1].split()))
                if name:
                    return name
        return ""
