"""OpenDocument texts: paragraphs, list numbers, tables and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compact_core import BlockKind, DocumentBlock, UnreadableError
from compacts_documents.archive import Archive, Element
from compacts_documents.numbering import Counter, Level
from compacts_documents.office import Reading, lines_of
from compacts_documents.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, OFFICE, TABLE = (f"{{{_BASE}{name}:1.0}}" for name in ("text", "office", "table"))
STYLE, DRAW = (f"{{{_BASE}{name}:1.0}}" for name in ("style", "drawing"))
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DEEPEST = 60
_MOST_SPACES = 1_000
_SKIPPED = {
    f"{TEXT}tracked-changes",
    f"{OFFICE}annotation",
    f"{OFFICE}annotation-end",
    f"{OFFICE}forms",
    f"{TEXT}sequence-decls",
    f"{TEXT}note-citation",
}
_FRAMES = {f"{DRAW}text-box"}
_OUTLINE = "outline"
_LINES = {f"{TEXT}p", f"{TEXT}h"}


def read_odt(data: bytes, progress: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The blocks of an OpenDocument text."""
    archive = Archive(data)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise UnreadableError("The file has a password. Save it without one.")
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise UnreadableError(
            "The file is no OpenDocument text. Choose a file that ends with .odt and opens in an office program."
        )
    reading = _Reading(styles=_Styles([root, archive.xml("styles.xml")]))
    blocks: list[DocumentBlock] = []
    total = len(body)
    for done, child in enumerate(body, 1):
        blocks += reading.blocks(child, 0)
        if done % 200 == 0:
            progress(done, total)
    return blocks


@dataclass
class _Look:
    bold: bool | None = None
    italic: bool | None = None
    name: str = ""
    list: str = ""
    breaks: bool = False
    indent: int = 0


class _Styles:
    """The styles of text and lists, from both files of a document."""

    def __init__(self, roots: list[Element | None]) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, _Look] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        for root in roots:
            if root is None:
                continue
            for style in root.iter(f"{STYLE}style"):
                self._elements.setdefault(style.get(f"{STYLE}name", ""), style)
            for list_style in root.iter(f"{TEXT}list-style"):
                self.lists.setdefault(list_style.get(f"{STYLE}name", ""), _levels(list_style))
            for list_style in root.iter(f"{TEXT}outline-style"):
                self.lists.setdefault(_OUTLINE, _levels(list_style))

    def look(self, name: str, depth: int = 0) -> _Look:
        """What a style says, with what it inherits."""
        if name in self._known:
            return self._known[name]
        element = self._elements.get(name)
        if element is None or depth > _DEEPEST:
            return _Look(name=_readable(name))
        base = self.look(element.get(f"{STYLE}parent-style-name", ""), depth + 1)
        text = element.find(f"{STYLE}text-properties")
        paragraph = element.find(f"{STYLE}paragraph-properties")
        weight = text.get(f"{_FO}font-weight", "") if text is not None else ""
        slant = text.get(f"{_FO}font-style", "") if text is not None else ""
        own = _readable(element.get(f"{STYLE}display-name") or name)
        automatic = element.getparent().tag == f"{OFFICE}automatic-styles"
        self._known[name] = _Look(
            (weight == "bold" or (weight.isdecimal() and int(weight) >= 600)) if weight else base.bold,
            (slant in {"italic", "oblique"}) if slant else base.italic,
            base.name if automatic and base.name else own,
            element.get(f"{STYLE}list-style-name", base.list),
            paragraph is not None and paragraph.get(f"{_FO}break-before") == "page",
            _characters(paragraph.get(f"{_FO}margin-left", "")) if paragraph is not None else base.indent,
        )
        return self._known[name]


def _characters(length: str) -> int:
    """A length in characters."""
    match = re.fullmatch(r"([\d.]{1,8})(cm|mm|in|pt)", length)
    return int(float(match[1]) * {"cm": 4.7, "mm": 0.47, "in": 12.0, "pt": 1 / 6}[match[2]]) if match else 0


def _readable(name: str) -> str:
    return name.replace("_20_", " ").casefold()


def _levels(style: Element) -> dict[int, Level]:
    """The levels of a list style, from 0."""
    found = {}
    for element in style:
        at = element.get(f"{TEXT}level", "")
        if not at.isdecimal():
            continue
        depth = int(at) - 1
        if element.tag == f"{TEXT}list-level-style-bullet":
            found[depth] = Level("bullet", "")
            continue
        form = element.get(f"{STYLE}num-format", "")
        shown = element.get(f"{TEXT}display-levels", "1")
        start = element.get(f"{TEXT}start-value", "1")
        first = depth - (int(shown) if shown.isdecimal() else 1) + 1
        numbers = ".".join(f"%{level + 1}" for level in range(max(0, first), depth + 1)) if form else ""
        text = f"{element.get(f'{STYLE}num-prefix', '')}{numbers}{element.get(f'{STYLE}num-suffix', '')}"
        if pattern := element.get(
            "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
        ):
            text = _pattern(pattern)
        found[depth] = Level(form or "none", text, int(start) if start.isdecimal() else 1)
    return found


def _pattern(pattern: str) -> str:
    """The newer way to write a label: %1%.%2% stands for 1.2."""
    parts = pattern.split("%")
    return "".join(f"%{part}" if at % 2 and part.isdecimal() else part for at, part in enumerate(parts))


@dataclass(kw_only=True)
class _Reading(Reading):
    styles: _Styles
    counters: dict[str, Counter] = field(default_factory=dict)

    def blocks(self, element: Element, depth: int = 0) -> Iterator[DocumentBlock]:
        """The blocks of an element of the body."""
        if depth > _DEEPEST or element.tag in _SKIPPED:
            return
        if element.tag in _LINES:
            yield from self._paragraph(element)
        elif element.tag == f"{TEXT}list":
            yield from self._list(element, "", 0, depth)
        elif element.tag == f"{TABLE}table":
            yield from self._table(element, depth)
        elif element.tag == f"{TEXT}soft-page-break":
            self.turn()
        else:
            for child in element:
                yield from self.blocks(child, depth + 1)

    def _list(self, element: Element, style: str, level: int, depth: int) -> Iterator[DocumentBlock]:
        if depth > _DEEPEST:
            return
        style = element.get(f"{TEXT}style-name") or style
        counter = self.counters.setdefault(style, Counter(self.styles.lists.get(style, {})))
        continues = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if not level and not continues:
            counter.counts.clear()
        for item in element:
            if item.tag not in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                continue
            start = item.get(f"{TEXT}start-value", "")
            first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, style, level + 1, depth + 1)
                elif child.tag in _LINES:
                    label = ""
                    kind: BlockKind = "text"
                    if first:
                        label = counter.next(level, start=int(start) if start.isdecimal() else None)
                        form = counter.levels.get(level, Level("bullet")).form
                        kind = "item" if form == "bullet" else "text"
                    yield from self._paragraph(child, label, kind, level + 1)
                    first = False
                else:
                    yield from self.blocks(child, depth + 1)

    def _paragraph(
        self, element: Element, label: str = "", kind: BlockKind = "text", level: int = 0
    ) -> Iterator[DocumentBlock]:
        self.number += 1
        place = self.number
        look = self.styles.look(element.get(f"{TEXT}style-name", ""))
        if look.breaks and place > 1:
            self.turn()
        page = self.told_page
        waiting, self.waiting = self.waiting, []
        pieces = Pieces()
        self._pieces(element, pieces, look, 0)
        if element.tag == f"{TEXT}h" and any(pieces.lines()):
            outline = element.get(f"{TEXT}outline-level", "1")
            level = int(outline) if outline.isdecimal() else 1
            kind = "heading"
            if not label and element.get(f"{TEXT}is-list-header") != "true" and _OUTLINE in self.styles.lists:
                counter = self.counters.setdefault(_OUTLINE, Counter(self.styles.lists[_OUTLINE]))
                label = counter.next(level - 1)
        elif look.name in {"title", "subtitle"}:
            kind, level = "heading", 0
        elif look.name in {"quotations", "quote", "intense quote"}:
            kind = "quotation"
        for block in lines_of(pieces, label, kind, level, look.indent):
            yield block._replace(page=page, line=place)
        yield from self.waiting
        self.waiting = waiting

    def _pieces(self, element: Element, pieces: Pieces, look: _Look, depth: int) -> None:
        bold, italic = bool(look.bold), bool(look.italic)
        pieces.add(_flowing(element.text), bold=bold, italic=italic)
        for child in element:
            if depth < _DEEPEST:
                self._piece(child, pieces, look, depth)
            pieces.add(_flowing(child.tail), bold=bold, italic=italic)

    def _piece(self, child: Element, pieces: Pieces, look: _Look, depth: int) -> None:
        match child.tag:
            case tag if tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                pieces.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            case tag if tag == f"{TEXT}tab":
                pieces.add("\t")
            case tag if tag == f"{TEXT}line-break":
                pieces.add("\n")
            case tag if tag == f"{TEXT}soft-page-break":
                self.turn()
            case tag if tag == f"{TEXT}note":
                self._note(child)
            case tag if tag == f"{TEXT}span":
                own = self.styles.look(child.get(f"{TEXT}style-name", ""))
                inner = _Look(
                    look.bold if own.bold is None else own.bold, look.italic if own.italic is None else own.italic
                )
                self._pieces(child, pieces, inner, depth + 1)
            case tag if tag in _SKIPPED:
                pass
            case _:
                boxes = [child] if child.tag in _FRAMES else list(child.iter(*_FRAMES))
                for box in boxes:
                    self.waiting += self.inner(box)
                if not boxes:
                    self._pieces(child, pieces, look, depth + 1)

    def _note(self, note: Element) -> None:
        citation, body = note.find(f"{TEXT}note-citation"), note.find(f"{TEXT}note-body")
        if body is None:
            return
        self.note(body, "".join(citation.itertext()).strip() if citation is not None else "")

    def _table(self, table: Element, depth: int) -> Iterator[DocumentBlock]:
        rows = [
            [cell for cell in row if cell.tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}]
            for row in _rows(table)
        ]
        return self.table(rows, depth)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, and not those of tables within it."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in {f"{TABLE}table-rows", f"{TABLE}table-header-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child)


def _flowing(text: str | None) -> str:
    """Text as it flows: white space in the file is one space."""
    if not text:
        return ""
    inner = " ".join(text.split())
    if not inner:
        return " "
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
