"""Rules that hold in every file of an assessment: nothing stands twice, and what is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from compact_core.assessment.partnership import Round
from compact_core.content.flaws import Flaw
from compact_core.content.locate import Path
from compact_core.text import listed, shorten, suggestion


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def column(key: str, field: str, values: Iterable[str]) -> list[tuple[Path, str]]:
    """The values of one field of a list of tables, with their paths."""
    return [((key, position, field), value) for position, value in enumerate(values)]


def ids_of(tables: Sequence[_Named]) -> dict[str, None]:
    """The ids of some tables in their order, as a dict, in which one is quickly found."""
    return dict.fromkeys(table.id for table in tables)


def items_of(asked: Round) -> dict[str, None]:
    """The ids of the items of a round, as a dict."""
    return dict.fromkeys(row.item for row in asked.rows)


def repeated(values: Iterable[object]) -> Iterator[int]:
    """The positions of values that stand there a second time; empty ones do not count."""
    seen = set[object]()
    for position, value in enumerate(values):
        if value and value in seen:
            yield position
        seen.add(value)


def unique_ids(kind: str, values: Sequence[tuple[Path, str]]) -> Iterator[Flaw]:
    """No two things of a kind have the same id or code."""
    for position in repeated(value for _, value in values):
        path, value = values[position]
        message = f"The {path[-1]} '{value}' is already taken by another {kind}."
        yield Flaw(path, message, f"Give one of the two another {path[-1]}.")


def each_once(values: Sequence[tuple[Path, str]]) -> Iterator[Flaw]:
    """Nothing is named twice."""
    for position in repeated(value for _, value in values):
        path, value = values[position]
        yield Flaw(path, f"'{value}' stands here a second time.", "Take one of the two out.")


def all_known(kind: str, where: str, values: Iterable[tuple[Path, str]], known: Collection[str]) -> Iterator[Flaw]:
    """Every id that is referred to exists. Where there may be many, ``known`` is a dict or a set."""
    for path, identity in values:
        if identity and identity not in known:
            message = f"There is no {kind} '{shorten(identity)}' in {where}."
            yield Flaw(path, message, f"{_allowed(known, identity)} {suggestion(identity, known)}".strip())


def _allowed(known: Collection[str], identity: str) -> str:
    """The ids there are, or those most like one that there is not."""
    return f"Allowed: {listed(known, identity)}." if known else "There are none yet."
