"""A round goes on in another edition of its code: seen first, then done; nothing that was answered is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.asking import asked_digest, minutes_each, time_asked
from compact_core.assessment.editions import brought_over
from compact_core.assessment.partnership import Carried, Organisation, Partnership, Round
from compact_core.assessment.records.days import today
from compact_core.assessment.records.editing import change_edition
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.setup.carrying import Carrying, Said, carried_on, carrying
from compact_core.assessment.tasks import code_asked
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model import Code
from compact_core.model.chains import path_between
from compact_core.reports.part_names import name_of
from compact_core.text import count, joined

HEADINGS: dict[Carried, str] = {
    "kept": "Answers follow, for the words say the same",
    "reworded": "Asked again in other words; the earlier answer shows after the new one",
    "anew": "Asked anew",
}
"""What becomes of the answers to items, in words."""
NOTHING = "Nothing changes: the round asks about just this edition already."


class Share(NamedTuple):
    """What an organisation keeps of its answers, and what it is asked again. Never what anybody answered."""

    organisation: Organisation
    follow: int
    """How many answers of its people follow."""
    again: int
    """How many are to be given again, because the words have changed."""
    beside: int
    """How many more stay in the files, and count nowhere."""


class GoingOn(NamedTuple):
    """What it means for a round to go on in an edition, before anything is changed."""

    before: Round
    """The round as it is."""
    after: Round
    """The round as it is to be."""
    carried: Carrying
    """What every item becomes."""
    code: Code
    """The code that has the edition."""
    shares: tuple[Share, ...]
    """What each organisation keeps, in the order of the partnership."""

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return self.before != self.after


def editions_to(library: Library, asked: Round) -> tuple[str, ...]:
    """Ids of the codes that a round can go on in: its own, as it is now, and those that lineages relate to it."""
    pairs = [(pair.source, pair.target) for lineage in library.lineages() for pair in lineage.pairs]
    there = [entry.id for entry in library.entries]
    others = (code for code in there if code != asked.code and path_between(pairs, asked.code, code))
    return (*(code for code in (asked.code,) if code in there), *others)


def going_on(
    assessment: Assessment, record: RoundRecord, code: Code, library: Library, said: Said | None = None
) -> GoingOn:
    """What it means for a round to go on in an edition; nothing is changed."""
    said = said or Said()
    asked = record.asked
    if asked.closed:
        raise CompactsError(
            f"Round {asked.number} is closed, and its result stands by what was asked. Another edition is for a new "
            "round: name it with 'compacts assess round --to'."
        )
    carried = carrying(asked, code, assessment.partnership.formality, library.lineages(), said)
    after = carried_on(asked, carried, today().isoformat(), said.same)
    minutes = time_asked(assessment.partnership, asked.invitees, len(after.rows))
    after = replace(after, time_asked=minutes) if carried.changes(asked) else after
    return GoingOn(asked, after, carried, code, tuple(_shares(assessment.partnership, record, after)))


def go_on(assessment: Assessment, seen: GoingOn, library: Library, said: Said | None = None) -> Round:
    """Let the round go on; refused when it is no longer what was seen."""

    def make(now: Assessment, record: RoundRecord) -> Round:
        if asked_digest(record.asked) != asked_digest(seen.before):
            raise CompactsError("The round has been changed meanwhile. Nothing was changed: look at it again.")
        return going_on(now, record, seen.code, library, said).after

    return change_edition(assessment.folder, seen.before.number, make)


def news(library: Library, record: RoundRecord, formality: str) -> str:
    """What is to be known of a round whose code is no longer as it was asked; empty when it is."""
    asked = record.asked
    if asked.closed:
        return ""
    try:
        carried = carrying(asked, code_asked(library, asked), formality)
    except CompactsError:  # its code is not at hand, which whoever needs it is told
        return ""
    if not carried.changes(asked):
        return ""
    new = [item for item in carried.items("anew") if not carried.were(item)]
    counts = [
        (len(carried.items("reworded")), "stands in other words"),
        (len(carried.gone), "is gone"),
        (len(new), "is new"),
    ]
    what = joined(f"{count(number, 'item')} {_plural(words, number)}" for number, words in counts if number)
    return f"The code {asked.code} has changed since the round was opened: {what or 'its order is another'}."


class ItemLine(NamedTuple):
    """A line of what becomes of the items: one of them, or a heading over some."""

    text: str
    item: str = ""
    """Id of the item; empty for a heading."""
    how: str = ""
    """What becomes of the answers to it; empty for a heading, and for what is no longer asked."""
    title: str = ""
    """Its name without the id, with what is said of it, for those who read no ids."""


def heading(seen: GoingOn) -> str:
    """From where the round goes on to where."""
    before, after = seen.before, seen.after
    ways = f"from {before.code} to {after.code}" if before.code != after.code else f"in {after.code} as it is now"
    return f"Round {after.number} goes on {ways}: {count(len(after.rows), 'item')}, before {len(before.rows)}."


def item_lines(seen: GoingOn) -> Iterator[ItemLine]:
    """Every item under what becomes of the answers to it."""
    carried = seen.carried
    names = {part.id: name_of(part) for part in seen.code.provisions}
    for how, words in HEADINGS.items():
        if items := carried.items(how):
            yield ItemLine(f"{words} ({len(items)}):")
            titles = {item: _described(item, seen, names) for item in items}
            yield from (ItemLine(f"{item}: {title}", item, how, title) for item, title in titles.items())
    if carried.gone:
        yield ItemLine(f"No longer asked; what was answered stays in the files ({len(carried.gone)}):")
        yield from (ItemLine(item, item) for item in carried.gone)


def share_lines(seen: GoingOn) -> Iterator[str]:
    """What each organisation keeps, and is asked again."""
    yield from (f"{share.organisation.name}: {_share(share)}" for share in seen.shares)


def edition_lines(seen: GoingOn) -> Iterator[str]:
    """What becomes of every item, and what each organisation keeps and is asked again."""
    before, after, carried = seen.before, seen.after, seen.carried
    if not seen.changes:
        yield NOTHING
        return
    yield heading(seen)
    for line in item_lines(seen):
        if not line.item:
            yield ""
        yield f"  {line.text}" if line.item else line.text
    if again := _again(seen):
        yield ""
        yield f"{count(again, 'item')} stood in just these words before in this round. Answers of then count again."
    yield ""
    yield "What each organisation keeps, and is asked again:"
    yield from (f"  {line}" for line in share_lines(seen))
    minutes = count(minutes_each(len(after.rows)), "minute")
    yield f"Each person is asked for {minutes} in all, before {minutes_each(len(before.rows))}."
    yield "No answer is changed or taken away. Forms that are out can still come back."
    if carried.items("reworded"):
        yield "Where an item means just what it did, as after a mended typo, say so: then its answers follow."


def done_lines(after: Round) -> Iterator[str]:
    """What is done, and what comes next."""
    yield f"Round {after.number} asks about {count(len(after.rows), 'item')} of {after.code} now."
    yield "Write the forms again, and send them to those who have something to answer."


def _again(seen: GoingOn) -> int:
    """How many items come back in words in which the round asked about them before."""
    before = {edition.asked for edition in seen.after.editions[:-1] if edition.round == seen.after.number}
    earlier = (item for item in seen.after.earlier if item.how == "kept" and item.asked in before)
    return len({item.becomes for item in earlier if seen.carried.how(item.becomes) != "kept"})


def _described(item: str, seen: GoingOn, names: dict[str, str]) -> str:
    """The name of an item, what it was called before, and what is said of it."""
    carried = seen.carried
    were = [each for each in carried.were(item) if seen.before.code != carried.code or each != item]
    notes = dict.fromkeys(way.why for way in carried.ways if way.becomes == item and way.why)
    beside = [*([f"was {joined(were)}"] if were else []), *notes]
    name = names.get(item, "")
    more = f" ({'; '.join(beside)})" if beside else ""
    return f"{name}{more}"


def _shares(partnership: Partnership, record: RoundRecord, after: Round) -> Iterator[Share]:
    counts: Counter[tuple[str, str]] = Counter()
    homes = {invitee.code: invitee.organisation for invitee in record.asked.invitees}
    reworded = {(item.asked, item.item) for item in after.earlier if item.how == "reworded"}
    left = asked_digest(record.asked)
    for response in record.responses:
        home = homes.get(response.invitee, "")
        now = brought_over(response, after)
        held = {answer.item for answer in now.held_answers}
        counts[home, "follow"] += len(held)
        again = sum((left, answer.item) in reworded for answer in response.held_answers)
        counts[home, "again"] += again
        counts[home, "beside"] += max(len(response.held_answers) - len(held) - again, 0)
    for organisation in partnership.organisations:
        if organisation.id in record.asked.organisations:
            own = (counts[organisation.id, what] for what in ("follow", "again", "beside"))
            yield Share(organisation, *own)


def _share(share: Share) -> str:
    if not (share.follow or share.again or share.beside):
        return "nothing was answered yet"
    parts = (
        f"{count(share.follow, 'answer')} {'follows' if share.follow == 1 else 'follow'}",
        f"{share.again} to be given again" if share.again else "",
        f"{share.beside} {'stays' if share.beside == 1 else 'stay'} in the files only" if share.beside else "",
    )
    return joined(filter(None, parts))


def _plural(words: str, number: int) -> str:
    return words if number == 1 else words.replace("stands", "stand").replace("is ", "are ")
