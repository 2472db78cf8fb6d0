"""The doubts of an import that stand as remarks in a draft until somebody has looked at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compact_core.errors import Problem
from compact_core.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "# Doubt, "
"""How the remark begins."""
_LINE = re.compile(rf"^{MARK}", re.MULTILINE)


def open_doubts(text: str, file: str) -> Iterator[Problem]:
    """Worth a warning, once: doubts that are left in the text of a code file."""
    if MARK not in text:
        return
    places = [match.start() for match in _LINE.finditer(text)]
    if places:
        line = text.count("\n", 0, places[0]) + 1
        are = "is" if len(places) == 1 else "are"
        message = f"{count(len(places), 'doubt')} of the import {are} open; the first is in this line."
        hint = "Look at the document there, correct what is wrong, and take the line out."
        yield Problem("warning", file, line, 1, message, hint)
