"""What the list of codes is limited to, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.library.entry import Entry
    from compact_core.model.code import CodeIndex


class Filter(NamedTuple):
    """What the list shows; an empty part limits nothing."""

    place: str = ""
    """Words of the name of a place."""
    agreement: str = ""
    """Words of the name of an agreement."""
    kind: str = ""
    """A kind of provision."""

    def fits(self, entry: Entry) -> bool:
        """Whether a code is shown. Its provisions are looked at when it is opened, not before."""
        return _has(entry.place, self.place) and _has(entry.agreement, self.agreement)

    def in_words(self) -> str:
        """What is shown, for a reader."""
        kind = f"{self.kind.replace('-', ' ')}s" if self.kind else ""
        place = f"place {self.place}" if self.place else ""
        agreement = f"agreement {self.agreement}" if self.agreement else ""
        return "Only " + ", ".join(filter(None, (kind, place, agreement)))


EVERYTHING = Filter()


def leading_to(index: CodeIndex, kind: str) -> set[str]:
    """Ids of the provisions of a kind, and of the parts that lead to them."""
    ids: set[str] = set()
    for provision in index.code.provisions:
        if provision.kind == kind:
            ids |= {provision.id, *(outer.id for outer in index.around(provision))}
    return ids


def _has(name: str, words: str) -> bool:
    """Whether a name has all the words, or what was typed of them; capital letters and accents make no difference."""
    found = _folded(clean(name))
    return all(word in found for word in _folded(words).split())


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
