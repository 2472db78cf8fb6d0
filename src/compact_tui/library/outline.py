"""The tree as values: what stands below a place, and what a filter lets through; read when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compact_core.errors import Problem, counted
from compact_core.library.library import Entry, Library, agreements
from compact_core.reports.part_names import kind_of, kind_words, name_of
from compact_core.text import readable
from compact_tui.code_names import SIGNS, edition, in_force_first
from compact_tui.state import Place
from compact_tui.themes import FAMILIES

if TYPE_CHECKING:
    from compact_core.model.code import CodeIndex


class Filter(NamedTuple):
    """What the list shows; an empty part limits nothing."""

    place: str = ""
    """Name of a place."""
    agreement: str = ""
    """Name of an agreement."""
    kind: str = ""
    """A kind of provision."""

    def fits(self, entry: Entry) -> bool:
        """Whether a code is shown. Its provisions are looked at when it is opened, not before."""
        return self.place in {"", entry.place} and self.agreement in {"", entry.agreement}

    def codes(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Ids of the codes that are shown; none where no code is left out."""
        return tuple(entry.id for entry in entries if self.fits(entry)) if self.place or self.agreement else ()

    def in_words(self) -> str:
        """What is shown, for a reader."""
        kind = several(self.kind) if self.kind else ""
        place = f"place {self.place}" if self.place else ""
        agreement = f"agreement {self.agreement}" if self.agreement else ""
        return "Only " + ", ".join(filter(None, (kind, place, agreement)))


EVERYTHING = Filter()


def several(kind: str) -> str:
    """Several parts of a kind, for a reader."""
    words = kind_words(kind)
    return words if words.endswith("s") else f"{words.removesuffix('y')}ies" if words.endswith("y") else f"{words}s"


def leading_to(index: CodeIndex, kind: str) -> set[str]:
    """Ids of the provisions of a kind, and of the parts that lead to them."""
    ids: set[str] = set()
    for provision in index.code.provisions:
        if provision.kind == kind:
            ids |= {provision.id, *(outer.id for outer in index.around(provision))}
    return ids


class TreeRow(NamedTuple):
    """One line of the tree."""

    place: Place
    """What the line stands for."""
    mark: str
    """A sign and what else stands before the title; empty when the title is enough."""
    title: str
    """What it is called."""
    expandable: bool
    """Whether it can be opened; a code that was not read yet always can."""
    hue: str = ""
    """Name of the colour of the mark; empty for that of the text."""


POINT = "•"
"""What stands before a part of a code."""


def rows_below(library: Library, place: Place, wanted: Filter = EVERYTHING) -> list[TreeRow]:
    """The lines below a place that a filter lets through. Raises CompactsError when a code cannot be read."""
    if place.code:
        return _parts_below(library.index(place.code), place, wanted.kind)
    problems = _by_file(library)
    fitting = list(filter(wanted.fits, library.entries))
    if place.agreement:
        inside = in_force_first(entry for entry in fitting if entry.agreement_id == place.agreement)
        return [
            TreeRow(
                Place(entry.agreement_id, entry.id),
                _marked(SIGNS.get(entry.status, SIGNS["current"]), problems.get(entry.file, ())),
                edition(entry, inside),
                expandable=True,
                hue="agree" if entry.status == "current" else "quiet",
            )
            for entry in inside
        ]
    by_agreement: dict[str, list[Entry]] = {}
    for entry in fitting:
        by_agreement.setdefault(entry.agreement_id, []).append(entry)
    named = agreements(fitting)
    rows = [
        TreeRow(
            Place(name),
            _marked("", [problem for entry in entries for problem in problems.get(entry.file, ())]),
            named[name].agreement,
            expandable=True,
        )
        for name, entries in by_agreement.items()
    ]
    return rows if wanted != EVERYTHING else [*rows, *_files(library, problems)]


def _by_file(library: Library) -> dict[str, list[Problem]]:
    """The problems of each file, plugin or source, in the order of the problems."""
    problems: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in library.problems:
        problems[problem.file].append(problem)
    return problems


def _files(library: Library, problems: Mapping[str, Sequence[Problem]]) -> list[TreeRow]:
    """Each file, plugin or source that has problems and gave no code, below everything else."""
    with_code = {entry.file for entry in library.entries}
    return [
        TreeRow(Place(file=file), _marked("", found), Path(readable(file)).name or file, expandable=False)
        for file, found in problems.items()
        if file not in with_code
    ]


def _marked(sign: str, problems: Sequence[Problem]) -> str:
    """A sign, with the number of problems."""
    return " ".join(filter(None, (sign, f"{counted(problems)}:" if problems else "")))


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

    shown = leading_to(index, kind) if kind else index.items
    parts = [part for part in index.parts_in(place.item) if part.id in shown]
    if kind and not parts:
        return [TreeRow(place, "", f"(no {kind.replace('-', ' ')} here)", expandable=False)]
    mixed = len({kind_of(part) for part in parts if not isinstance(part, Section)}) > 1
    return [
        TreeRow(
            place._replace(item=part.id),
            "" if isinstance(part, Section) else f"{POINT} {kind_of(part)}:" if mixed else POINT,
            name_of(part),
            expandable=any(inner.id in shown for inner in index.parts_in(part.id)),
            hue=FAMILIES.get(part.kind, "quiet"),
        )
        for part in parts
    ]
