"""Two texts compared word by word: which words stand on one side only."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BETWEEN_ITEMS = "•"
"""What stands between the items of a list in one line."""
_PUNCTUATION = ".,;:!?()[]\"'“”‘’«»•–—…"
"""Signs around a word that do not count."""
_MOST = 2_000
"""Most words of a text that are compared; the rest counts as different."""


class Piece(NamedTuple):
    """Some words in a row."""

    text: str
    """The words, with single spaces between them."""
    differs: bool
    """Whether they stand on this side only."""


MarkedText = tuple[Piece, ...]
"""A text with the words marked that differ."""


def marked(first: Sequence[str], second: Sequence[str]) -> tuple[tuple[MarkedText, ...], tuple[MarkedText, ...]]:
    """The texts of both sides, with the words marked that the other side does not have in the same order.

    A side can have several texts, which are compared as one.
    """
    ours, theirs = _tokens(first), _tokens(second)
    matcher = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False)
    same_ours, same_theirs = set[int](), set[int]()
    for one, other, size in matcher.get_matching_blocks():
        same_ours.update(range(one, one + size))
        same_theirs.update(range(other, other + size))
    return _pieces(ours, same_ours, len(first)), _pieces(theirs, same_theirs, len(second))


def unmarked(texts: Iterable[str]) -> tuple[MarkedText, ...]:
    """Texts in which nothing is marked."""
    return tuple((Piece(one_line(text), differs=False),) for text in texts)


def one_line(text: str) -> str:
    """A text on one line, its lines set apart as items of a list."""
    return f" {BETWEEN_ITEMS} ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def in_brackets(pieces: MarkedText) -> str:
    """The text, what differs in square brackets."""
    return " ".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


_Token = tuple[int, str]
"""The number of a text, and one of its words."""


def _tokens(texts: Sequence[str]) -> list[_Token]:
    return [(number, word) for number, text in enumerate(texts) for word in one_line(text).split()]


def _keys(tokens: Sequence[_Token]) -> list[str]:
    return [_key(word) for _, word in tokens[:_MOST]]


@lru_cache(maxsize=10_000)
def _key(word: str) -> str:
    """A word without punctuation and capitals."""
    return word.strip(_PUNCTUATION).casefold()


def _pieces(tokens: Sequence[_Token], same: set[int], texts: int) -> tuple[MarkedText, ...]:
    found: list[MarkedText] = [() for _ in range(texts)]
    places = ((number, word, at not in same) for at, (number, word) in enumerate(tokens))
    for (number, differs), group in groupby(places, key=lambda word: (word[0], word[2])):
        found[number] += (Piece(" ".join(word for _, word, _ in group), differs),)
    return tuple(found)
