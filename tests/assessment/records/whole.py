"""Whole assessments as hypothesis makes them: any values at all, with references that lead somewhere."""

from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.findings.visibility import CHOICES, with_promise, without_promise
from compact_core.assessment.merging import in_order
from compact_core.assessment.partnership import (
    AskedTime,
    Invitee,
    Meeting,
    Organisation,
    Outcome,
    Partnership,
    Plan,
    PlanLine,
    Round,
    Row,
    SaidLine,
    Side,
    Statement,
    Vote,
)
from compact_core.assessment.records.paths import can_name_a_file
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.model import ALL_PARTIES
from strategies import filled_texts, ids


class Whole(NamedTuple):
    """Everything that the folder of an assessment with one round holds."""

    partnership: Partnership
    round: Round
    responses: tuple[Response, ...]
    meeting: Meeting
    plan: Plan


def some(kind: type, draw: st.DrawFn, names: list[str], field: str) -> tuple:  # type: ignore[type-arg]  # any kind
    """A value of a kind for each name, which it has in a field."""
    return tuple(replace(draw(values(kind)), **{field: name}) for name in names)


def few(names: list[str]) -> st.SearchStrategy[list[str]]:
    """Some of the names, each once."""
    return st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])


names = st.lists(
    ids.filter(lambda one: can_name_a_file(one) and one != ALL_PARTIES), min_size=1, max_size=3, unique=True
)
days = st.dates().map(str)


@st.composite
def wholes(draw: st.DrawFn) -> Whole:
    """Any assessment of one round that has no flaw."""
    partnership = draw(partnerships())
    homes = [one.id for one in partnership.organisations]
    asked = draw(rounds(partnership))
    items = [one.item for one in asked.rows]
    holders = [{"side": one.id, "organisation": ""} for one in partnership.sides]
    holders += [{"side": "", "organisation": home} for home in homes]
    meeting = replace(
        draw(values(Meeting)),
        held=draw(st.just("") | days),
        present=tuple(draw(few(homes))),
        votes=tuple(
            replace(vote, items=tuple(draw(few(items)))) for vote in some(Vote, draw, draw(few(homes)), "organisation")
        ),
        outcomes=tuple(
            replace(one, review=draw(st.just("") | days)) for one in some(Outcome, draw, draw(few(items)), "item")
        ),
        statements=tuple(
            replace(one, **draw(st.sampled_from(holders))) for one in some(Statement, draw, draw(few(items)), "item")
        ),
    )
    lines = [
        replace(
            line,
            owners=draw(st.just((ALL_PARTIES,)) | few(homes).map(tuple)),
            items=tuple(draw(few(items))),
            due=draw(st.just("") | days),
        )
        for line in some(PlanLine, draw, draw(names), "id")
    ]
    answering = draw(st.lists(st.sampled_from(asked.invitees), unique=True))
    order = [one for one in asked.invitees if one in answering]
    responses = tuple(draw(responses_of(partnership, asked, one)) for one in order)
    return Whole(partnership, asked, responses, meeting, Plan(lines=tuple(lines)))


@st.composite
def partnerships(draw: st.DrawFn) -> Partnership:
    """Any partnership without a flaw."""
    sides = draw(names)
    organisations = [
        replace(one, side=draw(st.sampled_from(sides)), joined=draw(st.just("") | days), left="")
        for one in some(Organisation, draw, draw(names), "id")
    ]
    partnership: Partnership = draw(values(Partnership))
    return replace(
        partnership,
        fewest=draw(st.sampled_from(CHOICES)),
        facilitator_of=draw(st.sampled_from(["", *(one.id for one in organisations)])),
        retention=draw(st.just("") | days),
        form=draw(filled_texts),
        area=draw(filled_texts),
        sides=some(Side, draw, sides, "id"),
        organisations=tuple(organisations),
    )


@st.composite
def rounds(draw: st.DrawFn, partnership: Partnership) -> Round:
    """Any first round of a partnership without a flaw."""
    homes = [one.id for one in partnership.organisations]
    opened, closes = sorted(draw(st.tuples(days, days)))
    rows = some(Row, draw, draw(names), "item")
    asked: Round = draw(values(Round))
    asked = replace(
        without_promise(asked),
        number=1,
        points=tuple(
            draw(st.lists(filled_texts, min_size=2, max_size=6, unique_by=lambda one: " ".join(one.split()).casefold()))
        ),
        opened=opened,
        closes=closes,
        closed=draw(st.sampled_from(["", closes])),
        code_chosen_by=tuple(draw(few(homes))),
        dates_chosen_by=tuple(draw(few(homes))),
        organisations=tuple(homes),
        time_asked=some(AskedTime, draw, draw(few([one.id for one in partnership.sides])), "side"),
        invitees=tuple(
            replace(one, organisation=draw(st.sampled_from(homes))) for one in some(Invitee, draw, draw(names), "code")
        ),
        rows=tuple(replace(row, chosen_by=tuple(draw(few(homes)))) for row in rows),
        said=some(SaidLine, draw, draw(few([row.item for row in rows])), "item"),
        editions=(),
        earlier=(),
    )
    return with_promise(asked, partnership) if draw(st.booleans()) else asked


@st.composite
def responses_of(draw: st.DrawFn, partnership: Partnership, asked: Round, invitee: Invitee) -> Response:
    """Any answers of an invitee without a flaw."""
    homes = [one.id for one in partnership.organisations]
    items = [row.item for row in asked.rows]
    old = draw(names)
    answers = [draw(said(asked, item, homes)) for item in sorted(draw(few(items)))]
    replaced = [draw(said(asked, item, homes)) for item in draw(few(items))]
    boxes = draw(st.lists(st.tuples(ids, st.sampled_from(["strengths", "improvements"])), max_size=2, unique=True))
    comments = [replace(draw(values(Comment)), section=section, box=box) for section, box in boxes]
    response: Response = draw(values(Response))
    any_order = replace(
        response,
        partnership=partnership.id,
        round=1,
        code=asked.code,
        invitee=invitee.code,
        asked=asked_digest(asked),
        filled_in_by=draw(st.sampled_from(["", *homes])),
        answers=tuple(answers),
        comments=tuple(comments),
        replaced=tuple(replaced),
        earlier=tuple(replace(draw(said(asked, name, homes)), given_to=f"{name}#{name}") for name in draw(few(old))),
    )
    return in_order(any_order)


@st.composite
def said(draw: st.DrawFn, asked: Round, item: str, homes: list[str]) -> Answer:
    """Any answer to an item."""
    answer: Answer = replace(draw(values(Answer)), item=item, filled_in_by=draw(st.sampled_from(["", *homes])))
    point = draw(st.integers(1, len(asked.points))) if answer.says == "point" else 0
    return replace(answer, point=point, reason=answer.reason if answer.says == "not applicable" else "")
