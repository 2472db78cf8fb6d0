"""Answers brought into the folder of an assessment: any files, in any order, more than once, with the same result."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.assessment.merging import marked_late, merged
from compact_core.assessment.wording import answer_words
from compact_core.records.checks import response_flaws
from compact_core.records.saving import save_responses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.assessment.model import Round
    from compact_core.assessment.responses import Answer, Comment, Response
    from compact_core.records.reading import Assessment
    from compact_core.records.saving import Saved

State = Literal["new", "newer", "already had"]


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
    state: State
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

    Raises :class:`compact_core.errors.CompactsError` when the folder cannot be written to.
    """
    rounds = {record.asked.number: record.asked for record in assessment.rounds}
    good: dict[tuple[int, str], list[Arrived]] = {}
    refused: list[Refused] = []
    for one in sorted(arrived, key=lambda one: one.name):
        if reasons := why_not(assessment, one.response):
            refused.append(Refused(one.name, reasons))
        else:
            good.setdefault((one.response.round, one.response.invitee), []).append(one)
    people = sorted(good)
    whole = [_whole(good[person], rounds[person[0]]) for person in people]
    saved = save_responses(assessment.folder, whole)
    found = [_collected(good[who], rounds[who[0]], one) for who, one in zip(people, saved, strict=True)]
    return Report(tuple(found), tuple(refused))


def why_not(assessment: Assessment, response: Response) -> tuple[str, ...]:
    """Why a response cannot be brought into an assessment; nothing when it can."""
    asked = next((record.asked for record in assessment.rounds if record.asked.number == response.round), None)
    flaws = [f"{flaw.message} {flaw.hint}".rstrip() for flaw in response_flaws(response, assessment.partnership, asked)]
    if asked is None:
        known = ", ".join(str(record.asked.number) for record in assessment.rounds)
        flaws.insert(0, f"These are answers of round {response.round}; the rounds here are: {known or 'none'}.")
    return tuple(flaws)


def _whole(files: Sequence[Arrived], asked: Round) -> Response:
    """All versions of one invitee in one."""
    versions = [one.response for one in files]
    whole = reduce(merged, versions, versions[0])  # one version is merged with itself, which puts it in order
    return marked_late(whole) if asked.closed else whole


def _collected(files: Sequence[Arrived], asked: Round, saved: Saved) -> Collected:
    state: State = "new" if saved.anew else "already had" if saved.response == saved.before else "newer"
    person = saved.response
    return Collected(
        round=person.round,
        invitee=person.invitee,
        files=tuple(one.name for one in files),
        state=state,
        late=bool(asked.closed),
        conflicts=tuple(_conflicts(saved, asked)),
    )


def _conflicts(saved: Saved, asked: Round) -> Iterator[Conflict]:
    """Where a version gave way that had not given way before, and says something else than what holds."""
    person, before = saved.response, saved.before
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
