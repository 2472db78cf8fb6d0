"""Markdown: its headings, lists, tables, quotations and footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compact_core.documents.document import BlockKind, DocumentBlock
from compact_core.documents.text_reader import decoded, is_full, line_width
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s+(.*)", re.DOTALL)
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,20}\]")
_FRONT = re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|\n)*?---[ \t]*\n")
"""What tools keep about a page before its text."""
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read_markdown(data: bytes, progress: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The blocks of a text in Markdown."""
    from markdown_it import MarkdownIt

    text = clean(decoded(data).replace("\f", "\n"))
    text = _FRONT.sub(lambda front: "\n" * front[0].count("\n"), text, count=1)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = list(_defined(list(_Blocks(line_width(text)).of(tokens))))
    progress(1, 1)
    return blocks


def _defined(blocks: list[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The blocks, each term of a definition list on one line with what it means."""
    held: DocumentBlock | None = None
    meaning = False
    for at, block in enumerate(blocks):
        before_meaning = at + 1 < len(blocks) and _is_meaning(blocks[at + 1])
        if held and (_is_meaning(block) or (meaning and not block.gap and block.kind == "text" and not before_meaning)):
            parted = "" if _is_meaning(block) and not meaning else " "
            said = block.text.removeprefix(":").strip() if meaning else block.text
            held = held._replace(text=f"{held.text}{parted}{said}")
            meaning = True
            continue
        if held:
            yield held
        held, meaning = block, False
    if held:
        yield held


def _is_meaning(block: DocumentBlock) -> bool:
    return block.kind == "text" and not block.label and block.text.startswith(": ")


class _Blocks:
    """Goes through the tokens, and knows in which lists, quotations and tables it is."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._labels: list[str] = []
        self._quoted = 0
        self._rows: list[list[str]] = []
        self._heading = 0

    def of(self, tokens: list[Token]) -> Iterator[DocumentBlock]:
        """The blocks of some tokens."""
        line = 0
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            self._enter(token)
            if token.type == "table_close":
                yield DocumentBlock("", "table", rows=tuple(map(tuple, self._rows)), line=line)
                self._rows = []
            elif token.type == "inline" and self._rows:
                self._rows[-1].append(" ".join(text for text, _ in _lines(token)))
            elif token.type == "inline":
                yield from self._inline(token, line)
            elif token.type in {"fence", "code_block"}:
                for at, text in enumerate(token.content.splitlines()):
                    if text.strip():
                        yield DocumentBlock(" ".join(text.split()), line=line + at, gap=not at)
            elif token.type == "html_block":
                said = _TAG.sub(" ", _COMMENT.sub(" ", token.content))
                if said.strip():
                    yield DocumentBlock(" ".join(said.split()), line=line)

    def _enter(self, token: Token) -> None:
        """Note in what the next tokens stand."""
        match token.type:
            case "list_item_open":
                self._labels.append(f"{token.info}{token.markup}" if token.info else "")
            case "list_item_close":
                self._labels.pop()
            case "blockquote_open" | "blockquote_close":
                self._quoted += token.nesting
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
            case "tr_open":
                self._rows.append([])

    def _inline(self, token: Token, line: int) -> Iterator[DocumentBlock]:
        if note := _NOTE.match(token.content):
            yield DocumentBlock(" ".join(note[2].split()), "note", label=note[1], line=line)
            return
        lines = _lines(token)
        for at, (text, strong) in enumerate(lines):
            if not text:
                continue
            full = is_full(text, lines[at + 1][0] if at + 1 < len(lines) else "", self._width)
            block = DocumentBlock(text, line=line + at, strong=strong, gap=not at, full=full)
            if self._heading:
                yield block._replace(kind="heading", level=self._heading)
            elif at or not self._labels:
                yield block._replace(kind="quotation") if self._quoted else block
            else:
                label, self._labels[-1] = self._labels[-1], "-"
                depth = len(self._labels)
                kind: BlockKind = "text" if label else "item"
                yield block._replace(kind=kind, label=label.strip("-"), level=depth)


def _lines(token: Token) -> list[tuple[str, bool]]:
    """The lines of an inline token, each with whether all of it is bold."""
    lines, bold, depth = [""], [""], 0
    for child in token.children or ():
        text = ""
        match child.type:
            case "text" | "code_inline":
                text = _REFERENCE.sub("", child.content)
            case "em_open":
                text = "<i>"
            case "em_close":
                text = "</i>"
            case "strong_open" | "strong_close":
                depth += child.nesting
            case "softbreak" | "hardbreak":
                lines.append("")
                bold.append("")
            case "image":
                text = child.content
        lines[-1] += text
        bold[-1] += text if depth else ""
    return [
        (" ".join(line.split()), bool(line.strip()) and strong == line)
        for line, strong in zip(lines, bold, strict=True)
    ]
