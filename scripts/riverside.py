"""Write the worked assessment in ``examples/riverside-health``: two rounds, a meeting, a plan. All of it is invented.

    python scripts/riverside.py [FOLDER]

The answers stand below as a table: one line an item, one word a person. A test keeps the example as this script
writes it, so that it follows the words of the code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Literal, NamedTuple

from compact_core.assessment.asking import asked_digest, time_asked
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.visibility import with_promise
from compact_core.assessment.partnership import (
    Invitee,
    Meeting,
    Organisation,
    Outcome,
    Partnership,
    Plan,
    PlanLine,
    Round,
    Row,
    Side,
    Statement,
    Vote,
)
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.saving import file_data
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.assessment.said import said_lines
from compact_core.assessment.setup.carrying import carrying
from compact_core.assessment.setup.next_round import Changes, Joiner, next_round
from compact_core.content.digest import content_digest
from compact_core.content.read import read_code
from compact_core.model.scales import SCALES

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "riverside-health"
CODE = read_code(ROOT / "codes" / "leeds" / "working-together-2017.toml")
ITEMS = {provision.id: provision for provision in CODE.provisions}
POINTS = {"SD": 1, "D": 2, "A": 3, "SA": 4}

PARTNERSHIP = Partnership(
    id="riverside-health",
    name="Riverside health",
    form="task-based",
    formality="informal",
    code=CODE.header.id,
    visibility="by organisation",
    facilitator="Riverside Volunteer Centre, partnership adviser",
    retention="2028-03-31",
    sides=(Side(id="public", name="Public sector"), Side(id="third", name="Third sector")),
    organisations=(
        Organisation(id="riverside-council", name="Riverside Council", side="public", joined="2025-09"),
        Organisation(id="riverside-nhs-trust", name="Riverside NHS Trust", side="public", joined="2025-09"),
        Organisation(id="mill-lane-carers", name="Mill Lane Carers", side="third", joined="2025-09", small=True),
        Organisation(id="open-boat", name="Open Boat", side="third", joined="2025-11", small=True),
    ),
)
CHOSEN_BY = ("riverside-council", "mill-lane-carers")
"""Who chose the code, the items and the dates: one of each side."""
JOINER = Organisation(id="lantern-befriending", name="Lantern Befriending", side="third", small=True)
ROLES = {
    "riverside-council": ("commissioning manager", "public health officer", "community worker"),
    "riverside-nhs-trust": ("service manager", "community nurse"),
    "mill-lane-carers": ("coordinator",),
    "open-boat": ("trustee",),
    "lantern-befriending": ("coordinator", "volunteer"),
}

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


class Said(NamedTuple):
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
    Said(0, "effective", "strengths", "The notes are out within a week, with who does what.", "may be quoted"),
    Said(4, "inclusive", "improvements", "We meet when surgeries are open. That suits none of us.", "may be quoted"),
    Said(5, "resourcing", "improvements", "Each bid takes us two unpaid days.", "may be quoted"),
    Said(5, "sustaining", "improvements", "We do not dare to complain while our grant is open.", "facilitator only"),
    Said(6, "forming", "improvements", "We hear what was decided when it has been done.", "may be quoted"),
)
SECOND_COMMENTS = (
    Said(5, "resourcing", "strengths", "The paid day each month lets us answer in time.", "may be quoted"),
    Said(6, "inclusive", "strengths", "We were met at the door, and rung the day after.", "may be quoted"),
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


def first_round() -> Round:
    """The first round, asked of everybody at its opening."""
    new_code = _codes("46ac")
    invitees = tuple(
        Invitee(code=new_code(partner.id), organisation=partner.id, role=role)
        for partner in PARTNERSHIP.organisations
        for role in ROLES[partner.id]
    )
    rows = tuple(Row(item=item, digest=content_digest(ITEMS[item]), chosen_by=CHOSEN_BY) for item in _table(FIRST))
    scale = SCALES[CODE.header.scale]
    asked = Round(
        number=1,
        code=CODE.header.id,
        scale=scale.id,
        points=scale.points,
        collector="Riverside Volunteer Centre, partnership adviser",
        opened="2026-03-02",
        closes="2026-03-20",
        closed="2026-03-23",
        method=METHOD,
        code_chosen_by=CHOSEN_BY,
        dates_chosen_by=CHOSEN_BY,
        organisations=tuple(partner.id for partner in PARTNERSHIP.organisations),
        time_asked=time_asked(PARTNERSHIP, invitees, len(rows)),
        invitees=invitees,
        rows=rows,
    )
    return with_promise(asked, PARTNERSHIP)


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the example: its place in the folder, and what it holds."""
    first = first_round()
    changes = Changes(
        opened="2026-10-01",
        closes="2026-10-21",
        dates_chosen_by=CHOSEN_BY,
        joiners=(Joiner(JOINER, people=2),),
        leavers=("open-boat",),
    )
    carried = carrying(first, CODE, PARTNERSHIP.formality)
    spelt = Plan(lines=tuple(replace(line, due=in_words(line.due)) for line in PLAN.lines))
    said = said_lines(spelt, PARTNERSHIP.names, CODE)
    partnership, second, *_ = next_round(PARTNERSHIP, first, carried, changes, _codes("79xt"), said)
    roles = (role for organisation in second.organisations for role in ROLES[organisation])
    invitees = tuple(replace(invitee, role=role) for invitee, role in zip(second.invitees, roles, strict=True))
    second = with_promise(replace(second, closed="2026-10-23", method=METHOD, invitees=invitees), partnership)
    yield "partnership.toml", file_data(partnership)
    yield from _round_files(first, FIRST, FIRST_COMMENTS, "2026-03-10")
    yield "round-1/meeting.toml", file_data(MEETING)
    yield "round-1/plan.toml", file_data(PLAN)
    answers = "\n".join((*(f"{line.item} {given}" for line, given in zip(said, SAID, strict=True)), SECOND.strip()))
    yield from _round_files(second, answers, SECOND_COMMENTS, "2026-10-12")
    yield "round-2/plan.toml", file_data(SECOND_PLAN)


def _codes(letters: str) -> Callable[[str], str]:
    """Give out codes for invitees that are always the same; true ones are drawn by chance."""
    ends = map("".join, permutations(letters))
    return lambda organisation: f"{organisation}-{next(ends)}"


def _table(text: str) -> Mapping[str, list[str]]:
    """What each person answered, by item."""
    lines = (line.replace("|", " ").split() for line in text.strip().splitlines())
    return {item: said for item, *said in lines}


def _round_files(asked: Round, table: str, comments: Sequence[Said], day: str) -> Iterator[tuple[str, bytes]]:
    folder = f"round-{asked.number}"
    yield f"{folder}/round.toml", file_data(asked)
    for person, invitee in enumerate(asked.invitees):
        yield f"{folder}/responses/{invitee.code}.toml", file_data(_response(asked, person, table, comments, day))


def _response(asked: Round, person: int, table: str, comments: Sequence[Said], day: str) -> Response:
    missing = MISSING if asked.number == 1 else {}
    answers = [
        _answer(item, said[person], f"{day}T{9 + person:02}:{minute:02}:00Z", missing.get((item, person), ()))
        for minute, (item, said) in enumerate(_table(table).items())
    ]
    written = [
        Comment(section=said.section, box=said.box, text=said.text, use=said.use, given=f"{day}T{9 + person:02}:40:00Z")
        for said in comments
        if said.person == person
    ]
    return Response(
        partnership=PARTNERSHIP.id,
        round=asked.number,
        code=asked.code,
        invitee=asked.invitees[person].code,
        asked=asked_digest(asked),
        answers=tuple(sorted(answers, key=lambda answer: answer.item)),
        comments=tuple(written),
    )


def _answer(item: str, word: str, given: str, missing: tuple[int, ...]) -> Answer:
    if word == "DK":
        return Answer(item=item, says="don't know", given=given)
    if word == "NA":
        reason = getattr(ITEMS[item], "condition", "")
        return Answer(item=item, says="not applicable", reason=reason, given=given)
    return Answer(item=item, says="point", point=POINTS[word], missing=missing, given=given)


def main() -> None:
    """Write every file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    for name, data in files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"Written: {folder}")


if __name__ == "__main__":
    main()
