"""How codes are named and ordered in lists."""

from __future__ import annotations

from collections.abc import Iterable

from compact_core.library.library import Entry

SIGNS = {"current": "●", "draft": "◌", "superseded": "○", "historic": "○"}
"""What stands before a code: full while it is in force."""


def in_force_first(entries: Iterable[Entry]) -> list[Entry]:
    """Codes in force before drafts and those before old ones, the newest of each first."""
    newest = sorted(entries, key=lambda entry: entry.issued, reverse=True)
    return sorted(newest, key=lambda entry: list(SIGNS).index(entry.status) if entry.status in SIGNS else 0)


def edition(entry: Entry, others: Iterable[Entry]) -> str:
    """Year and title of a code; its kind too where another has the same title."""
    same = sum(other.title == entry.title for other in others) > 1
    return f"{entry.issued[:4]} {entry.title}{f' ({entry.kind})' if same and entry.kind else ''}".strip()
