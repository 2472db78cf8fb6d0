"""The outline of a document: its sections, clauses, lists, tables, quotations and notes, one within the other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from compact_core.documents.contents import Contents, take_contents
from compact_core.documents.document import DocumentBlock, Doubt, Dropped
from compact_core.documents.heading_words import CONTACTS, KindTable, folded
from compact_core.documents.headings import Headings
from compact_core.documents.nesting import APPENDICES, UNDER, Nesting
from compact_core.documents.nodes import Node, Outline
from compact_core.documents.numbers import labels_of, restarts, with_numbers
from compact_core.documents.parties import Owed, owed_by_name, owed_under, side_of
from compact_core.documents.printed_labels import Label, label_of
from compact_core.documents.quotations import Quoted
from compact_core.documents.titles import Titles
from compact_core.model import KINDS
from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.documents.tidying import Tidied

_NOTE = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))\s*(?=\S)(.*)", re.DOTALL)
_MARK = re.compile(r"(?<=\S)\s?(\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})")
"""The mark of a note in a text; at the beginning of a line it is the note itself."""
SIGNATORIES = "Signatories"
"""Title of the section in which the parties sign, where the document prints none."""
_ITEM_WORDS = 14
_DEEPEST = 6
"""Most levels of sections and of clauses that are told apart: a code has eight levels in all."""


def outlined(document: Tidied, table: KindTable) -> Outline:
    """The outline of a tidied document."""
    blocks, page, contents = take_contents(list(with_numbers(document.blocks)), table)
    dropped = [*document.dropped, *(Dropped("the contents page", block) for block in page)]
    builder = _Builder(blocks, contents, table)
    builder.doubts += document.doubts
    titles = builder.build()
    outline = Outline(titles, builder.root, contents, dropped, builder.doubts)
    outline.doubts += [*_unfound(outline), *_empty(outline)]
    return outline


class _Builder:
    def __init__(self, blocks: list[DocumentBlock], contents: Contents, table: KindTable) -> None:
        self._blocks = blocks
        self._contents = contents
        self._table = table
        self._labels = list(labels_of(blocks, contents))
        self._headings = Headings(blocks, self._labels, contents, table)
        self._quoted = Quoted(blocks)
        self._marks = {mark for block in blocks for mark in _MARK.findall(block.text)}
        self._restarts = restarts(self._labels)
        self.root = Node("section", DocumentBlock(""), "")
        self.doubts: list[Doubt] = []
        self._sections = [self.root]
        self._clauses: list[Node] = []
        self._rows: Counter[str] = Counter()
        self._runs_through = False
        """Whether single numbers count clauses, so that a heading with one is no larger than other headings."""
        self._last: Node | None = None
        """The text that a list may follow."""
        self._unmarked = False
        """Whether the lines that follow a colon are items without marks."""

    def build(self) -> list[DocumentBlock]:
        first = Titles(self._blocks, self._labels, self._contents, self._headings, self._table).count()
        at = first
        while at < len(self._blocks):
            at = self._take(at)
        return self._blocks[:first]

    @property
    def _section(self) -> Node:
        return self._sections[-1]

    def _take(self, at: int) -> int:
        """Put a block in its place; gives the place of the next one."""
        block, (label, text) = self._blocks[at], self._labels[at]
        if end := self._quoted.ends(at, self._last.text if self._last else self._section.text):
            self._quotation(at, end)
            return end
        if self._headings.begins_signing(at, self._section.role):
            self._open_signatories(block)
        if block.kind == "note" or ((note := _NOTE.match(block.words)) and not block.rows and self._has_mark(note)):
            self._note(block)
        elif block.rows:
            self._add(Node("table", block, ""))
            self._last = None
        elif self._headings.is_heading(at, self._section.role):
            self._open(at, block, label, text)
        elif self._section.role in {CONTACTS, "signatories"}:
            self._text(block, self._whole(at))
        elif block.kind == "item" and not (label and label.sure):
            self._item(at, self._whole(at))
        elif label and not self._is_unmarked(at):
            self._clause(at, block, label, text)
        elif self._is_unmarked(at):
            self._item(at, self._whole(at))
            self._unmarked = True
            return at + 1
        else:
            self._text(block, self._whole(at))
        self._unmarked = False
        return at + 1

    def _whole(self, at: int) -> str:
        block, (label, text) = self._blocks[at], self._labels[at]
        return f"{label.printed} {text}" if label and not block.label else block.text

    def _has_mark(self, note: re.Match[str]) -> bool:
        return (f"[{note[1]}]" if note[1] else note[2]) in self._marks

    def _note(self, block: DocumentBlock) -> None:
        note = _NOTE.match(block.words)
        label = block.label or (note and (note[1] or note[2])) or ""
        words = note[3] if note and not block.label else block.text
        within = self._clauses[-1] if self._clauses else self._section
        target = self._last if self._last and self._last.kind == "text" else None
        node = Node("note", block, words, label_of(label) if label else None)
        (target or within).inside.append(node)

    def _quotation(self, at: int, end: int) -> None:
        quoted = self._blocks[at:end]
        text = "\n".join(block.printed for block in quoted)
        node = Node("quotation", quoted[0], text)
        around = [self._last.text if self._last else "", *(section.text for section in reversed(self._sections)), text]
        node.instrument = self._quoted.instrument(around)
        self._add(node)
        self._unmarked = False

    def _is_unmarked(self, at: int) -> bool:
        """Whether a line without a mark is an item: short, after a colon or another such item."""
        block, (label, text) = self._blocks[at], self._labels[at]
        if block.kind != "text" or (label and label.sure and self._last and not self._unmarked) or self._last is None:
            return False
        if label and (label.row.startswith("(") or label.row in {"1", "a", "i", "A", "I"} or label.depth > 1):
            return False
        short = len(text.split()) <= _ITEM_WORDS and not text.rstrip().endswith((".", ":", "?"))
        if self._unmarked:
            return short and not block.gap
        following = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        explains = following is not None and following.words.endswith(".") and not following.gap
        again = following is not None and following.kind == "text" and not self._labels[at + 1][0] and not explains
        alone = not block.gap or following is None or (again and not following.gap)
        return self._last.text.rstrip().endswith(":") and not self._last.items and short and alone

    # sections

    def _open(self, at: int, block: DocumentBlock, label: Label | None, text: str) -> None:
        """Begin a section in the right one."""
        owed = owed_under(text)
        if owed and text.rstrip().endswith(":") and not label and self._only_leads_in(owed):
            self._text(block, self._whole(at))
            return
        role = (label.kind if label else "") or self._table.kind(text)
        key = _key(block, label, owed, announced=self._contents.announces(text, at))
        nesting = Nesting(self._sections, restarts=self._restarts, runs_through=self._runs_through)
        if nesting.are_points(key, role, named=bool(label or owed)):
            self._tell_points(block, text)
            nesting.leave_point()
            key = (UNDER, key[1])
        else:
            nesting.leave(key, label, role, owed, shouted=block.words.isupper())
        node = Node("section", block, text.strip(), label, owed=owed, key=key)
        node.role = role
        if not owed and not role and any(section.role == "commitment" for section in self._sections):
            node.owed = owed_by_name(text)
        node.is_appendix = bool(label and label.row in APPENDICES) or role == "appendix"
        if len(self._sections) > _DEEPEST:
            self._sections = self._sections[:_DEEPEST]
        self._section.inside.append(node)
        self._sections.append(node)
        self._clauses = []
        self._last = None
        self._tell_restart(block, label, node)

    def _tell_points(self, block: DocumentBlock, text: str) -> None:
        """Say once that headings are taken as the points of the heading before them."""
        if not self._section.inside and self._section.key[0] != UNDER:
            seen = f"'{shorten(text)}' stands right after the heading '{shorten(self._section.text)}'"
            self.doubts.append(Doubt.at(block, seen, "it and the headings like it are its points"))

    def _open_signatories(self, block: DocumentBlock) -> None:
        """Begin a section for who signed, where nothing is printed above it."""
        del self._sections[1:]
        node = Node("section", block, SIGNATORIES, role="signatories")
        self._section.inside.append(node)
        self._sections.append(node)
        self._clauses = []
        self._last = None
        seen = "who signs stands here without a heading"
        self.doubts.append(Doubt.at(block, seen, f"a section '{SIGNATORIES}'"))

    def _only_leads_in(self, owed: Owed) -> bool:
        """Whether a line that names who promises only leads in to what its section already says."""
        around = self._section.owed
        if around is None or any(node.kind != "note" for node in self._section.inside):
            return False
        sides = [{side_of(name) or name for name in duty.parties} for duty in (owed, around)]
        return sides[0] == sides[1]

    def _tell_restart(self, block: DocumentBlock, label: Label | None, node: Node) -> None:
        """Say that numbers begin again, when they do without a larger number that says so."""
        if not label or label.prefix or label.is_named or label.row.startswith("("):
            return
        row = f"{block.kind} {label.row}" if block.kind == "heading" else label.row  # a list in it is another row
        before = self._rows[row]
        self._rows[row] = label.value
        named = any(section.label and section.label.is_named for section in self._sections[1:])
        if label.value <= before and not named and label.row in {"1", "A", "I"}:
            outer = self._sections[-2] if node.kind == "section" and len(self._sections) > 1 else self._section
            under = f" under '{shorten(outer.text)}'" if outer.text else ""
            seen = f"'{label.printed}' comes again{under}"
            if label.row == "1":
                seen = f"the number {label.printed} comes again{under}, after {before}"
            self.doubts.append(Doubt.at(block, seen, "numbers start again here"))

    # clauses and lists

    def _add(self, node: Node) -> None:
        """Put a table or quotation into the section."""
        self._section.inside.append(node)

    def _text(self, block: DocumentBlock, text: str) -> None:
        node = Node("text", block, text)
        self._clauses = []
        self._section.inside.append(node)
        self._last = node

    def _clause(self, at: int, block: DocumentBlock, label: Label, text: str) -> None:
        node = Node("text", block, text.strip() or label.printed, label)
        outer = self._outer(label)
        if outer is not None:
            if at in self._contents.announcing:
                outer.announces = True
            outer.inside.append(node)
        else:
            self._section.inside.append(node)
        self._clauses.append(node)
        self._last = node
        self._runs_through = self._runs_through or (outer is None and label.row == "1")
        if outer is None:
            self._tell_restart(block, label, node)

    def _outer(self, label: Label) -> Node | None:
        """The clause that a clause stands in; None for the section itself."""
        opened = self._clauses
        for at in range(len(opened) - 1, -1, -1):
            if label.prefix and opened[at].number == label.prefix:
                del opened[at + 1 :]
                return opened[at]
        rows = [node.label.row if node.label else "" for node in opened]
        if label.row in rows:
            del opened[rows.index(label.row) :]
            return opened[-1] if opened else self._lead_of(label)
        if label.prefix and label.depth > 1:
            del opened[:]
            return None
        if opened and len(opened) < _DEEPEST - 3 + 1:
            return opened[-1]
        if opened:
            return opened[-2]
        lead = self._last
        if lead and not lead.label and lead.kind == "text" and not lead.items and _leads(lead.text, label):
            opened.append(lead)
            return lead
        return None

    def _lead_of(self, label: Label) -> Node | None:
        """The paragraph whose list a label goes on in."""
        inside = self._section.inside
        last = inside[-1] if inside else None
        before = last.inside[-1].label if last and last.kind == "text" and not last.label and last.inside else None
        if last and before and before.row == label.row and label.value == before.value + 1:
            self._clauses.append(last)
            return last
        return None

    def _item(self, at: int, text: str) -> None:
        """Put an item into the list of the text before it, or of the section."""
        block = self._blocks[at]
        item = Node("text", block, text)
        lead = self._last
        if lead is None:
            lead = self._bare_list(block)
        depth = lead.items[-1] if lead.items else None
        if (
            depth
            and block.level > depth.block.level
            and block.indent >= depth.block.indent
            and not depth.text.rstrip().endswith((".", ";", ","))
        ):
            depth.items.append(item)
        else:
            lead.items.append(item)
        lead.announces = lead.announces or at in self._contents.announcing

    def _bare_list(self, block: DocumentBlock) -> Node:
        """A list that no text leads in to."""
        inside = self._section.inside
        if not (inside and inside[-1].kind == "text" and not inside[-1].text):
            inside.append(Node("text", block, ""))
        return inside[-1]


def _leads(text: str, label: Label) -> bool:
    """Whether a paragraph leads in to a list of labels: it ends with a colon, or at least with no full stop."""
    said = text.rstrip().strip("[]")
    return said.endswith(":") or (not said.endswith((".", "?", "!")) and label.value == 1 and not label.prefix)


def _key(block: DocumentBlock, label: Label | None, owed: Owed | None, *, announced: bool) -> tuple[str, int]:
    if block.kind == "heading" and block.level:
        return "style", block.level
    if label:
        return label.row, 0
    if announced:
        return "announced", 0
    if owed and not block.words.rstrip().endswith("?"):
        return "party", int(len(owed.parties) > 1)
    return "plain", int(block.words.isupper()) + 2 * int(block.strong)


def _unfound(outline: Outline) -> Iterator[Doubt]:
    """Doubts about titles of the contents page that no heading prints, or that one prints in other words."""
    sections = list(_sections(outline.root))
    titles = {folded(section.text) for section in sections}
    numbers = {section.number.rstrip("."): section for section in sections if section.number}
    for number, title, block in outline.contents.entries:
        if not folded(title) or folded(title) in titles or not any(sign.isalpha() for sign in title):
            continue
        if section := numbers.get(number.rstrip(".")):
            seen = f"the contents page says '{shorten(title)}', and the heading '{shorten(section.text)}'"
            yield Doubt.at(section.block, seen, "the heading is right")
        else:
            seen = f"the contents page names '{shorten(title)}', which no heading says"
            yield Doubt.at(block, seen, "there is no such heading")


def _empty(outline: Outline) -> Iterator[Doubt]:
    """Doubts about headings that announce something and have nothing below them."""
    for section in _sections(outline.root):
        if section.role in KINDS and not section.inside:
            announced = f"the heading '{shorten(section.text)}' announces the kind {section.role}"
            seen = f"{announced}, and nothing stands under it"
            yield Doubt.at(section.block, seen, "what follows stands beside it")


def _sections(node: Node) -> Iterator[Node]:
    for inner in node.inside:
        if inner.kind == "section":
            yield inner
            yield from _sections(inner)
