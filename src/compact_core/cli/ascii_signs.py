"""ASCII for the signs and strokes that a poor terminal lacks, so that each still means one thing."""

from __future__ import annotations

import codecs
import re

IN_ASCII = "compacts-in-ascii"
"""Name of the way to write signs that a stream lacks."""
_SIGNS = {
    **dict(zip("≠≈÷▲▼◆–—…×·", ("!=", "~=", "/", "^", "v", "=", "-", "-", "...", "x", "."), strict=True)),
    **dict(zip("░◇•’‘“”", ".*o''\"\"", strict=True)),
    **dict(zip("✓▸▶→⏎←↑↓●○◌▪■", "+>>><<^v@o.**", strict=True)),
    **dict.fromkeys("─━═┄┈╌", "-"),
    "━": "=",
    "═": "=",
    "┊": ":",
    **dict.fromkeys("│┃║╎▌▐▍▎▏▕", "|"),
}
_STROKES, _BLOCKS = ("\u2500", "\u257f"), ("\u2580", "\u259f")
_SPACE_TO_SPARE = re.compile(" (?=[ \x1b])")


def in_ascii(error: UnicodeError) -> tuple[str, int]:
    """ASCII for the first sign that a stream lacks, and where to go on.

    A sign of two letters takes a space behind it along where another space, or another style, follows: columns that
    were lined up stay so.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written, after = _for(error.object[error.start]), error.start + 1
    return written, after + (len(written) > 1 and bool(_SPACE_TO_SPARE.match(error.object, after)))


def _for(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if _STROKES[0] <= sign <= _STROKES[1]:
        return "+"
    return "#" if _BLOCKS[0] <= sign <= _BLOCKS[1] else "?"


codecs.register_error(IN_ASCII, in_ascii)
