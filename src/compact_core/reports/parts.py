"""The parts of a code: what each is called, and what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import shorten

if TYPE_CHECKING:
    from compact_core.library.search.query import Hit
    from compact_core.model import Part
    from compact_core.model.code import CodeIndex

_ENDS = (".", "!", "?")
"""How a clause ends that says the whole; any other goes on in the clauses within it."""
LONGEST_NAME = 70
"""So many characters of its text name a part that has no title."""


def name_of(part: Part) -> str:
    """Number and title of a part; without a title the first words of what it says."""
    title: str = getattr(part, "title", "") or getattr(part, "instrument", "") or getattr(part, "organisation", "")
    text: str = getattr(part, "text", "") or ", ".join(getattr(part, "headings", ()))
    name = title if title.strip() else _first_words(text) or getattr(part, "at", "")
    return f"{part.number} {name}" if part.number else name


def _first_words(text: str) -> str:
    """The beginning of a text; a web address that does not fit is left out, for half of one leads nowhere."""
    name = shorten(text, LONGEST_NAME)
    *whole, last = name.split(" ")
    return " ".join([*whole, "…"]) if whole and "://" in last and last.endswith("…") else name


def after_stem(index: CodeIndex, part: Part) -> str:
    """What a part says, after the words that are to be read before it: a stem, and the clauses that go on in it."""
    first, said = part, [_text(part)]
    for outer in reversed(index.around(part)):
        if not _text(outer) or _text(outer).rstrip().endswith(_ENDS):
            break
        first = outer
        said.insert(0, _text(outer))
    return " … ".join(filter(None, (index.stem_of(first), *said)))


def _text(part: Part) -> str:
    text: str = getattr(part, "text", "")
    return text


def kind_of(part: Part | Hit) -> str:
    """The kind of a part, or of a hit, in words: action, section, paired undertakings; else the document's own word."""
    label: str = getattr(part, "label", "")
    return label or ("paired undertakings" if part.kind == "group" else part.kind.replace("-", " "))
