"""Findings of 34 items from 200 people, and from 2,000: CPU time beyond reading, and whether it grows in a line.

    python benchmarks/findings.py [ROUNDS]

The answers are made up before the clock runs.
"""

from __future__ import annotations

from random import Random

from timing import cpu_seconds, first_number, quantile

from compact_core.assessment.findings.findings import assess
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Row, Side
from compact_core.assessment.responses import Answer, Response

ITEMS, FEW, MANY = 34, 200, 2000
PEOPLE_EACH = 5
GOAL, GOAL_OF_MANY = 0.1, 10.5
ROUNDS = 15
DIGEST = "0123456789abcdef"


def assessment(people: int) -> tuple[Partnership, Round, list[Response]]:
    """A partnership of two sides, five people an organisation, and what they all answered."""
    random = Random(people)
    names = [f"org-{number}" for number in range(people // PEOPLE_EACH)]
    items = [f"item-{number}" for number in range(ITEMS)]
    invitees = [Invitee(code=f"{name}-{number}", organisation=name) for name in names for number in range(PEOPLE_EACH)]
    partnership = Partnership(
        id="large",
        name="Large",
        code="code",
        visibility="named",
        sides=(Side(id="public", name="Public"), Side(id="third", name="Third")),
        organisations=tuple(
            Organisation(id=name, name=name, side="third" if number % 2 else "public")
            for number, name in enumerate(names)
        ),
    )
    asked = Round(
        number=1,
        code="code",
        scale="agree4",
        points=("strongly disagree", "disagree", "agree", "strongly agree"),
        collector="Council",
        organisations=tuple(names),
        invitees=tuple(invitees),
        rows=tuple(Row(item=item, digest=DIGEST) for item in items),
    )
    return partnership, asked, [_response(invitee.code, items, random) for invitee in invitees]


def _response(invitee: str, items: list[str], random: Random) -> Response:
    points = [random.choice((0, 1, 2, 3, 3, 4)) for _ in items]
    answers = tuple(
        Answer(item=item, says="point" if point else "don't know", point=point)
        for item, point in zip(items, points, strict=True)
    )
    return Response(partnership="large", round=1, code="code", invitee=invitee, asked=DIGEST, answers=answers)


def seconds(people: int, rounds: int) -> float:
    """CPU time of the findings, the median of some rounds."""
    partnership, asked, responses = assessment(people)
    return quantile([cpu_seconds(lambda: assess(partnership, asked, responses)) for _ in range(rounds)], 0.5)


def main() -> None:
    """Print the time and the growth."""
    rounds = first_number(ROUNDS)
    few, many = seconds(FEW, rounds), seconds(MANY, max(rounds // 3, 1))
    print(f"findings of {ITEMS} items, {FEW} people: {few * 1000:.1f} ms of CPU (goal {GOAL * 1000:.0f} ms)")
    print(f"{MANY} people to {FEW}: {many / few:.1f} times (goal {GOAL_OF_MANY}; in a line it would be {MANY // FEW})")


if __name__ == "__main__":
    main()
