"""What a search asks for, and what it finds."""

from __future__ import annotations

from typing import NamedTuple


class Query(NamedTuple):
    """A search."""

    text: str
    """Words as the user typed them; each must occur."""
    kind: str = ""
    """Only this kind; empty for all."""
    code: str = ""
    """Only in the code with this id; empty for all."""
    side: str = ""
    """Only what this side owes; empty for everything."""
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
