"""What people say in the worked assessment: answers, comments, votes, what was settled, and plans.

The answers are tables: one line an item, one word a person.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from compact_core.assessment.partnership import Meeting, Outcome, Plan, PlanLine, Statement, Vote

FIRST = """
forming-aims              A A SA  | A A   | A  | A
forming-form              A A A   | SA A  | A  | A
forming-roles             A A A   | A A   | A  | A
forming-others            A D A   | A D   | A  | A
forming-ways              SA A A  | A A   | A  | SA
forming-ground-rules      A A D   | A A   | A  | D
forming-decisions         D D A   | A SA  | A  | DK
forming-sharing-decisions D D SD  | D D   | D  | SD
sustaining-boundaries     A A A   | A A   | A  | A
sustaining-power          SA SA A | A A   | D  | SD
sustaining-complaints     D D D   | SD D  | D  | D
sustaining-capacity       A A SA  | A A   | D  | D
sustaining-delivery       A A A   | A A   | SA | A
sustaining-people         A D A   | D A   | A  | A
sustaining-review         NA NA NA | NA NA | NA | NA
sustaining-ending         DK DK A | DK DK | DK | DK
inclusive-methods         A A A   | A A   | D  | A
inclusive-times           A A A   | A A   | D  | D
inclusive-venues          A A SA  | A A   | A  | A
inclusive-welcome         NA NA NA | NA NA | NA | NA
effective-reasons         SA A A  | A A   | A  | A
effective-aims            A A A   | A A   | A  | A
effective-notes           SA SA A | SA A  | A  | SA
effective-methods         A D A   | A D   | A  | A
effective-commitment      A A A   | A A   | SA | SA
effective-risks           A A DK  | DK A  | DK | DK
effective-learning        D D D   | D D   | D  | D
resourcing-needs          A A A   | A A   | D  | SD
resourcing-bids           A A A   | A A   | SD | D
resourcing-time           D A D   | A D   | D  | D
resourcing-meetings       A A A   | A D   | A  | A
resourcing-notice         A A A   | D D   | A  | A
resourcing-assets         D A A   | A A   | A  | A
resourcing-capacity       SA A A  | A A   | SD | SD
"""
"""The first round: three people of the council, two of the NHS trust, one of each charity."""

SECOND = """
forming-aims              A A SA  | A A   | A  | A A
forming-form              A A A   | SA A  | A  | A A
forming-roles             A A A   | A A   | A  | A DK
forming-others            A A A   | A A   | A  | A A
forming-ways              SA A A  | A A   | A  | SA A
forming-ground-rules      A A A   | A A   | A  | A A
forming-decisions         A A A   | A SA  | A  | A A
forming-sharing-decisions A A D   | A A   | D  | A D
sustaining-boundaries     A A A   | A A   | A  | A A
sustaining-power          A A D   | A D   | A  | D A
sustaining-complaints     D D A   | D D   | D  | DK DK
sustaining-capacity       A A A   | A A   | D  | A D
sustaining-delivery       A A A   | A A   | SA | A A
sustaining-people         D A D   | D D   | A  | A DK
sustaining-review         A A A   | SA A  | A  | NA NA
sustaining-ending         A A A   | A DK  | A  | DK DK
inclusive-methods         A A A   | A A   | A  | A A
inclusive-times           A A A   | A A   | A  | A SA
inclusive-venues          A A SA  | A A   | A  | A A
inclusive-welcome         A A A   | A A   | A  | SA SA
effective-reasons         SA A A  | A A   | A  | A A
effective-aims            A A A   | A A   | A  | A A
effective-notes           SA SA A | SA A  | A  | SA A
effective-methods         A D A   | A D   | A  | A A
effective-commitment      A A A   | A A   | SA | A A
effective-risks           A A A   | A A   | A  | DK A
effective-learning        A A D   | A D   | D  | DK A
resourcing-needs          A A A   | A A   | A  | A A
resourcing-bids           A A A   | A A   | D  | D SD
resourcing-time           D A D   | A D   | D  | D D
resourcing-meetings       A A A   | A A   | A  | A A
resourcing-notice         A A A   | A A   | A  | A A
resourcing-assets         A A A   | A A   | A  | A A
resourcing-capacity       SA A A  | A A   | D  | SD D
"""
"""The second round: Open Boat has left; two people of Lantern Befriending are asked instead."""

SAID = (
    "A SA A | A A  | A | A DK",
    "A A A  | SA A | D | DK DK",
    "A A D  | A A  | A | A SA",
    "D DK D | DK D | D | DK DK",
    "A A A  | A A  | A | DK DK",
)
"""What the second round says of each line of the plan: high where it was done."""


class Remark(NamedTuple):
    """What somebody wrote in a comment box."""

    person: int
    """Which of the invitees, from 0."""
    section: str
    """Id of the section."""
    box: Literal["strengths", "improvements"]
    """Which box."""
    text: str
    """What was written."""
    use: Literal["may be quoted", "facilitator only"]
    """What the writer allows."""


FIRST_COMMENTS = (
    Remark(0, "effective", "strengths", "The notes are out within a week, with who does what.", "may be quoted"),
    Remark(4, "inclusive", "improvements", "We meet when surgeries are open. That suits none of us.", "may be quoted"),
    Remark(5, "resourcing", "improvements", "Each bid takes us two unpaid days.", "may be quoted"),
    Remark(5, "sustaining", "improvements", "We do not dare to complain while our grant is open.", "facilitator only"),
    Remark(6, "forming", "improvements", "We hear what was decided when it has been done.", "may be quoted"),
)
SECOND_COMMENTS = (
    Remark(5, "resourcing", "strengths", "The paid day each month lets us answer in time.", "may be quoted"),
    Remark(6, "inclusive", "strengths", "We were met at the door, and rung the day after.", "may be quoted"),
)
MISSING = {("sustaining-power", 5): (2,), ("sustaining-power", 6): (1, 2), ("effective-learning", 0): (2,)}
"""Parts of items that people of the first round ticked as missing, by item and person."""

MEETING = Meeting(
    held="2026-04-14",
    present=("riverside-council", "riverside-nhs-trust", "mill-lane-carers", "open-boat"),
    outcomes=(
        Outcome(
            item="sustaining-power",
            result="agreed",
            note="The public side had looked at its own two organisations only. All now say: this needs work.",
        ),
        Outcome(
            item="resourcing-bids",
            result="agreed to disagree",
            review="2026-11",
        ),
        Outcome(item="sustaining-ending", result="parked", note="Nobody has thought about an end. Next round."),
    ),
    statements=(
        Statement(item="resourcing-bids", side="public", text="We cannot pay for bids that we have not asked for."),
        Statement(item="resourcing-bids", side="third", text="Each bid takes us two unpaid days. That is unfair."),
    ),
    votes=(
        Vote(
            organisation="riverside-council",
            items=("sustaining-power", "forming-sharing-decisions", "resourcing-capacity"),
        ),
        Vote(organisation="riverside-nhs-trust", items=("sustaining-power", "forming-decisions", "effective-learning")),
        Vote(organisation="mill-lane-carers", items=("sustaining-power", "resourcing-bids", "sustaining-complaints")),
        Vote(organisation="open-boat", items=("resourcing-bids", "resourcing-capacity", "forming-sharing-decisions")),
    ),
)
PLAN = Plan(
    lines=(
        PlanLine(
            id="paid-day",
            what="Pay each charity for one day a month of work in the partnership",
            items=("sustaining-power", "resourcing-capacity"),
            owners=("riverside-council", "mill-lane-carers"),
            due="2026-06",
            support="One paid day a month, from the council",
            sign="Both charities answer 'agree' on differences in power and capacity",
            state="done",
        ),
        PlanLine(
            id="decisions-first",
            what="Send every proposal to all partners two weeks before it is decided",
            items=("forming-sharing-decisions",),
            owners=("riverside-nhs-trust",),
            due="2026-05",
            sign="No partner hears of a decision after it was made",
            state="done",
        ),
        PlanLine(
            id="evening-meetings",
            what="Hold every other meeting at six in the evening, also by telephone",
            items=("inclusive-times",),
            owners=("all",),
            due="2026-05",
            support="The trust pays for travel and for somebody to mind children",
            sign="Both charities come to four meetings out of six",
            state="under way",
        ),
        PlanLine(
            id="complaints",
            what="Write one page on how to complain, with somebody from outside to turn to",
            items=("sustaining-complaints",),
            owners=("mill-lane-carers",),
            due="2026-09",
            sign="Every partner can say whom to turn to",
        ),
        PlanLine(
            id="open-boat-leaves",
            what="Open Boat hands its rota to Mill Lane Carers, and leaves",
            kind="step down",
            owners=("open-boat",),
            due="2026-08-31",
            support="The council pays for the last month",
            learning="A charity run by volunteers can give four hours a month, not sixteen. Ask before you plan.",
            state="done",
        ),
    )
)
SECOND_PLAN = Plan(
    lines=(
        PlanLine(
            id="bids",
            what="Ask funders for the cost of working together in every bid",
            items=("resourcing-bids",),
            owners=("riverside-council", "riverside-nhs-trust", "lantern-befriending"),
            due="2027-01",
            support="The council writes the part of each bid that is about money",
            sign="One bid in two has a line for it",
        ),
    )
)
