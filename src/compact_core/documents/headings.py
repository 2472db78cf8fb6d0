"""Which lines are headings, by their format, by the contents page, or by their look and what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compact_core.documents.heading_words import CONTACTS, KindTable, folded
from compact_core.documents.parties import owed_under
from compact_core.documents.people import is_signature, names_somebody
from compact_core.documents.sentences import is_dated

if TYPE_CHECKING:
    from compact_core.documents.contents import Contents
    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.printed_labels import Label

MOST_WORDS = 14
"""Most words of a line that may be a heading by its look alone."""
_LONGEST_STYLED = 40
"""Most words of what a format calls a heading."""
_LONGEST_UNSTYLED = 250
"""Most characters of a line that may be a heading, where only its words tell."""
_LONGEST_CONTACTS = 12
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|should|must|shall|will|may|might|does|been|being"
    r"|est|sont|ont|doit|doivent|peut|peuvent|sera|seront|mae|bydd|dylai|gall|rhaid)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|how|why|who|whom|when|where|which|comment|pourquoi|qui|quand|où|que|quels?|quelles?|qu['’]est|beth"
    r"|sut|pam|pwy|pryd|ble)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?:all|each|every|there|any|both|everyone|everybody|parties|partners|we|you|they)\b", re.IGNORECASE
)
_FEWEST_IN_STATEMENT = 5
_END = re.compile(r"[.;,:]$")
_SIGNING = re.compile(
    r"signed(?:,? (?:by|on|this|at|for|in)\b|\s*:)|(?:for and )?on behalf of\b|executed (?:by|as|on)\b|in witness\b"
    r"|fait à\b|pour (?:la |le |les |l['’]).+, (?:le |la )|au nom de\b|ar ran\b|llofnodwyd\b",
    re.IGNORECASE,
)
_FOR_PARTY = re.compile(r"for (?:the )?(?-i:[A-Z])", re.IGNORECASE)
_LONGEST_SIGNING = 20
_SHORT_SIGNING = 4
_ANNOUNCED = ("barrier", "benefit", "principle", "aim")
_LONGEST_ANNOUNCEMENT = 12
_JOINS = re.compile(r"[-–—(]?\s*(?:and|between|et|entre|rhwng|a|ac|and between)\s*[-–—):]?", re.IGNORECASE)
"""A line between the names of parties."""
_LARGE = ("I", "A")
"""Rows of large parts: after a heading of such a row the next number is a heading too."""
_LETTERS = ("a", "a)", "i", "i)", "1")


def looks_like_title(text: str) -> bool:
    """Whether a line could be a heading by its words: short, without a full stop, and no sentence."""
    text = text.strip().strip("[]").strip()
    count = len(text.split())
    if not text or count > MOST_WORDS or _END.search(text) or "; " in text or not any(sign.isalpha() for sign in text):
        return False
    if is_signature(text):
        return False
    if text[:1].islower() or text[:1] in "\"“'‘(" or "@" in text or "://" in text:
        return False
    if text.endswith("?") or _QUESTION.match(text) or text.isupper():
        return True
    if _STATEMENT.match(text) and count >= _FEWEST_IN_STATEMENT:
        return False
    return not _VERB.search(text)


def begins_signing(text: str) -> bool:
    """Whether a line says that somebody signs, or for whom."""
    return bool(_SIGNING.match(text.strip())) and len(text.split()) <= _LONGEST_SIGNING


class Headings:
    """Decides which blocks of a document are headings."""

    def __init__(
        self, blocks: list[DocumentBlock], labels: list[tuple[Label | None, str]], contents: Contents, table: KindTable
    ) -> None:
        self._blocks = blocks
        self._labels = labels
        self._contents = contents
        self._table = table
        self._first_announced = min(contents.announced.values(), default=len(blocks))
        self._clauses: dict[str, int] = {}
        """How far each row of numbers has come in clauses since the last heading."""
        self._headed: dict[str, int] = {}
        """How far each row of numbers has come in headings."""
        self._styled = sum(block.kind == "heading" for block in blocks) > 1

    def is_heading(self, at: int, kind: str) -> bool:
        """Whether a block is a heading; ``kind`` is that of the section before it. To be asked in their order."""
        found = self._is_heading(at, kind)
        label = self._labels[at][0]
        if found:
            self._clauses.clear()
            if label:
                self._headed[label.row] = label.value
        elif label:
            self._clauses[label.row] = label.value
        return found

    def _is_heading(self, at: int, kind: str) -> bool:
        block, (label, text) = self._blocks[at], self._labels[at]
        if label and label.is_named and not text.strip() and not label.kind:
            return block.gap
        if block.rows or block.kind in {"item", "note", "quotation"} or not text.strip():
            return False
        if block.kind == "heading":
            return len(text.split()) <= _LONGEST_STYLED
        if is_dated(text):
            return False
        if at in self._contents.announcing or at + 1 == len(self._blocks):
            return False
        if self._contents.announces(text, at) and (block.gap or label or block.strong or self._stands_free(at)):
            return True
        return self._is_by_words(at, kind)

    def _stands_free(self, at: int) -> bool:
        """Whether a line that the contents page names follows the end of a sentence or another heading."""
        if folded(self._labels[at][1]) not in self._contents.titles:
            return False
        before = self._blocks[at - 1] if at else None
        return (
            before is None
            or bool(before.rows)
            or before.kind in {"heading", "item"}
            or before.words.rstrip().endswith((".", "!", "?", ":", ";"))
            or folded(before.words) in self._contents.titles
            or at == self._contents.start
        )

    def begins_signing(self, at: int, kind: str) -> bool:
        """Whether a line or a table near the end begins what the parties sign, without a heading that says so."""
        block, (label, text) = self._blocks[at], self._labels[at]
        if kind == "signatories" or at * 2 < len(self._blocks) or label or block.kind not in {"text", "table"}:
            return False
        if block.strong and len(text.split()) <= _SHORT_SIGNING:
            return False  # it is the heading itself
        first = block.rows[0] if block.rows else ()
        return begins_signing(text) or sum(bool(_FOR_PARTY.match(cell)) or begins_signing(cell) for cell in first) > 1

    def _is_by_words(self, at: int, kind: str) -> bool:
        """Whether a line is a heading by what it says, or else by how it looks."""
        block, (label, text) = self._blocks[at], self._labels[at]
        if len(text) > _LONGEST_UNSTYLED:
            return False
        meant = self._table.kind(text)
        if meant == CONTACTS and not label and len(text.split()) <= _LONGEST_CONTACTS:
            return kind != CONTACTS
        if kind in {CONTACTS, "signatories"} and (not label or not label.is_named):
            return meant not in {"", kind} and block.gap and looks_like_title(text) and not names_somebody(text)
        if owed_under(text) and len(text.split()) <= MOST_WORDS and not text.rstrip().endswith((".", ";")):
            return self._names_party(at)
        if not label and self._announces(at, text):
            return True
        if label and self._holds_next(at) and (not self._styled or block.strong):
            return True
        if not looks_like_title(text) or (self._styled and not block.strong):
            return False
        return self._is_labelled(at, label) if label else self._is_plain(at)

    def _holds_next(self, at: int) -> bool:
        """Whether the next line has the first number within that of a short line, as 3.1 is within 3."""
        (label, text), after = self._labels[at], self._labels[at + 1][0]
        short = len(text.split()) <= MOST_WORDS and not _END.search(text.rstrip())
        return bool(label and after and after.depth > 1 and after.prefix == label.bare and after.value == 1) and short

    def _announces(self, at: int, text: str) -> bool:
        """Whether a line that stands by itself begins with what follows, as in 'Barriers that we have met'."""
        block, following = self._blocks[at], self._next(at)
        kind = self._table.kind(text.split(maxsplit=1)[0])
        alone = block.gap and following is not None and (following.gap or following.kind == "item") and not self._styled
        return alone and kind in _ANNOUNCED and len(text.split()) <= _LONGEST_ANNOUNCEMENT and not _END.search(text)

    def _names_party(self, at: int) -> bool:
        """Whether a line that says who promises something is a heading, and not a clause that leads in to letters."""
        label, text = self._labels[at]
        after = self._labels[at + 1][0]
        if label and after and after.row.startswith("("):
            return False
        leads = self._blocks[at + 1].kind == "item" or after is not None
        return text.rstrip().endswith(":") or looks_like_title(text) or leads

    def _next(self, at: int) -> DocumentBlock | None:
        return self._blocks[at + 1] if at + 1 < len(self._blocks) else None

    def _is_labelled(self, at: int, label: Label) -> bool:
        """A numbered line is a heading when something stands under it, and a clause when the next number follows."""
        following = self._next(at)
        if following is None:
            return False
        before = self._labels[at - 1][0] if at else None
        if before and before.row == label.row and self._clauses.get(label.row) == label.value - 1:
            alike = all(text.rstrip().endswith("?") for _, text in self._labels[at - 1 : at + 1])
            last = not self._blocks[at].gap or self._stands_before_heading(at + 1)
            if (alike or last) and not self._blocks[at].strong:
                return False  # the last one of a list
        if label.row.startswith("(") or (label.row.endswith(")") and not self._blocks[at].strong):
            return self._blocks[at].strong and not self._labels[at + 1][0]
        after = self._labels[at + 1][0]
        if after and after.row == label.row:
            return self._blocks[at].strong and label.is_named
        if label.row in _LARGE and self._headed.get(label.row) == label.value - 1:
            return True
        if after and after.depth and label.depth and after.depth < label.depth:
            return False
        if after and after.row != label.row and self._labels[at + 1][1] and following.kind != "heading":
            if not self._blocks[at].strong and after.row.strip("()") in _LETTERS and self._is_among_clauses(at, label):
                return False
            return (
                after.value <= 1 or after.prefix == label.bare or bool(after.depth > label.depth > 0) or label.is_named
            )
        return following.kind in {"item", "table", "quotation", "text"}

    def _stands_before_heading(self, at: int) -> bool:
        """Whether a line that stands by itself says what follows it, so that nothing before it is its heading."""
        block, (label, text) = self._blocks[at], self._labels[at]
        return block.gap and not label and looks_like_title(text) and bool(self._table.kind(text) or owed_under(text))

    def _is_among_clauses(self, at: int, label: Label) -> bool:
        """Whether a number continues a row of clauses, or the next number of its row begins a sentence."""
        if label.is_named or label.prefix:
            return False
        if self._clauses.get(label.row, -1) == label.value - 1:
            return True
        for block, (other, text) in zip(self._blocks[at + 1 :], self._labels[at + 1 :], strict=True):
            if other and other.row == label.row:
                return not block.strong and text.rstrip().endswith(".")
            if not other or block.kind == "heading":
                return False
        return False

    def _is_plain(self, at: int) -> bool:
        block, following = self._blocks[at], self._next(at)
        text = self._labels[at][1]
        if following is None or following.kind == "note":
            return False
        if block.strong:
            return not following.rows or following.gap or bool(self._table.kind(text))
        before = self._blocks[at - 1] if at else None
        if before is not None and _JOINS.fullmatch(before.words.strip()):
            return False  # it names one of those who agree
        explained = not following.gap and following.words.rstrip().endswith(".")
        leads = before is not None and before.words.rstrip().endswith(":")
        if not block.gap or (leads and following.kind != "item" and not explained):
            return False
        if at + 1 in self._contents.announcing or text.strip().startswith("["):
            return False
        after = self._labels[at + 1][0]
        known = bool(self._table.kind(text))
        if at and after and after.prefix and self._labels[at - 1][0] and not known:
            return False  # an unnumbered sentence between the numbered ones
        if self._first_announced < at:
            return False
        leads = following.kind == "item" or self._labels[at + 1][0] is not None or bool(following.rows) or explained
        if self._contents.titles:
            return known and leads
        if not following.rows and looks_like_title(following.words) and not leads:
            return known and self._table.kind(following.words) in {"", self._table.kind(text)}
        count = len(following.words.split())
        sentence = count > MOST_WORDS // 2 or (count > MOST_WORDS // 3 and following.words.rstrip().endswith("."))
        return leads or known or (following.gap and sentence) or block.indent > following.indent
