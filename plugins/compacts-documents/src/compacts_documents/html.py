"""Web pages: headings, paragraphs, lists and tables; what surrounds the page on its site is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # it has no types
from lxml import html as lxml_html

from compact_core import BlockKind, DocumentBlock, UnreadableError
from compacts_documents.numbering import formatted
from compacts_documents.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from compacts_documents.archive import Element

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "svg",
        "math",
        "iframe",
        "object",
        "video",
        "audio",
        "head",
        "dialog",
        "canvas",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "blockquote",
        "pre",
        "section",
        "article",
        "main",
        "figure",
        "figcaption",
        "address",
        "hr",
        "details",
        "summary",
        "center",
        "fieldset",
    ]
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LARGEST = 8 * 2**20
"""Most bytes of a page."""
_DEEPEST = 200
_FLOWS = ("p", "div", "ul", "ol", "center")
_SEVERAL = 3
_ROLES = frozenset(("navigation", "banner", "search", "contentinfo", "complementary", "dialog"))
_AROUND = re.compile(
    r"(?:main-|top-|site-)?(?:nav|navbar|navigation|menu)|breadcrumbs?|cookie[\w-]*|skip[\w-]*|pagination|social[\w-]*"
    r"|share[\w-]*|visually-hidden|sr-only",
    re.IGNORECASE,
)
"""Names that sites give to what stands around a page."""
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{2,30})",
    re.IGNORECASE,
)


def read_html(data: bytes, progress: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The blocks of a web page."""
    if len(data) > LARGEST:
        message = f"The page is larger than {LARGEST // 2**20} MiB, far more than a code has."
        raise UnreadableError(f"{message} Check that it is the right file.")
    parser = lxml_html.HTMLParser(
        encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError("The file is no web page, or it is empty. Check that it is the right file.") from error
    body = root.find("body")
    if body is None:
        body = root
    main = next(
        iter([*body.iter("main"), *(element for element in body.iter() if element.get("role") == "main")]), None
    )
    articles = list(body.iter("article"))
    reading = _Reading()
    reading.walk(main if main is not None else articles[0] if len(articles) == 1 else body, 0)
    reading.flush()
    progress(1, 1)
    return reading.blocks


def _encoding(data: bytes) -> str:
    """The encoding of a page: what it says, else UTF-8 where it is that, else that of old Windows pages."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if match := _CHARSET.search(data[:4096]):
        name = (match[1] or match[2]).decode("ascii", "replace")
        try:
            "".encode(name)
        except LookupError:
            pass
        else:
            return "utf-8" if name.lower().startswith("utf-16") else name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


@dataclass
class _List:
    ordered: bool
    value: int
    form: str


@dataclass
class _Reading:
    blocks: list[DocumentBlock] = field(default_factory=list)
    pieces: Pieces = field(default_factory=Pieces)
    lists: list[_List] = field(default_factory=list)
    kind: BlockKind = "text"
    level: int = 0
    label: str = ""
    line: int = 1
    quoted: int = 0
    term: bool = False
    """Whether a term waits for its meaning."""
    bold: int = 0
    italic: int = 0

    def walk(self, element: Element, depth: int) -> None:
        """Read what stands in an element."""
        self._say(element.text, keeps=element.tag == "pre")
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED and depth < _DEEPEST and not _is_hidden(child):
                self._child(child, depth)
            self._say(child.tail, keeps=element.tag == "pre")

    def _child(self, child: Element, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self.pieces.add("\n")
        elif tag == "table":
            self.flush()
            self._table(child, depth)
        elif tag in {"ul", "ol"}:
            self.flush()
            start = child.get("start", "1")
            self.lists.append(_List(tag == "ol", int(start) if start.isdecimal() else 1, child.get("type", "1")))
            self.walk(child, depth + 1)
            self.flush()
            self.lists.pop()
        elif tag in _BLOCKS:
            self._block(child, depth)
        else:
            bold, italic = tag in _BOLD, tag in _ITALIC
            self.bold, self.italic = self.bold + bold, self.italic + italic
            self.walk(child, depth + 1)
            self.bold, self.italic = self.bold - bold, self.italic - italic

    def _block(self, child: Element, depth: int) -> None:
        tag = child.tag
        if tag != "dd" or not self.term:
            self.flush()
        self.term = tag == "dt"
        self.line = child.sourceline or self.line
        if tag[0] == "h" and tag[1:].isdecimal():
            self.kind, self.level = "heading", int(tag[1:])
        elif tag == "li":
            self._item(child)
        elif tag == "blockquote":
            self.quoted += 1
        self.walk(child, depth + 1)
        if tag == "dt":
            self.pieces.add(": ")
            return
        self.flush()
        self.quoted -= tag == "blockquote"

    def _item(self, item: Element) -> None:
        outer = self.lists[-1] if self.lists else _List(ordered=False, value=1, form="1")
        self.level = max(1, len(self.lists))
        if not outer.ordered:
            self.kind = "item"
            return
        given = item.get("value", "")
        outer.value = int(given) if given.isdecimal() else outer.value
        self.label = f"{formatted(outer.value, outer.form)}."
        outer.value += 1

    def _say(self, text: str | None, *, keeps: bool = False) -> None:
        if not text:
            return
        said = text if keeps else re.sub(r"[ \t\r\n\f]+", " ", text)
        self.pieces.add(said, bold=bool(self.bold), italic=bool(self.italic))

    def flush(self) -> None:
        """End the block that is being read."""
        lines = list(self.pieces.lines())
        self.pieces = Pieces()
        kind = "quotation" if self.quoted and self.kind == "text" else self.kind
        for at, line in enumerate(lines):
            text = " ".join(line.text.replace("<i> ", " <i>").split(" ")).strip()
            self.blocks.append(
                DocumentBlock(
                    re.sub(r" {2,}", " ", text),
                    "text" if at and kind == "item" else kind,
                    self.level,
                    "" if at else self.label,
                    line=self.line,
                    strong=line.strong and kind != "heading",
                    gap=not at,
                    indent=2 * self.level if kind == "item" else 0,
                )
            )
        if lines:
            self.kind, self.level, self.label = "text", 0, ""

    def _table(self, table: Element, depth: int) -> None:
        """A table; one of a single column, and one that lays out the page, only frames what stands in it."""
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr") if _nearest(row, table)]
        holds_page = next(table.iter("table", "h1", "h2", "h3", "h4"), None)
        inner = any(inner_table is not table for inner_table in table.iter("table")) or (
            holds_page is not None and holds_page is not table
        )
        if all(len(row) <= 1 for row in rows) or inner or table.get("role") == "presentation" or _is_layout(rows):
            for row in rows:
                for cell in row:
                    self.flush()
                    self.line = cell.sourceline or self.line
                    self.walk(cell, depth + 1)
                    self.flush()
            return
        caption = table.find("caption")
        if caption is not None:
            self.walk(caption, depth + 1)
            self.flush()
        texts = tuple(tuple(self._cell(cell, depth) for cell in row) for row in rows if row)
        if texts:
            self.blocks.append(DocumentBlock("", "table", rows=texts, line=table.sourceline or self.line))

    def _cell(self, cell: Element, depth: int) -> str:
        inner = _Reading(line=self.line)
        inner.walk(cell, depth + 1)
        inner.flush()
        lines = [f"{'• ' if block.kind == 'item' else ''}{block.printed}" for block in inner.blocks]
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _is_layout(rows: list[list[Element]]) -> bool:
    """Whether a table only sets parts of a page side by side: it has one row, and a cell with several paragraphs."""
    filled = [row for row in rows if any(cell.text_content().strip() for cell in row)]
    return len(filled) == 1 and any(len(list(cell.iter(*_FLOWS))) >= _SEVERAL for cell in filled[0])


def _surrounds(element: Element) -> bool:
    """Whether an element says of itself that it is no part of the text, such as a menu."""
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return element.get("role") in _ROLES or any(map(_AROUND.fullmatch, names))


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _surrounds(element)
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _nearest(row: Element, table: Element) -> bool:
    return next(row.iterancestors("table")) is table
