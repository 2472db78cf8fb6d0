"""Names made from what people type: for ids and files, the same on every system."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from compact_core.content.files import LINEAGE_FILE
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 60
"""Characters of a name at most: an id may have a few more, for a number behind it."""
_RESERVED = {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for devices, whatever the ending of the file."""
_OURS = {os.path.splitext(LINEAGE_FILE)[0]}
"""Names of files that hold no code."""


def name_from(text: str, otherwise: str) -> str:
    """A name of small letters, digits and single hyphens, made from any text.

    Accents are dropped, and so are letters of other scripts; ``otherwise`` is the name when nothing is left.
    """
    letters = (normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words(text))
    name = "-".join(re.findall(r"[a-z0-9]+", " ".join(letters)))[:LONGEST].rstrip("-")
    if name in _RESERVED | _OURS:
        return f"{name}-{otherwise}"
    return name or otherwise


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name of small letters for a device, so that no file can have it."""
    return name in _RESERVED


def unused(name: str, is_used: Callable[[str], bool]) -> str:
    """The name, with the first number behind it that makes it a new one, if it needs one."""
    number, candidate = 1, name
    while is_used(candidate):
        number += 1
        candidate = f"{name}-{number}"
    return candidate
