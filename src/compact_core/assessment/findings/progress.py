"""How far a round is: who has answered how many items. Never what they answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from compact_core.assessment.editions import changed_items
from compact_core.assessment.findings.findings import organisations_by_side
from compact_core.assessment.findings.visibility import as_asked
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Side
from compact_core.assessment.responses import Response


class InviteeProgress(NamedTuple):
    """How far one invitee is."""

    invitee: Invitee
    answered: int
    """How many of the round's items are answered; what was taken back is not."""
    unread: bool = False
    """Whether the answers cannot be read, so that nobody knows how many there are."""
    changed: int = 0
    """For somebody who has answered: how many items without an answer are new or reworded since the round was opened.
    """

    @property
    def is_awaited(self) -> bool:
        """Whether nothing was answered, or not yet what has changed since."""
        return not self.unread and (self.changed > 0 or not self.answered)


class OrganisationProgress(NamedTuple):
    """How far an organisation is."""

    organisation: Organisation
    invitees: tuple[InviteeProgress, ...]
    """Everybody of it who is asked."""

    @property
    def answered(self) -> bool:
        """Whether anybody of it has answered anything."""
        return any(person.answered for person in self.invitees)

    @property
    def unread(self) -> bool:
        """Whether the answers of anybody of it cannot be read."""
        return any(person.unread for person in self.invitees)

    @property
    def silent(self) -> bool:
        """Whether nobody of it has answered anything, as far as anybody knows."""
        return not (self.answered or self.unread)


class SideProgress(NamedTuple):
    """How far a side is."""

    side: Side
    organisations: tuple[OrganisationProgress, ...]
    """Its organisations that are asked."""


def described(invitee: Invitee) -> str:
    """The code of an invitee, with what else is known: the role, and whether it is an agreed reply."""
    more = ", ".join(filter(None, (invitee.role, "agreed reply" if invitee.agreed else "")))
    return f"{invitee.code} ({more})" if more else invitee.code


def how_far(person: InviteeProgress, items: int) -> str:
    """How far an invitee is, in words."""
    if person.unread:
        return "answers cannot be read"
    answered = f"{person.answered} of {items} answered" if person.answered else "no answers"
    if not person.changed:
        return answered
    return f"{answered}; {person.changed} {'is' if person.changed == 1 else 'are'} new or reworded"


def progress(
    partnership: Partnership, asked: Round, responses: Iterable[Response], unread: Collection[str]
) -> tuple[SideProgress, ...]:
    """The progress of everybody who is asked, by side and organisation, in the order of the partnership.

    ``unread`` are the codes of those whose answers cannot be read.
    """
    partnership = as_asked(partnership, asked)
    items = {row.item for row in asked.rows}
    answered = {
        response.invitee: sum(answer.item in items for answer in response.held_answers) for response in responses
    }
    new = changed_items(asked)
    changed = {
        response.invitee: len(new - {answer.item for answer in response.held_answers})
        for response in responses
        if response.held_answers or response.earlier
    }
    organisations = {organisation.id: organisation for organisation in partnership.organisations}
    sides = {side.id: side for side in partnership.sides}

    def of(organisation: str) -> OrganisationProgress:
        people = (invitee for invitee in asked.invitees if invitee.organisation == organisation)
        return OrganisationProgress(
            organisations[organisation],
            tuple(
                InviteeProgress(
                    person, answered.get(person.code, 0), person.code in unread, changed.get(person.code, 0)
                )
                for person in people
            ),
        )

    return tuple(
        SideProgress(sides[side], tuple(map(of, members)))
        for side, members in organisations_by_side(partnership, asked).items()
    )
