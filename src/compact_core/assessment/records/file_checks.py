"""Checks over the files of an assessment: each is a function that yields flaws.

A check skips what is empty: the reader reports an empty id or reference already. What another file should say is only
checked when that file can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from compact_core.assessment.editions import edition_asked
from compact_core.assessment.findings.agenda import MOST_VOTES
from compact_core.assessment.findings.visibility import CHOICES, STRICTNESS
from compact_core.assessment.merging import all_answers, in_order
from compact_core.assessment.records.days import is_moment
from compact_core.assessment.records.paths import can_name_a_file
from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.partial_dates import over_first, unreal_dates, wrong_order
from compact_core.model import ALL_PARTIES
from compact_core.text import count, listed, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from compact_core.assessment.partnership import Meeting, Partnership, Plan, Round
    from compact_core.assessment.responses import Answer, Response
    from compact_core.content.locate import Path

FEWEST_POINTS = 2
"""How many points a scale needs: with one there is nothing to choose."""
_DAYS = ("opened", "closes", "closed", "promised_retention")
"""The days of a round."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def partnership_flaws(partnership: Partnership) -> Iterator[Flaw]:
    """Everything that is wrong with a partnership as a whole."""
    return flaws_of(_partnership(partnership))


def round_flaws(asked: Round, partnership: Partnership | None, number: int) -> Iterator[Flaw]:
    """Everything that is wrong with a round as a whole; ``number`` is that of its folder."""
    flaws = (_round(asked, number), _round_people(asked), _round_references(asked, partnership))
    return flaws_of(
        *flaws, _said_lines(asked), _said_here(asked), _said_there(asked, partnership) if partnership else iter(())
    )


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


def meeting_flaws(meeting: Meeting, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    """Everything that is wrong with a meeting as a whole."""
    return flaws_of(_meeting(meeting, partnership, asked))


def plan_flaws(plan: Plan, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    """Everything that is wrong with a plan as a whole."""
    return flaws_of(_plan(plan, partnership, asked))


def _partnership(partnership: Partnership) -> Iterator[Flaw]:
    yield from _own_names("side", _at("sides", "id", [side.id for side in partnership.sides]))
    ids = [organisation.id for organisation in partnership.organisations]
    yield from _own_names("organisation", _at("organisations", "id", ids))
    for position, identity in enumerate(ids):
        if identity == ALL_PARTIES:
            message = f"The id '{ALL_PARTIES}' stands for all organisations together, so none can have it."
            yield Flaw(("organisations", position, "id"), message, "Give the organisation another id.")
    sides = [organisation.side for organisation in partnership.organisations]
    yield from _known("side", "the partnership", _at("organisations", "side", sides), _ids(partnership.sides))
    yield from _known("organisation", "the partnership", [(("facilitator_of",), partnership.facilitator_of)], ids)
    yield from unreal_dates([(("retention",), partnership.retention)])
    if partnership.fewest not in CHOICES:
        message = f"fewest is {partnership.fewest}. Allowed: {' or '.join(map(str, CHOICES))}."
        yield Flaw(("fewest",), message, "It says how many organisations of each side must answer by side.")
    if partnership.publish != "no" and not partnership.area:
        message = f"publish is '{partnership.publish}', but no area is named under which findings may be published."
        yield Flaw(("publish",), message, 'Write area = "the name of the district", or publish = "no".')
    if partnership.publish == "area and kind" and not partnership.form:
        message = "publish is 'area and kind', but form does not say what kind of partnership it is."
        yield Flaw(("publish",), message, 'Write form = "task-based" or the like, or publish = "area".')
    for position, organisation in enumerate(partnership.organisations):
        path = ("organisations", position)
        yield from unreal_dates([((*path, "joined"), organisation.joined), ((*path, "left"), organisation.left)])
        yield from wrong_order(path, "joined", organisation.joined, "left", organisation.left)


def _round(asked: Round, number: int) -> Iterator[Flaw]:
    if asked.number != number:
        message = f"number must be {number}, because the folder is named round-{number}."
        yield Flaw(("number",), message, "Correct the number, or rename the folder.")
    if len(asked.points) < FEWEST_POINTS:
        message = f"A scale needs two points or more; found {len(asked.points)}."
        yield Flaw(("points",), message, 'Write them from the lowest, as in points = ["disagree", "agree"].')
    for position in _again(" ".join(word.split()).casefold() for word in asked.points):
        message = f"'{shorten(asked.points[position])}' stands twice among the points."
        yield Flaw(("points", position), message, "Give each point words of its own.")
    yield from unreal_dates(((key,), getattr(asked, key)) for key in _DAYS)
    yield from wrong_order((), "opened", asked.opened, "closes", asked.closes)
    yield from wrong_order((), "opened", asked.opened, "closed", asked.closed)


def _round_people(asked: Round) -> Iterator[Flaw]:
    codes = [invitee.code for invitee in asked.invitees]
    homes = [invitee.organisation for invitee in asked.invitees]
    yield from _own_names("invitee", _at("invitees", "code", codes))
    for position, code in enumerate(codes):
        if code and not can_name_a_file(code):
            message = f"'{code}' names a device on Windows, so no file of answers can be named for it."
            yield Flaw(("invitees", position, "code"), message, "Give the invitee another code.")
    yield from _known(
        "organisation", "this round", _at("invitees", "organisation", homes), dict.fromkeys(asked.organisations)
    )
    yield from _once(_at("rows", "item", [row.item for row in asked.rows]))
    yield from _editions(asked)
    yield from _once([(("organisations", position), it) for position, it in enumerate(asked.organisations)])
    yield from _once(_at("time_asked", "side", [time.side for time in asked.time_asked]))
    yield from _own_names("side", _at("sides", "id", [side.id for side in asked.sides]))
    yield from _once(_members(asked))


def _editions(asked: Round) -> Iterator[Flaw]:
    """Every item of an earlier edition is one of an edition that is named, and what it became is asked."""
    named = [edition.asked for edition in asked.editions]
    yield from _once(_at("editions", "asked", named))
    yield from unreal_dates([(("editions", at, "until"), each.until) for at, each in enumerate(asked.editions)])
    yield from _known("edition", "this round", _at("earlier", "asked", [item.asked for item in asked.earlier]), named)
    became = _at("earlier", "becomes", [item.becomes for item in asked.earlier])
    yield from _known("item", "this round", became, _items(asked))


def _round_references(asked: Round, partnership: Partnership | None) -> Iterator[Flaw]:
    if partnership is None:
        return
    ids = _ids(partnership.organisations)
    for key in ("organisations", "code_chosen_by", "dates_chosen_by"):
        yield from _known(
            "organisation",
            "the partnership",
            [((key, position), it) for position, it in enumerate(getattr(asked, key))],
            ids,
        )
    for number, row in enumerate(asked.rows):
        chosen = [(("rows", number, "chosen_by", position), it) for position, it in enumerate(row.chosen_by)]
        yield from _known("organisation", "the partnership", chosen, ids)
    sides = _at("time_asked", "side", [time.side for time in asked.time_asked])
    yield from _known("side", "the partnership", sides, [*_ids(partnership.sides), *_ids(asked.sides)])
    yield from _known("organisation", "the partnership", _members(asked), ids)


def _members(asked: Round) -> list[tuple[Path, str]]:
    """The organisations that stood on the sides of a round, with their paths."""
    return [
        (("sides", number, "organisations", position), member)
        for number, side in enumerate(asked.sides)
        for position, member in enumerate(side.organisations)
    ]


def _said_lines(asked: Round) -> Iterator[Flaw]:
    """Each line that partners said they would do is asked once."""
    items = _at("said", "item", [line.item for line in asked.said])
    yield from _once(items)
    yield from _known("item", "this round", items, _items(asked))


def _said_here(asked: Round) -> Iterator[Flaw]:
    """What the round holds is what its forms said."""
    for key, now, said in (
        ("code", asked.code, asked.promised_code),
        ("collector", asked.collector, asked.promised_collector),
    ):
        if now and said and now != said:
            message = f"{key} is '{shorten(now)}', but the forms of this round said '{shorten(said)}'."
            yield Flaw((key,), message, f"Write what the forms said. Another {key} needs a new round.")


def _said_there(asked: Round, partnership: Partnership) -> Iterator[Flaw]:
    """partnership.toml shows no more than people were told that it would."""
    now, said = partnership.visibility, asked.promised
    if now and said and STRICTNESS.index(now) < STRICTNESS.index(said):
        message = f"People were told '{said}', but partnership.toml says '{now}' now, which shows more."
        hint = f'Write visibility = "{said}" there. A looser rule needs a new assessment.'
        yield Flaw(("promised",), message, hint)
    if 0 < partnership.fewest < asked.promised_fewest:
        message = (
            f"People were told that {asked.promised_fewest} organisations of each side must answer, but "
            f"partnership.toml says {partnership.fewest} now."
        )
        hint = f"Write fewest = {asked.promised_fewest} there. A smaller number needs a new assessment."
        yield Flaw(("promised_fewest",), message, hint)
    if not asked.closed:  # once it is closed, its result goes by what people were told, and the next round may differ
        yield from _kept_while_open(asked, partnership)


def _kept_while_open(asked: Round, partnership: Partnership) -> Iterator[Flaw]:
    """How long answers are kept, and who stands on which side, is as people were told."""
    until, said = partnership.retention, asked.promised_retention
    if said and over_first(until, said) != until:
        now = f"'{until}' now" if until else "nothing of it"
        message = f"People were told that answers are kept until {said}, but partnership.toml says {now}."
        hint = f'Write retention = "{said}" there, or an earlier day, until this round is closed.'
        yield Flaw(("promised_retention",), message, hint)
    homes = partnership.side_of
    for path, member in _members(asked):
        side = asked.sides[int(path[1])].id
        if side and homes.get(member) not in {None, "", side}:
            message = f"The forms put '{member}' on the side '{side}', but partnership.toml says '{homes[member]}' now."
            yield Flaw(path, message, f'Write side = "{side}" there until this round is closed.')


def _said_once(response: Response) -> Iterator[Flaw]:
    for position in _again(answer.item for answer in response.answers):
        message = f"The item '{response.answers[position].item}' is answered twice."
        yield Flaw(("answers", position, "item"), message, "Keep the later answer; move the other to [[replaced]].")
    boxes = [(comment.section, comment.box, comment.given_to) for comment in response.comments]
    for position in _again(box if all(box[:2]) else None for box in boxes):
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
    yield from _known(
        "invitee", "this round", [(("invitee",), response.invitee)], [invitee.code for invitee in asked.invitees]
    )
    items = _items(then)
    highest = len(asked.points)
    for path, answer in _answers(response):
        if not answer.given_to:
            yield from _known("item", "this round", [((*path, "item"), answer.item)], items)
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
    yield from _known("organisation", "the partnership", writers, _ids(partnership.organisations))


def _meeting(meeting: Meeting, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    reviews = [(("outcomes", position, "review"), it.review) for position, it in enumerate(meeting.outcomes)]
    yield from unreal_dates([(("held",), meeting.held), *reviews])
    items = _at("outcomes", "item", [outcome.item for outcome in meeting.outcomes])
    yield from _once(items)
    present = [(("present", position), it) for position, it in enumerate(meeting.present)]
    yield from _once(present)
    voters = _at("votes", "organisation", [vote.organisation for vote in meeting.votes])
    yield from _once(voters)
    for number, vote in enumerate(meeting.votes):
        voted: list[tuple[Path, str]] = [(("votes", number, "items", at), it) for at, it in enumerate(vote.items)]
        yield from _once(voted)
        if len(vote.items) > MOST_VOTES:
            message = f"'{vote.organisation}' has {len(vote.items)} votes. Allowed: at most {MOST_VOTES}."
            yield Flaw(("votes", number, "items"), message, "Take the others out.")
        items += voted
    items += _at("statements", "item", [statement.item for statement in meeting.statements])
    sayers = _at("statements", "organisation", [statement.organisation for statement in meeting.statements])
    for position in _again((it.item, it.side, it.organisation) for it in meeting.statements):
        message = "Whoever says this has said something on the item already."
        yield Flaw(("statements", position), message, "Put both into one statement.")
    for position, statement in enumerate(meeting.statements):
        if bool(statement.side) == bool(statement.organisation):
            message = "A statement is that of a side or of an organisation, and of one of the two."
            yield Flaw(("statements", position), message, "Write either side or organisation.")
    if partnership:
        homes = _ids(partnership.organisations)
        yield from _known("organisation", "the partnership", [*present, *voters, *sayers], homes)
        sides = _at("statements", "side", [statement.side for statement in meeting.statements])
        yield from _known("side", "the partnership", sides, _ids(partnership.sides))
    if asked:
        yield from _known("item", "this round", items, _ever_asked(asked))


def _plan(plan: Plan, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    yield from _own_names("line", _at("lines", "id", [line.id for line in plan.lines]))
    yield from unreal_dates([(("lines", position, "due"), line.due) for position, line in enumerate(plan.lines)])
    homes = dict.fromkeys([ALL_PARTIES, *_ids(partnership.organisations)]) if partnership else {}
    asked_items = _ever_asked(asked) if asked else {}
    for number, line in enumerate(plan.lines):
        path: Path = ("lines", number)
        owners = [((*path, "owners", position), it) for position, it in enumerate(line.owners)]
        items = [((*path, "items", position), it) for position, it in enumerate(line.items)]
        yield from _once(owners)
        yield from _once(items)
        if ALL_PARTIES in line.owners and len(line.owners) > 1:
            message = f"owners names '{ALL_PARTIES}' and others; '{ALL_PARTIES}' stands for everybody already."
            yield Flaw((*path, "owners"), message, f"Keep '{ALL_PARTIES}' alone, or take it out.")
        if partnership:
            yield from _known("organisation", "the partnership", owners, homes)
        if asked:
            yield from _known("item", "this round", items, asked_items)


def _at(key: str, field: str, values: Iterable[str]) -> list[tuple[Path, str]]:
    """The values of one field of a list of tables, with their paths."""
    return [((key, position, field), value) for position, value in enumerate(values)]


def _ids(things: Sequence[_Named]) -> dict[str, None]:
    """The ids of some things, in their order, in which one is quickly found."""
    return dict.fromkeys(thing.id for thing in things)


def _items(asked: Round) -> dict[str, None]:
    """The ids of the items of a round, in the same way."""
    return dict.fromkeys(row.item for row in asked.rows)


def _ever_asked(asked: Round) -> dict[str, None]:
    """The same, with the items of the editions that the round asked about before."""
    return {**_items(asked), **dict.fromkeys(item.item for item in asked.earlier)}


def _again(values: Iterable[object]) -> Iterator[int]:
    """The positions of values that stand there a second time; empty ones do not count."""
    seen = set[object]()
    for position, value in enumerate(values):
        if value and value in seen:
            yield position
        seen.add(value)


def _own_names(thing: str, values: Sequence[tuple[Path, str]]) -> Iterator[Flaw]:
    """No two things of a kind have the same id or code."""
    for position in _again(value for _, value in values):
        path, value = values[position]
        message = f"The {path[-1]} '{value}' is already taken by another {thing}."
        yield Flaw(path, message, f"Give one of the two another {path[-1]}.")


def _once(values: Sequence[tuple[Path, str]]) -> Iterator[Flaw]:
    """Nothing is named twice."""
    for position in _again(value for _, value in values):
        path, value = values[position]
        yield Flaw(path, f"'{value}' stands here a second time.", "Take one of the two out.")


def _known(thing: str, where: str, values: Iterable[tuple[Path, str]], known: Collection[str]) -> Iterator[Flaw]:
    """Every id that is referred to exists. Where there may be many, ``known`` is a dict or a set."""
    for path, identity in values:
        if identity and identity not in known:
            message = f"There is no {thing} '{shorten(identity)}' in {where}."
            yield Flaw(path, message, f"{_named(known, identity)} {suggestion(identity, known)}".strip())


def _named(known: Collection[str], identity: str) -> str:
    """The ids there are, or those most like one that there is not."""
    return f"Allowed: {listed(known, identity)}." if known else "There are none yet."
