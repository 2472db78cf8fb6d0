"""``compacts assess show``: what a round came to, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.assessment.asking import item_of
from compact_core.assessment.results.result_page import page_of
from compact_core.assessment.results.values import plain
from compact_core.cli.assess.common import code_of, folder_argument, opened, result_of, result_option
from compact_core.cli.output import DONE, echo_json, echo_page, library_command
from compact_core.reports.page import Fact, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.assessment.results.item_values import Item
    from compact_core.assessment.results.values import ResultPage
    from compact_core.reports.page import Block


@click.command("show")
@folder_argument
@click.argument("item", required=False, metavar="[ITEM]")
@result_option
@library_command
def show(
    ctx: click.Context, folder: str, item: str | None, number: int | None, codes: tuple[str, ...], *, as_json: bool
) -> int:
    """Show what a round came to, or one item of it, as plain text.

    ITEM is the number of an item in the result, or its id. Nothing is shown before the round is closed.
    """
    from compact_core.assessment.results.blocks import page_blocks

    assessment = opened(folder)
    record = result_of(assessment, number)
    chosen = item_of(record.asked, item) if item else ""
    page = page_of(assessment, record, code_of(ctx, codes, record))
    shown = next((each for each in page.items if each.id == chosen), None)
    if as_json:
        echo_json({"item": plain(shown)} if shown else {"result": plain(page)})
    else:
        blocks = _item(page, shown) if shown else page_blocks(page)
        echo_page(blocks)
    return DONE


def _item(page: ResultPage, item: Item) -> Iterator[Block]:
    """One item, with what it was in the round before and what was settled on it."""
    from compact_core.assessment.results.blocks import item_blocks, said, settled_text

    yield from item_blocks(item, page.points)
    yield Fact("Finding", said(item.finding))
    yield from (Fact(side, said(cell)) for side, cell in zip(page.sides, item.cells, strict=True))
    for moved in page.comparison.items if page.comparison else ():
        if moved.item.id == item.id:
            text = "; ".join(filter(None, (said(moved.before), moved.movement)))
            yield Fact("In the round before, and since", text)
            yield from map(Words, page.comparison.differently if page.comparison else ())
    for settled in page.settled:
        if settled.item_id == item.id:
            yield Fact("At the meeting", settled_text(settled))
