"""Text: untrusted text made safe, words made comparable, names and counts put into messages."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

# Patterns are plain texts, which ``re`` compiles when they are first used: most commands need none.
_SEQUENCES = (
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x9b[0-?]*[ -/]*[@-~]"  # the same, opened by one C1 character
    # OSC, DCS and the like; an unclosed one ends where the next begins, so that searching takes linear time
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
_IN_NO_NAME = rf"[\t\n\r]|(?!\0){_CONTROLS}"
"""What the name of a file can hold, but a line of text cannot show."""
_STANDS_FOR = "\u2026([0-9a-f]{2})"
"""A byte of a name that cannot be shown, as :func:`readable` writes it."""
_MARKUP = r"</?[A-Za-z][^<>]*>"
_APOSTROPHES = "['`\u2018\u2019\u201b\u02bc\uff07\u00ad\u200b-\u200d\u2060\ufeff]"
_WORDS = r"[^\W_]+"
_MOST_KNOWN = 1_000
"""How many known words a mistyped one is compared with."""
_LONGEST_COMPARED = 200
"""How many characters of a word are compared."""
_FEW = 10
"""So many names a message lists in full."""
_LISTED = 6
"""So many of more names it lists."""
_LIKE = 0.3
"""From this likeness on a name may be the one that was meant."""
_MOST_COMPARED = 10
"""How many words are compared character by character."""
_OLD_CLOCK = "ZIP does not support timestamps before 1980"
"""What Python says when a packed file is written, such as a workbook."""


def clean(text: str) -> str:
    """The text without what could control a terminal or reorder a line.

    Terminal control sequences, control characters and bidirectional overrides are removed; newlines, tabs and ordinary
    direction marks stay. Cleaning a second time changes nothing.
    """
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, "", re.sub(_SEQUENCES, "", re.sub(_RETURNS, "\n", text)))


def readable(name: str) -> str:
    """The name of a file as text that can be stored and printed, the same under every locale.

    Mostly that is the name itself. What cannot be shown stands there byte by byte: an ellipsis and two hexadecimal
    digits. :func:`path_of` gives the name again. A second time changes nothing.
    """
    if name.isascii() and name.isprintable():
        return name
    try:
        raw = os.fsencode(name)
    except UnicodeEncodeError:  # it did not come from the system, so it is the name of nothing
        raw = name.encode("utf-8", "surrogatepass")
    text = raw.decode("utf-8", "surrogateescape")
    if not re.search(_IN_NO_NAME, text):
        return text
    return re.sub(f"{_IN_NO_NAME}|\u2026", _byte_by_byte, text)


def path_of(text: str) -> str:
    """The path that :func:`readable` wrote as a text."""
    if text.isascii():
        return text
    pattern = _STANDS_FOR.encode()
    raw = text.encode("utf-8", "surrogatepass")
    return os.fsdecode(re.sub(pattern, lambda found: bytes.fromhex(found[1].decode()), raw))


def _byte_by_byte(found: re.Match[str]) -> str:
    return "".join(f"\u2026{byte:02x}" for byte in found[0].encode("utf-8", "surrogateescape"))


def words(text: str) -> list[str]:
    """The words of a text, the same for every printing of a sentence.

    They are in lower case, without markup and punctuation. Apostrophes are dropped ("partner's" is ``partners``),
    hyphens and dashes separate words, and compatibility forms such as ligatures are written out.
    """
    from unicodedata import normalize

    plain = normalize("NFKC", re.sub(_MARKUP, " ", text))
    return re.findall(_WORDS, re.sub(_APOSTROPHES, "", plain).casefold())


def wording_digest(sentence: str) -> tuple[str, int]:
    """Wording hash and number of words of an official sentence.

    The hash is the first 16 hexadecimal digits of the SHA-256 of its words, joined by single spaces, in UTF-8.
    """
    from hashlib import sha256

    found = words(sentence)
    return sha256(" ".join(found).encode()).hexdigest()[:16], len(found)


def shorten(text: str, width: int = 60) -> str:
    """The text on one line of at most ``width`` characters, for messages.

    It is not cut inside a web address, of which half leads nowhere, unless that is all there is to show.
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    begin = line[: width - 1]
    before, _, last = begin.rpartition(" ")
    inside = before and "://" in last and line[width - 1] != " "
    return f"{before if inside else begin}…"


def reason(error: BaseException) -> str:
    """The type and text of an exception on one line, for messages."""
    name = type(error).__name__
    try:
        if _OLD_CLOCK in str(error):
            return "the clock of this computer shows a day before 1980, which such a file cannot hold"
        return shorten(clean(f"{name}: {error}"), 200)
    except Exception:  # noqa: BLE001 - the exception of a plugin may fail even to say what it is
        return name


def text_in(value: object, *fields: str) -> str:
    """The first of these fields of a value that holds a text; empty where none does."""
    texts: Iterator[str] = (getattr(value, field, "") for field in fields)
    return next(filter(None, texts), "")


def count(number: int, thing: str, plural: str = "") -> str:
    """A number with its noun: ``1 code``, ``3 codes``."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def reading_progress(done: int, total: int) -> str:
    """How far the reading of codes is, in words."""
    return f"Reading codes: {done:,} of {total:,}"


def joined(names: Iterable[str]) -> str:
    """Names in a sentence: 'A', 'A and B', 'A, B and C'; empty for none."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or the first that has all its parts between hyphens, as a question.

    Empty when there is none. Capitals do not count. Only the first thousand known words are compared.
    """
    from difflib import get_close_matches

    spelt = {name.lower(): name for name in islice(known, _MOST_KNOWN)}
    word = word.lower()[:_LONGEST_COMPARED]
    parts = set(word.split("-"))
    near = get_close_matches(word, _alike(word, spelt), n=1) or [name for name in spelt if parts <= {*name.split("-")}]
    return f"Did you mean '{spelt[near[0]]}'?" if near else ""


def _alike(word: str, names: Collection[str]) -> Collection[str]:
    """The ten names that share most pairs of letters with a word: difflib takes a hundred times as long for each."""
    if len(names) <= _MOST_COMPARED:
        return names
    from heapq import nlargest

    return nlargest(_MOST_COMPARED, names, key=lambda name: _likeness(word, name))


@lru_cache(maxsize=2 * _MOST_KNOWN)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of letters that follow each other in a word, its two ends among them."""
    return frozenset(map("".join, pairwise(f" {word[:_LONGEST_COMPARED]} ")))


def listed(names: Iterable[str], word: str = "") -> str:
    """Names as a message lists them: a few in full; of many, the ones most like a word, and how many more there are."""
    every = list(dict.fromkeys(names))
    if len(every) <= _FEW:
        return ", ".join(every)
    word = word.lower()[:_LONGEST_COMPARED]
    likeness = {name: _likeness(word, name.lower()) for name in every}
    first = sorted(every, key=lambda name: -likeness[name] if likeness[name] >= _LIKE else 0)
    return f"{', '.join(first[:_LISTED])} and {len(every) - _LISTED} more"


def _likeness(word: str, name: str) -> float:
    """Which share of the pairs of letters of two words both have."""
    pairs, own = _pairs(word), _pairs(name)
    return len(pairs & own) / len(pairs | own)


def meant(word: str, titles: Mapping[str, str]) -> str:
    """The id that is probably meant, as a question: the one with that title, or else what :func:`suggestion` finds.

    ``titles`` are the titles of the known ids, and may be empty. Without such an id the question is empty.
    """
    named = words(word)
    same = next((name for name, title in titles.items() if title and words(title) == named), "")
    return f"Did you mean '{same}' ({shorten(titles[same])})?" if same else suggestion(word, titles)


def not_found(what: str, name: str, titles: Mapping[str, str], hint: str) -> str:
    """That nothing of this kind has that name, with the id that is meant, or else the hint."""
    return f"There is no {what} called '{shorten(clean(name))}'. {meant(name, titles) or hint}"
