"""A result page as pages of the reading pane: what comes first, and each item."""

from __future__ import annotations

from collections.abc import Iterator

from compact_core.assessment.results.blocks import (
    about_blocks,
    item_found,
    item_words,
    overview_blocks,
    said,
    settled_text,
)
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.values import ResultPage
from compact_core.reports.page import Block, Fact, Heading, Items, Words
from compact_core.reports.plain_text import as_text
from compact_tui.assessment.result_rows import ends
from compact_tui.layout import Page

_WIDTH = 100


def overview(page: ResultPage) -> Page:
    """What comes before the single items: warnings, who answered, what to talk about, what is new."""
    blocks = list(overview_blocks(page))
    if page.comparison:
        blocks += [Heading(2, f"Since round {page.comparison.earlier}"), Items(page.comparison.notes)]
    blocks += about_blocks(page)
    return _page(page.title, blocks)


def item_page(page: ResultPage, item: Item) -> Page:
    """One item: what was found, who stands where, what it was before, what was settled and said."""
    low, high = ends(page, _WIDTH)
    blocks = [
        *item_words(item),
        Heading(2, said(item.finding)),
        *([Words(f"{low} {item.scale} {high}")] if item.scale else ()),
        *item_found(item, page.points),
        *_before(page, item),
        *_all_rounds(page, item),
        *_settled(page, item),
        *_quotes(page, item),
    ]
    return _page(f"{item.number} {item.title}", blocks)


def _before(page: ResultPage, item: Item) -> Iterator[Block]:
    """What was found in the earlier round."""
    if page.comparison:
        for moved in page.comparison.items:
            if moved.item.id == item.id:
                gap = f"the gap is {moved.gap}" if moved.gap in {"narrower", "wider"} else ""
                since = ", ".join(filter(None, (moved.movement, gap)))
                then = f"{said(moved.before)}; since then {since}" if since else said(moved.before)
                yield Fact(f"In round {page.comparison.earlier}", then)
                yield from map(Words, page.comparison.differently)


def _all_rounds(page: ResultPage, item: Item) -> Iterator[Block]:
    """What was found in each round."""
    if page.trend:
        marks = next((marks for row, marks in page.trend.rows if row.id == item.id), ())
        rounds = zip(page.trend.rounds, marks, strict=False)
        if found := "; ".join(f"round {number}: {mark.words}" for number, mark in rounds):
            yield Fact("All rounds", found)
            yield from map(Words, page.trend.notes)


def _settled(page: ResultPage, item: Item) -> Iterator[Block]:
    """What the meeting settled."""
    for outcome in page.settled:
        if outcome.item_id == item.id:
            yield Fact("Settled at the meeting", settled_text(outcome))


def _quotes(page: ResultPage, item: Item) -> Iterator[Block]:
    """The comments on the section of an item that may be quoted."""
    quotes = [quote for quote in page.quotes if quote.section_id == item.section_id]
    if quotes:
        yield Heading(2, f"Comments on {item.section}")
    for quote in quotes:
        yield Fact(", ".join(filter(None, (quote.box, quote.by))), quote.text)


def _page(name: str, blocks: list[Block]) -> Page:
    return Page((), tuple(blocks), as_text(blocks, _WIDTH), name)
