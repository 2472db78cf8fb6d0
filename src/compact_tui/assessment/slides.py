"""What a room sees of a result, one thing at a time: an item in large, or a step of the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from compact_core.assessment.results.blocks import said
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.meeting_page import BY_WEIGHT, HOW, NO_STRENGTHS, NOTHING_TO_VOTE, STRENGTHS, VOTES
from compact_core.assessment.results.room import Stand, stands, who_is_higher
from compact_core.assessment.results.values import ResultPage, Settled
from compact_core.assessment.said import TITLE
from compact_core.text import count, joined
from compact_tui import safe
from compact_tui.assessment.result_rows import ends
from compact_tui.safe import Run
from compact_tui.wide_letters import wide

SlideLine = list[Run]
_ROOMY = 30
"""Lines from which on there is room for an empty line between sides."""
_WIDE = 100
"""Columns from which on the words stand beside the scale."""
_WORDS = 18
_SMALL = 3
"""Lines of the smallest wide letters."""
_NARROWEST = 20
"""Cells that a name needs beside a wide number."""
_MOST_LINES = 2
"""Lines that names may take before a scale."""
_LINE, _MIDDLE, _DOT = "─", "┊", "●"
_VOTE = "●"


class Slide(NamedTuple):
    """One thing that the room looks at."""

    kind: Literal["opening", "strengths", "said", "votes", "item", "closing"]
    item: Item | None = None
    """The item, where it is one."""


def slides_of(page: ResultPage) -> tuple[Slide, ...]:
    """A meeting from its beginning to its end: strengths, votes, what was chosen, and what is settled."""
    chosen = (Slide("item", point.item) for point in page.agenda)
    said_before = [Slide("said")] if page.said else []
    return (Slide("opening"), Slide("strengths"), *said_before, Slide("votes"), *chosen, Slide("closing"))


def heading(text: str, width: int, height: int) -> Iterator[SlideLine]:
    """Words in wide letters, where they take no more than a part of the room; else in bold ones."""
    rows = wide(text, width, _for_headings(height))
    for row in rows or safe.plain_lines(text, width):
        yield [Run(row, "bold $primary")]
    yield []


def _item_heading(item: Item, width: int, height: int) -> Iterator[SlideLine]:
    """Number and name in wide letters; where there is no room for all, the number, with the name beside it."""
    text = f"{item.number} {item.title}"
    number = wide(item.number, width, _SMALL)
    room = width - len(number[0]) - 2 if number else 0
    names = (item.text, item.title) if item.title.endswith("…") else (item.title,)  # all of it, where there is room
    wrapped = [safe.plain_lines(name, room) for name in names] if room >= _NARROWEST else [[]]
    beside = next((lines for lines in wrapped if len(lines) <= len(number)), wrapped[-1])
    if wide(text, width, _for_headings(height)) or not beside or len(beside) > len(number):
        yield from heading(text, width, height)
        return
    beside = [""] * (len(beside) == 1) + beside  # one line stands in the middle
    for row, part in zip_longest(number, beside, fillvalue=""):
        yield [Run(f"{row}  ", "bold $primary"), Run(part, "bold")]
    yield []


def _for_headings(height: int) -> int:
    """Lines of the room that a heading may take."""
    return max(height * 2 // 5, _SMALL)


def item_lines(page: ResultPage, item: Item, width: int, height: int, *, whole: bool = False) -> Iterator[SlideLine]:
    """An item: its number and name, who sees it higher, everybody on one scale, and what is settled.

    The ``whole`` of it has its words, what a reader must know, and a comment too.
    """
    yield from _item_heading(item, width, height)
    if whole or height >= _ROOMY:
        yield [Run(item.text, "$quiet")]
        yield []
    found = f"{said(item.finding)}. " if whole else f"{item.finding.symbol} "
    yield [Run(found, "bold"), Run(who_is_higher(item, page), "bold")]
    yield []
    yield from _scale(page, item, width, height)
    if whole:
        yield from ([Run(note)] for note in item.notes)
    settled = next((matter for matter in page.settled if matter.item_id == item.id), None)
    yield from _settled(settled) if settled else [[Run("still open", "$quiet")]]
    for point in page.talk_first if whole else ():
        if point.item.id == item.id and point.quote:
            yield []
            yield [Run(f"“{point.quote.text}” {point.quote.by}".rstrip(), "italic")]


def opening_lines(page: ResultPage, width: int, height: int) -> Iterator[SlideLine]:
    """The partnership, the day and who is there."""
    yield from heading(page.partnership, width, height)
    yield [Run(f"We talk about the result of round {page.round}.", "bold")]
    yield []
    for fact in page.meeting:
        yield [Run(f"{fact.label}: ", "$quiet"), Run(fact.text)]
    if not page.meeting:
        yield [Run("Press m to write down the day and who is here.", "$quiet")]


def strengths_lines(page: ResultPage, width: int, height: int) -> Iterator[SlideLine]:
    """What all sides agree is so."""
    yield from heading(STRENGTHS, width, height)
    for item in page.strengths:
        yield [
            Run(f"{item.finding.symbol} ", "bold $agree"),
            Run(f"{item.number:>4}  ", "$quiet"),
            Run(item.title, "bold"),
        ]
    if not page.strengths:
        yield [Run(NO_STRENGTHS)]


def said_lines(page: ResultPage, width: int, height: int) -> Iterator[SlideLine]:
    """What the partners said that they would do, confirmed or denied by each side."""
    yield from heading(TITLE, width, height)
    for line in page.said:
        yield [Run(line.what, "bold")]
        for letter, side, says in zip(page.letters, page.sides, line.sides, strict=True):
            hue = {"confirmed": "bold $agree", "denied": "bold $disagree"}.get(says, "")
            yield [Run(f"  {letter} {side}: ", "$quiet"), Run(says, hue)]
        yield []


def votes_lines(page: ResultPage, voted: int, asked: int, width: int, height: int) -> Iterator[SlideLine]:
    """What can be voted for, with its votes, and what is chosen; ``voted`` of ``asked`` organisations have voted."""
    yield from heading(VOTES, width, height)
    yield [Run(HOW if page.votable else NOTHING_TO_VOTE)]
    yield []
    votes = {point.item.id: point.votes for point in page.agenda}
    order = {point.item.id: position for position, point in enumerate(page.agenda)}
    room = max((max(votes.values(), default=0), 1))
    for item in sorted(page.votable, key=lambda item: order.get(item.id, len(order))):
        dots = _VOTE * votes.get(item.id, 0)
        style = "bold" if item.id in order else "$quiet"
        number = f"{item.number:>4}  "
        yield [
            Run(f"{dots:<{room}}  ", "bold $primary"),
            Run(f"{item.finding.symbol} ", style),
            Run(number + item.title, style),
        ]
    yield []
    if not voted and page.votable:
        yield [Run(BY_WEIGHT, "$quiet")]
    elif page.votable:
        yield [Run(f"{voted} of {count(asked, 'organisation')} voted. Chosen: {len(page.agenda)}.", "$quiet")]


def closing_lines(page: ResultPage, width: int, height: int) -> Iterator[SlideLine]:
    """What is settled so far."""
    yield from heading("What we settled", width, height)
    for matter in page.settled:
        yield [Run(matter.item, "bold")]
        yield from _settled(matter)
        yield []
    if not page.settled:
        yield [Run("Nothing yet.")]
        yield []
    if page.plan:
        yield [Run(f"The plan has {count(len(page.plan), 'line')}.", "bold")]


def _settled(matter: Settled) -> Iterator[SlideLine]:
    """What was settled on an item, a line for each statement."""
    yield [Run(matter.result, "bold $primary"), *([Run(f": {matter.note}")] if matter.note else [])]
    for statement in matter.statements:
        yield [Run(f"{statement.label}: ", "bold"), Run(statement.text)]
    if matter.review:
        yield [Run(f"We look at it again: {matter.review}", "$quiet")]


def _scale(page: ResultPage, item: Item, width: int, height: int) -> Iterator[SlideLine]:
    """Everybody on one scale, a line each; those at one place share a line."""
    rows = stands(item, page)
    names = [_name(stand) for stand in rows]
    words = _WORDS if width >= _WIDE else 0
    column = min(max(map(safe.cells, names), default=0), width // 3)
    room = max(width - column - words - 4, 11) // 2 * 2 - 1
    low, high = ends(page, room // 2)
    gap = " " * max(room - safe.cells(low) - safe.cells(high), 1)
    yield [Run(" " * (column + 2)), Run(low, "bold $disagree"), Run(gap), Run(high, "bold $agree")]
    for number, (stand, text) in enumerate(zip(rows, names, strict=True)):
        if number and stand.letter and height >= _ROOMY:
            yield []
        label, *more = _label(stand, text, column)
        style = "bold" if stand.letter else ""
        name = Run(label + " " * max(column - safe.cells(label), 0) + "  ", style)
        yield [name, *_placed(stand, room), *([Run(f"  {stand.words}", "bold")] if words else [])]
        if len(more) > 1:
            more = safe.plain_lines(text, width, "    ")
        yield from ([Run(line, style or "$quiet")] for line in more)
    yield []


def _label(stand: Stand, text: str, width: int) -> list[str]:
    """What stands before a scale, in lines; of many organisations how many they are, with their names below."""
    lines = safe.plain_lines(text, width, "" if stand.letter else "  ")
    if len(lines) > _MOST_LINES and len(stand.names) > 1:
        return [f"  {safe.plain(count(len(stand.names), 'organisation'), max(width - 2, 1))}", *lines]
    return lines


def _name(stand: Stand) -> str:
    return f"{stand.letter} {joined(stand.names)}" if stand.letter else joined(stand.names)


def _placed(stand: Stand, room: int) -> Sequence[Run]:
    """A scale with somebody on it; or why there is no place."""
    if stand.at is None:
        return [Run(safe.plain(stand.words, room), "$quiet")]
    mark = f" {stand.letter} " if stand.letter else _DOT
    line = _LINE * (room // 2) + _MIDDLE + _LINE * (room // 2)
    start = min(max(round(stand.at * (room - 1)) - len(mark) // 2, 0), room - len(mark))
    hue = "$agree" if stand.at > 1 / 2 else "$disagree" if stand.at < 1 / 2 else "$foreground"
    style = f"bold reverse {hue}" if stand.letter else f"bold {hue}"
    return [Run(line[:start], "$line"), Run(mark, style), Run(line[start + len(mark) :], "$line")]
