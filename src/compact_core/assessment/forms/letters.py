"""The text in the bytes of a file that came back, in any encoding that programs write."""

from __future__ import annotations

import codecs
import re

from compact_core.errors import Problem

SAVE_SHEET = "Save it again as CSV in UTF-8."
SAVE_TEXT = "Save it again as plain text in UTF-8."
"""What to do about a text whose letters are wrong."""
_NOT_FOR_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
"""Encodings that Python knows and no mail is written in; some take very long."""
_SAMPLE = 4_000
"""Bytes at the beginning of a file that show its encoding."""
_EMPTY = 0.3
"""How many of every second byte are zero at least in two bytes a letter."""
_FEWEST = 16
"""Fewer bytes say nothing about their letters."""


def text_of(data: bytes, name: str, save: str) -> tuple[str, tuple[Problem, ...]]:
    """The text in the bytes of a file, and what is doubtful of it; problems that are errors leave no text.

    Programs write UTF-8, UTF-16 (Excel's 'Unicode text') or the old Windows letters; ``save`` says what to do when
    they cannot be read.
    """
    wide = _wide(data)
    try:
        text = data.decode(wide or "utf-8-sig")
    except UnicodeDecodeError:
        if wide:
            return "", (Problem("error", name, 0, 0, "This file is damaged: its last letters are cut off.", save),)
        message = "This file is not in UTF-8. It was read in the old Windows letters."
        hint = f"Look whether quotes, dashes and accents are right. If not: {save[:1].lower()}{save[1:]}"
        return data.decode("cp1252", "replace"), (Problem("warning", name, 0, 0, message, hint),)
    if "\0" in text:
        return "", (Problem("error", name, 0, 0, "This file holds signs that no text has.", save),)
    return text.removeprefix("\ufeff"), ()


def mail_text(data: bytes, charset: str) -> str:
    """The text of a part of a mail, in the letters that it names if they are right."""
    for encoding in (charset, _wide(data), "utf-8"):
        if _is_for_text(encoding):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return data.decode("cp1252", "replace")


def _is_for_text(encoding: str) -> bool:
    try:
        codec = codecs.lookup(encoding.strip()) if encoding else None
    except (LookupError, ValueError, UnicodeError):
        return False
    is_text = codec is not None and getattr(codec, "_is_text_encoding", True)
    return codec is not None and is_text and re.sub("[_ ]", "-", codec.name) not in _NOT_FOR_TEXT


def _wide(data: bytes) -> str:
    """The name of UTF-16 if that is what the bytes are, also without a mark at their beginning."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        empty, others = start[first::2].count(0), start[1 - first :: 2].count(0)
        if len(start) >= _FEWEST and others == 0 and empty > len(start) // 2 * _EMPTY:
            return encoding
    return ""
