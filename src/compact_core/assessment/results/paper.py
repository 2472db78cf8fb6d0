"""How much of a result stands before the appendix, so that it is two sheets of A4."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.assessment.results.values import Item, ResultPage

FRONT = {
    "most_talk": 8,  # items to talk about first
    "most_named": 14,  # items named under one heading
    "most_rows": 36,  # items on the scale, and
    "most_sides": 2,  # sides on it; more of them stand in the appendix
    "most_sections": 8,
    "most_settled": 4,
    "most_lines": 6,
}
"""How much of a kind stands before the appendix."""
_LINES = 76
"""Lines of the first sheet, with some to spare."""
_WIDE, _HALF, _QUARTER, _TITLE = 120, 58, 28, 34
"""Characters of a line over the whole sheet, over half and a quarter of it, and in the column of titles."""


def fills_one_sheet(page: ResultPage) -> bool:
    """Whether what comes before the chart of all items is sure to fit on the first sheet, so that it can begin anew."""
    talk = page.talk_first[: FRONT["most_talk"]]
    rows = sum(1.3 + (len(point.item.title) > _TITLE) + 1.3 * bool(point.quote) for point in talk)
    own = _lines([" ".join(page.own.words_to_use), *page.own.notes], _WIDE) + 3 if page.own else 0
    head = 6 + _lines([page.in_short], _WIDE * 3 // 4) * 1.3 + own
    head += _lines(page.warnings, _WIDE) + 3 * bool(page.warnings)
    who = 3 + _lines((f"{one.side}{one.answered}{one.silent}{one.unread}" for one in page.turnout), _WIDE)
    found = max(
        1.6 * min(len(page.profiles), FRONT["most_sections"]) + 8, _named(page.strengths) + _named(page.needs_work)
    )
    settled = page.settled[: FRONT["most_settled"]]
    outcomes = 6 + _lines((f"{one.item}: {one.result}. {one.note}" for one in settled), _HALF)
    plan = (f"{row.what} - {row.owners}, by {row.due}: {row.state}" for row in page.plan[: FRONT["most_lines"]])
    planned = 4 + _lines(plan, _HALF - 6) + _lines(page.fairness, _HALF)
    return head + who + 5 + rows + found + max(outcomes, planned) < _LINES


def _lines(texts: Iterable[str], width: int) -> int:
    return sum(ceil(max(len(text), 1) / width) for text in texts)


def _named(items: Iterable[Item]) -> float:
    """Lines of items in two columns, with their heading."""
    titles = [f"{item.number} {item.title}" for item in items][: FRONT["most_named"]]
    return 4 + ceil(_lines(titles, _QUARTER) / 2)
