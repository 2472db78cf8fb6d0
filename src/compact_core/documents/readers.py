"""A document read by the reader for its format, guarded and within bounds."""

from __future__ import annotations

import os
import zipfile
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.documents.document import DocumentBlock, Doubt, UnreadableError
from compact_core.documents.text_reader import is_old
from compact_core.errors import CompactsError, Problem
from compact_core.plugins.isolation import FailedError
from compact_core.text import clean, joined, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.plugins.manager import Plugins
    from compact_core.plugins.offers import DocumentReader

LARGEST = 50 * 2**20
"""Most bytes of a document."""
MOST_BLOCKS = 30_000
"""Most lines and paragraphs of a document: hundreds of pages."""
MOST_CHARACTERS = 4_000_000
"""Most characters of a document."""

_OLD = b"\xd0\xcf\x11\xe0"
_KNOWN = {
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".html": "a web page",
    ".pdf": "a PDF file",
    ".txt": "plain text",
    ".rtf": "a file in Rich Text Format",
    ".doc": "in the old format of Word, or has a password",
}
"""What files are, by the ending that they should have."""
_SAME = {".htm": ".html", ".xhtml": ".html"}


class SourceDocument(NamedTuple):
    """A document that was read."""

    name: str
    """Its file, for messages."""
    sha256: str
    blocks: tuple[DocumentBlock, ...]
    """What the reader made of it."""
    doubts: tuple[Doubt, ...] = ()
    """What was assumed to read it."""


def read_document(path: str | os.PathLike[str], plugins: Plugins) -> SourceDocument:
    """The document in a file.

    Raises :class:`CompactsError` with one message when it cannot be read.
    """
    file = os.fspath(path)
    name = clean(readable(file))
    reader = _reader(file, name, plugins.document_readers())
    data = file_bytes(file, LARGEST)
    if isinstance(data, Problem):
        raise CompactsError(str(data))
    if not data.strip():
        raise CompactsError(f"{name}: The file is empty. Check that it is the right one.")
    _check_kind(data, file, name)
    blocks = _guarded(reader, data, name, plugins)
    if not any(block.words.strip() for block in blocks):
        raise CompactsError(f"{name}: The document has no text in it. Check that it is the right one.")
    doubts = []
    if reader.suffixes[0] in {".txt", ".md"} and is_old(data):
        seen = "the file is not in UTF-8, and does not say in which encoding it is"
        doubts.append(Doubt(0, 1, seen, "an old one of Windows (cp1252); look at its accents and quotation marks"))
    return SourceDocument(name, sha256(data).hexdigest(), blocks, tuple(doubts))


def _reader(file: str, name: str, readers: Sequence[DocumentReader]) -> DocumentReader:
    low = file.lower()
    for reader in readers:
        if low.endswith(reader.suffixes):
            return reader
    if meant := _meant(file):
        raise CompactsError(f"{name}: {meant}")
    endings = joined(dict.fromkeys(suffix for reader in readers for suffix in reader.suffixes))
    ending = os.path.splitext(low)[1]
    is_extra = _SAME.get(ending, ending) in {".docx", ".odt", ".html", ".pdf"}
    hint = "Install compacts-documents for it." if is_extra else "Save it as one of them."
    raise CompactsError(f"{name}: Nothing here reads files of this kind. These can be read: {endings}. {hint}")


def _meant(file: str) -> str:
    """What to do with a file whose name does not say what it is; empty when its bytes do not say it either."""
    if file == "-":
        return "A document is not read from standard input. Write it into a file, and name that."
    data = file_bytes(file, LARGEST)
    found = "" if isinstance(data, Problem) or not data.strip() else _kind_of(data)
    if found in {".rtf", ".doc"}:
        return _resave(found)
    if not found or (found == ".txt" and os.path.splitext(file)[1]):
        return ""
    return f"The file is {_KNOWN[found]}. Rename it so that it ends with {found}."


def _resave(found: str) -> str:
    return f"The file is {_KNOWN[found]}. Save it as a Word document (.docx) without a password."


def _check_kind(data: bytes, file: str, name: str) -> None:
    """Refuse a file that is of another kind than its name says."""
    found = _kind_of(data)
    ending = os.path.splitext(file.lower())[1]
    if not found or found == _SAME.get(ending, ending):
        return
    if found == ".txt" and _SAME.get(ending, ending) not in {".docx", ".odt", ".pdf"}:
        return
    if found in {".rtf", ".doc"}:
        raise CompactsError(f"{name}: {_resave(found)}")
    raise CompactsError(
        f"{name}: The file is {_KNOWN[found]}, whatever its name says. Rename it so that it ends with {found}."
    )


def _kind_of(data: bytes) -> str:
    """The ending that fits the first bytes of a file; empty when they do not say."""
    start = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(_OLD):
        return ".doc"
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    if _is_plain(data) and not data.startswith(b"PK"):
        return ".txt"
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = set(archive.namelist())
        except Exception:  # noqa: BLE001 - whatever a damaged archive makes of it, its reader will say so
            return ""
        return ".docx" if "word/document.xml" in names else ".odt" if "content.xml" in names else ""
    return ""


def _is_plain(data: bytes) -> bool:
    """Whether a file is text to its end, as no Word, OpenDocument or PDF file is."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in text)


def _guarded(reader: DocumentReader, data: bytes, name: str, plugins: Plugins) -> tuple[DocumentBlock, ...]:
    """What the reader gives, or the one message that says why it gives nothing."""
    watch = plugins.worker.watch

    def progress(done: int, total: int) -> None:
        getattr(watch, "pages", lambda *_: None)(done, total)

    def work() -> tuple[DocumentBlock, ...] | CompactsError:
        try:
            module, _, name_in_it = reader.target.partition(":")
            return _checked(getattr(import_module(module), name_in_it)(data, progress))
        except CompactsError as error:
            return error

    try:
        result = plugins.worker.do(work, f"The reader '{reader.name}' has been reading {name}")
    except FailedError as error:
        hint = "The file may be damaged: open it in the program that made it, and save it anew."
        raise CompactsError(f"{name}: The reader '{reader.name}' failed on this file: {error}. {hint}") from error
    if isinstance(result, CompactsError):
        raise CompactsError(f"{name}: {result}") from result
    return result


def _checked(blocks: Any) -> tuple[DocumentBlock, ...]:
    """The blocks, when they are some and not too many."""
    found = []
    characters = 0
    for block in blocks:
        if not isinstance(block, DocumentBlock):
            kind = type(block).__name__
            raise UnreadableError(f"Its reader gave a {kind}, which is no block. Tell the makers of the reader.")
        found.append(cleaned(block))
        characters += len(block.text) + sum(len(cell) for row in block.rows for cell in row)
        if len(found) > MOST_BLOCKS or characters > MOST_CHARACTERS:
            most = f"more than {MOST_BLOCKS:,} lines or {MOST_CHARACTERS:,} characters"
            hint = "Save the pages of the code as a file of their own."
            raise UnreadableError(f"The document is far larger than a code: {most}. {hint}")
    return tuple(found)


def cleaned(block: DocumentBlock) -> DocumentBlock:
    """A block whose texts cannot steer a terminal, and hold no line breaks but in cells."""
    return block._replace(
        text=clean(block.text).replace("\n", " "),
        label=" ".join(clean(block.label).split()),
        rows=tuple(tuple(clean(cell) for cell in row) for row in block.rows),
    )
