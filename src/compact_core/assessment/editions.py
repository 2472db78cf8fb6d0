"""What a round knows of the editions that were asked about before, and what it makes of answers to them.

A round asks about one edition of a code. When it goes on in another one, ``round.toml`` keeps what each item of the
edition before became, and no file of answers is touched. What was answered is brought over whenever it is read: so any
order of changing the edition, answering and bringing in gives the same, and a form of an earlier edition still counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.merging import all_answers, all_comments, said_of
from compact_core.assessment.partnership import Carried, Round, Row
from compact_core.assessment.responses import Answer, Comment, Response

ORDER: tuple[Carried, ...] = ("kept", "reworded", "anew")
"""What can become of answers, from what is most like before to what is least."""


class Became(NamedTuple):
    """What an item of an earlier edition is now."""

    item: str
    """Id of the item that it became."""
    how: Carried
    """What becomes of the answers to it."""


def least(*carried: Carried) -> Carried:
    """What becomes of answers over several changes: the least that any of the changes leaves of them."""
    return max(carried, key=ORDER.index)


def edition_asked(asked: Round, form: str) -> Round | None:
    """The round as a form asked it, by the digest of that form; None when no edition of the round is known by it."""
    if form == asked_digest(asked):
        return asked
    edition = next((edition for edition in asked.editions if edition.asked == form), None)
    if edition is None or edition.round != asked.number:
        return None
    rows = {item.item: Row(item=item.item, digest=item.digest) for item in asked.earlier if item.asked == form}
    return replace(asked, code=edition.code, rows=tuple(rows.values()))


def brought_over(response: Response, asked: Round) -> Response:
    """A response, brought over to the items that the round asks about now.

    Answers to items that were kept hold, and say what they were given to. All others of earlier editions stand in
    ``earlier``. A response to a form that the round does not know stays as it is.
    """
    then = edition_asked(asked, response.asked) if asked.editions else None
    if then is None:
        return response
    ways = _Ways(asked)
    answers: list[Answer] = []
    earlier: list[Answer] = []
    for answer in _marked(response, then, ways):
        kept = [became.item for became in ways.of(answer) if became.how == "kept"]
        answers += (ways.as_now(answer, item) for item in kept)
        if not kept:
            earlier.append(answer)
    comments = (_comment_over(comment, then, asked) for comment in all_comments(response))
    now = replace(response, code=asked.code, asked=ways.asked_now)
    return said_of(now, answers, comments, earlier)


def earlier_answers(response: Response, asked: Round) -> dict[str, Answer]:
    """What somebody last said of items that stood in other words, by the items that they are now."""
    ways = _Ways(asked)
    said = {
        became.item: answer
        for answer in response.earlier  # what was said last comes last
        for became in ways.of(answer)
        if became.how == "reworded"
    }
    return {item: answer for item, answer in said.items() if answer.says != "taken back"}


def changed_items(asked: Round) -> frozenset[str]:
    """The items of a round that are new or stand in other words since it was opened."""
    first = next((edition.asked for edition in asked.editions if edition.round == asked.number), None)
    if first is None:
        return frozenset()
    kept = {item.becomes for item in asked.earlier if item.asked == first and item.how == "kept"}
    return frozenset(row.item for row in asked.rows if row.item not in kept)


class Counterparts(NamedTuple):
    """The items of a round and their counterparts in an earlier round, by their ids."""

    kept: Mapping[str, str]
    """The item of the round before that says the same, by the item of the later round."""
    reworded: tuple[str, ...]
    """Items of the later round that stood there in other words, or say something else about the same matter."""
    gone: tuple[str, ...]
    """Items of the round before that the later one does not ask about in any words."""


def counterparts(before: Round, now: Round) -> Counterparts:
    """The items of a round, matched with those of an earlier round."""
    became = _became(before, now)
    kept = {to.item: item for item, to in became if to.how == "kept"}
    reworded = {to.item for _, to in became if to.item not in kept}
    there = {item for item, _ in became}
    return Counterparts(
        kept,
        tuple(row.item for row in now.rows if row.item in reworded),
        tuple(row.item for row in before.rows if row.item not in there),
    )


def first_names(rounds: Iterable[Round]) -> dict[tuple[int, str], str]:
    """One name for each item through all rounds, by the number of a round and the id of the item in it.

    Items that came of one another share a name, also where that is uncertain: what is withheld under this name must not
    be shown under another.
    """
    same: dict[str, str] = {}
    seen: list[Round] = []

    def first(name: str) -> str:
        while name in same:
            name = same[name]
        return name

    for now in sorted(rounds, key=lambda asked: asked.number):
        for before in seen:
            for item, to in _became(before, now):
                old, new = first(item), first(to.item)
                if old != new:
                    same[new] = old
        seen.append(now)
    return {(asked.number, row.item): first(row.item) for asked in seen for row in asked.rows}


def _became(before: Round, now: Round) -> list[tuple[str, Became]]:
    """What each item of a round before is in a later one; the same id in the same words where nothing else is said."""
    form = asked_digest(before)
    if any(edition.asked == form for edition in now.editions):
        became = [item for item in now.earlier if item.asked == form and item.becomes]
        return [(item.item, Became(item.becomes, item.how)) for item in became]
    digests = {row.item: row.digest for row in now.rows}
    return [
        (row.item, Became(row.item, "kept" if digests[row.item] == row.digest else "reworded"))
        for row in before.rows
        if row.item in digests
    ]


class _Ways:
    """What answers to earlier editions are now."""

    def __init__(self, asked: Round) -> None:
        self.asked_now = asked_digest(asked)
        self._code = asked.code
        self._rows = {row.item: row.digest for row in asked.rows}
        codes = {edition.asked: edition.code for edition in asked.editions}
        self._became: defaultdict[tuple[str, str], dict[Became, None]] = defaultdict(dict)
        for item in asked.earlier:
            if item.becomes and item.asked in codes:
                self._became[f"{codes[item.asked]}#{item.item}", item.digest][Became(item.becomes, item.how)] = None

    def of(self, answer: Answer) -> Sequence[Became]:
        """What the item that an answer was given to is now."""
        if not answer.given_to or self.is_now(answer):
            return [Became(_own_item(answer), "kept")]
        return tuple(self._became.get((answer.given_to, answer.digest), ()))

    def is_now(self, answer: Answer) -> bool:
        """Whether an answer to an earlier edition was given to the very words that are asked now."""
        code, _, item = answer.given_to.partition("#")
        return code == self._code and self._rows.get(item) == answer.digest

    def as_now(self, answer: Answer, item: str) -> Answer:
        """An answer as one to an item that is asked now."""
        same = self.is_now(answer)
        return replace(
            answer, item=item, given_to="" if same else answer.given_to, digest="" if same else answer.digest
        )


def _own_item(answer: Answer) -> str:
    """The id of the item that an answer was given to, in its own edition."""
    return answer.given_to.partition("#")[2] or answer.item


def _marked(response: Response, then: Round, ways: _Ways) -> Iterator[Answer]:
    """Every answer of a response. One that was given to an earlier edition says to which item and words."""
    digests = {row.item: row.digest for row in then.rows}
    is_now = response.asked == ways.asked_now
    for answer in (*all_answers(response), *response.earlier):
        if answer.given_to:
            yield replace(answer, item=_own_item(answer))
        elif is_now or answer.item not in digests:
            yield answer
        else:
            yield replace(answer, given_to=f"{then.code}#{answer.item}", digest=digests[answer.item])


def _comment_over(comment: Comment, then: Round, asked: Round) -> Comment:
    """A comment with the code that has its section, unless that is the one which is asked about now."""
    code = comment.given_to or then.code
    return replace(comment, given_to="" if code == asked.code else code)
