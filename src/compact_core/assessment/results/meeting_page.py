"""The meeting as blocks in reading order: strengths, votes, what is chosen, and what is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.results.blocks import CHOSEN, said, said_blocks, settled_text
from compact_core.assessment.results.item_values import Item, numbered_title
from compact_core.assessment.results.room import stands, who_is_higher
from compact_core.assessment.results.values import ResultPage
from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words
from compact_core.text import count, joined

STRENGTHS = "What works"
NO_STRENGTHS = "No strength is shown on which all sides agree."
VOTES = "What do we talk about?"
HOW = "Each organisation has three votes. The meeting talks about seven items at most, those with most votes first."
NOTHING_TO_VOTE = "No item is shown on which sides differ, are split or need work."
BY_WEIGHT = "Nobody has voted yet. Until then the weight of the differences decides."
NOTHING_YET = "Nothing is written down yet about the meeting on round {number}."


def meeting_blocks(page: ResultPage) -> Iterator[Block]:
    """Everything that the meeting goes through, with what is written down."""
    yield Heading(1, f"{page.partnership}: meeting on round {page.round}")
    if not (page.meeting or page.settled):
        yield Words(NOTHING_YET.format(number=page.round))
    yield from page.meeting
    yield Heading(2, STRENGTHS)
    yield Items(tuple(map(numbered_title, page.strengths))) if page.strengths else Words(NO_STRENGTHS)
    yield from said_blocks(page)
    yield Heading(2, CHOSEN)
    if not page.agenda:
        yield Words(NOTHING_TO_VOTE)
    elif not any(agenda_item.votes for agenda_item in page.agenda):
        yield Words(BY_WEIGHT)
    for agenda_item in page.agenda:
        yield from _item(page, agenda_item.item, agenda_item.votes)
    others = [matter for matter in page.settled if matter.item_id not in {chosen.item.id for chosen in page.agenda}]
    if others:
        yield Heading(2, "Settled besides")
        yield from (Fact(matter.item, settled_text(matter)) for matter in others)


def votes_blocks(page: ResultPage, record: RoundRecord, names: Mapping[str, str]) -> Iterator[Block]:
    """What can be voted for, who voted for it, and what is chosen."""
    yield Heading(1, VOTES)
    yield Words(HOW)
    if not page.votable:
        yield Words(NOTHING_TO_VOTE)
        return
    chosen = {agenda_item.item.id: str(number) for number, agenda_item in enumerate(page.agenda, start=1)}
    voters = {
        item.id: [
            names.get(vote.organisation, vote.organisation) for vote in record.meeting.votes if item.id in vote.items
        ]
        for item in page.votable
    }
    yield Grid(
        ("Item", "Found", "Votes", "Of", "Order"),
        tuple(
            (
                numbered_title(item),
                said(item.finding),
                str(len(voters[item.id])),
                joined(voters[item.id]) or "nobody",
                chosen.get(item.id, "–"),
            )
            for item in page.votable
        ),
    )
    if not any(voters.values()):
        yield Words(BY_WEIGHT)


def _item(page: ResultPage, item: Item, votes: int) -> Iterator[Block]:
    """An item: who sees it higher, where everybody stands, and what is settled."""
    counted = f" ({count(votes, 'vote')})" if votes else ""
    yield Heading(3, f"{numbered_title(item)}{counted}")
    yield Words(item.text)
    yield Words(who_is_higher(item, page))
    for stand in stands(item, page):
        yield Fact(f"{stand.letter} {joined(stand.names)}" if stand.letter else f"- {joined(stand.names)}", stand.words)
    settled = next((matter for matter in page.settled if matter.item_id == item.id), None)
    yield Fact("Settled", settled_text(settled) if settled else "open")
