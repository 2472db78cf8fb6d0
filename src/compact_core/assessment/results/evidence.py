"""The closed rounds of a partnership, assessed, and what of them may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings import findings, visibility
from compact_core.assessment.findings.progress import progress
from compact_core.assessment.findings.tallies import CountedAnswer
from compact_core.assessment.findings.visibility import Shown, as_asked
from compact_core.assessment.findings.vocabulary import Vocabulary, vocabulary
from compact_core.assessment.merging import on_time
from compact_core.assessment.partnership import Partnership
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Response
from compact_core.errors import CompactsError
from compact_core.text import joined


class Assessed(NamedTuple):
    """A closed round, and what was found."""

    record: RoundRecord
    """The round as recorded."""
    partnership: Partnership
    """The partnership as the forms of the round showed it."""
    responses: tuple[Response, ...]
    """The responses that count: without what came late, unless single people show, and none of an organisation that
    cannot be read."""
    result: findings.RoundResult


class Evidence(NamedTuple):
    """What a page is made from."""

    partnership: Partnership
    """The partnership as the forms of the last round showed it, with the strictest rule of all forms."""
    rounds: tuple[Assessed, ...]
    """The closed rounds up to the one that the page is about, which is the last."""
    seen: Shown
    """What may be shown of them."""
    words: Vocabulary
    """The words for the last round."""

    @property
    def now(self) -> Assessed:
        """The round that the page is about."""
        return self.rounds[-1]

    def who(self, organisations: Collection[str]) -> str:
        """Names of organisations in a row; in short when they are all that were asked, or more."""
        if set(organisations).issuperset(self.now.record.asked.organisations):
            return "all organisations that were asked"
        return joined(self.partnership.names.get(organisation, organisation) for organisation in organisations)

    @property
    def side_names(self) -> tuple[str, ...]:
        """Names of the sides that were asked, in the order of every finding."""
        sides = findings.organisations_by_side(self.now.partnership, self.now.record.asked)
        return tuple(self.words.sides[side] for side in sides)

    @property
    def by_side(self) -> bool:
        """Whether only sides may be shown."""
        return not self.seen.organisations

    @property
    def unread(self) -> bool:
        """Whether answers of any of the rounds cannot be read."""
        return any(assessed.result.unread for assessed in self.rounds)

    @property
    def why_nothing(self) -> str:
        """Why no findings may be shown at all; empty when some may."""
        if self.by_side and self.unread:
            return "unreadable"
        return visibility.why_nothing(self.partnership, self.now.result)

    @property
    def hides_comments(self) -> bool:
        """Whether comments without a name would have one: so few answered, or others come when answers are mended."""
        return self.by_side and (self.unread or len(self.now.result.answering) < self.partnership.fewest)

    def may_show(self, finding: findings.Finding, number: int = 0) -> bool:
        """Whether a finding may be shown: of the round of that number, or of the last."""
        return (number or self.now.record.asked.number, finding.item) in self.seen.findings

    def may_place(self, finding: findings.Finding, side: str) -> bool:
        """Whether it may be shown where a side stands on an item of the last round."""
        return visibility.Cell(self.now.record.asked.number, finding.item, side) in self.seen.cells

    def may_tell_itself(self, answer: CountedAnswer) -> bool:
        """Whether an organisation may see this answer on its own page, where others may not.

        An agreed reply is its own word, and so is the answer of the only person that it was asked to send. By side the
        answers of several people stay their own: nobody was told that even their organisation would see them.
        """
        home = answer.invitee.organisation
        people = [person for person in self.now.record.asked.invitees if person.organisation == home]
        return self.words.people or answer.invitee.agreed or len(people) == 1

    def shown(self) -> Iterator[findings.Finding]:
        """The findings of the last round that may be shown."""
        return filter(self.may_show, self.now.result.findings)


def evidence(partnership: Partnership, records: Iterable[RoundRecord], number: int) -> Evidence:
    """Assess the closed rounds up to one; later ones change nothing of what may be shown of it.

    Raises :class:`CompactsError` when that round is not there, or still open.
    """
    records = sorted(records, key=lambda record: record.asked.number)
    asked = next((record for record in records if record.asked.number == number), None)
    if asked is None:
        raise CompactsError(f"There is no round {number}.")
    if not asked.asked.closed:
        raise CompactsError(_still_open(partnership, asked))
    earlier = [record for record in records if record.asked.closed and record.asked.number <= number]
    partnership = replace(
        partnership,
        visibility=visibility.promised(partnership, (record.asked for record in earlier)),
        fewest=visibility.fewest_promised(partnership, (record.asked for record in earlier)),
    )
    rounds = tuple(_assessed(partnership, record) for record in earlier)
    then = rounds[-1].partnership
    return Evidence(
        partnership=then,
        rounds=rounds,
        seen=visibility.shown(partnership, [assessed.result for assessed in rounds]),
        words=vocabulary(then, asked.asked),
    )


@lru_cache(maxsize=8)
def _assessed(partnership: Partnership, record: RoundRecord) -> Assessed:
    """A closed round, assessed; every page of a later round needs it too."""
    then = as_asked(partnership, record.asked)
    spoilt = findings.unread_organisations(record.asked, record.unread)
    of = {invitee.code for invitee in record.asked.invitees if invitee.organisation not in spoilt}
    counted = (response for response in record.responses if response.invitee in of)
    late_counts = visibility.late_answers_count(then.visibility)
    responses = tuple(response if late_counts else on_time(response) for response in counted)
    return Assessed(record, then, responses, findings.assess(then, record.asked, responses, record.unread))


def _still_open(partnership: Partnership, record: RoundRecord) -> str:
    """Why there is no result yet, with who has answered, never what."""
    sides = progress(partnership, record.asked, record.responses, record.unread)
    asked = {member.organisation.id: member for side in sides for member in side.organisations}
    everybody = [asked[organisation.id] for organisation in organisations_asked(partnership, record.asked)]
    answered = joined(member.organisation.name for member in everybody if member.answered) or "nobody"
    waiting = joined(member.organisation.name for member in everybody if member.silent) or "nobody"
    unread = joined(member.organisation.name for member in everybody if member.unread)
    return (
        f"Round {record.asked.number} is still open, and its results stay hidden until it is closed. "
        f"Answered so far: {answered}; not yet: {waiting}{f'; cannot be read: {unread}' if unread else ''}. "
        "Close it first."
    )
