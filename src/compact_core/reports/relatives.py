"""The counterparts of a provision in other codes, as blocks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.errors import CompactsError, NotFoundError
from compact_core.reports.labels import BASIS, CHANGES, COMPARISONS, LINEAGE_BASIS, OTHER_CODES, SERVED, TOGETHER
from compact_core.reports.page import Block, Fact, Heading, PageLink
from compact_core.reports.part_names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.library.library import FarLink, Library
    from compact_core.model.code import Link
    from compact_core.model.lineage import Relative


def relatives(library: Library, code_id: str, item_id: str) -> Iterator[Block]:
    """A heading, and a link or a fact for each relation and link of a part; nothing when there is none."""
    relations = library.relations(code_id, item_id)
    links = library.links_to(code_id, item_id)
    if any(relations) or links:
        yield Heading(2, OTHER_CODES)
    for link in links:
        label = f"{SERVED[link.relation]} ({title_in(library, link.code)})"
        yield far_link(library, label, f"{link.code}#{link.source}", why(link))
    for relative in relations.relatives:
        label = title_in(library, relative.code)
        *first, last = relative.references
        yield from (far_link(library, label, reference) for reference in first)
        yield far_link(library, label, last, _comparison(relative))
        beside = [reference for reference in relative.together if reference != f"{code_id}#{item_id}"]
        yield from (far_link(library, TOGETHER, reference) for reference in beside)
    for dropped in relations.dropped:
        yield Fact(title_in(library, dropped.into), f"not taken over. {dropped.note}")
    for new in relations.new:
        yield Fact(title_in(library, new.since), f"not there yet. {new.note}")


def why(link: Link | FarLink) -> str:
    """The reason of a link, and whose reading it is where it could be ours."""
    ours = link.relation in {"addresses", "upholds"} or link.reason
    return " ".join(filter(None, (link.reason, f"({BASIS[link.basis]})"))) if ours else ""


def title_in(library: Library, code_id: str) -> str:
    """Title, kind and date of a code; its id where it is not in the library."""
    entry = next((entry for entry in library.entries if entry.id == code_id), None)
    return f"{entry.title} ({', '.join(filter(None, (entry.kind, entry.issued)))})" if entry else code_id


def _comparison(relative: Relative) -> str:
    """How the counterpart in another code compares with a provision, in words."""
    direction = "from there to here" if relative.earlier else "from here to there"
    return (
        f"It {COMPARISONS[relative.relation]}; {direction} it was {CHANGES[relative.change]}."
        f" {relative.note} ({LINEAGE_BASIS[relative.basis]}, confidence {relative.confidence})"
    )


def far_link(library: Library, label: str, reference: str, note: str = "") -> Block:
    """A link to a part of any code; a fact where that code or part is not there, or cannot be read."""
    code_id, _, item_id = reference.partition("#")
    if code_id not in {entry.id for entry in library.entries}:
        return Fact(label, f"{reference}, which is not in this library. {note}".rstrip())
    try:
        return PageLink(label, name_of(library.index(code_id).item(item_id)), item_id, code_id, note)
    except NotFoundError:
        return Fact(label, f"{reference}, which that code does not have. {note}".rstrip())
    except CompactsError:
        return Fact(label, f"{reference}, which cannot be read. {note}".rstrip())
