"""What stands for a provision in other codes, with links that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.errors import CompactsError
from compact_core.reports.relatives import HEADING, comparison, dropped_text, new_text, title_in
from compact_tui.library.outline import kind_of, title_of
from compact_tui.page import Block, Gap, Jump, Words
from compact_tui.state import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.library.library import Library

SET_IN = "    "


def relatives_blocks(library: Library, place: Place) -> Iterable[Block]:
    """One piece for each relation of a provision; nothing at all when there is none."""
    relations = library.relations(place.code, place.item)
    if any(relations):
        yield from (Gap(), Words(HEADING, "heading"))
    for one in relations.relatives:
        yield from (Gap(), Words(title_in(library, one.code), "label"))
        yield from (_link(library, reference) for reference in one.references)
        yield Words(comparison(one), "quiet", SET_IN)
        if beside := [each for each in one.together if each != f"{place.code}#{place.item}"]:
            yield Words("It takes together what is said here and in:", "quiet", SET_IN)
            yield from (_link(library, reference) for reference in beside)
    absent = [(one.into, dropped_text(one)) for one in relations.dropped]
    absent += [(one.since, new_text(one)) for one in relations.new]
    for code, text in absent:
        yield from (Gap(), Words(title_in(library, code), "label"), Words(text[:1].upper() + text[1:], marker=SET_IN))


def _link(library: Library, reference: str) -> Block:
    """A link to a provision of any code; its reference alone where it cannot be read."""
    code_id, _, item_id = reference.partition("#")
    try:
        entry = library.entry(code_id)
        part = library.index(code_id).item(item_id)
    except CompactsError:
        return Words(f"{reference}, which cannot be read", marker=SET_IN)
    return Jump(title_of(part), Place(entry.agreement_id, code_id, item_id), kind_of(part))


def read_ahead(library: Library, most: int) -> None:
    """Read how codes relate, and so many of the codes that do, so that no key has to wait for it."""
    related = dict.fromkeys(code for lineage in library.lineages() for code in lineage.codes)
    for code_id in list(related)[:most]:
        try:
            library.index(code_id)
        except CompactsError:
            continue
