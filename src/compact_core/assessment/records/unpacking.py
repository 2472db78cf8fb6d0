"""Every text in the bytes of a file: in any encoding, between the tags of a page, and in files packed in it."""

from __future__ import annotations

import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from quopri import decodestring
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, is_zipfile

LARGEST = 64 * 1024 * 1024
"""Bytes that are looked through of a file, and of all that is packed in it."""
_MOST_PARTS = 5_000
"""How many packed files are looked through; a document has some dozens."""
DAMAGED = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, struct.error)
"""What a damaged packed file makes its reader raise."""
LOCKED = 1
"""The mark of a packed file that needs a password."""

_ZIP = b"PK\x03\x04"
"""How packed files begin that can be read here, unless they are damaged."""
PDF = b"%PDF"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How the old formats of office programs begin, and new ones with a password."""
OTHER_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
"""How packed files begin that cannot be read here."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
RECORDING = b"RIFF"
"""How pictures begin, and what can be one or a recording: a form may have been scanned."""
_CLOSED = (PDF, OLD_OFFICE, *OTHER_PACKED)
"""How files begin whose text cannot be read here."""
_ENCODED = re.compile(rb"^content-transfer-encoding:\s*\"?base64", re.IGNORECASE | re.MULTILINE)
"""Where an e-mail says that it holds something in letters that nobody reads."""
_HEAD_ENDS = re.compile(rb"\r?\n[ \t]*\r?\n")
_LETTERS_END = re.compile(rb"^(?:--|[ \t]*\r?$)|\Z", re.MULTILINE)
"""Where such letters end in an e-mail: with an empty line, or with the line that parts it."""
_NO_LETTER = re.compile(rb"[^A-Za-z0-9+/=\s]")
_WRAPPED = re.compile(rb"=[ \t]*\r?\n|=[0-9A-Fa-f]{2}")
"""What e-mails have where a line is longer than they may be, and for signs that they may not hold."""
_TAG = re.compile("<[^<>]*>")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class PackedFile(NamedTuple):
    """A file, or a file that is packed in another."""

    name: str
    """Its name in the other; empty for the file itself, and for what is attached to it if it is an e-mail."""
    data: bytes | None
    """What it holds; None when it cannot be unpacked, or there is too much of it."""

    @property
    def is_read(self) -> bool:
        """Whether every text in it can be read here."""
        if self.data is None:
            return False
        closed = _CLOSED if self.name else (*_CLOSED, *PICTURES, RECORDING)  # documents have pictures that are no forms
        return not self.data.startswith(closed)


def parts(data: bytes) -> Iterator[PackedFile]:
    """A file and all that is packed in it, as in the documents of office programs."""
    waiting = [PackedFile("", data)]
    room, number = LARGEST, 0
    while waiting:
        part = waiting.pop()
        yield part
        if part.data is None:
            continue
        before = number
        for member in _members(part.data, room):
            number += 1
            if number > _MOST_PARTS:
                yield PackedFile(member.name, None)
                return
            room -= len(member.data or b"")
            waiting.append(member)
        if number == before and part.data.startswith(_ZIP):
            yield PackedFile("?", None)


def _members(data: bytes, room: int) -> Iterator[PackedFile]:
    if not is_zipfile(BytesIO(data)):
        yield from _attached(data)
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                known = entry.compress_type in {ZIP_STORED, ZIP_DEFLATED} and not entry.flag_bits & LOCKED
                if entry.is_dir():
                    continue
                if not known or entry.file_size > room:
                    yield PackedFile(entry.filename or "?", None)
                    continue
                room -= entry.file_size
                yield PackedFile(entry.filename or "?", archive.read(entry))
    except DAMAGED:
        yield PackedFile("?", None)


def _attached(data: bytes) -> Iterator[PackedFile]:
    """What stands in letters that nobody reads, in an e-mail or in several that are saved in one file."""
    for encoded in _ENCODED.finditer(data):
        head = _HEAD_ENDS.search(data, encoded.end())
        end = _LETTERS_END.search(data, head.end()) if head else None
        letters = data[head.end() : end.start()] if head and end else b"?"
        try:
            yield PackedFile("", None if _NO_LETTER.search(letters) else binascii.a2b_base64(letters))
        except binascii.Error:
            yield PackedFile("", None)


def texts(data: bytes) -> Iterator[str]:
    """What the bytes say, in small letters and with plain hyphens: in each encoding they may be in."""
    for text in _decoded(data):
        yield plain(text)
        if "<" in text:
            yield plain(_TAG.sub("", text))


def plain(text: str) -> str:
    """A text as it is compared: small letters, plain hyphens, and no signs that nobody sees."""
    if "&" in text:
        text = unescape(text)
    return text.translate(_HYPHENS | _UNSEEN).replace("\\-", "-").lower()


def _decoded(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if _WRAPPED.search(data):
        yield decodestring(data).decode("utf-8", "replace")
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")
            yield data[start:].decode("utf-16-be", "replace")
        yield data.replace(b"\0", b"").decode("latin-1")
