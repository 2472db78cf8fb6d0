"""Untrusted text made safe, and words made comparable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Patterns are texts, compiled (and then kept by ``re``) when first used: most commands need none of them.
_SEQUENCES = (
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x9b[0-?]*[ -/]*[@-~]"  # the same, opened by one C1 character
    # OSC, DCS and their kin; one that never ends stops where the next begins, so that a search looks once at each sign
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"  # every other escape sequence
)
_CONTROLS = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, but for tab, newline and carriage return
    "\u2028\u2029"  # line and paragraph separators, which some terminals obey
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates, which reorder what stands around them
    "\ufeff"  # byte order marks, which are no text
    "\ufff9-\ufffb\ud800-\udfff]"  # interlinear marks and lone surrogates
)
_RETURNS = r"\r\n?"
_MARKUP = r"</?[A-Za-z][^<>]*>"
_APOSTROPHES = "['`\u2018\u2019\u201b\u02bc\uff07\u00ad\u200b-\u200d\u2060\ufeff]"
_WORDS = r"[^\W_]+"


def clean(text: str) -> str:
    """The text without anything that could steer a terminal or reorder a line.

    Terminal control sequences, control characters and bidirectional overrides go; newline, tab and the
    ordinary direction marks stay. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_CONTROLS, "", re.sub(_SEQUENCES, "", re.sub(_RETURNS, "\n", text)))


def readable(name: str) -> str:
    """The name of a file as text that can be stored and printed: bytes that are no text stay visible as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def words(text: str) -> list[str]:
    """The words of a text, so that two printings of one sentence give the same list.

    Lower case, without markup and punctuation; apostrophes join ("partner's" is ``partners``), hyphens and
    dashes part, compatibility forms (such as ligatures) are written out.
    """
    from unicodedata import normalize

    plain = normalize("NFKC", re.sub(_MARKUP, " ", text))
    return re.findall(_WORDS, re.sub(_APOSTROPHES, "", plain).casefold())


def wording_digest(sentence: str) -> tuple[str, int]:
    """Hash and word count of an official sentence.

    The hash is the first 16 hexadecimal digits of the SHA-256 over the words, joined by one space, in UTF-8.
    """
    from hashlib import sha256

    found = words(sentence)
    return sha256(" ".join(found).encode()).hexdigest()[:16], len(found)


def shorten(text: str, width: int = 60) -> str:
    """The text on one line of at most ``width`` characters, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def reason(error: BaseException) -> str:
    """What an exception says, on one line, for messages; it may be of a plugin, which can fail even at that."""
    name = type(error).__name__
    try:
        return shorten(clean(f"{name}: {error}"), 200)
    except Exception:  # noqa: BLE001 - its text is made by the code that raised it
        return name


def count(number: int, thing: str, plural: str = "") -> str:
    """A number and what it counts: ``1 code``, ``3 codes``."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def reading_progress(done: int, total: int) -> str:
    """How far the reading of codes is, in words."""
    return f"Reading codes: {done:,} of {total:,}"


def joined(names: Iterable[str]) -> str:
    """Names in a row: 'A', 'A and B', 'A, B and C'; empty for none."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def not_found(what: str, name: str, known: Iterable[str], hint: str) -> str:
    """That there is no such thing of that name, with the nearest name that is known, or else a hint."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)
    return f"There is no {what} called '{shorten(clean(name))}'. " + (f"Did you mean '{near[0]}'?" if near else hint)
