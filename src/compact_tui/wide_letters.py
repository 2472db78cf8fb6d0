"""Wide letters, which can be read from the back of a room: drawn with blocks that every terminal has."""

from __future__ import annotations

from itertools import zip_longest
from unicodedata import combining, normalize

_FONT = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "# # # # #",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#..# #..# .##. #..# #..#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "#### ..#. .#.. #... ####",
    "0": ".##. #.## ##.# #..# .##.",
    "1": ".# ## .# .# .#",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".### #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# ###.",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    ":": ". # . # .",
    ";": ".. .# .. .# #.",
    "!": "# # # . #",
    "?": "###. ...# .##. .... .#..",
    "'": "# # . . .",
    "-": "... ... ### ... ...",
    "+": "... .#. ### .#. ...",
    "/": "..# ..# .#. #.. #..",
    "(": ".# #. #. #. .#",
    ")": "#. .# .# .# #.",
    "&": ".#.. #.#. .#.. #.## .##.",
    "%": "#..# ..#. .#.. #..# ....",
    " ": ".. .. .. .. ..",
}
"""Five rows of dots for each sign."""
_LIKE = str.maketrans({"’": "'", "‘": "'", "“": "'", "”": "'", '"': "'", "–": "-", "—": "-", "…": "."})
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Two dots, one above the other, in one cell."""
_ROWS = 5


def wide(text: str, width: int, height: int) -> list[str]:
    """A text in the widest letters that fit into ``width`` columns and ``height`` lines; empty where none fit.

    Accents are left off. A text with signs of other scripts has no wide letters.
    """
    folded = normalize("NFKD", text.translate(_LIKE))
    signs = "".join(sign for sign in folded if not combining(sign)).upper()
    if not signs.strip() or any(sign not in _FONT for sign in signs):
        return []
    for drawn, size in ((_doubled, 2), (_halved, 1)):
        lines = _wrapped(signs.split(), width // size)
        made = [row for line in lines or () for row in (*drawn(line), "")][:-1]
        if lines and len(made) <= height:
            return made
    return []


def _wrapped(words: list[str], width: int) -> list[str]:
    """The words in lines of ``width`` dots; empty where a word is wider than a line."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if _width(longer) <= width:
            lines[-1:] = [longer]
        elif _width(word) <= width:
            lines.append(word)
        else:
            return []
    return lines


def _width(line: str) -> int:
    return sum(len(_FONT[sign].split()[0]) + 1 for sign in line) - 1


def _dots(line: str) -> list[list[bool]]:
    """The rows of dots of a line, with an empty column between two signs."""
    glyphs = [_FONT[sign].split() for sign in line]
    return [[dot == "#" for dot in ".".join(glyph[row] for glyph in glyphs)] for row in range(_ROWS)]


def _doubled(line: str) -> list[str]:
    """Each dot as two cells beside each other."""
    return ["".join("██" if dot else "  " for dot in row) for row in _dots(line)]


def _halved(line: str) -> list[str]:
    """Each two dots, one above the other, as one cell."""
    rows = _dots(line)
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=[False] * len(rows[0]))
    return ["".join(_HALVES[pair] for pair in zip(above, below, strict=True)) for above, below in pairs]
