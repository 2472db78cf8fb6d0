"""The parts of a code: what each is called, and what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compact_core.model import Part
    from compact_core.model.code import CodeIndex

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
    """The text on one line, cut between two words where it is long; within a word only where that is most of it."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_NAME:
        return line
    begin = line[:LONGEST_NAME]
    whole = begin.rpartition(" ")[0]
    return f"{whole if len(whole) > LONGEST_NAME // 2 else begin[:-1]}…"


def after_stem(index: CodeIndex, part: Part) -> str:
    """What a part says, after the words that are to be read before it."""
    stem = index.stem_of(part)
    text: str = getattr(part, "text", "")
    return f"{stem} … {text}" if stem else text


def kind_of(part: Part) -> str:
    """The kind of a part, in words: action, section, paired undertakings; the document's own word where it has one."""
    label: str = getattr(part, "label", "")
    return label or ("paired undertakings" if part.kind == "group" else part.kind.replace("-", " "))
