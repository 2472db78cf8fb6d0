"""Folding: text without accents and capitals, and with word breaks in scripts that have no spaces."""

from itertools import accumulate
from unicodedata import category, combining, name, normalize

BESIDE = "\u200b"
"""Stands around signs that are indexed one by one (zero width space)."""

SEPARATOR = "\x1f"
"""Separates texts that are stored together; text that was cleaned does not hold it."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI", "LAO", "KHMER", "MYANMAR")
"""Beginnings of the Unicode names of signs in scripts without spaces between words."""
_PART_OF_LETTER = {0, 7, 8, 9}
"""Combining classes of signs that are part of a letter and no accent: vowels, nukta, voicing, virama."""


class _Signs(dict[int, str]):
    """What each sign is folded to, worked out when it is first needed."""

    def __missing__(self, number: int) -> str:
        self[number] = folded = _folded(chr(number))
        return folded


_SIGNS = _Signs()


def fold(text: str) -> str:
    """The text folded sign by sign; ASCII capitals stay, because the index folds them itself."""
    return text if text.isascii() else normalize("NFC", text).translate(_SIGNS)


def offsets(text: str) -> list[int]:
    """Where each sign of a normalised text (NFC) begins in the folded text, and where the last one ends."""
    return [*accumulate((len(_SIGNS[ord(sign)]) for sign in text), initial=0)]


def words(text: str) -> list[str]:
    """The words of a text, folded and in small letters; ``BESIDE`` separates signs that are indexed one by one."""
    signs = (sign if sign.isalnum() or sign == BESIDE or category(sign)[0] == "M" else " " for sign in fold(text))
    return [word for run in "".join(signs).lower().split() if (word := run.strip(BESIDE))]


def _folded(sign: str) -> str:
    if sign.isascii() or sign == BESIDE:
        return sign
    if category(sign) == "Cf":  # soft hyphens and other signs that are not seen
        return ""
    letters = "".join(letter for letter in normalize("NFKD", sign) if combining(letter) in _PART_OF_LETTER)
    plain = normalize("NFC", letters.casefold())
    return "".join(f"{BESIDE}{char}{BESIDE}" if name(char, "").startswith(_UNSPACED) else char for char in plain)
