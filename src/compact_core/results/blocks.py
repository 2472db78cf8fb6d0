"""A result page, or one item of it, as blocks in reading order: for terminals and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports.page import Fact, Heading, Items, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core.reports.page import Block
    from compact_core.results.values import Comparison, Item, Mark, PlanRow, Quote, ResultPage, Turnout

_PART = 2
"""Level of the headings of parts."""


def result_blocks(page: ResultPage) -> Iterator[Block]:
    """The whole page, with one line an item."""
    yield Heading(1, page.title)
    yield from _part("Read this first", page.warnings)
    yield from _facts(page.facts)
    yield from _part("Who answered", (line for side in page.turnout for line in _turnout(side)))
    yield Heading(_PART, "Is this assessment itself equal?")
    yield from _facts(page.equality)
    yield from (Fact(f"Don't know, {side.label}", side.text) for side in page.dont_knows)
    yield Heading(_PART, "What was found")
    for profile in page.profiles:
        counts = "; ".join(f"{one.items} {marked(one.finding)}" for one in profile.counts if one.items)
        yield Fact(profile.section, counts or "nothing was asked")
    for group in page.talk_first:
        yield from _part(f"Talk about first: {group.heading.words}", map(item_line, group.items))
    yield from _part("Agreed strengths", (f"{item.number} {item.title}" for item in page.strengths))
    yield from _part("Agreed: these need work", map(item_line, page.needs_work))
    yield from _part("Every item", (f"{item.number} {item.title}: {marked(item.finding)}" for item in page.items))
    yield from _changes(page)
    yield from _talk(page)
    yield from _part("What was written", map(_quote, page.quotes))
    yield from _part("Left out here, and why", page.left_out)
    yield Heading(_PART, "Signs")
    yield from (Fact(sign.symbol, sign.words) for sign in page.legend)
    yield Heading(_PART, "What this is for")
    yield from map(Words, page.purpose)
    yield Words(page.program)


def item_blocks(page: ResultPage, item: Item) -> Iterator[Block]:
    """One item in full: its words, what was found, who stands where, and what became of it."""
    yield Heading(1, f"{item.number} {item.title}", item.id)
    yield Words(item.text)
    yield from _bullets(item.parts)
    yield from _facts((("Place", item.at), ("Found", marked(item.finding)), ("In words", item.told)))
    yield from map(Words, item.notes)
    yield from _facts(zip(page.sides, map(marked, item.cells), strict=True))
    for voice in item.voices:
        yield Fact(voice.organisation, voice.words)
        yield from _bullets(voice.people)
    yield from _bullets(f"Missing: {one.part} ({one.people} said so)" for one in item.missing)
    yield from _numbers(page, item)
    yield from _history(page, item)
    name = f"{item.number} {item.title}"
    yield from _bullets(f"At the meeting: {one.result}. {one.note}" for one in page.settled if one.item == name)


def item_line(item: Item) -> str:
    """An item and its finding in one line."""
    notes = " ".join(item.notes)
    return " ".join(filter(None, (f"{item.number} {item.title}. {item.told or item.finding.words}.", notes)))


def marked(mark: Mark) -> str:
    """Words with their sign."""
    return f"{mark.symbol} {mark.words}".strip()


def _part(title: str, texts: Iterable[str]) -> Iterator[Block]:
    """A heading with a list; nothing where there is nothing to list."""
    listed = tuple(texts)
    if listed:
        yield Heading(_PART, title)
        yield Items(listed)


def _bullets(texts: Iterable[str]) -> Iterator[Block]:
    listed = tuple(texts)
    if listed:
        yield Items(listed)


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[Block]:
    return (Fact(label, text) for label, text in facts if text)


def _turnout(side: Turnout) -> Iterator[str]:
    yield f"{side.side}: {', '.join(side.answered) or 'nobody'} answered"
    if side.silent:
        yield f"{side.side}: {', '.join(side.silent)} did not answer"


def _numbers(page: ResultPage, item: Item) -> Iterator[Block]:
    numbers = item.numbers
    if numbers is None:
        return
    shares = ", ".join(f"{words} {share}" for words, share in zip(page.points, numbers.distribution, strict=True))
    yield Fact("Numbers", f"{numbers.organisations} organisations; {shares}")
    yield Fact("Median", numbers.median)
    yield Fact("Mean", numbers.mean)
    yield Fact("Favourable", numbers.favourable)
    yield Fact("Consensus", f"{numbers.consensus} (0 is none, 1 is full)")


def _history(page: ResultPage, item: Item) -> Iterator[Block]:
    """What an item was in earlier rounds."""
    if page.comparison:
        for one in page.comparison.items:
            if one.item.id == item.id:
                before = "; ".join(filter(None, (marked(one.before), one.movement)))
                yield Fact(f"In round {page.comparison.earlier}", before)
    if page.trend:
        for row, findings in page.trend.rows:
            if row.id == item.id:
                yield Fact("Over the rounds", ", ".join(map(marked, findings)))


def _changes(page: ResultPage) -> Iterator[Block]:
    if page.comparison:
        yield from _compared(page.comparison)
    if page.trend:
        rounds = ", ".join(map(str, page.trend.rounds))
        rows = (f"{item.number} {item.title}: {', '.join(map(marked, found))}" for item, found in page.trend.rows)
        yield from _part(f"Over rounds {rounds}", rows)


def _compared(comparison: Comparison) -> Iterator[Block]:
    yield Heading(_PART, f"Since round {comparison.earlier}")
    yield from map(Words, comparison.notes)
    yield from _bullets(
        f"{one.item.number} {one.item.title}: "
        + "; ".join(filter(None, (f"was {marked(one.before)}, is {marked(one.item.finding)}", one.movement)))
        for one in comparison.items
        if one.changed
    )


def _talk(page: ResultPage) -> Iterator[Block]:
    """The meeting and the plan."""
    if page.meeting or page.settled:
        yield Heading(_PART, "The meeting")
        yield from _facts(page.meeting)
        yield from _bullets(f"{one.item}: {one.result}. {one.note}".rstrip() for one in page.settled)
    yield from _part("The plan", map(_plan_row, page.plan))
    yield from map(Words, page.fairness)


def _plan_row(row: PlanRow) -> str:
    facts = (("Who", row.owners), ("By when", row.due), ("State", row.state), *row.details)
    return ". ".join([row.what.rstrip("."), *(f"{label}: {text.rstrip('.')}" for label, text in facts if text)]) + "."


def _quote(quote: Quote) -> str:
    who = f" ({quote.by})" if quote.by else ""
    hidden = " For the facilitator only." if quote.hidden else ""
    return f"{quote.section}, {quote.box}{who}: {quote.text}{hidden}"
