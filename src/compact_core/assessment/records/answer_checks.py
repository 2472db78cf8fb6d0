"""Checks over files of answers: each is a function that yields flaws.

A check skips what is empty: the reader reports an empty id or reference already. What another file should say is only
checked when that file can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from compact_core.assessment.editions import edition_asked
from compact_core.assessment.merging import all_answers, in_order
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.records.days import is_moment
from compact_core.assessment.records.file_checks import FEWEST_POINTS
from compact_core.assessment.records.flaw_rules import all_known, ids_of, items_of, repeated
from compact_core.assessment.responses import Answer, Response
from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.locate import Path
from compact_core.text import count, shorten


def response_flaws(response: Response) -> Iterator[Flaw]:
    """Everything that is wrong with the answers of an invitee, taken by themselves."""
    return flaws_of(_said_once(response), _kinds(response), _moments(response))


def fit_flaws(response: Response, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    """Where the answers of an invitee do not fit their partnership and their round."""
    return flaws_of(_asked(response, asked), _homes(response, partnership))


def placed(flaw: Flaw) -> str:
    """The message of a flaw, with its place in words."""
    steps = [str(step + 1) if isinstance(step, int) else step for step in flaw.path[:2]]
    return f"In {' '.join(steps)}: {flaw.message}" if len(flaw.path) > 1 else flaw.message


def name_flaws(response: Response, stem: str) -> Iterator[Flaw]:
    """The invitee of a response is the one that its file is named for, if any."""
    if stem and response.invitee and response.invitee != stem:
        message = f"These are the answers of '{response.invitee}', but the file is named for '{shorten(stem)}'."
        yield Flaw(("invitee",), message, "Bring them in with 'compacts assess collect', then remove the file.")


def order_flaws(response: Response) -> Iterator[Flaw]:
    """What gave way in a file of answers was not said after what holds."""
    if not (response.replaced or response.replaced_comments):
        return
    ordered = in_order(response)
    answers = len(response.answers)
    for position, answer in enumerate(all_answers(response)[answers:]):
        if answer in ordered.answers and answer not in all_answers(response)[:answers]:
            message = f"Of the answers to '{answer.item}' this one was given last, so it holds."
            hint = 'To take it back, answer anew, or write says = "taken back" with a later moment in [[answers]].'
            yield Flaw(("replaced", position), message, hint, severity="warning", at="key")
    for position, comment in enumerate(response.replaced_comments):
        if comment in ordered.comments and comment not in response.comments:
            message = f"Of the comments in '{comment.section} {comment.box}' this one was written last, so it holds."
            hint = "To take it back, fill in the box anew, or write an empty text with a later moment in [[comments]]."
            yield Flaw(("replaced_comments", position), message, hint, severity="warning", at="key")


def _said_once(response: Response) -> Iterator[Flaw]:
    for position in repeated(answer.item for answer in response.answers):
        message = f"The item '{response.answers[position].item}' is answered twice."
        yield Flaw(("answers", position, "item"), message, "Keep the later answer; move the other to [[replaced]].")
    boxes = [(comment.section, comment.box, comment.given_to) for comment in response.comments]
    for position in repeated(box if all(box[:2]) else None for box in boxes):
        section, box, _ = boxes[position]
        message = f"The box '{box}' of the section '{section}' is filled in twice."
        hint = "Keep the later comment; move the other to [[replaced_comments]]."
        yield Flaw(("comments", position), message, hint, at="key")


def _answers(response: Response) -> Iterator[tuple[Path, Answer]]:
    for key in ("answers", "replaced", "earlier"):
        for position, answer in enumerate(getattr(response, key)):
            yield (key, position), answer


def _kinds(response: Response) -> Iterator[Flaw]:
    """Only a point has a number, and only what does not apply has a reason."""
    for path, answer in _answers(response):
        if answer.says == "point" and not answer.point:
            message = f"The answer to '{answer.item}' is a point, but does not say which."
            yield Flaw(path, message, "Add a line such as point = 3.", at="key")
        elif answer.says and answer.says != "point" and answer.point:
            message = f"The answer to '{answer.item}' is '{answer.says}', so it can have no point."
            yield Flaw((*path, "point"), message, 'Take the line out, or write says = "point".', at="key")
        if answer.says and answer.says != "not applicable" and answer.reason:
            message = f"The answer to '{answer.item}' is '{answer.says}'; only 'not applicable' has a reason."
            yield Flaw((*path, "reason"), message, "Take the line out.", at="key")


def _moments(response: Response) -> Iterator[Flaw]:
    """What was said was said at a moment that there is."""
    for key in ("answers", "comments", "replaced", "replaced_comments", "earlier"):
        for position, said in enumerate(getattr(response, key)):
            if said.given and not is_moment(said.given):
                message = f"There is no moment {said.given} in the calendar."
                yield Flaw((key, position, "given"), message, "Correct it, or take the line out.")


def _asked(response: Response, asked: Round | None) -> Iterator[Flaw]:
    """What is answered was asked in the round, of this invitee."""
    if asked is None:
        return
    if asked.number and response.round and response.round != asked.number:
        message = f"These are answers of round {response.round}; this is round {asked.number}."
        yield Flaw(("round",), message, "Bring them in with 'compacts assess collect'.")
    then = edition_asked(asked, response.asked) or asked
    if then.code and response.code and response.code != then.code:
        yield Flaw(
            ("code",), f"The code is '{response.code}'; this round asks about '{then.code}'.", "Correct one of them."
        )
    yield from all_known(
        "invitee", "this round", [(("invitee",), response.invitee)], [invitee.code for invitee in asked.invitees]
    )
    items = items_of(then)
    highest = len(asked.points)
    for path, answer in _answers(response):
        if not answer.given_to:
            yield from all_known("item", "this round", [((*path, "item"), answer.item)], items)
        if highest >= FEWEST_POINTS and answer.point > highest:
            message = f"point is {answer.point}; the scale has {count(highest, 'point')}."
            yield Flaw((*path, "point"), message, f"Write a number from 1 to {highest}.")
    if response.asked and edition_asked(asked, response.asked) is None:
        message = "These answers were given to other items or other words than round.toml holds now."
        yield Flaw(("asked",), message, "Ask the invitee to look at them again.", severity="warning")


def _homes(response: Response, partnership: Partnership | None) -> Iterator[Flaw]:
    if partnership is None:
        return
    if partnership.id and response.partnership and response.partnership != partnership.id:
        message = f"These are answers about '{response.partnership}'; this is the partnership '{partnership.id}'."
        yield Flaw(("partnership",), message, "Move the file to the folder of its own assessment.")
    writers: list[tuple[Path, str]] = [(("filled_in_by",), response.filled_in_by)]
    writers += [((*path, "filled_in_by"), answer.filled_in_by) for path, answer in _answers(response)]
    yield from all_known("organisation", "the partnership", writers, ids_of(partnership.organisations))
