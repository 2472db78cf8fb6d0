"""The page of any place; what cannot be read becomes a page that says so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compact_core.errors import CompactsError, ContentError, Problem, counted
from compact_core.library.library import Library, agreements
from compact_core.reports.page import Fact, Heading, Words
from compact_core.text import count
from compact_tui.code_names import in_force_first
from compact_tui.layout import Jump, Page, PaneBlock
from compact_tui.state import Place


def page_of(library: Library, place: Place) -> Page:
    """The page of a place; where the core raises a CompactsError, a page that says so."""
    try:
        name = "-".join(filter(None, (place.code or place.agreement, place.item)))
        return _page(library, place)._replace(name=name)
    except ContentError as error:
        return Page(("This code cannot be read",), tuple(problem_blocks(error.problems)))
    except CompactsError as error:
        return Page(("This cannot be shown",), (Words(str(error)),))


def has_part(library: Library, place: Place) -> bool:
    """Whether a code has the part of a place, and can be read."""
    try:
        return place.item in library.index(place.code).items
    except CompactsError:
        return False


def problems_page(library: Library) -> Page:
    """Every problem, with a link to where it stands and what to do next."""
    if not library.problems:
        return Page(("Problems",), (Words("No problems were found."),))
    blocks: list[PaneBlock] = [Heading(1, counted(library.problems))]
    for problem in library.problems:
        blocks += [Jump(_where(problem), _shown_at(library, problem)), *_said(problem)]
    return Page(("Problems",), tuple(blocks))


def problem_blocks(problems: Iterable[Problem]) -> Iterable[PaneBlock]:
    """Problems one below the other."""
    for problem in problems:
        yield from (Heading(2, _where(problem)), *_said(problem))


def _problems_of(library: Library, file: str) -> list[Problem]:
    """The problems of one file, plugin or source."""
    return [problem for problem in library.problems if problem.file == file]


def _shown_at(library: Library, problem: Problem) -> Place:
    """Where a problem is shown: at the code of its file, or else at the file."""
    entry = next((entry for entry in library.entries if entry.file == problem.file), None)
    return Place(entry.agreement_id, entry.id) if entry else Place(file=problem.file)


def _where(problem: Problem) -> str:
    return f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file


def _said(problem: Problem) -> Iterable[PaneBlock]:
    yield Fact(problem.severity.capitalize(), problem.message)
    if problem.hint:
        yield Fact("What to do", problem.hint)


def _page(library: Library, place: Place) -> Page:
    if place.code:
        from compact_tui.library.code_pages import code_page, part_page

        if place.item:
            return part_page(library, place)
        page = code_page(library, place)
        if problems := _problems_of(library, library.entry(place.code).file):
            head = (Heading(1, f"{counted(problems)} in its file"), *problem_blocks(problems))
            page = page._replace(blocks=(*head, *page.blocks))
        return page
    if place.file:
        problems = _problems_of(library, place.file)
        head = (Heading(1, place.file), Words(f"No code comes from here. {counted(problems)}."))
        return Page((Path(place.file).name,), (*head, *problem_blocks(problems)), "\n".join([*map(str, problems), ""]))
    if place.agreement:
        return _agreement(library, place)
    return _start(library)


def _agreement(library: Library, place: Place) -> Page:
    """The page of an agreement, made from the entries of its codes, so that no code has to be read."""
    entries = in_force_first(entry for entry in library.entries if entry.agreement_id == place.agreement)
    blocks: list[PaneBlock] = []
    for entry in entries:
        about = ", ".join(filter(None, (entry.place, entry.issued, entry.status)))
        blocks += [
            Jump(entry.title, Place(entry.agreement_id, entry.id), entry.kind),
            Words(f"{about}, {count(entry.provisions, 'provision')}"),
        ]
        if problems := _problems_of(library, entry.file):
            blocks.append(Words(f"{counted(problems)} in its file"))
    named = agreements(entries).get(place.agreement)
    name, kind = (named.agreement, named.agreement_kind) if named else (place.agreement, "agreement")
    head = (Heading(1, name), Words(f"{kind}, {count(len(entries), 'code')}"))
    listed = [f"{entry.title} ({entry.kind}, {entry.issued}) {entry.id}" for entry in entries]
    return Page((name,), (*head, *blocks), "\n".join([name, *listed, ""]))


def _start(library: Library) -> Page:
    if library.entries:
        return Page(("Compacts",), (Heading(1, "Choose an agreement in the list."),))
    from compact_core.folders import codes_folder

    return Page(
        ("Compacts",),
        (
            Heading(1, "There are no codes to show."),
            Words(f"Put a code, a TOML file, into {codes_folder()}, or start with --codes and a folder."),
        ),
    )
