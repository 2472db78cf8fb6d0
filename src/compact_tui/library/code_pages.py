"""The pages of a code and of its parts: what reports say, with links that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model import Provision, Section
from compact_core.model.code import CodeIndex
from compact_core.reports import code_page as reports
from compact_core.reports.code_comparison import compared_links
from compact_core.reports.labels import LABELS, ROLES
from compact_core.reports.page import Block, Fact, Heading, PageLink, Words
from compact_core.reports.part_names import kind_of, name_of
from compact_core.reports.plain_text import as_text
from compact_tui.layout import BETWEEN_CRUMBS, Jump, Page, PaneBlock
from compact_tui.state import Place

LOOKED_FOR = ("review", "dispute", "glossary", "signatories")
"""What the sections are for that people look for most."""
UNWRAPPED = 1_000_000
"""A width at which no line of a copied page is wrapped."""


def code_page(library: Library, place: Place) -> Page:
    """The page of a whole code, with its contents as links."""
    index = library.index(place.code)
    first = [*reports.opening(index.code)]
    changes = [*compared_links(library, place.code)]
    known = [*reports.known(index.code)]
    rest = [*reports.signed_at_top(index), *reports.background(library, index)]
    said = (*first, *_changes(changes, place), *known, *_contents(index, place))
    blocks = (*said, *_with_jumps(library, place, rest))
    return _page(index, blocks, [*first, *changes, *known, *rest])


def _changes(changes: Iterable[PageLink], place: Place) -> Iterator[PaneBlock]:
    """A link to each comparison of a code, with what it comes to."""
    for link in changes:
        yield Jump(link.text, place._replace(compared=link.code), link.label)
        yield Words(link.note)


def part_page(library: Library, place: Place) -> Page:
    """The page of any part of a code; raises :class:`NotFoundError` when the code has no such part."""
    index = library.index(place.code)
    part = index.item(place.item)
    blocks = [*reports.part_page(library, index, part, brief=True)]
    page = _page(index, _with_jumps(library, place, _in_one_line(blocks)), blocks)
    return page._replace(copied=citation(index, part)) if isinstance(part, Provision) else page


def citation(index: CodeIndex, provision: Provision) -> str:
    """The text of a provision and where it comes from, ready to be pasted."""
    code = index.code
    issued = f", {code.header.issued}" if code.header.issued else ""
    items = [f"- {item}" for item in getattr(provision, "items", ())]
    said = dict.fromkeys(filter(None, (provision.title, provision.text)))
    source = f"{code.title} ({code.agreement.name}{issued}), {provision.at}. Plain-language edition."
    return "\n".join([*said, *items, "", source, f"{code.id}#{provision.id}", ""])


def read_ahead(library: Library, most: int) -> None:
    """Read how codes relate, and at most ``most`` of these codes, so that no key has to wait."""
    related = dict.fromkeys(code for lineage in library.lineages() for code in lineage.codes)
    for code_id in list(related)[:most]:
        with suppress(CompactsError):
            library.index(code_id)


def _page(index: CodeIndex, blocks: Iterable[PaneBlock], copied: list[Block]) -> Page:
    """A page under the names of what it is within; its text is copied with the code that it is from."""
    heading = copied[0]
    within = (*heading.within, heading.text) if isinstance(heading, Heading) else ()
    crumbs = (index.code.agreement.name, *within)
    text = f"{as_text(copied, UNWRAPPED)}\n{BETWEEN_CRUMBS.join(crumbs)} ({index.code.id})\n"
    return Page(crumbs, tuple(blocks), text)


def _contents(index: CodeIndex, place: Place) -> Iterator[PaneBlock]:
    """Everything at the top, and the sections that people look for."""
    yield Heading(2, "Contents")
    for part in index.parts_in():
        kind = "" if isinstance(part, Section) else kind_of(part)
        if part.id:
            yield Jump(name_of(part), place._replace(item=part.id), kind)
    if pointed := [section for section in index.code.sections if section.role in LOOKED_FOR]:
        yield Heading(2, "Often looked for")
        yield from (Jump(name_of(section), place._replace(item=section.id), ROLES[section.role]) for section in pointed)


def _in_one_line(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the kind of a part and its place in one line, so that its words stand higher."""
    kind: Fact | None = None
    for block in blocks:
        if isinstance(block, Fact) and block.label == LABELS["at"] and kind:
            yield Fact(kind.label, f"{kind.text}, at {block.text}")
            kind = None
            continue
        if kind:
            yield kind
        kind = block if isinstance(block, Fact) and block.label == LABELS["kind"] else None
        if not kind:
            yield block
    if kind:
        yield kind


def _with_jumps(library: Library, place: Place, blocks: Iterable[Block]) -> Iterator[PaneBlock]:
    """The blocks, each name of another part and each link as something to follow."""
    for block in blocks:
        match block:
            case Heading(level, text, item, kind, depth=depth) if item and level > 1:
                yield Jump(text, place._replace(item=item), kind, depth)
            case PageLink(label, text, item, code, note):
                code = code or place.code
                yield Jump(
                    text, place._replace(agreement=library.entry(code).agreement_id, code=code, item=item), label
                )
                yield from [Words(note)] if note else ()
            case _:
                yield block
