"""What single sentences are: definitions, short names with an explanation, introductions, dates."""

from __future__ import annotations

import re
from dataclasses import fields

from compact_core.model import KINDS

_TERM = re.compile(
    r"[“\"‘']?(?P<term>[^:–—]{2,80}?)[”\"’']?\s*(?::\s+|\s[–—-]\s+|\s+(?:means|is defined as|ystyr|désigne)\s+)(?=\S)"
)
_DEFINES = re.compile(
    r"[“\"‘'][^“”\"‘’']{2,80}[”\"’']\s+(?:means|has the meaning|refers to|is defined as|ystyr|désigne)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?P<name>.{2,110}?)(?::\s+|\s[–—-]\s+|\.\s+(?=[A-Z]))(?=\S)", re.DOTALL)
_INTRODUCES = re.compile(
    r"(?:this|these|the following|the (?:table|list|section|points|paragraphs?) |in this|here|below|for each"
    r"|it is important to"
    r"|ce |cette |ces |dans ce|les points suivants|mae['’]r |mae hon|yn yr adran)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:version|fersiwn|v)\s*(\d[\d.]{0,7})", re.IGNORECASE)
_DATED = re.compile(
    r"(?:(?:version|draft|fersiwn|v)\s*[\d.]+(?:,\s*|$|\s+))?(?:\S+\s+){0,4}(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[^\W\d_]{3,10}\s+)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?)?",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:an? (?:\w+ ){1,3})?between\b"
    r"|(?:published|prepared|produced|issued|written|agreed|adopted|approved|signed|launched) (?:by|on|in|at)\b"
    r"|(?:adoptée?|publiée?|signée?) (?:par|le|en)\b|cyhoeddwyd\b|mabwysiadwyd\b|between\b|entre\b|rhwng\b",
    re.IGNORECASE,
)
"""A line of the title that says by whom, for whom or when."""
_MOST_TERM = 10
_MOST_NAME = 15
_SHORT_NAME = 8


def is_dated(line: str) -> bool:
    """Whether a line of a title says when the document was made, or which version it is."""
    text = line.strip(" .()")
    return bool(_DATED.fullmatch(text) and (_VERSION.match(text) or re.search(r"(?:19|20)\d\d$", text)))


def is_imprint(line: str) -> bool:
    """Whether a line of a title says by whom, for whom or when the document was made."""
    return bool(_IMPRINT.match(line))


def version_in(line: str) -> str:
    """The version that a line names; empty for none."""
    match = _VERSION.search(line)
    return match[1].rstrip(".") if match else ""


def term_in(text: str) -> str:
    """The term that a text defines; empty when it defines none."""
    match = _TERM.match(text)
    return match["term"].strip() if match and len(match["term"].split()) <= _MOST_TERM else ""


def is_definition(text: str) -> bool:
    """Whether a text says what a term in quotation marks means, wherever it stands."""
    return bool(_DEFINES.match(text))


def title_and_text(text: str) -> tuple[str, bool]:
    """The short name in a text, and whether the text itself has one."""
    match = _NAME.match(text)
    if match and len(match["name"].split()) <= _MOST_NAME:
        return match["name"].strip(), True
    name = text.strip().rstrip(".;,").strip()
    if len(name.split()) <= _MOST_NAME:
        return name, True
    return " ".join(name.split()[:_SHORT_NAME]), False


def is_introductory(text: str) -> bool:
    """Whether a text in a list of points only says what the points are."""
    return bool(_INTRODUCES.match(text)) or text.rstrip().endswith(":")


def has_covers(kind: str) -> bool:
    """Whether a kind of provision keeps the list of what it covers."""
    return kind in KINDS and any(field.name == "covers" for field in fields(KINDS[kind]))


def needs_title(kind: str) -> bool:
    """Whether a kind of provision cannot do without a short name."""
    return kind in {"barrier", "partnership-type"}
