"""Riverside health, an invented partnership in two rounds, with a meeting and a plan: the worked example."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessment_strategies import Said, answer
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.partnership import Invitee, Meeting, Organisation, Outcome, Plan, PlanLine, Visibility
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Comment, Response
from compact_core.assessment.results.result_page import result_page
from compact_core.model import Action
from leeds import RECENT
from samples import RIVERSIDE, asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.assessment.results.values import ResultPage

PROGRAM = "compacts 0.1.0"
ACTIONS = tuple(one for one in RECENT.provisions if isinstance(one, Action))
PARTNERSHIP = replace(
    RIVERSIDE,
    form="task-based",
    formality="informal",
    visibility="named",
    facilitator="Head of partnerships",
    facilitator_of="council",
    retention="2028-03",
    organisations=(
        Organisation(id="council", name="Riverside Council", side="public"),
        Organisation(id="trust", name="Riverside NHS Trust", side="public"),
        Organisation(id="harbour", name="Harbour Carers", side="third", small=True),
        Organisation(id="meadow", name="Meadow Friends", side="third", small=True, left="2026-09"),
        Organisation(id="bridge", name="Bridge Advice", side="third", joined="2026-09", small=True),
    ),
)
ROLES = ("service manager", "commissioner", "team leader")


def people(*organisations: tuple[str, int]) -> tuple[Invitee, ...]:
    """So many people of each organisation, with their roles."""
    return tuple(
        Invitee(code=f"{one}-x{place}q", organisation=one, role=ROLES[place % len(ROLES)])
        for one, size in organisations
        for place in range(size)
    )


def said(invitee: Invitee, number: int) -> list[Said]:
    """What somebody says to each item: invented, with all kinds of finding among them."""
    lead = {"council": 3, "trust": 3, "harbour": 3, "meadow": 2, "bridge": 2}[invitee.organisation]
    answers: list[Said] = []
    for place in range(len(ACTIONS)):
        kind = (place * 5 + number) % 8
        point = {0: lead, 1: 4, 2: 1, 3: lead - 1, 4: 3, 5: 2 + (invitee.organisation in {"trust", "bridge"})}.get(kind)
        if kind == 6:
            answers.append("DK" if lead == 2 or invitee.organisation == "harbour" else 4)
        elif kind == 7:
            answers.append(4 if invitee.organisation in {"council", "trust"} else 1)
        else:
            answers.append(point)
    return answers


def record(number: int, invitees: tuple[Invitee, ...], *, closed: str, comments: Sequence[str] = ()) -> RoundRecord:
    """A round of the 2017 code, with everybody's answers."""
    asked = asking(RECENT, partnership=PARTNERSHIP, invitees=invitees)
    asked = replace(
        asked,
        number=number,
        collector="Riverside Council, partnership officer",
        opened="2026-03-02",
        closes="2026-03-20",
        closed=closed,
        code_chosen_by=("council",),
        dates_chosen_by=("council", "harbour"),
        organisations=tuple(dict.fromkeys(one.organisation for one in invitees)),
        rows=tuple(replace(row, chosen_by=("council", "harbour")) for row in asked.rows),
    )
    responses = tuple(
        Response(
            partnership=PARTNERSHIP.id,
            round=number,
            code=RECENT.id,
            invitee=one.code,
            asked=asked_digest(asked),
            answers=tuple(
                answer(action.id, each)
                for action, each in zip(ACTIONS, said(one, number), strict=True)
                if each is not None
            ),
            comments=tuple(
                Comment(section="forming", box="strengths", text=text, use="may be quoted")
                for text in comments[place : place + 1]
            ),
        )
        for place, one in enumerate(invitees)
    )
    return RoundRecord(asked, responses, Meeting(), Plan(), "")


PLAN = Plan(
    lines=(
        PlanLine(
            id="papers",
            what="Send papers ten days before each meeting, in plain words.",
            items=(ACTIONS[31].id,),
            owners=("council",),
            due="2026-05",
            sign="Nobody says that papers came late.",
        ),
        PlanLine(
            id="decide",
            what="Write down together who decides what.",
            items=(ACTIONS[6].id, ACTIONS[7].id),
            owners=("council", "trust", "harbour"),
            due="2026-06",
            support="The council pays Harbour Carers for two days.",
            sign="The list hangs in every office.",
        ),
        PlanLine(id="visit", what="Visit each other once.", owners=("all",), due="2026-08", state="under way"),
        PlanLine(id="rooms", what="Meet in turn at each partner's place.", owners=("harbour", "meadow"), due="2026-07"),
        PlanLine(
            id="group",
            kind="close",
            what="End the hospital discharge group.",
            owners=("trust",),
            due="2026-09",
            learning="A note of what worked goes to the new group.",
        ),
    )
)
MEETING = Meeting(
    held="2026-04-14",
    present=("council", "trust", "harbour", "meadow"),
    outcomes=(
        Outcome(item=ACTIONS[6].id, result="agreed", note="It is not clear who decides about money."),
        Outcome(item=ACTIONS[9].id, result="agreed to disagree", note="The trust sees no difference in power."),
        Outcome(item=ACTIONS[2].id, result="parked"),
    ),
)
FIRST = record(
    1,
    people(("council", 3), ("trust", 2), ("harbour", 1), ("meadow", 1)),
    closed="2026-03-23",
    comments=("We answer each other's letters.", "", "", "The first meeting set a good tone."),
)._replace(meeting=MEETING, plan=PLAN)
SECOND = record(2, people(("council", 3), ("trust", 2), ("harbour", 1), ("bridge", 1)), closed="2026-10-05")
ROUNDS = (FIRST, SECOND)


def page(number: int = 1, visibility: Visibility = "named", *, for_facilitator: bool = False) -> ResultPage:
    """The page of a round."""
    return result_page(
        RECENT,
        replace(PARTNERSHIP, visibility=visibility),
        ROUNDS,
        number,
        program=PROGRAM,
        for_facilitator=for_facilitator,
    )
