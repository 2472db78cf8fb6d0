"""What a search asks for, and what it gives."""

# No postponed annotations: see errors.py.

from typing import NamedTuple


class Query(NamedTuple):
    """What is looked for."""

    text: str
    """Words as the user typed them; every one must occur."""
    kind: str = ""
    """Only this kind; empty for all."""
    code: str = ""
    """Only in the code of this id; empty for all."""
    side: str = ""
    """Only what this side owes; empty for all."""
    limit: int = 50
    """Most hits that are given."""
    typing: bool = False
    """Whether the words may still be growing; then each finds every word that begins so."""
    ranked: bool = True
    """Best hits first; otherwise in the order of the library, which is faster."""


class Hit(NamedTuple):
    """A passage that was found."""

    code: str
    """Id of its code."""
    code_title: str
    """Title of its code."""
    place: str
    """The area where its code holds."""
    item: str
    """Id of the section, provision, group, table or quotation; empty for the code itself."""
    kind: str
    """Kind of provision, or ``code``, ``section``, ``group``, ``table`` or ``quotation``."""
    at: str
    """Place in the source."""
    title: str
    """Short name or heading, with marks around what was found."""
    extract: str
    """A piece of the text, with marks around what was found."""
