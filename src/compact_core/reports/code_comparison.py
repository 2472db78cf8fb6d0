"""Two codes compared, provision by provision: one value, from which every page and every format is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal, get_args

from compact_core.content.lineage_review import Digests
from compact_core.content.suggesting import suggestions
from compact_core.errors import CompactsError
from compact_core.model.chains import chained, path_between, step
from compact_core.model.lineage import code_of
from compact_core.reports.labels import COMPARED
from compact_core.reports.page import PageLink
from compact_core.reports.relatives import title_in
from compact_core.reports.rows import OF_CHANGE, ComparedRow, Sides, Verdict
from compact_core.text import clean, joined, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compact_core.library.library import Library
    from compact_core.model import Code
    from compact_core.model.lineage import Lineage, Suggestion

EVERY: tuple[Verdict, ...] = get_args(Verdict)
"""Every verdict, in the order of lists."""
PROMISED = "promised"
"""The view of what the first code promises and the second does not."""
NOBODY: Mapping[str, None] = {}
"""No code between two others."""
VIEWS: Mapping[str, tuple[Verdict, ...]] = {PROMISED: ("dropped", "weaker")}
"""Several verdicts under one name."""


@dataclass(frozen=True, slots=True)
class CodeComparison:
    """Two codes side by side."""

    earlier: str
    """Id of the code that comes first; it stands on the left."""
    later: str
    """Id of the code that follows; it stands on the right."""
    titles: tuple[str, str]
    """Title, kind and date of both."""
    made_from: Literal["lineage", "chain", "suggestions"]
    """Whether somebody has compared the two, it follows over other codes, or words alone suggest it."""
    between: tuple[str, ...]
    """Ids of the codes between them in a chain."""
    notes: tuple[str, ...]
    """What a reader should know about the comparison."""
    rows: tuple[ComparedRow, ...]
    """What became of each provision, in the order of the first code; then what is new, then what is unknown."""
    limited: tuple[Verdict, ...] = ()
    """The only verdicts that are shown; none where all are."""

    @property
    def shown(self) -> tuple[ComparedRow, ...]:
        """The rows that are shown."""
        return tuple(row for row in self.rows if row.verdict in self.limited) if self.limited else self.rows

    @property
    def contradicted(self) -> bool:
        """Whether lineages say different things of a provision: two verdicts, or linked and without counterpart."""
        linked: dict[tuple[str, str], tuple[str, str]] = {}
        alone: set[str] = set()
        for row in self.rows if self.made_from == "lineage" else ():
            alone |= {side.reference for side in (*row.left, *row.right) if row.verdict in {"dropped", "new"}}
            said = row.verdict, row.relation
            ends = [(left.reference, right.reference) for left in row.left for right in row.right if row.relation]
            if any(linked.setdefault(pair, said) != said for pair in ends):
                return True
        return any(alone & set(pair) for pair in linked)

    def counts(self) -> str:
        """How many rows got each verdict, and how many are suspect, in words; rows that are not shown count too."""
        suspect = sum(row.suspect for row in self.rows)
        found = in_numbers(Counter(row.verdict for row in self.rows))
        return f"{found}; {suspect} of them suspect" if suspect else found

    def only(self, verdicts: Iterable[Verdict]) -> CodeComparison:
        """The comparison with only these verdicts; with all where none is named."""
        return replace(self, limited=tuple(verdicts))


def in_numbers(found: Mapping[str, int]) -> str:
    """How many got each verdict, in words; uncertain verdicts only where there are some."""
    always = EVERY[:-2]
    return ", ".join(f"{found.get(name, 0)} {name}" for name in EVERY if name in always or found.get(name))


def wanted_verdicts(words: Iterable[str]) -> tuple[Verdict, ...]:
    """The verdicts that words name: verdicts with commas between them, changes as files say them, or a view.

    Raises :class:`CompactsError` where a word is none of these, and where words name nothing.
    """
    words = tuple(words)
    known: dict[str, tuple[Verdict, ...]] = {name: (name,) for name in EVERY}
    known |= {change: (verdict,) for change, verdict in OF_CHANGE.items()}
    known |= VIEWS
    found: dict[Verdict, None] = {}
    for word in (part.strip().lower() for text in words for part in text.split(",")):
        if not word:
            continue
        if word not in known:
            shown = [*EVERY, *VIEWS]
            hint = suggestion(word, shown) or f"There are {', '.join(shown)}."
            raise CompactsError(f"'{shorten(clean(word))}' is not a verdict. {hint}")
        found |= dict.fromkeys(known[word])
    if words and not found:
        raise CompactsError(f"No verdict is named. There are {joined((*EVERY, *VIEWS))}.")
    return tuple(found)


def compared_codes(
    first: Code, second: Code, lineages: Iterable[Lineage], between: Mapping[str, Code | None] = NOBODY
) -> CodeComparison:
    """Two codes as lineages compare them: directly, or over codes between them, some of which may not be there."""
    way = (first.id, *between, second.id)
    every = tuple(lineages)
    there = {code_id: code for code_id, code in between.items() if code}
    digests = Digests({**there, first.id: first, second.id: second})
    ways = list(pairwise(way))
    steps = [step(every, one, other, lambda link: bool(digests.changed(link))) for one, other in ways]
    pairs = {*ways, *((other, one) for one, other in ways)}
    notes = (pair.note for lineage in every for pair in lineage.pairs if (pair.source, pair.target) in pairs)
    return CodeComparison(
        first.id,
        second.id,
        (first.title, second.title),
        "chain" if way[2:] else "lineage",
        way[1:-1],
        tuple(filter(None, notes)),
        tuple(Sides(first, second).rows(chained(steps), () if between else _waiting(every, first.id, second.id))),
    )


def _waiting(lineages: Iterable[Lineage], first: str, second: str) -> Iterator[Suggestion]:
    """The suggestions of lineages from one code to another that wait for somebody to look at them."""
    for lineage in lineages:
        for suggested in lineage.suggestions:
            if (code_of(suggested.source[0]), code_of(suggested.target[0])) == (first, second):
                yield suggested


def suggested_codes(first: Code, second: Code) -> CodeComparison:
    """Two codes that no lineage compares, with what their words suggest."""
    rows = tuple(Sides(first, second).suggested(suggestions(first, second)))
    return CodeComparison(first.id, second.id, (first.title, second.title), "suggestions", (), (), rows)


def comparison(library: Library, code_id: str, other_id: str) -> CodeComparison:
    """The comparison of two codes: by a lineage, over a chain of lineages, or else by what their words suggest.

    The code that comes first in the lineage stands on the left; where no lineage compares the two, the older one.

    Raises :class:`CompactsError` where both are the same code, and where one is not there or cannot be read.
    """
    library.entry(code_id), library.entry(other_id)
    if code_id == other_id:
        raise CompactsError(f"'{code_id}' is named twice. Name two different codes.")
    lineages = library.lineages()
    pairs = list(dict.fromkeys((pair.source, pair.target) for lineage in lineages for pair in lineage.pairs))
    earlier, later = _in_order(library, pairs, code_id, other_id)
    way = path_between(pairs, earlier, later)
    codes = library.code(earlier), library.code(later)
    there = library.readable_codes(way[1:-1])
    between = {code_id: there.get(code_id) for code_id in way[1:-1]}
    found = compared_codes(*codes, lineages, between) if way else suggested_codes(*codes)
    return replace(found, titles=(title_in(library, earlier), title_in(library, later)))


def _in_order(library: Library, pairs: Sequence[tuple[str, str]], one: str, other: str) -> tuple[str, str]:
    """Which of two codes comes first: as a lineage or one of them says, else the older, else the one named first."""
    orders = ((one, other), (other, one))
    compared = (order for order in orders if order in pairs)
    replaced = (order for order in orders if _replaced(library, *order))
    issued = library.entry(one).issued, library.entry(other).issued
    by_date = orders[1] if all(issued) and issued[1] < issued[0] else orders[0]
    return next(chain(compared, replaced), by_date)


def compared_with(library: Library, code_id: str) -> tuple[tuple[str, str], ...]:
    """The pairs in which lineages compare a code; pairs of which one code replaces the other come first."""
    pairs = dict.fromkeys(
        (pair.source, pair.target)
        for lineage in library.lineages()
        for pair in lineage.pairs
        if code_id in {pair.source, pair.target}
    )
    known = {entry.id for entry in library.entries}
    return tuple(sorted(filter(known.issuperset, pairs), key=lambda pair: not _replaced(library, *pair)))


def others_to_compare(library: Library, code_id: str) -> tuple[str, ...]:
    """The other codes, the nearest first: compared by a lineage, named by either, of the same agreement, all others."""
    entry = library.entry(code_id)
    compared = [name for pair in compared_with(library, code_id) for name in pair]
    others = [known.id for known in library.entries if known.agreement_id == entry.agreement_id]
    every = (*compared, *_related(library, code_id), *others, *(known.id for known in library.entries))
    return tuple(name for name in dict.fromkeys(every) if name != code_id)


def first_to_compare(library: Library, code_id: str) -> str:
    """The first code to compare with, by a lineage, or by a relation that either code names; empty for none."""
    related = bool(compared_with(library, code_id) or _related(library, code_id))
    return others_to_compare(library, code_id)[0] if related else ""


def _related(library: Library, code_id: str) -> list[str]:
    """The codes in the library that a code names as related, and those that name it; translations say the same."""
    known = {entry.id for entry in library.entries}
    naming = ((relation, entry.id) for relation, entry in library.named_by(code_id))
    named = [*library.entry(code_id).related, *naming]
    return [other for relation, other in named if relation != "translates" and other in known]


def _replaced(library: Library, earlier: str, later: str) -> bool:
    """Whether the later code says that it replaces the earlier one."""
    return ("replaces", earlier) in library.entry(later).related


def compared_links(library: Library, code_id: str) -> Iterator[PageLink]:
    """A link to the other code for each comparison of a code, with what it comes to; no code has to be read."""
    for earlier, later in compared_with(library, code_id):
        other = later if code_id == earlier else earlier
        entry = library.entry(other)
        found = step(library.lineages(), earlier, later)
        numbers = Counter[str](OF_CHANGE[link.claim.change] for link in found.links)
        numbers |= {"dropped": len(found.dropped), "new": len(found.new)}
        direction = "From there to here" if other == earlier else "From here to there"
        name = " ".join(filter(None, (entry.issued[:4], entry.title)))
        yield PageLink(COMPARED, name, code=other, note=f"{direction}: {in_numbers(numbers)}.")
