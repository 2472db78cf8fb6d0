"""The parts of a code: what each is called, and what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return f"{part.number} {title_of(part)}" if part.number else title_of(part)


def title_of(part: Part) -> str:
    """Title of a part; without one the first words of what it says."""
    title: str = getattr(part, "title", "") or getattr(part, "instrument", "") or getattr(part, "organisation", "")
    text: str = getattr(part, "text", "") or ", ".join(getattr(part, "headings", ()))
    return title if title.strip() else _first_words(text) or getattr(part, "at", "")


def _first_words(text: str) -> str:
    """The text on one line, cut between two words where it is long; within a word only where that is most of it.

    A web address is never cut: half of one leads nowhere.
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST_NAME:
        return line
    begin = line[:LONGEST_NAME]
    whole = begin.rpartition(" ")[0]
    address = whole and "://" in begin[len(whole) :]
    return f"{whole if address or len(whole) > LONGEST_NAME // 2 else begin[:-1]}…"


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
