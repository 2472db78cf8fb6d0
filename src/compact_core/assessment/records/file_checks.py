"""Checks over the files of a partnership, a round, a meeting and a plan: each is a function that yields flaws.

A check skips what is empty: the reader reports an empty id or reference already. What another file should say is only
checked when that file can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from compact_core.assessment.findings.agenda import MOST_VOTES
from compact_core.assessment.findings.visibility import CHOICES, STRICTNESS
from compact_core.assessment.partnership import Meeting, Partnership, Plan, Round
from compact_core.assessment.records import flaw_rules
from compact_core.assessment.records.paths import can_name_a_file
from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.locate import Path
from compact_core.content.partial_dates import over_first, unreal_dates, wrong_order
from compact_core.model import ALL_PARTIES
from compact_core.text import shorten

FEWEST_POINTS = 2
"""How many points a scale needs: with one there is nothing to choose."""
_DAYS = ("opened", "closes", "closed", "promised_retention")
"""The days of a round."""


def partnership_flaws(partnership: Partnership) -> Iterator[Flaw]:
    """Everything that is wrong with a partnership as a whole."""
    return flaws_of(_partnership(partnership))


def round_flaws(asked: Round, partnership: Partnership | None, number: int) -> Iterator[Flaw]:
    """Everything that is wrong with a round as a whole; ``number`` is that of its folder."""
    flaws = (_round(asked, number), _round_people(asked), _round_references(asked, partnership))
    return flaws_of(
        *flaws, _said_lines(asked), _said_here(asked), _said_there(asked, partnership) if partnership else iter(())
    )


def meeting_flaws(meeting: Meeting, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    """Everything that is wrong with a meeting as a whole."""
    return flaws_of(_meeting(meeting, partnership, asked))


def plan_flaws(plan: Plan, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    """Everything that is wrong with a plan as a whole."""
    return flaws_of(_plan(plan, partnership, asked))


def _partnership(partnership: Partnership) -> Iterator[Flaw]:
    yield from flaw_rules.unique_ids("side", flaw_rules.column("sides", "id", [side.id for side in partnership.sides]))
    ids = [organisation.id for organisation in partnership.organisations]
    yield from flaw_rules.unique_ids("organisation", flaw_rules.column("organisations", "id", ids))
    for position, identity in enumerate(ids):
        if identity == ALL_PARTIES:
            message = f"The id '{ALL_PARTIES}' stands for all organisations together, so none can have it."
            yield Flaw(("organisations", position, "id"), message, "Give the organisation another id.")
    sides = [organisation.side for organisation in partnership.organisations]
    yield from flaw_rules.all_known(
        "side",
        "the partnership",
        flaw_rules.column("organisations", "side", sides),
        flaw_rules.ids_of(partnership.sides),
    )
    yield from flaw_rules.all_known(
        "organisation", "the partnership", [(("facilitator_of",), partnership.facilitator_of)], ids
    )
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
    for position in flaw_rules.repeated(" ".join(word.split()).casefold() for word in asked.points):
        message = f"'{shorten(asked.points[position])}' stands twice among the points."
        yield Flaw(("points", position), message, "Give each point words of its own.")
    yield from unreal_dates(((key,), getattr(asked, key)) for key in _DAYS)
    yield from wrong_order((), "opened", asked.opened, "closes", asked.closes)
    yield from wrong_order((), "opened", asked.opened, "closed", asked.closed)


def _round_people(asked: Round) -> Iterator[Flaw]:
    codes = [invitee.code for invitee in asked.invitees]
    homes = [invitee.organisation for invitee in asked.invitees]
    yield from flaw_rules.unique_ids("invitee", flaw_rules.column("invitees", "code", codes))
    for position, code in enumerate(codes):
        if code and not can_name_a_file(code):
            message = f"'{code}' names a device on Windows, so no file of answers can be named for it."
            yield Flaw(("invitees", position, "code"), message, "Give the invitee another code.")
    yield from flaw_rules.all_known(
        "organisation",
        "this round",
        flaw_rules.column("invitees", "organisation", homes),
        dict.fromkeys(asked.organisations),
    )
    yield from flaw_rules.each_once(flaw_rules.column("rows", "item", [row.item for row in asked.rows]))
    yield from _editions(asked)
    yield from flaw_rules.each_once(
        [(("organisations", position), it) for position, it in enumerate(asked.organisations)]
    )
    yield from flaw_rules.each_once(flaw_rules.column("time_asked", "side", [time.side for time in asked.time_asked]))
    yield from flaw_rules.unique_ids("side", flaw_rules.column("sides", "id", [side.id for side in asked.sides]))
    yield from flaw_rules.each_once(_members(asked))


def _editions(asked: Round) -> Iterator[Flaw]:
    """Every item of an earlier edition is one of an edition that is named, and what it became is asked."""
    named = [edition.asked for edition in asked.editions]
    yield from flaw_rules.each_once(flaw_rules.column("editions", "asked", named))
    yield from unreal_dates([(("editions", at, "until"), each.until) for at, each in enumerate(asked.editions)])
    yield from flaw_rules.all_known(
        "edition", "this round", flaw_rules.column("earlier", "asked", [item.asked for item in asked.earlier]), named
    )
    became = flaw_rules.column("earlier", "becomes", [item.becomes for item in asked.earlier])
    yield from flaw_rules.all_known("item", "this round", became, flaw_rules.items_of(asked))


def _round_references(asked: Round, partnership: Partnership | None) -> Iterator[Flaw]:
    if partnership is None:
        return
    ids = flaw_rules.ids_of(partnership.organisations)
    for key in ("organisations", "code_chosen_by", "dates_chosen_by"):
        yield from flaw_rules.all_known(
            "organisation",
            "the partnership",
            [((key, position), it) for position, it in enumerate(getattr(asked, key))],
            ids,
        )
    for number, row in enumerate(asked.rows):
        chosen = [(("rows", number, "chosen_by", position), it) for position, it in enumerate(row.chosen_by)]
        yield from flaw_rules.all_known("organisation", "the partnership", chosen, ids)
    sides = flaw_rules.column("time_asked", "side", [time.side for time in asked.time_asked])
    yield from flaw_rules.all_known(
        "side", "the partnership", sides, [*flaw_rules.ids_of(partnership.sides), *flaw_rules.ids_of(asked.sides)]
    )
    yield from flaw_rules.all_known("organisation", "the partnership", _members(asked), ids)


def _members(asked: Round) -> list[tuple[Path, str]]:
    """The organisations that stood on the sides of a round, with their paths."""
    return [
        (("sides", number, "organisations", position), member)
        for number, side in enumerate(asked.sides)
        for position, member in enumerate(side.organisations)
    ]


def _said_lines(asked: Round) -> Iterator[Flaw]:
    """Each line that partners said they would do is asked once."""
    items = flaw_rules.column("said", "item", [line.item for line in asked.said])
    yield from flaw_rules.each_once(items)
    yield from flaw_rules.all_known("item", "this round", items, flaw_rules.items_of(asked))


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
    """partnership.toml lets reports show no more than people were told."""
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
    """How long answers are kept, and who stands on which side, are as people were told."""
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


def _meeting(meeting: Meeting, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    reviews = [(("outcomes", position, "review"), it.review) for position, it in enumerate(meeting.outcomes)]
    yield from unreal_dates([(("held",), meeting.held), *reviews])
    items = flaw_rules.column("outcomes", "item", [outcome.item for outcome in meeting.outcomes])
    yield from flaw_rules.each_once(items)
    present = [(("present", position), it) for position, it in enumerate(meeting.present)]
    yield from flaw_rules.each_once(present)
    voters = flaw_rules.column("votes", "organisation", [vote.organisation for vote in meeting.votes])
    yield from flaw_rules.each_once(voters)
    for number, vote in enumerate(meeting.votes):
        voted: list[tuple[Path, str]] = [(("votes", number, "items", at), it) for at, it in enumerate(vote.items)]
        yield from flaw_rules.each_once(voted)
        if len(vote.items) > MOST_VOTES:
            message = f"'{vote.organisation}' has {len(vote.items)} votes. Allowed: at most {MOST_VOTES}."
            yield Flaw(("votes", number, "items"), message, "Take the others out.")
        items += voted
    items += flaw_rules.column("statements", "item", [statement.item for statement in meeting.statements])
    sayers = flaw_rules.column(
        "statements", "organisation", [statement.organisation for statement in meeting.statements]
    )
    for position in flaw_rules.repeated((it.item, it.side, it.organisation) for it in meeting.statements):
        message = "Whoever says this has said something on the item already."
        yield Flaw(("statements", position), message, "Put both into one statement.")
    for position, statement in enumerate(meeting.statements):
        if bool(statement.side) == bool(statement.organisation):
            message = "A statement is that of a side or of an organisation, and of one of the two."
            yield Flaw(("statements", position), message, "Write either side or organisation.")
    if partnership:
        homes = flaw_rules.ids_of(partnership.organisations)
        yield from flaw_rules.all_known("organisation", "the partnership", [*present, *voters, *sayers], homes)
        sides = flaw_rules.column("statements", "side", [statement.side for statement in meeting.statements])
        yield from flaw_rules.all_known("side", "the partnership", sides, flaw_rules.ids_of(partnership.sides))
    if asked:
        yield from flaw_rules.all_known("item", "this round", items, _ever_asked(asked))


def _plan(plan: Plan, partnership: Partnership | None, asked: Round | None) -> Iterator[Flaw]:
    yield from flaw_rules.unique_ids("line", flaw_rules.column("lines", "id", [line.id for line in plan.lines]))
    yield from unreal_dates([(("lines", position, "due"), line.due) for position, line in enumerate(plan.lines)])
    homes = dict.fromkeys([ALL_PARTIES, *flaw_rules.ids_of(partnership.organisations)]) if partnership else {}
    asked_items = _ever_asked(asked) if asked else {}
    for number, line in enumerate(plan.lines):
        path: Path = ("lines", number)
        owners = [((*path, "owners", position), it) for position, it in enumerate(line.owners)]
        items = [((*path, "items", position), it) for position, it in enumerate(line.items)]
        yield from flaw_rules.each_once(owners)
        yield from flaw_rules.each_once(items)
        if ALL_PARTIES in line.owners and len(line.owners) > 1:
            message = f"owners names '{ALL_PARTIES}' and others; '{ALL_PARTIES}' stands for everybody already."
            yield Flaw((*path, "owners"), message, f"Keep '{ALL_PARTIES}' alone, or take it out.")
        if partnership:
            yield from flaw_rules.all_known("organisation", "the partnership", owners, homes)
        if asked:
            yield from flaw_rules.all_known("item", "this round", items, asked_items)


def _ever_asked(asked: Round) -> dict[str, None]:
    """The ids of the items of a round, including those of earlier editions."""
    return {**flaw_rules.items_of(asked), **dict.fromkeys(item.item for item in asked.earlier)}
