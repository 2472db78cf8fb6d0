"""A result page as pages of the reading pane: what comes first, and each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.results.blocks import item_blocks, overview_blocks
from compact_core.reports.page import Fact, Heading, Items, Words
from compact_core.reports.text import as_text
from compact_tui.page import Page

if TYPE_CHECKING:
    from compact_core.assessment.results.values import Item, Moved, ResultPage
    from compact_core.reports.page import Block

_WIDTH = 100
_PADDING = 2
"""Cells beside the text of a column."""
_SHORTEST_TITLE = 18
"""Characters of a title that are shown in any case."""


def finding_cell(item: Item) -> str:
    """What was found of an item, as the table says it."""
    return f"{item.finding.symbol} {item.finding.words}"


def title_cell(item: Item) -> str:
    """An item, as the table names it."""
    return f"{item.number} {item.title}"


def side_cells(item: Item) -> list[str]:
    """Where each side stands, as the table says it."""
    return [f"{cell.symbol} {cell.words}" for cell in item.cells]


def title_width(page: ResultPage, room: int) -> int:
    """How many characters of a title have room in a table of a width, so that the other columns are seen too."""
    columns = [("Finding", *map(finding_cell, page.items))]
    columns += [(side, *(side_cells(item)[place] for item in page.items)) for place, side in enumerate(page.sides)]
    others = sum(max(map(len, column)) + _PADDING for column in columns)
    longest = max(map(len, map(title_cell, page.items)), default=0)
    return max(min(room - others - _PADDING, longest), _SHORTEST_TITLE)


def overview(page: ResultPage) -> Page:
    """What comes before the single items: warnings, who answered, what to talk about, what is new."""
    blocks = list(overview_blocks(page))
    if page.comparison:
        blocks += [Heading(2, f"Since round {page.comparison.earlier}"), Items(page.comparison.notes)]
    return _page(page.title, blocks)


def item_page(page: ResultPage, item: Item) -> Page:
    """One item: what was found, who stands where, what it was before."""
    blocks = list(item_blocks(item, page.points))
    if page.comparison and (
        before := next((moved for moved in page.comparison.items if moved.item.id == item.id), None)
    ):
        blocks.append(_before(before, page.comparison.earlier))
        blocks += map(Words, page.comparison.differently)
    if page.trend:
        marks = next((marks for row, marks in page.trend.rows if row.id == item.id), ())
        told = "; ".join(
            f"round {number}: {mark.words}" for number, mark in zip(page.trend.rounds, marks, strict=False)
        )
        blocks += [Fact("All rounds", told), *map(Words, page.trend.notes)] if told else []
    settled = (matter for matter in page.settled if matter.item_id == item.id)
    blocks += [
        Fact("Settled at the meeting", ". ".join(filter(None, (matter.result, matter.note)))) for matter in settled
    ]
    quotes = [quote for quote in page.quotes if quote.section_id == item.section_id]
    if quotes:
        blocks.append(Heading(2, f"Comments on {item.section}"))
        blocks += [Fact(", ".join(filter(None, (quote.box, quote.by))), quote.text) for quote in quotes]
    return _page(f"{item.number} {item.title}", blocks)


def _before(moved: Moved, earlier: int) -> Block:
    told = f"{moved.before.symbol} {moved.before.words}"
    return Fact(f"In round {earlier}", f"{told}; since then {moved.movement}" if moved.movement else told)


def _page(name: str, blocks: list[Block]) -> Page:
    return Page((), tuple(blocks), as_text(blocks, _WIDTH), name)
