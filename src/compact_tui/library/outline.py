"""The tree as values: what stands below a place, read only when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compact_core.text import clean
from compact_tui.library.filtering import EVERYTHING, leading_to
from compact_tui.library.problem_places import by_file, marked, without_code
from compact_tui.state import Place

if TYPE_CHECKING:
    from compact_core.library.entry import Entry
    from compact_core.library.library import Library
    from compact_core.model.code import CodeIndex
    from compact_tui.library.filtering import Filter


class TreeRow(NamedTuple):
    """One line of the tree."""

    place: Place
    """What the line stands for."""
    kind: str
    """Its kind, shown before the title; empty when the title is enough."""
    title: str
    """What it is called."""
    expandable: bool
    """Whether it can be opened; a code that was not read yet always can."""


def rows_below(library: Library, place: Place, wanted: Filter = EVERYTHING) -> list[TreeRow]:
    """The lines below a place that a filter lets through. Raises CompactsError when a code cannot be read."""
    if place.code:
        return _parts_below(library.index(place.code), place, wanted.kind)
    problems = by_file(library)
    fitting = list(filter(wanted.fits, library.entries))
    if place.agreement:
        return [
            TreeRow(
                Place(entry.agreement_id, entry.id),
                marked(f"{entry.issued[:4]} {entry.kind}".strip(), problems.get(entry.file, ())),
                entry.title,
                expandable=True,
            )
            for entry in fitting
            if entry.agreement_id == place.agreement
        ]
    agreements: dict[str, list[Entry]] = {}
    for entry in fitting:
        agreements.setdefault(entry.agreement_id, []).append(entry)
    rows = [
        TreeRow(
            Place(name),
            marked("", [problem for entry in entries for problem in problems.get(entry.file, ())]),
            entries[0].agreement,
            expandable=True,
        )
        for name, entries in agreements.items()
    ]
    return rows if wanted != EVERYTHING else [*rows, *_files(library)]


def _files(library: Library) -> list[TreeRow]:
    """What has problems and gave no code, below everything else."""
    return [
        TreeRow(Place(file=file), marked("", problems), Path(clean(file)).name or file, expandable=False)
        for file, problems in without_code(library).items()
    ]


def path_to(library: Library, place: Place) -> list[Place]:
    """The places from the top of the tree down to this one, itself included; raises like :func:`rows_below`."""
    if place.file:
        return [place]
    path = [Place(place.agreement)]
    if place.code:
        path.append(Place(place.agreement, place.code))
    if place.item:
        index = library.index(place.code)
        item = index.item(place.item)
        path += [place._replace(item=each.id) for each in (*index.around(item), item)]
    return path


def _parts_below(index: CodeIndex, place: Place, kind: str) -> list[TreeRow]:
    """The parts below a place; with a kind, only such provisions and what leads to them."""
    from compact_core.model import Section
    from compact_core.reports.parts import kind_of, name_of

    parts = [part for part in index.parts_in(place.item) if part.id]
    if kind:
        leading = leading_to(index, kind)
        parts = [part for part in parts if part.id in leading]
        if not parts:
            return [TreeRow(place, "", f"(no {kind.replace('-', ' ')} here)", expandable=False)]
    return [
        TreeRow(
            place._replace(item=part.id),
            "" if isinstance(part, Section) else kind_of(part),
            name_of(part),
            expandable=any(inner.id for inner in index.parts_in(part.id)),
        )
        for part in parts
    ]
