"""Texts in the cells of a spreadsheet, made safe from being taken for formulas."""

from __future__ import annotations

from unicodedata import category, normalize

_BEGINNINGS = frozenset("=+-@\u2212")
"""What a formula begins with, in plain form: the wide, small, raised and lowered forms count as the same."""
_BREAKS = ("\t", "\r", "\n")
"""Signs that may end a cell, so that what follows begins a new one."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of the signs that a program may pass over: control and format characters, and spaces of every kind."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters that show nothing."""
_VARIATIONS = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
"""Ranges of the marks that only choose the form of the letter before."""


def harmless(text: str) -> str:
    """The text so that no spreadsheet works it out; :func:`as_typed` gives the text back."""
    return f"'{text}" if looks_worked_out(text.lstrip("'")) else text


def as_typed(cell: str) -> str:
    """What was typed into a cell, or stood there before :func:`harmless`."""
    return cell[1:] if cell.startswith("'") and looks_worked_out(cell.lstrip("'")) else cell


def looks_worked_out(text: str) -> bool:
    """Whether some program may take a cell with this text for a formula, or part it in two."""
    if text.startswith(_BREAKS):
        return True
    first = next((sign for sign in text if not _is_unseen(sign)), "")
    return normalize("NFKC", first) in _BEGINNINGS


def _is_unseen(sign: str) -> bool:
    chosen = any(first <= sign <= last for first, last in _VARIATIONS)
    return chosen or sign in _BLANK or category(sign) in _UNSEEN
