"""The blocks that a page is made of. They know of no code and no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.reports.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


LOWEST_TITLE = 2
"""Headings below this level look like text."""


class Heading(NamedTuple):
    """A heading: of the page, of a part of a code, or of what stands under it."""

    level: int
    """1 for the page, 2 for its parts, and so on."""
    text: str
    """The words of the heading."""
    id: str = ""
    """Id of the part that is named; empty for any other heading."""
    kind: str = ""
    """What kind of part it is, in words."""
    within: tuple[str, ...] = ()
    """What the page is a part of, outermost first; empty for what is not the page of a part."""
    depth: int = 0
    """Steps by which it and the blocks under it are indented; one more for a clause within a clause."""


class Words(NamedTuple):
    """A paragraph of text."""

    text: str
    """The words; line breaks in them are kept where the format has them."""


class Fact(NamedTuple):
    """Something known, with a label."""

    label: str
    """What it is."""
    text: str
    """What is known."""


class PageLink(NamedTuple):
    """A link to a code or to a part of one, with a label."""

    label: str
    """How the page relates to the target, such as 'Helps against'."""
    text: str
    """Name of the target."""
    id: str = ""
    """Id of the part; empty for a whole code."""
    code: str = ""
    """Id of the code; empty for the code of the page."""
    note: str = ""
    """What there is to say of the link, in sentences."""

    @property
    def reference(self) -> str:
        """The target as ``compacts show`` takes it, without the code of the page."""
        return "#".join(filter(None, (self.code, self.id)))


class Items(NamedTuple):
    """A list."""

    texts: tuple[str, ...]
    """One text an item."""


class Grid(NamedTuple):
    """A table."""

    headings: tuple[str, ...]
    """Column headings."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row."""
    aligned: bool = False
    """Whether plain text sets the columns side by side, where they fit: for pictures made of text."""


class Columns(NamedTuple):
    """Lists that belong side by side and may differ in length."""

    headings: tuple[str, ...]
    """A heading a list."""
    lists: tuple[tuple[str, ...], ...]
    """The lists, from left to right."""


Block = Heading | Words | Fact | PageLink | Items | Grid | Columns
"""What pages are made of, in the order in which they are read."""


_STEP = 2
"""Characters of one step of indentation."""
_MOST_SET_IN = 0.3
"""Largest share of a line that is left empty by indentation."""


def set_in(depth: int, width: int) -> int:
    """The indentation of a heading of that depth, and of what stands under it, in characters."""
    return max(min(_STEP * depth, int(_MOST_SET_IN * width)), 0)


def simple(blocks: Iterable[Block]) -> Iterator[Heading | Words | Fact | Items | Grid]:
    """The same page for formats that have neither links nor lists side by side."""
    for block in blocks:
        match block:
            case Heading(within=within) if within:
                yield block._replace(within=())
                yield Fact(LABELS["within"], " > ".join(within))
            case PageLink(label, text, note=note):
                target = f"{text} [{block.reference}]"
                yield Fact(label, f"{target}. {note}" if note else target)
            case Columns(headings, lists):
                for heading, texts in zip(headings, lists, strict=True):
                    yield Words(f"{heading}:")
                    yield Items(texts)
            case _:
                yield block


def labelled(values: Mapping[str, str]) -> Iterator[Fact]:
    """A fact for each field with a text, in the order given."""
    return (Fact(LABELS[field], text) for field, text in values.items() if text)


def texts_of(thing: object, *fields: str) -> dict[str, str]:
    """The texts in these fields of a value, lists as one text; empty for a field that it does not have."""
    values = {field: getattr(thing, field, "") for field in fields}
    return {field: value if isinstance(value, str) else ", ".join(value) for field, value in values.items()}
