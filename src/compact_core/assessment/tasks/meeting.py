"""The talk about a result: votes on what to talk about, and what comes of each item. Answers are never touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from compact_core.assessment.asking import item_of, numbers_of, organisations_asked
from compact_core.assessment.findings.agenda import MOST_VOTES
from compact_core.assessment.findings.visibility import promised
from compact_core.assessment.partnership import Meeting, Outcome, Partnership, Round, Statement, Vote
from compact_core.assessment.records.days import in_words, next_year
from compact_core.assessment.records.file_checks import meeting_flaws
from compact_core.assessment.records.minutes import change_meeting
from compact_core.assessment.records.reading import Assessment, RoundRecord, read_file
from compact_core.assessment.records.saving import sound
from compact_core.assessment.results.item_values import Item, numbered_title
from compact_core.assessment.results.values import ResultPage
from compact_core.assessment.setup.partners import organisation
from compact_core.content.partial_dates import is_before
from compact_core.errors import CompactsError, NotFoundError
from compact_core.text import clean, joined, shorten

_CHANGED = "This was changed by another program. Nothing was saved: look at it again, then write it down."
_FEWEST_STATEMENTS = 2


class Settling(NamedTuple):
    """What is written down on an item."""

    outcome: Outcome
    statements: tuple[Statement, ...] = ()
    """What each says who disagrees."""


def settled_now(meeting: Meeting, item: str) -> Settling | None:
    """What is written down on an item; None for nothing."""
    outcome = next((outcome for outcome in meeting.outcomes if outcome.item == item), None)
    statements = tuple(said for said in meeting.statements if said.item == item)
    return Settling(outcome, statements) if outcome else None


def agreed(item: str, reason: str) -> Settling:
    """That partners came to one view; raises :class:`CompactsError` without a reason."""
    reason = clean(reason).strip()
    if not reason:
        raise CompactsError("Write the reason: what do the partners see in the same way now?")
    return Settling(Outcome(item=item, result="agreed", note=reason))


def disagreed(
    assessment: Assessment, record: RoundRecord, item: str, said: Sequence[tuple[str, str]], review: str
) -> Settling:
    """That partners know that they keep two views: what each says, and when they look at it again.

    ``said`` has the id or name of a side or an organisation, and its statement.
    """
    statements = tuple(_statement(assessment, record, item, who, text) for who, text in said if clean(text).strip())
    holders = [(statement.side, statement.organisation) for statement in statements]
    wrong = []
    if len(set(holders)) < _FEWEST_STATEMENTS:
        wrong.append("Write what each says who disagrees: two statements or more, each of another side.")
    elif len(set(holders)) < len(holders):
        wrong.append("Somebody is named twice. Put what it says into one statement.")
    since = record.meeting.held or record.asked.closed
    if not review:
        wrong.append(f"Say when the partners look at it again, such as June {next_year()}.")
    elif is_before(review, since):
        when = "the partners met" if record.meeting.held else "the round was closed"
        wrong.append(f"{in_words(review)} is before {when}, {in_words(since)}. Name a later day.")
    if wrong:
        raise CompactsError(" ".join(wrong))
    return Settling(Outcome(item=item, result="agreed to disagree", review=review), statements)


def parked(item: str, note: str = "") -> Settling:
    """That it is left for later."""
    return Settling(Outcome(item=item, result="parked", note=clean(note).strip()))


def settle(
    assessment: Assessment,
    record: RoundRecord,
    item: str,
    new: Settling | None,
    seen: Settling | str | None = "whatever is there",
) -> Meeting:
    """Write down what came of an item; None takes it out.

    ``seen`` is what whoever writes saw there: where another program wrote something else meanwhile, nothing is changed.
    """

    def change(meeting: Meeting) -> Meeting:
        if not isinstance(seen, str) and settled_now(meeting, item) != seen:
            raise CompactsError(_CHANGED)
        others = tuple(said for said in meeting.statements if said.item != item)
        added = new.statements if new else ()
        return replace(meeting, outcomes=_with(meeting, item, new), statements=(*others, *added))

    return change_meeting(assessment.folder, record.asked.number, change)


def _with(meeting: Meeting, item: str, new: Settling | None) -> tuple[Outcome, ...]:
    """The outcomes with a new one in the place of the old one."""
    there = any(outcome.item == item for outcome in meeting.outcomes)
    changed = [new.outcome if outcome.item == item and new else outcome for outcome in meeting.outcomes]
    if new and not there:
        changed.append(new.outcome)
    return tuple(outcome for outcome in changed if new or outcome.item != item)


class Notes(NamedTuple):
    """What somebody writes down of a whole meeting, as it is typed."""

    held: str | None
    """When the partners met; None leaves it as it is."""
    present: tuple[str, ...] | None
    """Ids of the organisations that were there; None leaves them as they are."""
    agreed: Sequence[str]
    """Items on which partners came to one view, each with a note behind a colon."""
    disagreed: Sequence[str]
    """The same of items on which they keep two views."""
    parked: Sequence[str]
    """The same of items that are left for later."""
    forgotten: Sequence[str]
    """Items whose notes are taken out."""


def noted(meeting: Meeting, asked: Round, notes: Notes) -> Meeting:
    """The meeting with new outcomes; statements on their items are taken out."""
    outcomes = {outcome.item: outcome for outcome in meeting.outcomes}
    for text in notes.forgotten:
        item = item_of(asked, text)
        if outcomes.pop(item, None) is None:
            raise NotFoundError(f"Nothing is written down on '{item}', so nothing can be forgotten.")
    results: dict[Literal["agreed", "agreed to disagree", "parked"], Sequence[str]] = {
        "agreed": notes.agreed,
        "agreed to disagree": notes.disagreed,
        "parked": notes.parked,
    }
    named = set[str]()
    for result, text in ((result, text) for result, texts in results.items() for text in texts):
        typed, _, said = clean(text).partition(":")
        item = item_of(asked, typed)
        if item in named:
            raise CompactsError(f"'{item}' is named twice. Settle each item in one way.")
        named.add(item)
        outcomes[item] = Outcome(item=item, result=result, note=said.strip())
    gone = named.union(outcome.item for outcome in meeting.outcomes if outcome.item not in outcomes)
    return replace(
        meeting,
        held=meeting.held if notes.held is None else notes.held,
        present=meeting.present if notes.present is None else notes.present,
        outcomes=tuple(outcomes.values()),
        statements=tuple(said for said in meeting.statements if said.item not in gone),
    )


def vote(
    assessment: Assessment, record: RoundRecord, page: ResultPage, organisation: str, items: Sequence[str]
) -> Meeting:
    """Write down the votes of an organisation, in place of its earlier votes; no items take them back."""
    wrong = list(_wrong_votes(page.items, {item.id for item in page.votable}, items))
    if wrong:
        raise CompactsError(" ".join(wrong))
    new = Vote(organisation=organisation, items=tuple(items))

    def change(meeting: Meeting) -> Meeting:
        there = any(voted.organisation == organisation for voted in meeting.votes)
        votes = [new if voted.organisation == organisation else voted for voted in meeting.votes]
        votes += [] if there else [new]
        return replace(meeting, votes=tuple(voted for voted in votes if voted.items))

    return change_meeting(assessment.folder, record.asked.number, change)


def _wrong_votes(every: Sequence[Item], votable: set[str], items: Sequence[str]) -> Iterator[str]:
    names = {item.id: numbered_title(item) for item in every}
    if len(items) > MOST_VOTES:
        yield f"These are {len(items)} votes. An organisation has {MOST_VOTES}."
    if twice := [item for item in dict.fromkeys(items) if items.count(item) > 1]:
        yield f"{joined(names.get(item, item) for item in twice)} is named twice. Give each vote to another item."
    if others := [item for item in dict.fromkeys(items) if item not in votable]:
        there = "; ".join(names[item.id] for item in every if item.id in votable) or "none"
        yield (
            f"No vote can go to {joined(names.get(item, item) for item in others)}: votes are for items where sides"
            f" differ, are split or need work. They are: {there}."
        )


def attend(
    assessment: Assessment, record: RoundRecord, held: str | None = None, present: tuple[str, ...] | None = None
) -> Meeting:
    """Write down when the partners met, and who was there; None leaves it as it is."""

    def change(meeting: Meeting) -> Meeting:
        there = meeting.present if present is None else present
        return replace(meeting, held=meeting.held if held is None else held, present=there)

    return change_meeting(assessment.folder, record.asked.number, change)


def bring_in(assessment: Assessment, record: RoundRecord, path: str) -> Meeting:
    """Bring in a copy of the meeting that a sync program made: what it holds besides is added, and nothing given up.

    Where the two contradict each other, nothing is changed, and :class:`CompactsError` says where.
    """
    check = partial(meeting_flaws, partnership=assessment.partnership, asked=record.asked)
    copy = sound(read_file(path, Meeting, check))
    return change_meeting(assessment.folder, record.asked.number, lambda there: _together(there, copy, record.asked))


def _together(meeting: Meeting, copy: Meeting, asked: Round) -> Meeting:
    """Two meetings in one: items and votes that only one of them has are taken as they are."""
    wrong = list(_unlike(meeting, copy, asked))
    if wrong:
        end = "Nothing was changed. Agree on one, and write it down in the meeting or in the copy."
        raise CompactsError("\n".join([*wrong, end]))
    settled = {outcome.item for outcome in meeting.outcomes}
    return replace(
        meeting,
        held=meeting.held or copy.held,
        present=tuple(dict.fromkeys((*meeting.present, *copy.present))),
        votes=tuple({vote.organisation: vote for vote in (*copy.votes, *meeting.votes)}.values()),
        outcomes=(*meeting.outcomes, *(outcome for outcome in copy.outcomes if outcome.item not in settled)),
        statements=tuple(
            dict.fromkeys((*meeting.statements, *(said for said in copy.statements if said.item not in settled)))
        ),
    )


def _unlike(meeting: Meeting, copy: Meeting, asked: Round) -> Iterator[str]:
    """What both have and say differently."""
    if meeting.held and copy.held and meeting.held != copy.held:
        yield f"They met on {in_words(meeting.held)}, and in the copy on {in_words(copy.held)}."
    voted = {vote.organisation: set(vote.items) for vote in copy.votes}
    for vote in meeting.votes:
        if set(vote.items) != voted.get(vote.organisation, set(vote.items)):
            yield f"The votes of {vote.organisation} are other ones in the copy."
    numbers = numbers_of(asked)
    for item in (outcome.item for outcome in meeting.outcomes):
        here, there = settled_now(meeting, item), settled_now(copy, item)
        if here and there and here != there:
            results = f"{here.outcome.result} here, {there.outcome.result} in the copy"
            yield f"{numbers.get(item, '')} {item} is settled in two ways: {results}.".strip()


def holders(assessment: Assessment, record: RoundRecord) -> tuple[tuple[str, str], ...]:
    """Id and name of the sides that can say something; of a single side, its organisations."""
    asked = organisations_asked(assessment.partnership, record.asked)
    sides = tuple(
        (side.id, side.name) for side in assessment.partnership.sides if any(it.side == side.id for it in asked)
    )
    if len(sides) > 1 or _hides_organisations(assessment):
        return sides
    return tuple((home.id, home.name) for home in asked)


def minutes_lines(meeting: Meeting, asked: Round, partnership: Partnership) -> Iterator[str]:
    """Everything that is written down, a line each."""
    if meeting == Meeting():
        yield f"Nothing is written down yet about the meeting on round {asked.number}."
        return
    numbers = numbers_of(asked)
    names, sides = partnership.names, partnership.side_names
    yield f"Held: {in_words(meeting.held) if meeting.held else 'no date'}"
    yield f"Present: {joined(names.get(it, it) for it in meeting.present) or 'nobody is named'}"
    for vote in meeting.votes:
        items = joined(f"{numbers.get(item, '')} {item}".strip() for item in vote.items)
        yield f"Votes of {names.get(vote.organisation, vote.organisation)}: {items}"
    for outcome in meeting.outcomes:
        yield f"{numbers.get(outcome.item, '')} {outcome.item}: {outcome.result}. {outcome.note}".strip()
        for said in meeting.statements:
            if said.item == outcome.item:
                who = sides.get(said.side, "") or names.get(said.organisation, said.organisation)
                yield f"  {who}: {said.text}"
        if outcome.review:
            yield f"  To be looked at again: {in_words(outcome.review)}"


def _hides_organisations(assessment: Assessment) -> bool:
    """Whether the strictest rule that was promised hides organisations."""
    rounds = (each.asked for each in assessment.rounds)
    return promised(assessment.partnership, rounds) == "by side"


def _statement(assessment: Assessment, record: RoundRecord, item: str, who: str, text: str) -> Statement:
    """A statement of a side or an organisation, by its id or its name."""
    typed = " ".join(clean(who).split()).casefold()
    said = clean(text).strip()
    for side in assessment.partnership.sides:
        if typed in {side.id, side.name.casefold()}:
            return Statement(item=item, side=side.id, text=said)
    try:
        home = organisation(organisations_asked(assessment.partnership, record.asked), who)
    except NotFoundError:
        known = ", ".join(name for _, name in holders(assessment, record))
        message = f"'{shorten(clean(who))}' is no side and no organisation that was asked."
        raise CompactsError(f"{message} The sides are: {known}.") from None
    if _hides_organisations(assessment):
        message = f"Only sides are shown in this partnership, so {home.name} cannot be written down by its name."
        raise CompactsError(f"{message} Write what its side says.")
    return Statement(item=item, organisation=home.id, text=said)
