"""A result as rows of a list: what to talk about first, then the rest, each item with its sides on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.findings.findings import AgreedNeedsWork, AgreedStrength
from compact_core.assessment.results.blocks import TALK_FIRST
from compact_core.assessment.results.charts import WEIGHT, scale_line
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.values import ResultPage
from compact_tui import safe
from compact_tui.layout import CHOSEN, UNCHOSEN
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

ABOUT = "(about)"
"""Id of the row that stands for the result as a whole. No id of an item looks like it."""
REST, EVERY = "The rest", "Every item"
NOTHING_FITS = "No item has this finding."
STYLES = ("title", "heading", "quiet", "agree", "disagree", "warning", "chosen")
"""The kinds of text of a row."""
_BETWEEN = "   "
_ROOM_FOR_NAMES = 136
"""From how many cells on the findings at the top have their names beside their signs."""
_ABOUT_TITLE = "In short"
_HUES = {AgreedStrength.name: "agree", AgreedNeedsWork.name: "disagree"}
"""The colours of signs: what all find high, and what all find low."""
_SIGN, _NUMBER, _GAP = 2, 4, 2
_SETTLED, _CHANGE = 10, 11
"""Cells of the columns of what is settled and of what became of the gap; longer words take two lines."""
_WIDE, _ROOMY, _USUAL, _SMALL = 64, 100, 21, 11
"""From how many cells on there is room for what is settled, and for a larger scale; the sizes of the others."""
_LARGE = 31


class ResultRow(NamedTuple):
    """One or more lines that belong together."""

    id: str
    """What they stand for: an item, or the result as a whole; empty for what cannot be chosen."""
    lines: tuple[tuple[Run, ...], ...]
    """The lines, without the mark of what is chosen."""


class Widths(NamedTuple):
    """The widths of the columns of a list."""

    title: int
    scale: int
    change: int
    """What became of the gap since the round before; 0 where the column is left out."""
    settled: int
    """0 where the column is left out."""


def columns_for(page: ResultPage, width: int) -> Widths:
    """The scale gets what it needs, then what is settled, then the titles."""
    width -= len(UNCHOSEN)
    scale = _LARGE if width >= _ROOMY else _USUAL if width >= _WIDE else _SMALL
    change = _CHANGE if gaps(page) and width >= _WIDE else 0
    settled = _SETTLED if page.settled and width >= _WIDE else 0
    rest = _SIGN + _NUMBER + _GAP + scale + sum(column + _GAP for column in (change, settled) if column)
    longest = max((safe.cells(item.title) for item in page.items), default=0)
    return Widths(min(max(width - rest, 1), longest), scale, change, settled)


def gaps(page: ResultPage) -> dict[str, str]:
    """What became of the gap between the sides since the round before, by the id of the item."""
    return {moved.item.id: moved.gap for moved in page.comparison.items if moved.gap} if page.comparison else {}


def rows(page: ResultPage, width: int, finding: str = "") -> Iterator[ResultRow]:
    """The result as a whole, then the items by their rank; only the items of one finding where one is named."""
    columns = columns_for(page, width)
    yield _about(page, max(width - len(UNCHOSEN), 1))
    settled, change = {outcome.item_id: outcome.result for outcome in page.settled}, gaps(page)
    first = {point.item.id for point in page.talk_first}
    shown = [item for item in by_rank(page.items) if finding in {"", item.finding.words}]
    for title, part in (
        (TALK_FIRST, [item for item in shown if item.id in first]),
        (REST if first else EVERY, [item for item in shown if item.id not in first]),
    ):
        if part:
            yield _heading(title, page, columns)
            yield from (_row(item, page, columns, change.get(item.id, ""), settled.get(item.id, "")) for item in part)
    if not shown:
        yield ResultRow("", ((), (Run(NOTHING_FITS, "quiet"),)))


def painted(row: ResultRow, line: int, styles: safe.Styles, width: int, *, chosen: bool) -> Content:
    """A line of a row; the mark stands before the first one of the row that is chosen."""
    runs = row.lines[line]
    if chosen:
        runs = tuple(run._replace(style="chosen") for run in runs)
    mark = CHOSEN if chosen and not line else UNCHOSEN
    content = safe.line([Run(mark, "chosen" if chosen else ""), *runs], styles, width)
    if chosen:
        fill = Run(" " * max(width - content.cell_length, 0), "chosen")
        content += safe.line([fill], styles, width)
    return content


def head(page: ResultPage, width: int) -> list[list[Run]]:
    """The round, how often each finding was made, and who answered; the findings by name where there is room."""
    signs = {item.finding.words: item.finding.symbol for item in page.items}
    order = sorted(signs, key=lambda name: WEIGHT.index(name) if name in WEIGHT else len(WEIGHT))
    found = []
    for name in order:
        number = sum(item.finding.words == name for item in page.items)
        hue = f"bold ${_HUES[name]}" if name in _HUES else "bold"
        found.append(
            [Run(f"{signs[name]} ", hue), Run(f"{number} {name}" if width >= _ROOM_FOR_NAMES else str(number))]
        )
    answered = sum(len(side.answered) for side in page.turnout)
    asked = answered + sum(len(side.silent) + len(side.unread) for side in page.turnout)
    sides = [f"{letter} {side}" for letter, side in zip(page.letters, page.sides, strict=False)]
    quiet = [*sides, f"{answered} of {asked} organisations answered"]
    return [
        *_packed([[Run(f"{page.partnership} · Round {page.round}", "bold $primary")], *found], width),
        *_packed([[Run(text, "$quiet")] for text in quiet], width),
    ]


def _packed(pieces: Sequence[list[Run]], width: int) -> list[list[Run]]:
    """Pieces side by side in as few lines as they need; none is broken."""
    lines: list[list[Run]] = []
    used = width
    for piece in pieces:
        size = sum(safe.cells(run.text) for run in piece)
        if used + len(_BETWEEN) + size > width:
            lines.append([*piece])
            used = size
        else:
            lines[-1] += [Run(_BETWEEN), *piece]
            used += len(_BETWEEN) + size
    return lines


def scale_runs(line: str) -> Iterator[Run]:
    """A scale in runs: what stands low and what stands high has its colour, the line between is quiet."""
    half = len(line) // 2
    for position, sign in enumerate(line):
        if sign.isalnum():
            hue = "disagree" if position < half else "agree" if position > half else "title"
            yield Run(sign, hue)
        else:
            yield Run(sign, "quiet")


def ends(page: ResultPage, room: int) -> tuple[str, str]:
    """What stands over the two halves of a scale."""
    number = len(page.points)
    low, high = page.points[number // 2 - 1], page.points[(number + 1) // 2]
    return (low, high) if max(safe.cells(low), safe.cells(high)) <= room else ("low", "high")


def _about(page: ResultPage, width: int) -> ResultRow:
    """The result in a few words, with what must be read first."""
    lines: list[tuple[Run, ...]] = [(Run(_ABOUT_TITLE, "heading"),)]
    lines += [(Run(text, "title"),) for text in _wrapped(page.in_short, width)]
    for warning in page.warnings:
        texts = _wrapped(warning, width - _SIGN)
        lines += [(Run("! " if not row else "  ", "warning"), Run(text, "warning")) for row, text in enumerate(texts)]
    return ResultRow(ABOUT, tuple(lines))


def _heading(title: str, page: ResultPage, columns: Widths) -> ResultRow:
    """A heading over some items, with what the columns hold."""
    low, high = ends(page, columns.scale // 2 - 1)
    half = columns.scale // 2
    room = _SIGN + _NUMBER + columns.title
    runs = [
        Run(_fitted(title.upper(), room), "heading"),
        Run(" " * _GAP),
        Run(f"{' ' * (half - safe.cells(low) - 1)}{low} ", "disagree"),
        Run("┊", "quiet"),
        Run(f" {high}{' ' * (half - safe.cells(high) - 1)}", "agree"),
    ]
    if columns.change and page.comparison:
        runs.append(Run(f"{' ' * _GAP}{f'gap since {page.comparison.earlier}':<{columns.change}}", "quiet"))
    if columns.settled:
        runs.append(Run(f"{' ' * _GAP}settled", "quiet"))
    return ResultRow("", ((), tuple(runs)))


def _row(item: Item, page: ResultPage, columns: Widths, change: str, settled: str) -> ResultRow:
    """An item: its sign, its number and whole title, the sides on the scale, what changed, and what is settled."""
    titles = _wrapped(item.title, columns.title)
    line = scale_line(item.places, page.letters, columns.scale)
    scales = [tuple(scale_runs(line))] if line else [(Run(item.finding.words[: columns.scale], "quiet"),)]
    scales += [(Run(text, "quiet"),) for text in _without_place(item, page, columns.scale)] if line else []
    scales += [] if columns.change else [(Run(text, "quiet"),) for text in _wrapped(change, columns.scale) if change]
    asides = [
        (_wrapped(text, column) if text else [], column, style)
        for text, column, style in (
            (change, columns.change, "quiet" if change == "same apart" else "title"),
            (settled, columns.settled, "title"),
        )
        if column
    ]
    lines = []
    for number in range(max(len(titles), len(scales), *(len(texts) for texts, *_ in asides))):
        sign, shown_number = (item.finding.symbol, item.number) if not number else ("", "")
        title = titles[number] if number < len(titles) else ""
        scale = scales[number] if number < len(scales) else ()
        taken = sum(safe.cells(run.text) for run in scale)
        beside = [
            Run(" " * _GAP + _fitted(texts[number] if number < len(texts) else "", column), style)
            for texts, column, style in asides
        ]
        lines.append(
            (
                Run(f"{sign:<{_SIGN}}", _HUES.get(item.finding.words, "title")),
                Run(f"{shown_number:>{_NUMBER - 1}} "),
                Run(_fitted(title, columns.title), ""),
                Run(" " * _GAP),
                *scale,
                *((Run(" " * (columns.scale - taken)), *beside) if beside else ()),
            )
        )
    return ResultRow(item.id, tuple(lines))


def _without_place(item: Item, page: ResultPage, width: int) -> Iterator[str]:
    """The sides that have no place on the scale, with the reason."""
    for letter, place, cell in zip(page.letters, item.places, item.cells, strict=False):
        if place.at is None:
            yield from _wrapped(f"{letter} {cell.words}", width)


def _fitted(text: str, width: int) -> str:
    """A text in exactly ``width`` cells."""
    content = safe.line([Run(text)], {}, width)
    return content.plain + " " * max(width - content.cell_length, 0)


def _wrapped(text: str, width: int) -> Sequence[str]:
    return [line.plain.rstrip() for line in safe.wrapped([Run(safe.plain(text))], {}, max(width, 1))]
