"""What a search asks for, and what it finds."""

from __future__ import annotations

from typing import NamedTuple

FEW = 4
"""With fewer hits than this, a search for all of several words offers one for any of them."""


class Query(NamedTuple):
    """A search."""

    text: str
    """Words as the user typed them."""
    kind: str = ""
    """Only this kind; empty for all."""
    code: str = ""
    """Only in the code with this id; empty for all."""
    side: str = ""
    """Only what this side owes; empty for everything."""
    codes: tuple[str, ...] = ()
    """Only in the codes with these ids; empty for all."""
    any: bool = False
    """Whether one of the words is enough; the more of them a hit has, the further up it stands. Otherwise each must
    occur."""
    limit: int = 50
    """Most hits."""
    typing: bool = False
    """Whether the user is still typing; then each word also finds longer ones that begin with it."""
    ranked: bool = True
    """Whether the best hits come first; otherwise the order is that of the library, which is faster."""


class Hit(NamedTuple):
    """A passage that was found."""

    code: str
    """Id of its code."""
    code_title: str
    """Title of its code."""
    place: str
    """The area where its code holds."""
    item: str
    """Id of the part; empty for the code itself."""
    kind: str
    """Kind of the part, or ``code``."""
    label: str
    """The document's own word for it; empty where it has none."""
    at: str
    """Place in the source."""
    number: str
    """Its printed number, or its place, in the form in which numbers are compared."""
    title: str
    """Printed number and short name or heading, with marks around what was found."""
    extract: str
    """A piece of the text, with marks around what was found."""


def offers_any(query: Query, hits: int) -> bool:
    """Whether so few hits have all of several words that a search for any of them may help."""
    from compact_core.text import words

    return not query.any and hits < FEW and len(set(words(query.text))) > 1
