"""Write the worked assessment in ``examples/riverside-health``: two rounds, a meeting, a plan. All of it is invented.

    python scripts/riverside.py [FOLDER]

What people said stands in ``riverside_words.py``. A test keeps the example as this script
writes it, so that it follows the words of the code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

from riverside_words import (
    FIRST,
    FIRST_COMMENTS,
    MEETING,
    MISSING,
    PLAN,
    SAID,
    SECOND,
    SECOND_COMMENTS,
    SECOND_PLAN,
    Remark,
)

from compact_core.assessment.asking import asked_digest, time_asked
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.visibility import with_promise
from compact_core.assessment.partnership import (
    Invitee,
    Organisation,
    Partnership,
    Plan,
    Round,
    Row,
    Side,
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


def _round_files(asked: Round, table: str, comments: Sequence[Remark], day: str) -> Iterator[tuple[str, bytes]]:
    folder = f"round-{asked.number}"
    yield f"{folder}/round.toml", file_data(asked)
    for person, invitee in enumerate(asked.invitees):
        yield f"{folder}/responses/{invitee.code}.toml", file_data(_response(asked, person, table, comments, day))


def _response(asked: Round, person: int, table: str, comments: Sequence[Remark], day: str) -> Response:
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
