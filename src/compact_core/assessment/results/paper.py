"""How much of a result stands before the appendix, so that it is two sheets of A4."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from compact_core.assessment.results.item_values import Item, numbered_title
from compact_core.assessment.results.values import ResultPage

FRONT = {
    "most_named": 14,  # items named under one heading
    "most_sections": 8,
    "most_settled": 4,
    "most_lines": 6,
    "longest": 140,  # characters of what was settled, or of a line of the plan
}
"""How much of a kind stands before the appendix."""
_MOST_FIRST = 8
"""Items to talk about first that stand there; a page with words of one's own has less room beside what was said."""
_LINES = 76
"""Lines of the first sheet, with some to spare."""
_ROWS = 46
"""Rows of the chart on the second sheet, with the notes above it and the bars of each side below it, of which"""
_WRAPPED, _NOTE = 0.35, 0.75
"""a further line in a row takes so much, and a line of the notes or a bar so much."""
_WORDS = 48
"""Characters of a line of the words beside a scale."""
_WIDE, _HALF, _QUARTER, _TITLE = 120, 58, 28, 34
"""Characters of a line over the whole sheet, over half and a quarter of it, and in the column of titles."""


def most_first(page: ResultPage) -> int:
    """How many items to talk about first stand before the appendix."""
    return _MOST_FIRST - 2 if page.own and page.said else _MOST_FIRST


def fills_one_sheet(page: ResultPage) -> bool:
    """Whether what comes before the chart of all items is sure to fit on the first sheet, so that it can begin anew."""
    first = page.talk_first[: most_first(page)]
    rows = sum(1.3 + (len(point.item.title) > _TITLE) + 1.3 * bool(point.quote) for point in first)
    own = _lines([" ".join(page.own.words_to_use), *page.own.notes], _WIDE) + 3 if page.own else 0
    head = 6 + _lines([page.in_short], _WIDE * 3 // 4) * 1.3 + own
    head += _lines(page.warnings, _WIDE) + 3 * bool(page.warnings)
    who = 3 + _lines((f"{side.side}{side.answered}{side.silent}{side.unread}" for side in page.turnout), _WIDE)
    found = max(
        1.6 * min(len(page.profiles), FRONT["most_sections"]) + 8, _named(page.strengths) + _named(page.needs_work)
    )
    settled = page.settled[: FRONT["most_settled"]]
    longest = FRONT["longest"]
    outcomes = 6 + _lines((f"{matter.item}: {matter.result}. {matter.said[:longest]}" for matter in settled), _HALF)
    plan = (
        f"{row.what[:longest]} - {row.owners}, by {row.due}: {row.state}" for row in page.plan[: FRONT["most_lines"]]
    )
    planned = 4 + _lines(plan, _HALF - 6) + _lines(page.fairness, _HALF)
    who += _lines((f"{line.what}{line.text}" for line in page.said), _WIDE) + 3 * bool(page.said)
    return head + who + 5 + rows + found + max(outcomes, planned) < _LINES


def charted(page: ResultPage) -> list[Item]:
    """The items of the chart on the second sheet: what partners said that they would do stands on the first."""
    lines = {line.item_id for line in page.said}
    return [item for item in page.items if item.id not in lines]


def items_fit(page: ResultPage) -> bool:
    """Whether the chart of all items leaves room on the second sheet for what closes it."""
    own = {answer.item.number: answer.words for answer in page.own.answers} if page.own else {}
    gaps = {moved.item.id: moved.gap for moved in page.comparison.items} if page.comparison and not own else {}
    rows = 0.0
    for item in charted(page):
        words = " ".join([*(f"P {cell.words}" for cell in item.cells), gaps.get(item.id, ""), own.get(item.number, "")])
        wrapped = max(_lines([numbered_title(item)], _TITLE), _lines([words], _WORDS)) - 1
        rows += 1 + _WRAPPED * wrapped
    notes = _lines([" ".join(page.comparison.notes)], _WIDE) if page.comparison else 0
    return rows + _NOTE * notes + _NOTE * 2 * len(page.sides) <= _ROWS


def _lines(texts: Iterable[str], width: int) -> int:
    return sum(ceil(max(len(text), 1) / width) for text in texts)


def _named(items: Iterable[Item]) -> float:
    """Lines of items in two columns, with their heading."""
    titles = [*map(numbered_title, items)][: FRONT["most_named"]]
    return 4 + ceil(_lines(titles, _QUARTER) / 2)
