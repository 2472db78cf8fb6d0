"""Letters made comparable: accents and capitals taken off, and words found where nobody writes spaces."""

from itertools import accumulate
from unicodedata import category, combining, name, normalize

BESIDE = "\u200b"
"""Stands around signs that are words of their own, without being one (zero width space)."""

SEPARATOR = "\x1f"
"""Parts texts that are kept as one; text that was cleaned does not hold it."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of signs begin in whose scripts words have no spaces between them."""
_PART_OF_LETTER = {0, 7, 8, 9}
"""Combining classes of signs that make another letter and no accent: vowels, nukta, voicing, virama."""


class _Signs(dict[int, str]):
    """What each sign becomes, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = folded = _folded(chr(number))
        return folded


_SIGNS = _Signs()


def fold(text: str) -> str:
    """The text as it is indexed, sign by sign; capitals of ASCII are left to the index, which folds them itself."""
    return text if text.isascii() else normalize("NFC", text).translate(_SIGNS)


def offsets(text: str) -> list[int]:
    """Where each sign of a normalised text (NFC) begins when it is folded, and where the last ends."""
    return [*accumulate((len(_SIGNS[ord(sign)]) for sign in text), initial=0)]


def words(text: str) -> list[str]:
    """The words of a text, folded and in small letters; ``BESIDE`` parts the signs that are indexed one by one."""
    signs = (sign if sign.isalnum() or sign == BESIDE or category(sign)[0] == "M" else " " for sign in fold(text))
    return [word for run in "".join(signs).lower().split() if (word := run.strip(BESIDE))]


def _folded(sign: str) -> str:
    if sign.isascii() or sign == BESIDE:
        return sign
    if category(sign) == "Cf":  # soft hyphens and their like are not seen
        return ""
    letters = "".join(one for one in normalize("NFKD", sign) if combining(one) in _PART_OF_LETTER)
    plain = normalize("NFC", letters.casefold())
    return "".join(f"{BESIDE}{one}{BESIDE}" if name(one, "").startswith(_UNSPACED) else one for one in plain)
