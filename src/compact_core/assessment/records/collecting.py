"""Answers brought into the folder of an assessment: any files, in any order, more than once, with the same result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.editions import brought_over, edition_asked
from compact_core.assessment.findings.vocabulary import answer_words
from compact_core.assessment.merging import in_order, marked_late, merged
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.records.answer_checks import fit_flaws, placed
from compact_core.assessment.records.disk import RefusedError
from compact_core.assessment.records.paths import response_file
from compact_core.assessment.records.reading import Assessment
from compact_core.assessment.records.saving import Saved, change_responses, response_data
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.errors import CompactsError
from compact_core.text import clean, shorten, suggestion

CollectedState = Literal["new", "newer", "already had"]
"""Whether there were no answers before, some of them are new, or all were there already."""

AGAIN = "Open the form, press 'Save answers file', and use the file that it saves."
"""What to do about a file that cannot be used."""
OTHER_FORM = (
    "This form asked for other items, or in other words, than the round does now.",
    "Send out the form again, or bring back the round.toml that the form was made from.",
)
"""What is wrong with answers to a form that is not that of the round, and what to do."""


class Arrived(NamedTuple):
    """A file of answers that was read."""

    name: str
    response: Response
    """What it holds."""


class AnswerVersion(NamedTuple):
    """What a version says of one item or comment box."""

    words: str
    """What it says, in the words of the scale."""
    given: str
    """When it was said (UTC); empty when that is not known."""


class Conflict(NamedTuple):
    """An item or a comment box that differs in two versions."""

    where: str
    """Id of the item, or ``section box`` of the comment."""
    holds: AnswerVersion
    """What was said last, which holds."""
    gave_way: AnswerVersion
    """What gave way; it is kept in the file."""


class OlderForm(NamedTuple):
    """Answers to a form that was sent out before the round went on in another edition."""

    name: str
    """Name of the file."""
    follow: int
    """How many of its answers follow, because their items say the same now."""
    beside: int
    """How many are kept beside, because their items say something else now, or are no longer asked."""


class Collected(NamedTuple):
    """The result of collecting the answers of one invitee in one round."""

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
    older: tuple[OlderForm, ...] = ()
    """Which of the files are answers to a form of an earlier edition."""


class Refused(NamedTuple):
    """A file that was not brought in."""

    name: str
    """Name of the file."""
    reasons: tuple[str, ...]
    """Why, a sentence or two each."""


class Report(NamedTuple):
    """The result of bringing in files of answers."""

    collected: tuple[Collected, ...]
    """By round and code of the invitee."""
    refused: tuple[Refused, ...]
    """By name."""


def collect(assessment: Assessment, arrived: Iterable[Arrived]) -> Report:
    """Bring answers into the folder of an assessment, with the same result in any order and however often.

    Each file is taken or refused by itself. It raises only when the folder is gone, or another program writes into it.
    """
    rounds = {record.asked.number: record.asked for record in assessment.rounds}
    files: dict[tuple[int, str], list[Arrived]] = {}
    refused: list[Refused] = []
    for file in sorted(arrived, key=lambda file: file.name):
        response = file.response
        asked = rounds.get(response.round)
        if asked is None:
            refused.append(Refused(file.name, _other_round(response, assessment)))
        elif response.invitee in (invitee.code for invitee in asked.invitees):
            files.setdefault((response.round, response.invitee), []).append(file)
        else:
            refused.append(Refused(file.name, why_not(response, assessment.partnership, asked)))
    people = {key: _Arrivals(assessment, files[key]) for key in sorted(files)}
    saved = change_responses(assessment.folder, {key: person.change for key, person in people.items()})
    collected = []
    for key, person in people.items():
        outcome = saved[key]
        if not isinstance(outcome, CompactsError):
            collected.append(person.collected(outcome))
        refused += person.refused(outcome)
    return Report(tuple(collected), tuple(sorted(refused)))


def why_not(response: Response, partnership: Partnership, asked: Round) -> tuple[str, ...]:
    """Why answers cannot be brought into a round, each with what to do; nothing when they can."""
    if reasons := (*_other_partnership(response, partnership),) or (*_other_form(response, asked),):
        return reasons
    if flaws := tuple(fit_flaws(response, partnership, asked)):
        return tuple(f"{placed(flaw)} {AGAIN}" for flaw in flaws)
    if response.answers or response.comments:
        return ()
    hint = "It may be the form as it was sent out. If it came back like this, this person has not answered."
    return (f"Nothing is filled in here. {hint}",)


def _other_round(response: Response, assessment: Assessment) -> tuple[str, ...]:
    """Why answers to a round that is not there cannot be brought in."""
    known = ", ".join(str(record.asked.number) for record in assessment.rounds)
    message = f"These are answers of round {response.round}; the rounds here are: {known or 'none'}."
    return (*_other_partnership(response, assessment.partnership), message)


def _other_partnership(response: Response, partnership: Partnership) -> Iterator[str]:
    if response.partnership != partnership.id:
        message = f"These are answers about '{response.partnership}'; this is the partnership '{partnership.id}'."
        yield f"{message} Bring them into the folder of their own assessment."


def _other_form(response: Response, asked: Round) -> Iterator[str]:
    """What the answers were given to that is not in the round."""
    then = edition_asked(asked, response.asked)
    if response.code != (then or asked).code:
        message = f"These are answers about the code '{response.code}'; this round asks about '{asked.code}'."
        yield f"{message} Send out the form of this round."
        return
    codes = [invitee.code for invitee in asked.invitees]
    if response.invitee not in codes:
        message = f"Nobody with the code '{shorten(clean(response.invitee))}' is asked in round {asked.number}."
        hint = f"{suggestion(response.invitee, codes)} Ask who sent the file, or add the invitee.".lstrip()
        yield f"{message} {hint}"
    if then is None:
        yield " ".join(OTHER_FORM)


class _Arrivals:
    """The files of one invitee in one round, and what came of them."""

    def __init__(self, assessment: Assessment, files: Sequence[Arrived]) -> None:
        self._partnership = assessment.partnership
        self._files = files
        self._path = response_file(assessment.folder, files[0].response.round, files[0].response.invitee)
        self._there: Response | None = None
        self._refused: dict[str, tuple[str, ...]] = {}
        self._older: list[OlderForm] = []

    def change(self, asked: Round, there: Response | None) -> Response:
        """What is there with all files that can be taken; an error when there is none."""
        self._there = whole = there
        for file in self._files:
            said = marked_late(file.response) if asked.closed else file.response
            if not (reasons := why_not(said, self._partnership, asked)):
                now = brought_over(in_order(said), asked)
                both = merged(whole, now) if whole else now
                reasons = _unreadable(self._path, both)
            if reasons:
                self._refused[file.name] = reasons
                continue
            whole = both
            if said.asked != asked_digest(asked):
                self._older.append(OlderForm(file.name, len(now.held_answers), len(now.earlier)))
        if whole is None or len(self._refused) == len(self._files):
            raise CompactsError("None of these files could be taken.")
        return whole

    def refused(self, outcome: Saved | CompactsError) -> Iterator[Refused]:
        """The files that were refused, by themselves or because nothing could be saved."""
        for file in self._files:
            if file.name in self._refused:
                yield Refused(file.name, self._refused[file.name])
            elif isinstance(outcome, CompactsError):
                yield Refused(file.name, tuple(str(outcome).splitlines()))

    def collected(self, saved: Saved) -> Collected:
        """The result for the files that were taken."""
        state: CollectedState = "new" if saved.anew else "already had" if saved.response == self._there else "newer"
        return Collected(
            round=saved.response.round,
            invitee=saved.response.invitee,
            files=tuple(file.name for file in self._files if file.name not in self._refused),
            state=state,
            late=bool(saved.asked.closed),
            conflicts=tuple(_conflicts(saved.response, self._there, saved.asked)),
            older=tuple(self._older),
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
    answers = {answer.item: _answer(answer, asked) for answer in person.answers}
    for answer in person.replaced:
        version = _answer(answer, asked)
        if (before is None or answer not in before.replaced) and version.words != answers[answer.item].words:
            yield Conflict(answer.item, answers[answer.item], version)
    comments = {(comment.section, comment.box): _comment(comment) for comment in person.comments}
    for note in person.replaced_comments:
        holds, gave_way = comments[note.section, note.box], _comment(note)
        if (before is None or note not in before.replaced_comments) and gave_way.words != holds.words:
            yield Conflict(f"{note.section} {note.box}", holds, gave_way)


def _answer(answer: Answer, asked: Round) -> AnswerVersion:
    return AnswerVersion(answer_words(answer, asked.points), answer.given)


def _comment(comment: Comment) -> AnswerVersion:
    return AnswerVersion(f"{comment.text} ({comment.use})" if comment.text else "taken back", comment.given)
