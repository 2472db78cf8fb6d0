"""A result page as blocks in reading order, which plain text and Markdown are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compact_core.assessment.records.paths import PLAN
from compact_core.assessment.results.about import MINUTES
from compact_core.assessment.results.charts import counts_line
from compact_core.assessment.results.item_values import Item, Mark, numbered_title
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.values import Comparison, OwnPage, ResultPage, Settled, Trend, Turnout
from compact_core.assessment.said import TITLE as SAID
from compact_core.reports.labels import COVERS
from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words
from compact_core.text import count

TALK_FIRST, EQUAL = "Talk about these first", "Is this assessment itself equal?"
NO_DIFFERENCES = "No differences are shown."
LOW_TO_HIGH = "Low to high"
GONE = "No longer in the code"
CHOSEN = "Chosen to talk about"


def page_blocks(page: ResultPage) -> Iterator[Block]:
    """The whole page."""
    yield from overview_blocks(page)
    yield from _afterwards(page)
    yield from _every_item(page)
    yield from about_blocks(page)
    yield from _appendix(page)


def overview_blocks(page: ResultPage) -> Iterator[Block]:
    """What matters most: the result in short, warnings, who answered, what to talk about first, where all agree."""
    yield Heading(1, page.title)
    yield Words(page.in_short)
    yield Words(" ".join(page.purpose))
    yield from _part("Read this first", page.warnings)
    if page.own:
        yield from _own(page.own)
    yield Heading(2, "Who answered")
    yield _turnout(page.turnout)
    yield from said_blocks(page)
    yield from _talk(page)
    yield Heading(2, "The sections")
    for profile in page.profiles:
        yield Fact(profile.section or GONE, f"{profile.signs} ({counts_line(profile)})")
    yield from _part("Strengths to name aloud", map(numbered_title, page.strengths))
    yield from _part("What needs work", map(numbered_title, page.needs_work))


def said_blocks(page: ResultPage) -> Iterator[Block]:
    """What the partners said that they would do, confirmed or denied by each side."""
    if page.said:
        yield Heading(2, SAID)
        yield Grid(("Line of the plan", *page.sides), tuple((line.what, *line.sides) for line in page.said))


def _own(own: OwnPage) -> Iterator[Block]:
    """What is for one organisation: words for its own reports. Its answers stand beside every item."""
    yield Heading(2, f"For {own.organisation}")
    if own.notes:
        yield Items(own.notes)
    yield Words("For your own reports and bids, in words that anybody may read:")
    yield Words(" ".join(own.words_to_use))


def _talk(page: ResultPage) -> Iterator[Block]:
    """What to talk about first, the weightiest on top, with comments."""
    yield Heading(2, TALK_FIRST)
    if not page.talk_first:
        yield Words(NO_DIFFERENCES)
        return
    yield Words(_key(page))
    yield Grid(
        ("Item", LOW_TO_HIGH, "Found", "Settled"),
        tuple(
            (numbered_title(point.item), point.item.scale, said(point.item.finding), point.settled or "open")
            for point in page.talk_first
        ),
        aligned=True,
    )
    quotes = [point.quote for point in page.talk_first if point.quote]
    if quotes:
        yield Words("What people wrote:")
        yield Items(tuple(f"{quote.text} ({', '.join(filter(None, (quote.section, quote.by)))})" for quote in quotes))


def _key(page: ResultPage) -> str:
    """What the letters on a scale stand for, and which end is which."""
    sides = (f"{letter} {side}" for letter, side in zip(page.letters, page.sides, strict=False))
    return f"On each scale low is on the left and high on the right. {'; '.join(sides)}."


def _turnout(turnout: Sequence[Turnout]) -> Block:
    """Who answered; whose answers cannot be read has a column only where there is anybody."""
    columns = ["Side", "Answered", "No response"]
    rows = [[turnout_.side, _names(turnout_.answered), _names(turnout_.silent)] for turnout_ in turnout]
    if any(turnout_.unread for turnout_ in turnout):
        columns.append("Cannot be read")
        rows = [[*row, _names(side.unread)] for row, side in zip(rows, turnout, strict=True)]
    return Grid(tuple(columns), tuple(map(tuple, rows)))


def said(mark: Mark) -> str:
    """A mark in one text: the sign, then the words."""
    return f"{mark.symbol} {mark.words}"


def _part(heading: str, texts: Iterable[str]) -> Iterator[Block]:
    if items := tuple(texts):
        yield Heading(2, heading)
        yield Items(items)


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody"


def _every_item(page: ResultPage) -> Iterator[Block]:
    """Every item on one scale, the weightiest difference on top."""
    yield Heading(2, "Every item on one scale")
    yield Words(_key(page))
    own = {answer.item.number: answer.words or "withheld" for answer in page.own.answers} if page.own else {}
    yield Grid(
        ("Item", LOW_TO_HIGH, "Found", "Sides", *([page.own.organisation] if page.own else [])),
        tuple(
            (
                numbered_title(item),
                item.scale,
                said(item.finding),
                "; ".join(f"{letter} {cell.words}" for letter, cell in zip(page.letters, item.cells, strict=False)),
                *([own[item.number]] if own else []),
            )
            for item in by_rank(page.items)
        ),
        aligned=True,
    )
    if page.comparison:
        yield from _comparison(page.comparison, page.round)


def about_blocks(page: ResultPage) -> Iterator[Block]:
    """Whether the assessment itself was equal, how it was made, and what the signs mean."""
    yield Heading(2, EQUAL)
    for bars in page.balance:
        yield from (Fact(f"{bars.title}, {bar.label}", f"{bar.drawn} {bar.text}".strip()) for bar in bars.bars)
    yield from (fact for fact in page.equality if fact.label != MINUTES)
    yield Heading(2, "About this result")
    yield from page.facts
    yield Words(f"Signs: {'; '.join(map(said, page.legend))}.")


def _afterwards(page: ResultPage) -> Iterator[Block]:
    """What was settled, and the plan."""
    if page.meeting or page.settled:
        yield Heading(2, "What was settled")
        yield from page.meeting
        if voted := voted_for(page):
            yield Fact(CHOSEN, "; ".join(voted))
        yield from (Fact(matter.item, settled_text(matter)) for matter in page.settled)
    yield Heading(2, "The plan")
    if not page.plan:
        yield Words(no_plan(page))
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


def settled_text(matter: Settled) -> str:
    """What was settled on an item, and what was said."""
    words = matter.said or matter.note
    return f"{matter.result}. {words}" if words else matter.result


def voted_for(page: ResultPage) -> tuple[str, ...]:
    """What the meeting talks about by its votes, with how many each item got."""
    voted = (chosen for chosen in page.agenda if chosen.votes)
    return tuple(f"{numbered_title(chosen.item)} ({count(chosen.votes, 'vote')})" for chosen in voted)


def no_plan(page: ResultPage) -> str:
    """Why there is no plan on the page."""
    return "The plan cannot be read." if PLAN in page.spoilt else "There is no plan yet."


def _comparison(found: Comparison, number: int) -> Iterator[Block]:
    yield Heading(2, f"Since round {found.earlier}")
    if found.items:
        yield Grid(
            ("Item", f"Round {found.earlier}", f"Round {number}", "Gap", "Organisations"),
            tuple(
                (
                    numbered_title(moved.item),
                    said(moved.before),
                    said(moved.item.finding),
                    moved.gap or "–",
                    moved.movement or "withheld",
                )
                for moved in found.items
            ),
        )
    yield Items(found.notes)


def _appendix(page: ResultPage) -> Iterator[Block]:
    yield Heading(2, "Appendix: every item")
    for item in page.items:
        yield from item_blocks(item, page.points)
    if page.quotes:
        yield Heading(2, "Comments")
        for quote in page.quotes:
            hidden = "for the facilitator only" if quote.hidden else ""
            yield Fact(", ".join(filter(None, (quote.section, quote.box, quote.by, hidden))), quote.text)
    if page.trend:
        yield from _trend(page.trend)
    yield from _part("What was left out, and why", page.left_out)


def item_blocks(item: Item, points: Sequence[str]) -> Iterator[Block]:
    """One item in full: its words, what was found, who stands where."""
    yield from item_words(item)
    yield from item_found(item, points)


def item_words(item: Item) -> Iterator[Block]:
    """What an item says."""
    yield Heading(3, numbered_title(item))
    where = f" ({item.at})" if item.at else ""
    yield Words(f"{item.text or 'The code no longer has this item.'}{where}")
    if item.covers:
        yield Words(COVERS)
        yield Items(item.covers)


def item_found(item: Item, points: Sequence[str]) -> Iterator[Block]:
    """What was found of an item, and who stands where."""
    yield Words(" ".join([f"{item.summary or 'This finding is withheld'}.", *item.notes]))
    for voice in item.voices:
        people = f"; people: {'; '.join(voice.people)}" if voice.people else ""
        yield Fact(voice.organisation, f"{voice.words}{people}")
    if item.missing:
        yield Fact("Ticked as missing", "; ".join(f"{part.what} ({part.people})" for part in item.missing))
    if found := item.numbers:
        shares = ", ".join(f"{word} {part}" for word, part in zip(points, found.distribution, strict=True))
        yield Fact(f"{found.organisations} organisations", shares)
        rest = f"median {found.median}, mean {found.mean}, favourable {found.favourable}, consensus {found.consensus}"
        yield Fact("Numbers", rest)


def _trend(trend: Trend) -> Iterator[Block]:
    yield Heading(2, "All rounds")
    yield Grid(
        ("Item", *(f"Round {number}" for number in trend.rounds)),
        tuple((numbered_title(item), *map(said, marks)) for item, marks in trend.rows),
    )
    if trend.notes:
        yield Items(trend.notes)
