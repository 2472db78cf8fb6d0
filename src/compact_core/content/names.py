"""Names for ids and files, made from what people type; they work on every system."""

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
"""Most characters of a name; an id may have a few more, for a number at its end."""
_RESERVED = {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows reserves for devices, whatever the ending of the file."""
PARTNERSHIP = "partnership.toml"
"""Name of the file that every folder of an assessment has."""
ROUND_FOLDER = re.compile(r"round-([1-9][0-9]{0,3})")
"""The name of the folder of a round; rounds count from 1."""
_REFUSED_SIGNS = re.compile(r"""["*:<>?/\\|]|^[ .~]|[ .]$|_vti_|\.tmp$""", re.IGNORECASE)
"""Signs and words that OneDrive and SharePoint refuse in a name, or do not carry."""
_LONGEST_PATH = 400
"""Most characters of a path that OneDrive and SharePoint take."""
_LONGEST_INSIDE = 150
"""Room for the path of a file inside the folder of an assessment, in characters."""
_CHOOSE = "If it lies in a cloud folder, choose another."
_OURS = {os.path.splitext(LINEAGE_FILE)[0]}
"""Names of files that hold no code."""


def is_assessment(folder: str) -> bool:
    """Whether a folder is that of an assessment."""
    return os.path.isfile(os.path.join(folder, PARTNERSHIP))


def name_from(text: str, otherwise: str) -> str:
    """A name of small letters, digits and single hyphens, made from any text.

    Accents and letters of other scripts are dropped; ``otherwise`` is the name when nothing is left.
    """
    letters = (normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words(text))
    name = "-".join(re.findall(r"[a-z0-9]+", " ".join(letters)))[:LONGEST].rstrip("-")
    if name in _RESERVED | _OURS:
        return f"{name}-{otherwise}"
    return name or otherwise


def is_reserved(name: str) -> bool:
    """Whether Windows reserves a name (in small letters) for a device, so that no file can have it."""
    return name in _RESERVED


def why_clouds_refuse(path: str) -> str:
    """Why OneDrive and SharePoint refuse a file or folder, and what to do; empty when they do not."""
    name = os.path.basename(os.path.normpath(path))
    stem = name.lower().partition(".")[0]
    if _REFUSED_SIGNS.search(name) or is_reserved(stem) or name.lower() in {"desktop.ini", "thumbs.db"}:
        return f"OneDrive and SharePoint refuse this name. {_CHOOSE}"
    if len(os.path.abspath(path)) + _LONGEST_INSIDE > _LONGEST_PATH:
        long = f"OneDrive and SharePoint refuse paths of more than {_LONGEST_PATH} characters, and this one is long."
        return f"{long} {_CHOOSE}"
    return ""


def unused(name: str, is_used: Callable[[str], bool]) -> str:
    """The name itself if it is not used, else the name with the first number that makes it new."""
    number, candidate = 1, name
    while is_used(candidate):
        number += 1
        candidate = f"{name}-{number}"
    return candidate
