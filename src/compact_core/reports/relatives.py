"""What stands for a provision in other codes, as blocks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.errors import CompactsError
from compact_core.model.lineage import code_of
from compact_core.reports.page import Block, Fact, Heading, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.library.library import Library
    from compact_core.model.lineage import DroppedEntry, NewEntry, Relations, Relative

HEADING = "In other codes"
"""What stands above the relations of a provision."""

_CHANGES = {
    "kept": "kept as it was",
    "reworded": "said in other words",
    "strengthened": "made stronger",
    "weakened": "made weaker",
}
_RELATIONS = {
    "equal": "says the same in the same words",
    "equivalent": "says the same in other words",
    "subset": "says more than this",
    "superset": "says less than this",
    "intersects": "says partly the same",
}


def relatives_blocks(library: Library, relations: Relations) -> Iterator[Block]:
    """A heading and one fact for each relation; nothing when there is none."""
    if not any(relations):
        return
    yield Heading(2, HEADING)
    for one in relations.relatives:
        yield Fact(title_in(library, one.code), relative_text(library, one))
    for dropped in relations.dropped:
        yield Fact(title_in(library, dropped.into), dropped_text(dropped))
    for new in relations.new:
        yield Fact(title_in(library, new.since), new_text(new))


def relative_text(library: Library, one: Relative) -> str:
    """What another code has in place of a provision, and how the two compare."""
    names = "; ".join(f"{_name(library, reference)} [{reference}]" for reference in one.references)
    return f"{names}. {comparison(one)}"


def comparison(one: Relative) -> str:
    """How what another code has compares with a provision, in words."""
    direction = "from there to here" if one.earlier else "from here to there"
    basis = "our reading" if one.basis == "editorial" else "a document says so"
    return (
        f"It {_RELATIONS[one.relation]}; {direction} it was {_CHANGES[one.change]}."
        f" {one.note} ({basis}, confidence {one.confidence})"
    )


def dropped_text(dropped: DroppedEntry) -> str:
    """That a provision did not come into the code that follows."""
    return f"not taken over. {dropped.note}"


def new_text(new: NewEntry) -> str:
    """That a code that comes first does not have a provision."""
    return f"not there yet. {new.note}"


def title_in(library: Library, code_id: str) -> str:
    """Title, kind and date of a code; its id where it is not in the library."""
    entry = next((entry for entry in library.entries if entry.id == code_id), None)
    return f"{entry.title} ({', '.join(filter(None, (entry.kind, entry.issued)))})" if entry else code_id


def _name(library: Library, reference: str) -> str:
    """The short name of a provision of any code; its reference where that code cannot be read."""
    try:
        return name_of(library.index(code_of(reference)).item(reference.partition("#")[2]))
    except CompactsError:
        return reference
