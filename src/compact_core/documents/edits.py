"""A draft that a person goes through: each change gives a new version, and the one before comes back with undo.

The parts of a version have the document's own words. What was restated stands beside them, so that no change loses
what the document says.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from compact_core.content.names import name_from
from compact_core.content.reference_checks import HOLDS_NOTHING
from compact_core.documents.document import Doubt, Dropped, with_words
from compact_core.documents.duties import owing, still_owed
from compact_core.documents.proofs import proofs_of
from compact_core.documents.recasting import cut, joined_to, recast, restated, texts_of, words_to_restate
from compact_core.errors import CompactsError
from compact_core.model import DEEPEST_LEVEL, TOP, Part, Section
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.draft import Drafted

_ID_WORDS = 6
_ANCHOR = 3
"""Words in a row that find the place of a text in the document."""


@dataclass(frozen=True)
class Version:
    """A draft between two changes."""

    parts: tuple[Part, ...]
    """The parts, in the document's own words."""
    doubts: tuple[Doubt, ...]
    """The doubts that nobody has settled yet, each with its part."""
    dropped: tuple[Dropped, ...]
    """What is in no part."""
    places: Mapping[str, DocumentBlock]
    """Where each part begins in the document, by its id."""
    restated: Mapping[str, str] = field(default_factory=dict)
    """What was restated, by the id of its part."""

    def at(self, part_id: str) -> int:
        """The position of a part."""
        return next(at for at, part in enumerate(self.parts) if part.id == part_id)

    def settled(self, doubt: Doubt) -> Version:
        """The version without a doubt that was settled."""
        return replace(self, doubts=tuple(other for other in self.doubts if other != doubt))

    def in_our_words(self) -> tuple[Part, ...]:
        """The parts, those that were restated in our words."""
        return tuple(
            restated(part, self.restated[part.id]) if part.id in self.restated else part for part in self.parts
        )


@dataclass(frozen=True)
class DraftHistory:
    """A draft as it was imported, and every version since."""

    imported: Drafted
    """What the import gave."""
    versions: tuple[Version, ...]
    """The versions, the latest last."""

    @classmethod
    def of(cls, draft: Drafted) -> DraftHistory:
        """Begin with a draft."""
        doubts = tuple(doubt._replace(part=name) for name, some in draft.doubts_by_part().items() for doubt in some)
        order = {part.id: at for at, part in enumerate(draft.code.parts)}
        doubts = tuple(sorted(doubts, key=lambda doubt: order.get(doubt.part, -1)))
        return cls(draft, (Version(draft.code.parts, doubts, tuple(draft.dropped), dict(draft.places)),))

    @property
    def now(self) -> Version:
        """The latest version."""
        return self.versions[-1]

    def then(self, version: Version) -> DraftHistory:
        """The history with another version."""
        return replace(self, versions=(*self.versions, version))

    def undone(self) -> DraftHistory:
        """The history without the latest change; the same when there is none."""
        return replace(self, versions=self.versions[:-1]) if len(self.versions) > 1 else self

    def draft(self) -> Drafted:
        """The latest version as a draft to write."""
        now = self.now
        code = replace(self.imported.code, parts=now.in_our_words(), wording=proofs_of(now.parts))
        return replace(
            self.imported, code=code, doubts=list(now.doubts), dropped=list(now.dropped), places=dict(now.places)
        )


def change_kind(version: Version, part_id: str, kind: str) -> Version:
    """Give a part another kind. A new heading takes what follows it; what stood under an old one moves out."""
    _not_restated(version, part_id)
    part = version.parts[version.at(part_id)]
    new = recast(part, kind)
    if isinstance(new, Section) and not isinstance(part, Section):
        new = replace(new, within="" if part.within == TOP else part.within)
        return _changed(version, _under(version.parts, part, new))
    gone = {part_id: part.within} if isinstance(part, Section) and part is not new else {}
    return _changed(version, _replaced(_moved(version.parts, gone), part_id, (new,)))


def merge(version: Version, part_id: str) -> Version:
    """Put the words of a part after the words of the part before it."""
    at = version.at(part_id)
    if not at:
        raise CompactsError("This is the first part: there is none before it.")
    before, part = version.parts[at - 1], version.parts[at]
    _not_restated(version, before.id, part_id)
    new = joined_to(before, part)
    holds = type(before) not in HOLDS_NOTHING and (isinstance(before, Section) or not isinstance(part, Section))
    outer = before.id if holds else before.within
    parts = _replaced(_replaced(_moved(version.parts, {part_id: outer}), part_id, ()), before.id, (new,))
    doubts = tuple(doubt._replace(part=before.id) if doubt.part == part_id else doubt for doubt in version.doubts)
    return _changed(replace(version, doubts=doubts), parts)


def split(version: Version, part_id: str, at: int, blocks: Sequence[DocumentBlock]) -> Version:
    """Cut a part in two before one of its pieces; the parts inside it go with the second."""
    _not_restated(version, part_id)
    part = version.parts[version.at(part_id)]
    first, second = cut(part, at, _new_id(version, part))
    moved = version.parts if isinstance(part, Section) else _moved(version.parts, {part_id: second.id})
    line = next(_lines(blocks, version.places[part_id], words(" ".join(texts_of(second)))), version.places[part_id])
    places = {**version.places, second.id: line}
    return _changed(replace(version, places=places), _replaced(moved, part_id, (first, second)))


def move_in(version: Version, part_id: str) -> Version:
    """Put a part into the one before it that stands beside it."""
    at = version.at(part_id)
    part = version.parts[at]
    for other in reversed(version.parts[:at]):
        holds = isinstance(other, Section) or not (isinstance(part, Section) or type(other) in HOLDS_NOTHING)
        if holds and other.within == part.within:
            return _changed(version, _replaced(version.parts, part_id, (replace(part, within=other.id),)))
    raise CompactsError("Nothing stands before this part that it could move into.")


def move_out(version: Version, part_id: str) -> Version:
    """Put a part beside the one that it stands in."""
    part = version.parts[version.at(part_id)]
    outer = next((other for other in version.parts if other.id == part.within), None)
    if outer is None:
        raise CompactsError("This part stands in no other.")
    within = outer.within or ("" if isinstance(part, Section) else TOP)
    return _changed(version, _replaced(version.parts, part_id, (replace(part, within=within),)))


def drop(
    version: Version, part_id: str, reason: str, blocks: Sequence[DocumentBlock], *, whole: bool = False
) -> Version:
    """Take a part out, with what stands in it or without; its words are listed as left out, with the reason."""
    if not reason.strip():
        raise CompactsError("Say why it is left out.")
    gone = {part_id, *(inside_of(version.parts, part_id) if whole else ())}
    part = version.parts[version.at(part_id)]
    if len(gone) == len(version.parts):
        raise CompactsError("This would leave nothing of the document.")
    lost_parts = [other for other in version.parts if other.id in gone]
    lost = tuple(
        Dropped(reason.strip(), line, is_chosen=True)
        for lost_part in lost_parts
        for line in _lines(blocks, version.places[lost_part.id], _words_of(lost_part))
    )
    kept = replace(
        version,
        doubts=tuple(doubt for doubt in version.doubts if doubt.part not in gone),
        dropped=(*version.dropped, *lost),
        places={name: block for name, block in version.places.items() if name not in gone},
        restated={name: text for name, text in version.restated.items() if name not in gone},
    )
    return _changed(kept, (other for other in _moved(version.parts, {part_id: part.within}) if other.id not in gone))


def restate(version: Version, part_id: str, text: str) -> Version:
    """Put the words of a part in plain words; without a text the document's own words come back."""
    part = version.parts[version.at(part_id)]
    own = words_to_restate(part)
    ours = {name: said for name, said in version.restated.items() if name != part_id}
    return replace(version, restated=ours if text.strip() in {"", own.strip()} else {**ours, part_id: text.strip()})


def inside_of(parts: Iterable[Part], part_id: str) -> list[str]:
    """The ids of all parts that stand in a part, at any depth."""
    found = {part_id: None}
    for part in parts:
        if part.within in found:
            found[part.id] = None
    return list(found)[1:]


def _not_restated(version: Version, *ids: str) -> None:
    if any(name in version.restated for name in ids):
        text = "This part is restated already. Undo that, or restate it with nothing to take the document's words back."
        raise CompactsError(text)


def _words_of(part: Part) -> list[str]:
    return words(" ".join([part.number, *texts_of(part)]))


def _new_id(version: Version, part: Part) -> str:
    """A new id, made from that of the part that is split."""
    taken = {known.id for known in version.parts} | {TOP}
    stem = name_from("-".join(part.id.split("-")[:_ID_WORDS]), "part")
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)


def _replaced(parts: Iterable[Part], part_id: str, new: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(kept for part in parts for kept in (new if part.id == part_id else (part,)))


def _moved(parts: Iterable[Part], gone: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts, with what stands in the parts of ``gone`` moved into others."""
    return tuple(replace(part, within=gone[part.within]) if part.within in gone else part for part in parts)


def _under(parts: Sequence[Part], part: Part, heading: Section) -> tuple[Part, ...]:
    """The parts, with one of them as a heading: its later siblings stand under it, up to the next heading."""
    at = parts.index(part)
    found: list[Part] = [*parts[:at], heading]
    open_ = True
    for later in parts[at + 1 :]:
        open_ = open_ and not isinstance(later, Section)
        found.append(replace(later, within=heading.id) if open_ and later.within == part.within else later)
    return tuple(found)


def _changed(version: Version, parts: Iterable[Part]) -> Version:
    """The version with other parts, each in a place that a code allows, and owed as before."""
    outer = {part.id: part.within for part in version.parts}
    kinds: dict[str, Callable[..., Part]] = {}
    sound: list[Part] = []
    for part in parts:
        within = part.within
        while within in outer and (within not in kinds or kinds[within] in HOLDS_NOTHING):
            within = outer[within]
        kinds[part.id] = type(part)
        sound.append(replace(part, within=within) if isinstance(part, Section) else replace(part, within=within, at=""))
    whole = still_owed(sound, owing(version.parts))
    _check_depth(whole)
    return replace(version, parts=whole)


def _check_depth(parts: Iterable[Part]) -> None:
    levels: dict[str, int] = {}
    for part in parts:
        levels[part.id] = levels.get(part.within, 0) + 1
        if levels[part.id] > DEEPEST_LEVEL:
            raise CompactsError(f"This would stand more than {DEEPEST_LEVEL} levels deep.")


def _lines(blocks: Sequence[DocumentBlock], begin: DocumentBlock, said: list[str]) -> Iterator[DocumentBlock]:
    """The lines of the document with these words, each cut to them."""
    first = next((at for at, block in enumerate(blocks) if (block.page, block.line) == (begin.page, begin.line)), 0)
    for block in blocks[first:]:
        if not said:
            return
        has = words(block.printed)
        start = next((at for at in range(len(has)) if has[at : at + _ANCHOR] == said[:_ANCHOR][: len(has) - at]), -1)
        size = 0
        while start >= 0 and start + size < len(has) and size < len(said) and has[start + size] == said[size]:
            size += 1
        if size:
            whole = size == len(has)
            yield block if whole else with_words(block, " ".join(said[:size]))
            said = said[size:]
    if said:
        yield with_words(begin, " ".join(said))
