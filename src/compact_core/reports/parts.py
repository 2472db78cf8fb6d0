"""The parts of a code: what each is called, what kind it is, and the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Group, Provision, Quotation, Section, Table
    from compact_core.model.code import CodeIndex

    Part = Section | Provision | Group | Table | Quotation
    """Anything of a code that can be asked for by its id."""

LONGEST_NAME = 70
"""So many characters of its text name a part that has no title."""


def name_of(part: Part) -> str:
    """Number and title of a part; without a title the first words of what it says."""
    title: str = getattr(part, "title", "") or getattr(part, "instrument", "")
    text: str = getattr(part, "text", "") or ", ".join(getattr(part, "headings", ()))
    name = title if title.strip() else shorten(text, LONGEST_NAME) or getattr(part, "at", "")
    number: str = getattr(part, "number", "")
    return f"{number} {name}" if number else name


def kind_of(part: Part) -> str:
    """The kind of a part, in words: action, section, paired undertakings."""
    kind: str = getattr(part, "kind", type(part).__name__.lower())
    return "paired undertakings" if kind == "group" else kind.replace("-", " ")


def holder_of(index: CodeIndex, part: Part) -> str:
    """Id of the group or section that a part stands in directly; empty at the top."""
    group: str = getattr(part, "group", "")
    if group and any(group == other.id for other in index.code.groups):
        return group
    return getattr(part, "section", "") or getattr(part, "within", "")


def sections_around(index: CodeIndex, part: Part) -> tuple[Section, ...]:
    """The sections around a part, outermost first."""
    return index.path_to(getattr(part, "section", "") or getattr(part, "within", ""))


def parts_in(index: CodeIndex, holder: str) -> Iterator[Part]:
    """What stands directly in a section or a group, or at the top for no id: first all else, then the sections.

    A group stands where its first undertaking does.
    """
    code = index.code
    groups = {group.id: group for group in code.groups}
    waiting = {group.id: group for group in code.groups if group.section == holder}
    for provision in code.provisions:
        group: str = getattr(provision, "group", "")
        if provision.section == holder and group in waiting:
            yield waiting.pop(group)
        elif (group if group in groups else provision.section) == holder:
            yield provision
    yield from waiting.values()
    yield from (table for table in code.tables if table.section == holder)
    yield from (quotation for quotation in code.quotations if quotation.section == holder)
    yield from index.sections_in(holder)
