"""Word documents: paragraphs with their styles and list numbers, tables, boxes and footnotes."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compact_core import BlockKind, DocumentBlock, UnreadableError
from compacts_documents.archive import Archive, Element
from compacts_documents.numbering import Counter, Level
from compacts_documents.office import Reading, lines_of
from compacts_documents.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFFICE_DOCUMENT = "/officeDocument"
_TWENTIETHS = 120
"""Width of a character, in twentieths of a point."""
_DEEPEST = 40
"""Most tables within tables, and styles based on styles."""
_SKIPPED = {
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "fldData", "pict")
} | {f"{_MC}Fallback"}


def read_docx(data: bytes, progress: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The blocks of a Word document."""
    archive = Archive(data)
    name = _main_part(archive)
    root = archive.xml(name)
    if root is None:
        raise UnreadableError(
            "The file is no Word document. Choose a file that Word can open, and that ends with .docx."
        )
    folder = posixpath.dirname(name)
    body = root.find(f"{W}body")
    if body is None and root.find(f"{_STRICT}body") is not None:
        raise UnreadableError(
            "The file is saved as a 'Strict Open XML Document'. Save it as a 'Word Document (.docx)'."
        )
    if body is None:
        raise UnreadableError("The Word document has no body: it is damaged. Open it in Word and save it anew.")
    reading = _Reading(
        styles=_Styles(archive.xml(f"{folder}/styles.xml")),
        lists=_Lists(archive.xml(f"{folder}/numbering.xml")),
        notes={kind: _notes(archive.xml(f"{folder}/{kind}s.xml"), kind) for kind in ("footnote", "endnote")},
    )
    blocks: list[DocumentBlock] = []
    total = len(body)
    for done, child in enumerate(body, 1):
        blocks += reading.blocks(child)
        if done % 200 == 0:
            progress(done, total)
    return blocks


def _main_part(archive: Archive) -> str:
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith(_OFFICE_DOCUMENT):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a kind, by their ids."""
    return {} if root is None else {note.get(f"{W}id", ""): note for note in root.iter(f"{W}{kind}")}


def _value(element: Element | None, name: str) -> str:
    """The value of a property; empty when it is not there."""
    child = element.find(f"{W}{name}") if element is not None else None
    return "" if child is None else child.get(f"{W}val", "")


def _is_on(element: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None when it is not there."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else child.get(f"{W}val", "1") not in {"0", "false", "off"}


@dataclass
class _Style:
    name: str = ""
    level: int | None = None
    """Level in the outline, from 0."""
    list: str = ""
    depth: str = ""
    bold: bool | None = None
    italic: bool | None = None


class _Styles:
    """The styles of paragraphs, with what they inherit."""

    def __init__(self, root: Element | None) -> None:
        self._elements = (
            {} if root is None else {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        )
        self.default = next(
            (
                name
                for name, style in self._elements.items()
                if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self._known: dict[str, _Style] = {}

    def style(self, name: str, depth: int = 0) -> _Style:
        """A style by its id."""
        if name in self._known:
            return self._known[name]
        element = self._elements.get(name)
        if element is None or depth > _DEEPEST:
            return _Style()
        base = self.style(_value(element, "basedOn"), depth + 1)
        paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
        numbers = paragraph.find(f"{W}numPr") if paragraph is not None else None
        level = _value(paragraph, "outlineLvl")
        bold, italic = _is_on(run, "b"), _is_on(run, "i")
        self._known[name] = style = _Style(
            _value(element, "name").casefold(),
            int(level) if level.isdecimal() else base.level,
            _value(numbers, "numId") or base.list,
            _value(numbers, "ilvl") or base.depth,
            base.bold if bold is None else bold,
            base.italic if italic is None else italic,
        )
        return style


class _Lists:
    """The lists of a document, each with its counter; several numberings can share one."""

    def __init__(self, root: Element | None) -> None:
        self._counters: dict[str, Counter] = {}
        self._starts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        shared: dict[str, Counter] = {}
        links: dict[str, str] = {}
        styles: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            shared[name] = Counter({_level_number(level): _level(level) for level in abstract.iter(f"{W}lvl")})
            if link := _value(abstract, "numStyleLink"):
                links[name] = link
            if link := _value(abstract, "styleLink"):
                styles[link] = name
        for num in root.iter(f"{W}num"):
            name = _value(num, "abstractNumId")
            counter = shared.get(styles.get(links.get(name, ""), name), Counter({}))
            levels = dict(counter.levels)
            starts = {}
            for override in num.iter(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl") or 0)
                if (level := override.find(f"{W}lvl")) is not None:
                    levels[at] = _level(level)
                if (start := _value(override, "startOverride")).lstrip("-").isdecimal():
                    starts[at] = int(start)
            identity = num.get(f"{W}numId", "")
            if levels != counter.levels:
                counter = Counter(levels)
            self._counters[identity] = counter
            self._starts[identity] = starts

    def label(self, list_id: str, depth: int) -> tuple[str, bool]:
        """The label of the next paragraph of a list, and whether it is an item with a mark."""
        counter = self._counters.get(list_id)
        if counter is None:
            return "", False
        start = self._starts.get(list_id, {}).pop(depth, None)
        label = counter.next(depth, start=start)
        return label, counter.levels.get(depth, Level()).form == "bullet"


def _level_number(element: Element) -> int:
    value = element.get(f"{W}ilvl", "0")
    return int(value) if value.isdecimal() else 0


def _level(element: Element) -> Level:
    start, restart = _value(element, "start"), _value(element, "lvlRestart")
    return Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        int(start) if start.isdecimal() else 1,
        int(restart) if restart.isdecimal() else -1,
        bool(_is_on(element, "isLgl")),
    )


@dataclass(kw_only=True)
class _Reading(Reading):
    styles: _Styles
    lists: _Lists
    notes: dict[str, dict[str, Element]]
    noted: int = 0

    def blocks(self, element: Element, depth: int = 0) -> Iterator[DocumentBlock]:
        """The blocks of an element of the body."""
        if depth > _DEEPEST:
            return
        if element.tag == f"{W}p":
            yield from self._paragraph(element)
        elif element.tag == f"{W}tbl":
            yield from self._table(element, depth)
        elif element.tag not in _SKIPPED and element.tag != f"{W}sectPr":
            for child in element:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Element) -> Iterator[DocumentBlock]:
        self.number += 1
        place = self.number
        properties = element.find(f"{W}pPr")
        style = self.styles.style(_value(properties, "pStyle") or self.styles.default)
        waiting, self.waiting = self.waiting, []
        pieces = Pieces()
        page = self.page
        self._runs(element, pieces, style)
        label, kind, level = self._kind(properties, style) if any(pieces.lines()) else ("", "text", 0)
        for block in lines_of(pieces, label, kind, level, _indent(properties)):
            yield block._replace(page=page if self.has_pages else 0, line=place)
        yield from self.waiting
        self.waiting = waiting

    def _kind(self, properties: Element | None, style: _Style) -> tuple[str, BlockKind, int]:
        """Label, kind and level of a paragraph."""
        numbers = properties.find(f"{W}numPr") if properties is not None else None
        list_id = _value(numbers, "numId") or style.list
        depth = _value(numbers, "ilvl") or style.depth or "0"
        label, is_item = (
            self.lists.label(list_id, int(depth) if depth.isdecimal() else 0)
            if list_id not in {"", "0"}
            else ("", False)
        )
        outline = _value(properties, "outlineLvl")
        level = int(outline) if outline.isdecimal() else style.level
        if style.name in {"title", "subtitle"}:
            return label, "heading", 0
        if style.name.startswith("heading ") and style.name[8:].isdecimal():
            return label, "heading", int(style.name[8:])
        if level is not None and level < 9 and not style.name.startswith("toc"):
            return label, "heading", level + 1
        if style.name in {"quote", "intense quote", "block text", "quotations"}:
            return label, "quotation", 0
        if is_item:
            return "", "item", int(depth) + 1 if depth.isdecimal() else 1
        return label, "text", 0

    def _runs(self, element: Element, pieces: Pieces, style: _Style, depth: int = 0) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, pieces, style)
            elif tag not in _SKIPPED and depth < _DEEPEST:
                self._runs(child, pieces, style, depth + 1)

    def _run(self, run: Element, pieces: Pieces, style: _Style) -> None:
        properties = run.find(f"{W}rPr")
        if _is_on(properties, "vanish"):
            return
        bold, italic = _is_on(properties, "b"), _is_on(properties, "i")
        named = self.styles.style(_value(properties, "rStyle")) if properties is not None else _Style()
        look = {
            "bold": bool(next((said for said in (bold, named.bold, style.bold) if said is not None), False)),
            "italic": bool(next((said for said in (italic, named.italic, style.italic) if said is not None), False)),
        }
        for child in run:
            pieces.add(self._said(child), **look)

    def _said(self, child: Element) -> str:
        """What a part of a run prints."""
        match child.tag.removeprefix(W):
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br" if child.get(f"{W}type") == "page":
                self.turn()
            case "br" | "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "lastRenderedPageBreak":
                self.turn()
            case "footnoteReference" | "endnoteReference":
                self._note(child)
            case _ if child.tag not in _SKIPPED:
                self._boxes(child)
        return ""

    def _note(self, reference: Element) -> None:
        kind = "footnote" if reference.tag.endswith("}footnoteReference") else "endnote"
        note = self.notes[kind].get(reference.get(f"{W}id", ""))
        if note is None:
            return
        self.noted += 1
        self.note(note, str(self.noted))

    def _boxes(self, element: Element) -> None:
        for box in element.iter(f"{W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                self.waiting += self.inner(box)

    def _table(self, table: Element, depth: int) -> Iterator[DocumentBlock]:
        rows = [
            [cell for cell in row.iter(f"{W}tc") if _nearest(cell, row)]
            for row in table.iter(f"{W}tr")
            if _nearest(row, table)
        ]
        return self.table(rows, depth)

    def cell(self, cell: Element, depth: int) -> str:
        """The lines of a cell; in one that goes on from the row above there is nothing."""
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        return "" if merge is not None and merge.get(f"{W}val") != "restart" else super().cell(cell, depth)


def _indent(properties: Element | None) -> int:
    """How far a paragraph stands to the right, in characters."""
    element = properties.find(f"{W}ind") if properties is not None else None
    left = (element.get(f"{W}left") or element.get(f"{W}start") or "0") if element is not None else "0"
    return int(left) // _TWENTIETHS if left.isdecimal() else 0


def _nearest(element: Element, outer: Element) -> bool:
    """Whether an element stands in a table itself, and not in one within it."""
    for parent in element.iterancestors(f"{W}tbl", f"{W}tr"):
        if parent is outer:
            return True
        if parent.tag == outer.tag:
            return False
    return False
