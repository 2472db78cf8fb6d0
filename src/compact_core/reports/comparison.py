"""Two codes that a lineage compares: what became of each provision, as a page and in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.errors import NotFoundError
from compact_core.model.lineage import code_of
from compact_core.reports.labels import CHANGES, COMPARED
from compact_core.reports.page import Block, Fact, Heading, PageLink, Words
from compact_core.reports.relatives import far_link, title_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.library.library import Library
    from compact_core.model.lineage import DroppedEntry, LineageLink, NewEntry


LEFT_OUT, NEW = "left out", "new"
OUTCOMES = {
    "kept": "kept",
    "reworded": "in other words",
    "strengthened": "stronger",
    "weakened": "weaker",
    LEFT_OUT: LEFT_OUT,
    NEW: NEW,
}
"""What became of provisions between two codes, in a few words, for numbers of them."""


class Comparison(NamedTuple):
    """What a lineage says of two codes."""

    earlier: str
    """Id of the code that comes first."""
    later: str
    """Id of the code that follows."""
    notes: tuple[str, ...]
    """What a reader should know about the comparison."""
    links: tuple[LineageLink, ...]
    """Which provisions became which."""
    dropped: tuple[DroppedEntry, ...]
    """Provisions of the first code that the other does not have."""
    new: tuple[NewEntry, ...]
    """Provisions of the other code that the first does not have."""

    def other(self, code_id: str) -> str:
        """The id of the other code."""
        return self.later if code_id == self.earlier else self.earlier

    def counts(self) -> str:
        """How much was kept, changed, left out and is new, in words."""
        changed = {change: sum(link.change == change for link in self.links) for change in CHANGES}
        gone = {LEFT_OUT: sum(len(entry.provisions) for entry in self.dropped)}
        new = {NEW: sum(len(entry.provisions) for entry in self.new)}
        return ", ".join(f"{number} {OUTCOMES[name]}" for name, number in {**changed, **gone, **new}.items())


def comparisons_of(library: Library, code_id: str) -> tuple[Comparison, ...]:
    """The comparisons of a code with others of the library, replaced and replacing ones first; raises like a search."""
    pairs = dict.fromkeys(
        (pair.source, pair.target)
        for lineage in library.lineages()
        for pair in lineage.pairs
        if code_id in {pair.source, pair.target}
    )
    known = {entry.id for entry in library.entries}
    ordered = sorted(filter(known.issuperset, pairs), key=lambda pair: not _replaced(library, *pair))
    return tuple(_comparison(library, *pair) for pair in ordered)


def comparison(library: Library, code_id: str, other_id: str) -> Comparison:
    """The comparison of two codes, whichever comes first.

    Raises:
        NotFoundError: One of them is not in the library, or nothing compares them.
    """
    title, _ = library.entry(code_id).title, library.entry(other_id)
    found = {one.other(code_id): one for one in comparisons_of(library, code_id)}
    if other_id in found:
        return found[other_id]
    names = f"It is compared with {' and '.join(found)}." if found else "Nor is it with any other."
    message = f"'{title}' is not compared with '{other_id}' in this library. {names}"
    raise NotFoundError(message)


def comparison_page(library: Library, compared: Comparison) -> Iterator[Block]:
    """What became of each provision of the code that comes first, and what is new in the other."""
    earlier, later = (title_in(library, code) for code in (compared.earlier, compared.later))
    yield Heading(1, COMPARED)
    yield Fact("From", earlier)
    yield Fact("To", later)
    yield Fact("In short", compared.counts())
    yield from map(Words, compared.notes)
    for change, words in CHANGES.items():
        links = [link for link in compared.links if link.change == change]
        if links:
            yield Heading(2, f"{words.capitalize()}: {len(links)}")
        for link in links:
            yield from (far_link(library, "From", reference) for reference in link.source)
            *first, last = link.target
            yield from (far_link(library, "To", reference) for reference in first)
            yield far_link(library, "To", last, link.note)
    yield from _alone(library, LEFT_OUT, [(one.provisions, one.note) for one in compared.dropped])
    yield from _alone(library, NEW, [(one.provisions, one.note) for one in compared.new])


def compared_links(library: Library, code_id: str) -> Iterator[tuple[Comparison, PageLink]]:
    """A link to the other code for each comparison of a code, with what it comes to."""
    for one in comparisons_of(library, code_id):
        other = one.other(code_id)
        entry = library.entry(other)
        direction = "from there to here" if other == one.earlier else "from here to there"
        name = " ".join(filter(None, (entry.issued[:4], entry.title)))
        yield one, PageLink(COMPARED, name, code=other, note=f"{direction.capitalize()}: {one.counts()}.")


def _replaced(library: Library, earlier: str, later: str) -> bool:
    """Whether the later code says that it replaces the earlier one."""
    return ("replaces", earlier) in library.entry(later).related


def _comparison(library: Library, earlier: str, later: str) -> Comparison:
    every = library.lineages()
    notes = (pair.note for one in every for pair in one.pairs if (pair.source, pair.target) == (earlier, later))
    return Comparison(
        earlier,
        later,
        tuple(filter(None, notes)),
        tuple(
            link
            for one in every
            for link in one.links
            if (code_of(link.source[0]), code_of(link.target[0])) == (earlier, later)
        ),
        tuple(
            entry
            for one in every
            for entry in one.dropped
            if (code_of(entry.provisions[0]), entry.into) == (earlier, later)
        ),
        tuple(
            entry
            for one in every
            for entry in one.new
            if (entry.since, code_of(entry.provisions[0])) == (earlier, later)
        ),
    )


def _alone(library: Library, outcome: str, entries: list[tuple[tuple[str, ...], str]]) -> Iterator[Block]:
    """Provisions that have no counterpart, each with what the other code says about the matter."""
    if entries:
        yield Heading(2, f"{OUTCOMES[outcome].capitalize()}: {sum(len(provisions) for provisions, _ in entries)}")
    for provisions, note in entries:
        *first, last = provisions
        yield from (far_link(library, OUTCOMES[outcome].capitalize(), reference) for reference in first)
        yield far_link(library, OUTCOMES[outcome].capitalize(), last, note)
