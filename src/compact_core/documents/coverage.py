"""How many of a document's words are in a draft, in their order, and which are in no part of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.write import part_to_plain
from compact_core.documents.people import WITHHELD
from compact_core.model import Contact, Part, Signatory
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.draft import Drafted

_AHEAD = 400
"""How many words ahead the next match is looked for."""
_ANCHOR = 3
"""Words in a row that make a match further on sure."""
_SPARE = 60
"""Words of other parts that may stand between the words of a part without an order."""
_ORDER = ("number", "title", "lead", "text", "items", "covers", "headings", "rows")
"""The keys of a part whose words are printed, in their order."""
_UNORDERED = (*_ORDER, "organisation", "role", "address", "due", "cost", "measure", "state")
"""The same for parts made of lines or cells that stand in some other order."""


class Coverage(NamedTuple):
    """How much of a document is in its draft."""

    words: int
    """Words of the document, apart from those that were left out on purpose."""
    found: int
    """Those of them that are in the draft, in the order of the document."""
    apart: int
    """Words that were left out on purpose: contents page, withheld contacts and the like."""
    missing: tuple[tuple[DocumentBlock, str], ...] = ()
    """Runs of words that are in no part, and the line where each begins."""


class _Unit(NamedTuple):
    """The words of a part, or of several that are made of one table."""

    words: list[str]
    in_order: bool


def coverage(draft: Drafted) -> Coverage:
    """Compare a draft with the document that it was made from."""
    apart: defaultdict[tuple[int, int], list[list[str]]] = defaultdict(list)
    for dropped in draft.dropped:
        apart[dropped.block.page, dropped.block.line].append(words(dropped.block.printed))
    said: list[str] = []
    blocks: list[DocumentBlock] = []
    left = 0
    for block in draft.blocks:
        kept = _kept(words(block.printed), apart[block.page, block.line])
        left += kept.count("")
        said += filter(None, kept)
        blocks += [block] * (len(kept) - kept.count(""))
    found = _found(said, _units(draft))
    missing = _runs(said, blocks, found)
    return Coverage(len(said), len(found), left, tuple(missing))


def _kept(said: list[str], away: list[list[str]]) -> list[str]:
    """The words of a line, with an empty text for each word left out: first whole runs, then single words."""
    kept = list(said)
    rest: Counter[str] = Counter()
    for run in sorted(away, key=len, reverse=True):
        size = len(run)
        at = next((at for at in range(len(kept) - size + 1) if kept[at : at + size] == run), -1) if run else 0
        if at >= 0:
            kept[at : at + size] = [""] * size
            run.clear()
    for run in away:
        rest.update(run)
        run.clear()
    for at, word in enumerate(kept):
        if word and rest[word] > 0:
            rest[word] -= 1
            kept[at] = ""
    away[:] = [[word] * number for word, number in (+rest).items()]
    return kept


def _units(draft: Drafted) -> Iterator[_Unit]:
    yield _Unit([word for block in draft.titles for word in words(block.printed)], in_order=True)
    bag: list[str] = []
    before: DocumentBlock | None = None
    for part in draft.code.parts:
        if part.id and part.id == draft.title_again:
            continue
        block = draft.places.get(part.id)
        of_table = bool(block and block.rows) and not getattr(part, "rows", ())
        if bag and not (of_table and block is before):
            yield _Unit(bag, in_order=False)
            bag = []
        before = block
        if of_table:
            bag += _words_of(part, _UNORDERED)
        else:
            loose = isinstance(part, Contact | Signatory)
            yield _Unit(_words_of(part, _UNORDERED if loose else _ORDER), in_order=not loose)
    if bag:
        yield _Unit(bag, in_order=False)


def _words_of(part: Part, keys: Sequence[str]) -> list[str]:
    """The printed words of a part; a short name that its text begins with counts once."""
    plain = part_to_plain(part)
    in_cells = plain["kind"] == "definition" and keys is _UNORDERED
    title, text = plain.get("title", " "), plain.get("text", "")
    if title == text or (text.startswith(title) and not in_cells):
        plain.pop("title", None)
    texts: list[str] = []
    for key in keys:
        value = plain.get(key, "")
        rows = [value] if isinstance(value, str) else value
        texts += [cell for row in rows for cell in (row if isinstance(row, list) else [row])]
    return words("\n".join(texts).replace(WITHHELD, " "))


def _found(said: Sequence[str], units: Iterator[_Unit]) -> set[int]:
    """The places of the words that the draft has."""
    found: set[int] = set()
    at = 0
    for unit in units:
        if unit.in_order:
            at = _in_order(said, unit.words, at, found)
        else:
            bag = Counter(unit.words)
            for number in range(at, min(at + len(unit.words) + _SPARE, len(said))):
                if bag[said[number]]:
                    bag[said[number]] -= 1
                    found.add(number)
                    at = number + 1
                if not +bag:
                    break
    return found


def _in_order(said: Sequence[str], wanted: Sequence[str], at: int, found: set[int]) -> int:
    size = min(_ANCHOR, len(wanted))
    ahead = _AHEAD if size == _ANCHOR else _SPARE
    for number, word in enumerate(wanted):
        if at < len(said) and said[at] == word:
            found.add(at)
            at += 1
            continue
        anchor = wanted[number : number + size]
        if len(anchor) < size:
            continue
        starts = (start for start in range(at, min(at + ahead, len(said))) if said[start] == word)
        start = next((start for start in starts if said[start : start + size] == anchor), -1)
        if start >= 0:
            found.add(start)
            at = start + 1
    return at


def _runs(said: Sequence[str], blocks: Sequence[DocumentBlock], found: set[int]) -> Iterator[tuple[DocumentBlock, str]]:
    run: list[int] = []
    for number in range(len(said) + 1):
        if number < len(said) and number not in found and (not run or blocks[number] is blocks[run[0]]):
            run.append(number)
            continue
        if run:
            yield blocks[run[0]], " ".join(said[at] for at in run)
        run = [number] if number < len(said) and number not in found else []
