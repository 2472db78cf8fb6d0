"""The parts of a code: what each is called, and what kind it is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from compact_core.text import text_in

if TYPE_CHECKING:
    from compact_core.library.search.query import Hit
    from compact_core.model import Part
    from compact_core.model.code import CodeIndex

_CLAUSES = frozenset(
    ("action", "aim", "barrier", "benefit", "commitment", "paragraph", "principle", "question", "reminder", "step")
)
"""The kinds that can begin a sentence, and go on with one; a note or an example inside a clause is another sentence."""
_PROMISES = frozenset(("action", "commitment"))
"""The kinds that a stem is read before. A question within one is asked about it, and does not go on with it."""
_ENDS = (".", "!", "?")
"""How a whole sentence ends; any other clause goes on in the clauses within it."""
_ELLIPSES = ("…", "...")
"""How a clause may end that goes on."""
_CLOSING = "\"'”’»)] "
"""What can stand after the end of a sentence."""
PAIRED = "paired undertakings"
"""The words for a ``group`` of files."""
LONGEST_NAME = 70
"""Most characters of the name of a part without a title."""


def name_of(part: Part) -> str:
    """Number and title of a part; without a title the first words of what it says."""
    return f"{part.number} {title_of(part)}" if part.number else title_of(part)


def title_of(part: Part) -> str:
    """Title of a part; without one the first words of what it says."""
    title = text_in(part, "title", "instrument", "organisation")
    text = text_in(part, "text") or ", ".join(getattr(part, "headings", ()))
    return title if title.strip() else first_words(text) or text_in(part, "at")


def first_words(text: str, longest: int = LONGEST_NAME) -> str:
    """The text on one line, cut between two words where it is long; within a word only where that is most of it.

    A web address that would be cut gives way to what stands around it: half of one leads nowhere.
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    at_cut = line[line.rfind(" ", 0, longest + 1) + 1 :].partition(" ")[0]
    without = " ".join("…" if "://" in word else word for word in line.split())
    if "://" in at_cut and without.strip("… "):
        line = f"{without[:-2]}…" if without.endswith(" …") else without
    if len(line) <= longest:
        return line
    begin = line[:longest]
    whole = begin.rpartition(" ")[0]
    return f"{whole if len(whole) > longest // 2 else begin[:-1]}…"


def after_stem(index: CodeIndex, part: Part) -> str:
    """What a part says, after the words that are to be read before it."""
    return " … ".join(filter(None, (*_said_before(index, part), text_in(part, "text"))))


def said_before(index: CodeIndex, part: Part) -> str:
    """The words that are to be read before a part: a stem, and the clauses that go on in it.

    Of a section, or of paired undertakings, the stem of the actions and commitments in it.
    """
    return _stem_inside(index, part) if part.kind in {"section", "group"} else " … ".join(_said_before(index, part))


def leading_in(index: CodeIndex, part: Part) -> tuple[Part, ...]:
    """The clauses around a part that it goes on with, outermost first."""
    clauses = _CLAUSES - _PROMISES if part.kind == "question" else _CLAUSES
    around = reversed(index.around(part)) if part.kind in _CLAUSES else iter(())
    led = takewhile(lambda outer: outer.kind in clauses and _goes_on(text_in(outer, "text")), around)
    return tuple(reversed(tuple(led)))


def _said_before(index: CodeIndex, part: Part) -> list[str]:
    """The stem, and the clauses around a part that lead in to it, outermost first."""
    led = leading_in(index, part)
    stem = index.stem_of(led[0] if led else part)
    return [_without_ellipsis(text) for text in (stem, *(text_in(outer, "text") for outer in led)) if text]


def _without_ellipsis(text: str) -> str:
    """A text without the ellipsis at its end."""
    said = text.rstrip()
    return said.rstrip("….").rstrip() if said.endswith(_ELLIPSES) else text


def _stem_inside(index: CodeIndex, part: Part) -> str:
    """The stem that a part gives to the actions and commitments in it; empty for none."""
    inside = index.inside(part)
    nearer = {inner.id for inner in inside if getattr(inner, "stem", "")}
    first = (next(iter(leading_in(index, inner)), inner) for inner in inside)
    promises = (inner for inner in first if inner.kind in _PROMISES)
    stems = (index.stem_of(inner) for inner in promises if nearer.isdisjoint(outer.id for outer in index.around(inner)))
    return next(stems, "")


def _goes_on(text: str) -> bool:
    """Whether a text is no whole sentence, so that what stands in the part goes on with it."""
    said = text.rstrip(_CLOSING)
    return bool(said) and (said.endswith(_ELLIPSES) or not said.endswith(_ENDS))


def kind_of(part: Part | Hit) -> str:
    """The kind of a part, or of a hit, in words: action, section, paired undertakings; else the document's own word."""
    label: str = getattr(part, "label", "")
    return label or kind_words(part.kind)


def kind_words(kind: str) -> str:
    """The word of files for a kind, as readers know it."""
    return PAIRED if kind == "group" else kind.replace("-", " ")
