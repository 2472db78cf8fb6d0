"""A form that came back as a Word document, as the lines of text that the program reads."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from compact_core import CompactsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element  # type: ignore[import-untyped]  # it has no types

_DOCUMENT = "word/document.xml"
_LARGEST = 16 * 2**20
"""Bytes of the text of a document, unpacked; a long form has less than one."""
_MOST_MARKS = 300_000
"""Signs ``<`` in it."""
_OLD = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SYMBOLS = {"F0FE": "\u2612", "F0FD": "\u2612", "F0FC": "\u2612", "F0A8": "\u2610", "F06F": "\u2610", "F071": "\u2610"}
"""Boxes in the letters of Wingdings, ticked and empty."""
_TICKED, _EMPTY = "\u2612", "\u2610"
_MARKS = {f"{_W}{name}" for name in ("b", "dstrike", "highlight", "strike", "u")}
_OFF = {"0", "false", "none", "off"}
_MARKED = "(its words are marked, and its box is not ticked)"
"""What is said of words behind an empty box, so that nobody takes them for nothing, or for an answer."""
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_CROSS = re.compile(r"\A\s*(?:\[\s*[xX\u2713\u2714]\s*\]|[xX\u2713\u2714])\s+(?=\S)")
"""A cross that somebody typed in the place of a box."""
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
_SAVE = "Open it in a word processor and save it as a Word document (.docx)."


def read(data: bytes) -> bytes:
    """The paragraphs of a document as text; raises :class:`CompactsError` when it cannot be read."""
    lines = list(_lines(_tree(_content(data))))
    if any(_TICKED in line or _EMPTY in line for line in lines):
        lines = [_CROSS.sub(f"{_TICKED} ", line) for line in lines]
    return "\n".join(lines).encode()


def _content(data: bytes) -> bytes:
    if data.startswith(_OLD):
        raise CompactsError(f"This document is in the old format of Word, or has a password. {_SAVE}")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            part = archive.getinfo(_DOCUMENT)
            if part.file_size > _LARGEST:
                raise _too_much()
            content = archive.read(part)
    except KeyError as error:
        raise CompactsError(f"This is no Word document, whatever its name says. {_SAVE}") from error
    except _DAMAGED as error:
        raise CompactsError(f"This document is damaged, or has a password. {_SAVE}") from error
    if content.count(b"<") > _MOST_MARKS:
        raise _too_much()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CompactsError("This document has parts that Word does not write. Ask where it comes from.")
    return content


def _too_much() -> CompactsError:
    return CompactsError("This document holds far more than a form. Ask for the form that was filled in.")


def _tree(content: bytes) -> _Element:
    from lxml import etree  # type: ignore[import-untyped]  # it has no types

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CompactsError(f"This document is damaged: its text cannot be read. {_SAVE}") from error


def _lines(tree: _Element) -> Iterator[str]:
    """The text of each paragraph, in the order of the document."""
    for paragraph in tree.iter(f"{_W}p"):
        line = "".join(_words(paragraph))
        yield f"{line} {_MARKED}" if line.lstrip().startswith(_EMPTY) and _is_marked(paragraph) else line


def _is_marked(paragraph: _Element) -> bool:
    """Whether words are bold, underlined, struck through or coloured behind: somebody may have answered like that."""
    return any(
        mark.get(f"{_W}val", "on") not in _OFF
        for run in paragraph.iter(f"{_W}r")
        if any((text.text or "").strip(f" {_EMPTY}") for text in run.iter(f"{_W}t"))
        for mark in run.iterfind(f"{_W}rPr/*")
        if mark.tag in _MARKS
    )


def _words(part: _Element) -> Iterator[str]:
    """What a paragraph says, without what was deleted in it and without paragraphs in it."""
    for inner in part:
        if inner.tag in _LEFT_OUT or inner.tag == f"{_W}p":
            continue
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag in _SIGNS:
            yield _SIGNS[inner.tag]
        elif inner.tag == f"{_W}sym":
            yield _SYMBOLS.get(str(inner.get(f"{_W}char", "")).upper(), "")
        elif inner.tag == f"{_W}sdt" and (box := inner.find(f"{_W}sdtPr/{_W14}checkbox")) is not None:
            yield _box(box)
        else:
            yield from _words(inner)


def _box(box: _Element) -> str:
    checked = box.find(f"{_W14}checked")
    value = checked.get(f"{_W14}val", "1") if checked is not None else "0"
    return _TICKED if value in {"1", "true", "on"} else _EMPTY
