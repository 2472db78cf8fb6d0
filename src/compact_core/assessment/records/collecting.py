"""Answers brought into the folder of an assessment: any files, in any order, more than once, with the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.assessment.findings.wording import answer_words
from compact_core.assessment.merging import in_order, marked_late, merged
from compact_core.assessment.records.disk import RefusedError
from compact_core.assessment.records.file_checks import response_flaws
from compact_core.assessment.records.paths import response_file
from compact_core.assessment.records.saving import change_responses, response_data
from compact_core.errors import CompactsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.assessment.partnership import Round
    from compact_core.assessment.records.reading import Assessment
    from compact_core.assessment.records.saving import Saved
    from compact_core.assessment.responses import Answer, Comment, Response

CollectedState = Literal["new", "newer", "already had"]
"""Whether there were no answers before, some of them are new, or all were there already."""


class Arrived(NamedTuple):
    """A file of answers that was read."""

    name: str
    """Name of the file."""
    response: Response
    """What it holds."""


class Told(NamedTuple):
    """What a version says of one item or comment box."""

    words: str
    """What it says, in the words of the scale."""
    given: str
    """When it was said (UTC); empty when that is not known."""


class Conflict(NamedTuple):
    """An item or a comment box of which two versions say different things."""

    place: str
    """Id of the item, or ``section box`` of the comment."""
    holds: Told
    """What was said last, which holds."""
    gave_way: Told
    """What gave way; it is kept in the file."""


class Collected(NamedTuple):
    """What came of the answers of one invitee in one round."""

    round: int
    """Number of the round."""
    invitee: str
    """Code of the invitee."""
    files: tuple[str, ...]
    """The names of the files that were brought in, in order."""
    state: CollectedState
    """Whether nothing was there, something was new in them, or all of it was there already."""
    late: bool
    """Whether they came after the round was closed; then what was new in them is marked as late."""
    conflicts: tuple[Conflict, ...]
    """Where this bringing in made one version give way to another."""


class Refused(NamedTuple):
    """A file that was not brought in."""

    name: str
    """Name of the file."""
    reasons: tuple[str, ...]
    """Why, a sentence or two each."""


class Report(NamedTuple):
    """What came of bringing in files of answers."""

    collected: tuple[Collected, ...]
    """By round and code of the invitee."""
    refused: tuple[Refused, ...]
    """By name."""


def collect(assessment: Assessment, arrived: Iterable[Arrived]) -> Report:
    """Bring answers into the folder of an assessment, with the same result in any order and however often.

    Each file is taken or refused by itself. Raises :class:`compact_core.errors.CompactsError` when none can be taken,
    because the folder is gone or another program writes into it.
    """
    rounds = {record.asked.number: record.asked for record in assessment.rounds}
    good: dict[tuple[int, str], list[Arrived]] = {}
    refused: list[Refused] = []
    for one in sorted(arrived, key=lambda one: one.name):
        if reasons := why_not(assessment, one.response, rounds.get(one.response.round)):
            refused.append(Refused(one.name, reasons))
        else:
            good.setdefault((one.response.round, one.response.invitee), []).append(one)
    people = {who: _Person(assessment, good[who]) for who in sorted(good)}
    saved = change_responses(assessment.folder, {who: person.change for who, person in people.items()})
    found = []
    for who, person in people.items():
        outcome = saved[who]
        if not isinstance(outcome, CompactsError):
            found.append(person.collected(outcome))
        refused += person.refused(outcome)
    return Report(tuple(found), tuple(sorted(refused)))


def why_not(assessment: Assessment, response: Response, asked: Round | None) -> tuple[str, ...]:
    """Why a response cannot be brought into a round of an assessment; nothing when it can."""
    flaws = [f"{flaw.message} {flaw.hint}".rstrip() for flaw in response_flaws(response, assessment.partnership, asked)]
    if asked is None:
        known = ", ".join(str(record.asked.number) for record in assessment.rounds)
        flaws.insert(0, f"These are answers of round {response.round}; the rounds here are: {known or 'none'}.")
    return tuple(flaws)


class _Person:
    """The files of one invitee in one round, and what came of them."""

    def __init__(self, assessment: Assessment, files: Sequence[Arrived]) -> None:
        self._assessment = assessment
        self._files = files
        self._path = response_file(assessment.folder, files[0].response.round, files[0].response.invitee)
        self._there: Response | None = None
        self._refused: dict[str, tuple[str, ...]] = {}

    def change(self, asked: Round, there: Response | None) -> Response:
        """What is there with all files that can be taken.

        Raises :class:`compact_core.errors.CompactsError` when there is none.
        """
        self._there = whole = there
        for one in self._files:
            said = marked_late(one.response) if asked.closed else one.response
            both = merged(whole, said) if whole else in_order(said)
            if reasons := why_not(self._assessment, said, asked) or _unreadable(self._path, both):
                self._refused[one.name] = reasons
            else:
                whole = both
        if whole is None or len(self._refused) == len(self._files):
            raise CompactsError("None of these files could be taken.")
        return whole

    def refused(self, outcome: Saved | CompactsError) -> Iterator[Refused]:
        """The files that were refused, by themselves or because nothing could be saved."""
        for one in self._files:
            if one.name in self._refused:
                yield Refused(one.name, self._refused[one.name])
            elif isinstance(outcome, CompactsError):
                yield Refused(one.name, tuple(str(outcome).splitlines()))

    def collected(self, saved: Saved) -> Collected:
        """What came of the files that were taken."""
        state: CollectedState = "new" if saved.anew else "already had" if saved.response == self._there else "newer"
        return Collected(
            round=saved.response.round,
            invitee=saved.response.invitee,
            files=tuple(one.name for one in self._files if one.name not in self._refused),
            state=state,
            late=bool(saved.asked.closed),
            conflicts=tuple(_conflicts(saved.response, self._there, saved.asked)),
        )


def _unreadable(path: str, response: Response) -> tuple[str, ...]:
    """Why answers could not be read again from their file; nothing when they could."""
    try:
        response_data(response, path)
    except RefusedError as error:
        return (str(error),)
    return ()


def _conflicts(person: Response, before: Response | None, asked: Round) -> Iterator[Conflict]:
    """Where a version gave way that had not given way before, and says something else than what holds."""
    answers = {one.item: _answer(one, asked) for one in person.answers}
    for one in person.replaced:
        told = _answer(one, asked)
        if (before is None or one not in before.replaced) and told.words != answers[one.item].words:
            yield Conflict(one.item, answers[one.item], told)
    comments = {(one.section, one.box): _comment(one) for one in person.comments}
    for note in person.replaced_comments:
        holds, gave_way = comments[note.section, note.box], _comment(note)
        if (before is None or note not in before.replaced_comments) and gave_way.words != holds.words:
            yield Conflict(f"{note.section} {note.box}", holds, gave_way)


def _answer(one: Answer, asked: Round) -> Told:
    return Told(answer_words(one, asked.points), one.given)


def _comment(one: Comment) -> Told:
    return Told(f"{one.text} ({one.use})" if one.text else "taken back", one.given)
