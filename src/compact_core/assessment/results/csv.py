"""The items of a result page as CSV, one row an item, for spreadsheets."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from compact_core.reports.cells import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compact_core.assessment.results.values import Item, ResultPage

_HEADINGS = ("Partnership", "Round", "Section", "Number", "Item", "Title", "Words", "Finding", "In words", "Notes")
_NUMBERS = ("Organisations", "Median", "Mean", "Favourable", "Consensus")


def write(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The items as CSV in UTF-8 with a mark at the beginning, which tells Excel the encoding."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in _rows(page):
        writer.writerow(map(harmless, row))
    return file.getvalue().encode("utf-8-sig", "replace")


def _rows(page: ResultPage) -> Iterator[list[str]]:
    yield [
        *_HEADINGS,
        *page.sides,
        *(["Round before", "Movement"] if page.comparison else []),
        *_NUMBERS,
    ]
    moved = {one.item.id: one for one in page.comparison.items} if page.comparison else {}
    for item in page.items:
        row = [page.partnership, str(page.round), item.section, str(item.number), item.id, item.title, item.text]
        row += [item.finding.words, item.told, " ".join(item.notes), *(cell.words for cell in item.cells)]
        if page.comparison:
            row += [moved[item.id].before.words, moved[item.id].movement] if item.id in moved else ["", ""]
        yield [*row, *_numbers(item)]
    notes = page.comparison.notes if page.comparison else ()
    for sentence in (*page.warnings, *notes, *page.purpose, page.program):
        yield [sentence]


def _numbers(item: Item) -> list[str]:
    found = item.numbers
    if found is None:
        return [""] * len(_NUMBERS)
    return [str(found.organisations), found.median, found.mean, found.favourable, found.consensus]
