"""A result page as blocks in reading order, which plain text and Markdown are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.records.paths import PLAN
from compact_core.reports.labels import COVERS
from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.assessment.results import values


def page_blocks(page: values.ResultPage) -> Iterator[Block]:
    """The whole page."""
    yield from overview_blocks(page)
    yield from _matrix(page)
    yield from _afterwards(page)
    yield from _appendix(page)


def overview_blocks(page: values.ResultPage) -> Iterator[Block]:
    """What comes before the single items: warnings, who answered, whether it was equal, what to talk about first."""
    yield Heading(1, page.title)
    yield Words(" ".join(page.purpose))
    yield from _part("Read this first", page.warnings)
    yield Heading(2, "About this result")
    yield from page.facts
    yield Heading(2, "Who was asked, and who answered")
    yield _turnout(page.turnout)
    yield Heading(2, "Is this assessment itself equal?")
    yield from page.equality
    yield from (Fact(f"Don't-knows, {fact.label}", fact.text) for fact in page.dont_knows)
    yield from _found(page)


def _turnout(turnout: Sequence[values.Turnout]) -> Block:
    """Who answered; whose answers cannot be read has a column only where there is anybody."""
    columns = ["Side", "Answered", "No response"]
    rows = [[turnout_.side, _names(turnout_.answered), _names(turnout_.silent)] for turnout_ in turnout]
    if any(turnout_.unread for turnout_ in turnout):
        columns.append("Cannot be read")
        rows = [[*row, _names(side.unread)] for row, side in zip(rows, turnout, strict=True)]
    return Grid(tuple(columns), tuple(map(tuple, rows)))


def said(mark: values.Mark) -> str:
    """A mark in one text: the sign, then the words."""
    return f"{mark.symbol} {mark.words}"


def _part(heading: str, texts: Sequence[str], level: int = 2) -> Iterator[Block]:
    if texts:
        yield Heading(level, heading)
        yield Items(tuple(texts))


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody"


def _titles(items: Iterable[values.Item]) -> tuple[str, ...]:
    return tuple(f"{item.number} {item.title}" for item in items)


def _found(page: values.ResultPage) -> Iterator[Block]:
    """What was found: sections, what to talk about, where all agree."""
    yield Heading(2, "What was found")
    yield from _profiles(page.profiles)
    yield Heading(2, "What to talk about first")
    if not page.talk_first:
        yield Words("No differences are shown.")
    for group in page.talk_first:
        yield from _part(said(group.heading), _titles(group.items), 3)
    yield from _part("Where all sides agree: strengths", _titles(page.strengths))
    yield from _part("Where all sides agree: needs work", _titles(page.needs_work))


def _matrix(page: values.ResultPage) -> Iterator[Block]:
    """Every item beside every side."""
    yield Heading(2, "Items and sides")
    yield Grid(
        ("Item", "Finding", *page.sides),
        tuple((f"{item.number} {item.title}", said(item.finding), *map(said, item.cells)) for item in page.items),
    )
    yield Words(f"{'; '.join(map(said, page.legend))}.")


def _profiles(profiles: Sequence[values.Profile]) -> Iterator[Block]:
    for profile in profiles:
        counts = ", ".join(f"{count.items} {count.finding.words}" for count in profile.counts if count.items)
        yield Fact(profile.section or "No longer in the code", counts)


def _afterwards(page: values.ResultPage) -> Iterator[Block]:
    """What changed, what was settled, and the plan."""
    if page.comparison:
        yield from _comparison(page.comparison, page.round)
    if page.meeting or page.settled:
        yield Heading(2, "The talk about it")
        yield from page.meeting
        yield from (
            Fact(matter.item, f"{matter.result}. {matter.note}" if matter.note else matter.result)
            for matter in page.settled
        )
    yield Heading(2, "The plan")
    if not page.plan:
        yield Words("The plan cannot be read." if PLAN in page.spoilt else "There is no plan yet.")
        return
    yield Grid(
        ("What", "Who", "By", "State", "More"),
        tuple(
            (
                row.what,
                row.owners,
                row.due,
                row.state,
                "; ".join(f"{detail.label}: {detail.text}" for detail in row.details),
            )
            for row in page.plan
        ),
    )
    if page.fairness:
        yield Items(page.fairness)


def _comparison(found: values.Comparison, number: int) -> Iterator[Block]:
    yield Heading(2, f"Since round {found.earlier}")
    if found.items:
        yield Grid(
            ("Item", f"Round {found.earlier}", f"Round {number}", "Organisations"),
            tuple(
                (
                    f"{moved.item.number} {moved.item.title}",
                    said(moved.before),
                    said(moved.item.finding),
                    moved.movement or "withheld",
                )
                for moved in found.items
            ),
        )
    yield Items(found.notes)


def _appendix(page: values.ResultPage) -> Iterator[Block]:
    yield Heading(2, "Appendix: every item")
    for item in page.items:
        yield from item_blocks(item, page.points)
    if page.quotes:
        yield Heading(2, "Comments")
        yield from (_quote(quote) for quote in page.quotes)
    if page.trend:
        yield from _trend(page.trend)
    yield from _part("What was left out, and why", page.left_out)


def item_blocks(item: values.Item, points: Sequence[str]) -> Iterator[Block]:
    """One item in full: its words, what was found, who stands where."""
    yield Heading(3, f"{item.number} {item.title}")
    where = f" ({item.at})" if item.at else ""
    yield Words(f"{item.text or 'The code no longer has this item.'}{where}")
    if item.covers:
        yield Words(COVERS)
        yield Items(item.covers)
    yield Words(" ".join([f"{item.summary or 'This finding is withheld'}.", *item.notes]))
    for voice in item.voices:
        people = f"; people: {'; '.join(voice.people)}" if voice.people else ""
        yield Fact(voice.organisation, f"{voice.words}{people}")
    if item.missing:
        yield Fact("Ticked as missing", "; ".join(f"{one.what} ({one.people})" for one in item.missing))
    if found := item.numbers:
        shares = ", ".join(f"{word} {part}" for word, part in zip(points, found.distribution, strict=True))
        yield Fact(f"{found.organisations} organisations", shares)
        rest = f"median {found.median}, mean {found.mean}, favourable {found.favourable}, consensus {found.consensus}"
        yield Fact("Numbers", rest)


def _quote(quote: values.Quote) -> Block:
    hidden = "for the facilitator only" if quote.hidden else ""
    return Fact(", ".join(filter(None, (quote.section, quote.box, quote.by, hidden))), quote.text)


def _trend(trend: values.Trend) -> Iterator[Block]:
    yield Heading(2, "All rounds")
    yield Grid(
        ("Item", *(f"Round {number}" for number in trend.rounds)),
        tuple((f"{item.number} {item.title}", *map(said, marks)) for item, marks in trend.rows),
    )
    if trend.notes:
        yield Items(trend.notes)
